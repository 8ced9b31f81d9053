"""Where an asker gives a question to a coach: thin, one service call each."""

from typing import assert_never

from bot.chat.said import ChatKind, number_in
from bot.chat.turn import Turn
from bot.features.handover import asking, conversation_store, keyboards, telling
from bot.features.handover.models import (
    Asking,
    Draft,
    Gone,
    Handover,
    NeedsArea,
    NeedsName,
    NeedsWords,
    NobodyToAsk,
    Passed,
    Preview,
    State,
    Waiting,
)
from bot.people import area_store, reach
from bot.people.areas import Area


async def ask(turn: Turn) -> None:
    """Somebody wants a coach."""
    if turn.said.kind is not ChatKind.PRIVATE:
        turn.say("handover.in_private", address=turn.link("coach", "vraag"))
        return
    _show(turn, await asking.begin(turn))


async def choose_area(turn: Turn) -> None:
    """The asker says where they belong."""
    _show(turn, await asking.choose_area(turn, turn.said.number()))


async def fill_in(turn: Turn) -> None:
    """Take what was typed in the form."""
    if asking.says_no(turn.said.words or ""):
        await stop(turn)
        return
    _show(turn, await asking.fill_in(turn))


async def send(turn: Turn) -> None:
    """Pass the question on."""
    *_, version, how = turn.said.tapped
    _show(turn, await asking.send(turn, number_in(version), named=how == "named"))


async def rewrite(turn: Turn) -> None:
    """Let the asker say it in other words."""
    _show(turn, asking.rewrite(turn))


async def resume(turn: Turn) -> None:
    """Say that the question still lies ready, after an answer in between; after a crisis only that it can wait."""
    paused = turn.dialogue is not None and turn.dialogue.is_paused
    match await asking.where_we_were(turn):
        case Gone():
            pass
        case _ if paused or turn.is_about(lambda understood: understood.crisis is not None):
            turn.say("handover.can_wait", keyboards.go_on())
        case Preview(draft, _):
            turn.say("handover.still_ready", keyboards.preview(draft, turn.person.name), question=draft.text)
        case outcome:
            _show(turn, outcome)


async def stop(turn: Turn) -> None:
    """Leave the form."""
    turn.say("handover.stopped" if asking.stop(turn) else "handover.form_gone")


async def warn(turn: Turn) -> None:
    """Warn a coach in a crisis."""
    unfinished = await conversation_store.find_unfinished_of(turn.tx, turn.person.id)
    if unfinished is not None and unfinished.state is State.CLAIMED:
        turn.say("handover.talking", keyboards.close(unfinished.id), coach=unfinished.coach_name)
        return
    crisis = turn.said.tapped[-1]
    if unfinished is not None and unfinished.crisis is not None:
        turn.say("handover.alert_waits", crisis_kind=unfinished.crisis)
    elif crisis not in turn.texts.crises or await asking.warn(turn, crisis) is None:
        area = await area_store.find_area(turn.tx, turn.person.area_id)
        crisis_kind = crisis if crisis in turn.texts.crises else None
        turn.say("handover.alert_nobody", crisis_kind=crisis_kind, **reach.contact_of(area))


def _show(turn: Turn, outcome: Asking) -> None:
    match outcome:
        case NeedsArea(areas):
            turn.say("handover.which_area", keyboards.areas(areas))
        case NeedsWords():
            turn.say("handover.which_question", keyboards.stop())
        case NeedsName():
            turn.say("handover.which_name", keyboards.stop())
        case Preview(draft, area):
            _show_preview(turn, draft, area)
        case NobodyToAsk(area):
            turn.say("coaching.coach", **reach.contact_of(area))
        case Waiting(handover):
            _show_waiting(turn, handover)
        case Passed(area, until):
            opening = area.opening
            turn.say("handover.passed", area=area.name, opening=opening, until=telling.moment(until))
        case Gone():
            turn.say("handover.form_gone")
        case _:
            assert_never(outcome)


def _show_waiting(turn: Turn, handover: Handover) -> None:
    if handover.state is State.CLAIMED:
        turn.say("handover.talking", keyboards.close(handover.id), coach=handover.coach_name)
    else:
        turn.say("handover.waiting", keyboards.withdraw(handover.id), question=handover.text)


def _show_preview(turn: Turn, draft: Draft, area: Area) -> None:
    turn.say(
        "handover.preview",
        keyboards.preview(draft, turn.person.name),
        question=draft.text,
        area=area.name,
        scrubbed=draft.scrubbed,
    )
