"""What coaches and trainers do on the time side: decide, tick who was there, and call who cannot be reached."""

from typing import assert_never

from bot.agenda import store as agenda
from bot.agenda.models import AttendanceState
from bot.chat.dialogues import Dialogue
from bot.chat.said import number_in
from bot.chat.turn import Turn
from bot.clock import to_text
from bot.features.timeline import attending, calling, deciding, keyboards, planner, store, tapped
from bot.features.timeline.attending import OpenList, Refused

FEATURE = "timeline"
WALK_IN = "walk_in"
_MOST_QUESTIONS = 3
_TYPING_LASTS = attending.OPENS_BEFORE


async def decide(turn: Turn) -> None:
    """Take a tap under the go/no-go question."""
    event_id, round_, word = tapped.parts(turn, 3)
    match await deciding.decide(turn.tx, turn.person, number_in(event_id), number_in(round_), word, turn.now):
        case deciding.Decided(event, decision, heard, to_call, again):
            turn.change(
                "timeline.decided",
                event=event.as_values(),
                decision=decision.value,
                heard=heard,
                to_call=list(to_call),
                again=to_text(again) if again else "",
            )
        case deciding.DecidedBefore(event, decision, name, at):
            turn.change("timeline.decided_before", event=event.as_values(), decision=decision.value, name=name, at=at)
        case deciding.AskFirst(event, heard):
            turn.change("timeline.no_go_sure", keyboards.sure(event.id, number_in(round_)), event=event.as_values(), heard=heard)
        case deciding.AskAgain(event, number, values):
            may_wait = planner.ask_again_at(event.parts[0], turn.now) is not None
            turn.change("timeline.go_no_go", keyboards.go_no_go(event.id, number, may_wait=may_wait), **values)
        case deciding.NothingToDecide(event):
            turn.change("timeline.nothing_to_decide", event=event.as_values())
        case deciding.TooLateToWait(event):
            turn.notice("timeline.too_late_to_wait_notice")
            turn.say("timeline.too_late_to_wait", event=event.as_values())
        case deciding.NotTheirs():
            turn.say("timeline.not_your_event")
        case outcome:
            assert_never(outcome)


async def decisions(turn: Turn) -> None:
    """Ask again what waits for a decision; what does not fit comes when these are decided."""
    found = await deciding.list_waiting(turn.tx, turn.person, turn.now)
    for waits in found[:_MOST_QUESTIONS]:
        may_wait = planner.ask_again_at(waits.event.parts[0], turn.now) is not None
        turn.say("timeline.go_no_go", keyboards.go_no_go(waits.event.id, waits.round, may_wait=may_wait), **waits.values)
    more = max(0, len(found) - _MOST_QUESTIONS)
    if more or not found:
        turn.say("timeline.more_to_decide", more=more)


async def lists(turn: Turn) -> None:
    """Offer the lists that can be ticked now."""
    found = await attending.list_open(turn.tx, turn.person, turn.now)
    turn.say("timeline.lists" if found else "timeline.no_lists", keyboards.lists(found))


async def show_list(turn: Turn) -> None:
    """Show a screen of the list."""
    event_id, part, screen = tapped.parts(turn, 3)
    _show(
        turn,
        await attending.open_list(turn.tx, turn.person, number_in(event_id), number_in(part), turn.now),
        number_in(screen),
    )


async def tick(turn: Turn) -> None:
    """Note whether somebody was there."""
    number, part, state, screen = tapped.parts(turn, 4)
    if state not in set(AttendanceState):
        turn.say("timeline.list_not_yours")
        return
    outcome = await attending.tick(turn.tx, turn.person, number_in(number), number_in(part), AttendanceState(state), turn.now)
    _show(turn, outcome, number_in(screen))


async def everybody(turn: Turn) -> None:
    """Note that everybody else is there."""
    event_id, part = tapped.parts(turn, 2)
    _show(turn, await attending.everybody(turn.tx, turn.person, number_in(event_id), number_in(part), turn.now), 0)


async def ask_walk_in(turn: Turn) -> None:
    """Ask for the name of somebody who walked in."""
    event_id, part = tapped.parts(turn, 2)
    match await attending.open_list(turn.tx, turn.person, number_in(event_id), number_in(part), turn.now):
        case OpenList(event, open_part):
            form = Dialogue(FEATURE, WALK_IN, {"event": event.id, "part": open_part.number})
            turn.open_dialogue(form, turn.now + _TYPING_LASTS)
            turn.say("timeline.ask_walk_in")
        case refused:
            _show(turn, refused, 0)


async def add_walk_in(turn: Turn) -> None:
    """Add the names that were typed, and show the list with them."""
    form = turn.dialogue
    if form is None:  # pragma: no cover - the route only matches an open form
        return
    turn.end_dialogue()
    event_id, part = int(form.data["event"]), int(form.data["part"])
    outcome = await attending.walk_in(turn.tx, turn.person, event_id, part, turn.said.words or "", turn.now)
    _show(turn, outcome, 0)


async def to_call(turn: Turn) -> None:
    """Show who cannot be reached."""
    found = await calling.list_mine(turn.tx, turn.person, turn.now)
    turn.say("timeline.to_call" if found.people else "timeline.nobody_to_call", found.keyboard, **found.values)


async def called(turn: Turn) -> None:
    """Strike somebody off the list, and show who is left."""
    (number,) = tapped.parts(turn, 1)
    registration = await agenda.find_registration(turn.tx, number_in(number))
    event = await agenda.find_event(turn.tx, registration.event_id) if registration else None
    if registration is None or event is None or not turn.person.may_look_after(event.area_id):
        turn.say("timeline.not_your_event")
        return
    store.note_called(turn.tx, registration.id, turn.now)
    found = await calling.list_mine(turn.tx, turn.person, turn.now)
    turn.change("timeline.to_call" if found.people else "timeline.nobody_to_call", found.keyboard, **found.values)


def _show(turn: Turn, outcome: attending.Outcome, screen: int) -> None:
    reply = turn.change if turn.said.tapped else turn.say
    match outcome:
        case OpenList(event, part, guests):
            last = max(0, len(guests) - 1) // keyboards.ON_ONE_SCREEN
            keyboard = keyboards.attendance(event.id, part.number, guests, min(screen, last))
            reply("timeline.attendance", keyboard, **outcome.values)
        case Refused(why, event):
            reply(f"timeline.list_{why}", (), event=event.as_values() if event else None)
        case _:
            assert_never(outcome)
