"""Writing a tip: a form of three questions, a preview, and the yes of a colleague."""

from typing import assert_never

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.turn import Turn
from bot.features.digest import keyboards, service, store, tips
from bot.features.digest.tips import LONGEST_TEXT, LONGEST_TITLE, DecidedBefore, Live, Proposed, Refused

FEATURE = "digest"


async def write(turn: Turn) -> None:
    """Begin a tip for a question that got no answer."""
    area_id, question_id = turn.said.number(2), turn.said.number(-1)
    question = await store.find_question(turn.tx, question_id, area_id) if service.may_read(turn, area_id) else None
    if question is None or not area_id:
        turn.say("digest.question_gone")
        return
    _remember(turn, "title", {"area": area_id, "question": question_id})
    turn.say("digest.ask_title", question=question.text)


async def typed(turn: Turn) -> None:
    """Take what was typed in the form."""
    dialogue, words = turn.dialogue, (turn.said.words or "").strip()
    if dialogue is None:  # pragma: no cover - the route asks for an open form
        return
    longest = LONGEST_TITLE if dialogue.step == "title" else LONGEST_TEXT
    if len(words) > longest:
        turn.say("digest.too_long", longest=longest)
        return
    data = {**dialogue.data, dialogue.step: words}
    match dialogue.step:
        case "title":
            _remember(turn, "do", data)
            turn.say("digest.ask_do")
        case "do":
            _remember(turn, "say", data)
            turn.say("digest.ask_say", keyboards.skip_say())
        case _:
            _preview(turn, data)


async def skip(turn: Turn) -> None:
    """Do without a sentence to say."""
    if turn.dialogue is None or turn.dialogue.feature != FEATURE or turn.dialogue.step != "say":
        turn.say("digest.form_gone")
        return
    _preview(turn, {**turn.dialogue.data, "say": ""})


async def propose(turn: Turn) -> None:
    """Lay the tip before a colleague."""
    if turn.dialogue is None or turn.dialogue.feature != FEATURE or turn.dialogue.step != "preview":
        turn.say("digest.form_gone")
        return
    data = turn.dialogue.data
    outcome = await tips.propose(turn, data["area"], data["question"], data["title"], data["do"], data["say"])
    if not isinstance(outcome, Refused):
        dialogues.close(turn.tx, turn.said.chat_id, turn.person.id)
    _tell(turn, outcome)


async def discard(turn: Turn) -> None:
    """Throw the tip away."""
    dialogues.close(turn.tx, turn.said.chat_id, turn.person.id)
    turn.change("digest.discarded")


async def approve(turn: Turn) -> None:
    """A second coach says yes."""
    _tell(turn, await tips.approve(turn, turn.said.number(-1)))


async def reject(turn: Turn) -> None:
    """A second coach says no."""
    match await tips.reject(turn, turn.said.number(-1)):
        case Live():
            turn.change("digest.sent_back")
        case outcome:
            _tell(turn, outcome)


async def list_tips(turn: Turn) -> None:
    """Show the tips of an area."""
    area_id = turn.said.number(-1)
    if not service.may_read(turn, area_id):
        turn.say("digest.no_area")
        return
    found = await store.list_tips(turn.tx, area_id)
    turn.say("digest.tips", keyboards.tips(found), tips=[[tip.title, tip.state] for tip in found])


async def withdraw(turn: Turn) -> None:
    """Take a tip away."""
    tip = await tips.withdraw(turn, turn.said.number(-1))
    if tip is None:
        turn.say("digest.tip_gone")
    else:
        turn.say("digest.tip_withdrawn", title=tip.title)


def _preview(turn: Turn, data: dict[str, object]) -> None:
    _remember(turn, "preview", data)
    title, do, say = (turn.interpreter.scrub(str(data[part])) for part in ("title", "do", "say"))
    turn.say("digest.preview", keyboards.proposal(), title=title, do=do, say=say)


def _tell(turn: Turn, outcome: tips.Outcome) -> None:
    match outcome:
        case Proposed(readers):
            turn.change("digest.proposed", readers=readers)
        case Live(tip, told):
            turn.change("digest.live", title=tip.title, told=told)
        case DecidedBefore(title, name, is_live):
            turn.change("digest.decided_before", title=title, name=name, is_live=is_live)
        case Refused() as why:
            turn.say(f"digest.refused_{why}")
        case _:
            assert_never(outcome)


def _remember(turn: Turn, step: str, data: dict[str, object]) -> None:
    dialogue = Dialogue(FEATURE, step, data)
    dialogues.save(turn.tx, turn.said.chat_id, turn.person.id, dialogue, turn.now + dialogues.FORM_LASTS)
