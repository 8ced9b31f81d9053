"""Writing a tip: a form of three questions, a preview, and the yes of a colleague."""

from typing import assert_never

from bot.chat import dialogues
from bot.chat.stopping import is_stop
from bot.chat.turn import Turn
from bot.features.digest import keyboards, service, store, tips
from bot.features.digest.models import PREVIEW, TIP_QUESTIONS, TipForm
from bot.features.digest.tips import LONGEST_TEXT, LONGEST_TITLE, DecidedBefore, Live, Proposed, Refused


def answers(turn: Turn) -> bool:
    """Say whether what is typed answers the open form; after a crisis only once its writer went on with it."""
    form = TipForm.of(turn.dialogue)
    return form is not None and form.step in TIP_QUESTIONS and turn.dialogue is not None and not turn.dialogue.is_paused


async def write(turn: Turn) -> None:
    """Begin a tip for a question that got no answer."""
    area_id, question_id = turn.said.number(2), turn.said.number(-1)
    question = await store.find_question(turn.tx, question_id, area_id) if service.may_read(turn, area_id) else None
    if question is None or not area_id:
        turn.say("digest.question_gone")
        return
    await _ask(turn, TipForm(TIP_QUESTIONS[0], area_id, question_id))


async def typed(turn: Turn) -> None:
    """Take what was typed in the form."""
    form, words = TipForm.of(turn.dialogue), (turn.said.words or "").strip()
    if form is None:  # pragma: no cover - the route asks for an open form
        return
    longest = LONGEST_TITLE if form.step == "title" else LONGEST_TEXT
    if is_stop(words):
        await discard(turn)
    elif len(words) > longest:
        turn.say("digest.too_long", keyboards.writing(form.step), longest=longest)
    else:
        await _ask(turn, form.answered(turn.interpreter.scrub(words)))


async def skip(turn: Turn) -> None:
    """Do without a sentence to say."""
    form = _open_form(turn)
    if form is not None and form.step == "say":
        await _ask(turn, form.answered(""))


async def go_on(turn: Turn) -> None:
    """Go on with the form where it was."""
    if form := _open_form(turn):
        await _ask(turn, form)


async def resume(turn: Turn) -> None:
    """Say that the form is open still, after an answer in between."""
    if TipForm.of(turn.dialogue) is not None:
        turn.say("digest.can_wait", keyboards.go_on())


async def propose(turn: Turn) -> None:
    """Lay the tip before a colleague."""
    form = _open_form(turn)
    if form is None or form.step != PREVIEW:
        return
    outcome = await tips.propose(turn, form)
    if not isinstance(outcome, Refused):
        turn.end_dialogue()
    _tell(turn, outcome)


async def discard(turn: Turn) -> None:
    """Throw the tip away."""
    if _open_form(turn) is not None:
        turn.end_dialogue()
        (turn.change if turn.said.tapped else turn.say)("digest.discarded")


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


async def _ask(turn: Turn, form: TipForm) -> None:
    """Remember where the form is, and ask what is next, or show what volunteers will read."""
    turn.open_dialogue(form.as_dialogue(), turn.now + dialogues.FORM_LASTS)
    if form.step == PREVIEW:
        turn.say("digest.preview", keyboards.proposal(), title=form.title, do=form.do, say=form.say)
        return
    question = await store.find_question(turn.tx, form.question_id, form.area_id)
    turn.say(f"digest.ask_{form.step}", keyboards.writing(form.step), question=question.text if question else "")


def _open_form(turn: Turn) -> TipForm | None:
    form = TipForm.of(turn.dialogue)
    if form is None:
        turn.say("digest.form_gone")
    return form


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
