"""The conversation between an asker and a coach, as both steer it: thin, one service call each."""

from typing import assert_never

from bot.chat.said import ChatKind, number_in
from bot.chat.turn import Turn
from bot.features.handover import keyboards, talking
from bot.features.handover.models import Helped, State
from bot.features.handover.talking import Claimed, NotClaimed, NotYours, Over, PassedOn, Talk, TooLate, WhichOne
from bot.people import reach

_MOST_ON_THE_DESK = 5


async def talk(turn: Turn) -> None:
    """Pass on what somebody typed in a conversation."""
    await _show(turn, await talking.talk(turn))


async def to(turn: Turn) -> None:
    """Pass on what was typed before, to the conversation that was chosen."""
    await _show(turn, await talking.pass_on_kept(turn, turn.said.number()))


async def claim(turn: Turn) -> None:
    """Pick a question up."""
    match await talking.claim(turn, turn.said.number()):
        case Claimed():
            turn.notice("handover.notice_yours")
        case TooLate(handover):
            turn.notice("handover.notice_taken", coach=handover.coach_name)
        case Over():
            turn.notice("handover.notice_over")
            turn.say("handover.over")
        case outcome:
            assert_never(outcome)


async def give_back(turn: Turn) -> None:
    """Let others pick it up."""
    if await talking.give_back(turn, turn.said.number()):
        turn.say("handover.you_gave_back")
    else:
        turn.say("handover.over")


async def answer(turn: Turn) -> None:
    """Let the next words go to this conversation."""
    found = await talking.answer(turn, turn.said.number())
    if found is None:
        turn.say("handover.over")
    else:
        turn.say("handover.type_answer", number=found.id, name=found.asker_name)


async def close(turn: Turn) -> None:
    """End the conversation under whose message was tapped."""
    await _close(turn, turn.said.number())


async def done(turn: Turn) -> None:
    """/klaar: end the only conversation, or let them choose."""
    found = await talking.list_closable(turn)
    if len(found) > 1:
        turn.say("handover.which_to_close", keyboards.choose(found, "close"))
    else:
        await _close(turn, found[0].id if found else 0)


async def helped(turn: Turn) -> None:
    """Thank for the tap."""
    *_, number, word = turn.said.tapped
    if word in set(Helped) and number.isdecimal():
        await talking.note_helped(turn, number_in(number), Helped(word))
    turn.notice("handover.thanks_notice")
    turn.change("handover.thanks")


async def desk(turn: Turn) -> None:
    """Show what waits, and what this coach has."""
    found = await talking.list_desk(turn)
    shown = found[:_MOST_ON_THE_DESK]
    rows = [{**one.shown, "is_mine": one.claimed_by == turn.person.id, "since": one.created_at.isoformat()} for one in shown]
    turn.say("handover.desk", keyboards.desk(shown, turn.person.id), rows=rows, more=len(found) - len(shown))


async def _close(turn: Turn, handover_id: int) -> None:
    found = await talking.close(turn, handover_id)
    if found is None:
        turn.say("handover.over")
    elif found.state is State.OPEN:
        turn.say("handover.you_withdrew")
    elif turn.said.tapped:
        turn.notice("handover.notice_closed")


async def _show(turn: Turn, outcome: Talk) -> None:
    match outcome:
        case PassedOn() as passed:
            await _mention(turn, passed)
        case WhichOne(conversations):
            turn.say("handover.which_conversation", keyboards.choose(conversations, "to"))
        case NotClaimed(handover):
            turn.say("handover.claim_first", keyboards.claim(handover.id))
        case NotYours(handover):
            turn.say("handover.not_yours", coach=handover.coach_name)
        case Over():
            turn.say("handover.over")
        case _:
            assert_never(outcome)


async def _mention(turn: Turn, passed: PassedOn) -> None:
    """The bot is silent in a conversation, but for what the writer must know."""
    crisis = turn.understood.crisis if passed.by_asker else None
    if crisis is not None:
        page = turn.texts.crises[crisis.kind]
        chat_url = next((n.chat for key in page.numbers if (n := turn.texts.numbers[key]).chat), None)
        local = await reach.local_help(turn.tx, turn.person.area_id, crisis.kind)
        about_self = crisis.about_self and page.about_self is not None
        keyboard = keyboards.alert_chat(chat_url)
        turn.say("coaching.crisis", keyboard, crisis_kind=crisis.kind, about_self=about_self, local=local)
        turn.say("handover.coach_reads_too", coach=passed.handover.coach_name)
    if passed.was_scrubbed:
        turn.say("handover.scrubbed")
    if passed.after_long and turn.said.kind is ChatKind.PRIVATE:
        name = passed.handover.coach_name if passed.by_asker else passed.handover.asker_name
        turn.say(
            "handover.still_open",
            keyboards.close(passed.handover.id),
            by_asker=passed.by_asker,
            name=name,
            number=passed.handover.id,
        )
    message = turn.update.effective_message
    if message is not None and message.effective_attachment is not None and not turn.said.tapped:
        turn.say("handover.only_words")
