"""What somebody does with the places they have: see them, cancel, miss a dagdeel, change, swap, take an offered seat."""

from typing import Any, assert_never

from bot.agenda.models import Event, Registration, RegistrationState, SignedUp
from bot.chat.turn import Turn
from bot.features.events import changing, confirming, keyboards, service, views
from bot.features.events.changing import (
    AskChange,
    Cancelling,
    Changed,
    Changing,
    NoRoom,
    NowhereIn,
    OffTheList,
    Place,
    Swap,
    Swapped,
    SwapWaits,
    WhichPlace,
    WholeOrFewer,
    WholeOrPart,
)
from bot.features.events.form import Form
from bot.features.events.models import DETAILS, Step, Why
from bot.features.events.taps import word


async def show_mine(turn: Turn) -> None:
    """Show where somebody is on a list, or in a queue."""
    places = await changing.my_places(turn)
    if len(places) == 1:
        await _show_place(turn, *places[0])
    elif places:
        known = [await _told(turn, event, registration) for event, registration in places]
        turn.say("events.mine", keyboards.places_of_mine(places, "place", turn.now), places=known)
    else:
        turn.say("events.nowhere", keyboards.only_agenda())


async def show_one(turn: Turn) -> None:
    """Show one place, and what can be done with it."""
    if place := await _mine(turn):
        await _show_place(turn, *place)


async def cancel_by_words(turn: Turn) -> None:
    """Somebody writes that they cannot come."""
    _show(turn, await changing.cancel_by_words(turn))


async def change_by_words(turn: Turn) -> None:
    """Somebody writes that something changes."""
    _show(turn, await changing.change_by_words(turn))


async def cancel(turn: Turn) -> None:
    """Somebody taps to cancel: ask once whether they are sure."""
    if place := await _mine(turn):
        event, registration = place
        turn.say("events.sure", keyboards.sure(registration), event=views.of_event(event))


async def cancelled(turn: Turn) -> None:
    """Somebody is sure: off the list."""
    if place := await _mine(turn):
        _show(turn, await changing.cancel(turn, *place))


async def leave(turn: Turn) -> None:
    """Somebody leaves the queue, declines a seat, or cannot come on the new date: one tap."""
    await cancelled(turn)


async def keep(turn: Turn) -> None:
    """Somebody can come on the new date too."""
    if place := await _mine(turn):
        event, registration = place
        turn.say("events.kept", keyboards.after_signing_up(registration), event=views.of_event(event),
                 waiting=registration.state is RegistrationState.WAITING)  # fmt: skip


async def accept(turn: Turn) -> None:
    """Somebody takes the seat that was held, in time or too late."""
    place = await _mine(turn)
    if place is None:
        return
    event, _ = place
    outcome = await changing.accept(turn, turn.said.number())
    if isinstance(outcome, SignedUp):
        confirming.confirm(turn, event, outcome.registration)
    else:
        turn.say("events.offer_gone", keyboards.only_agenda(), event=views.of_event(event), position=outcome.position)


async def calendar(turn: Turn) -> None:
    """Send the file for the calendar again."""
    if place := await _mine(turn):
        confirming.send_calendar(turn, *place)


async def miss(turn: Turn) -> None:
    """Show the dagdelen that can be missed."""
    if place := await _mine(turn):
        event, registration = place
        coming = [part.number for part in event.parts if part.ends_at > turn.now]
        turn.say("events.which_part", keyboards.missing(event, registration, coming), event=views.of_event(event))


async def miss_part(turn: Turn) -> None:
    """Somebody misses one dagdeel."""
    if place := await _mine(turn):
        _show(turn, await changing.miss(turn, place[1], turn.said.number(3)))


async def come_part(turn: Turn) -> None:
    """Somebody comes to a dagdeel after all."""
    if place := await _mine(turn):
        _show(turn, await changing.come(turn, place[1], turn.said.number(3)))


async def seats(turn: Turn) -> None:
    """Ask with how many they come now."""
    if place := await _mine(turn):
        _show(turn, changing.ask(turn, *place, Step.SEATS))


async def seats_to(turn: Turn) -> None:
    """Somebody taps the number of people they spoke of."""
    if (place := await _mine(turn)) and (count := turn.said.number(3)):
        _show(turn, await changing.change_seats(turn, *place, count))


async def details(turn: Turn) -> None:
    """Show what stands on the list about somebody, to correct it."""
    if place := await _mine(turn):
        event, registration = place
        turn.say("events.details", keyboards.details_of_mine(registration, event), place=views.of_place(registration))


async def correct(turn: Turn) -> None:
    """Ask the new value of one detail."""
    if place := await _mine(turn):
        step = word(turn, 3)
        _show(turn, changing.ask(turn, *place, Step(step) if step in set(DETAILS) else Step.NAME))


async def swap(turn: Turn) -> None:
    """Somebody goes to another bijeenkomst."""
    if place := await _mine(turn):
        _show(turn, await changing.swap(turn, *place, turn.said.number(3)))


async def answer(turn: Turn, form: Form) -> None:
    """Take the answer to a question about a place."""
    _show(turn, await changing.answer(turn, form))


def ask(turn: Turn, event: Event, step: Step, why: Why | None) -> None:
    """Ask the new value of something."""
    about = views.of_event(event) | {"capacity": event.capacity}
    turn.say("events.ask_change", keyboards.only_stop(), step=step.value, why=why.value if why else None, event=about)


async def changes_a_place(turn: Turn) -> bool:
    """Say whether "we komen met z'n drieën" is about a place that somebody has; then it is answered here."""
    count = turn.understood.fields.get("count")
    if turn.understood.events or not count or count < 2:  # noqa: PLR2004 - one is what everybody is
        return False
    places = await changing.my_places(turn)
    if len(places) != 1:
        return False
    _show(turn, await changing.change_seats(turn, *places[0], count))
    return True


def _show(turn: Turn, outcome: Cancelling | Changing | Swapped | SwapWaits) -> None:
    match outcome:
        case OffTheList(event, _, waited=True):
            turn.say("events.out_of_queue", keyboards.after_cancelling(event), event=views.of_event(event))
        case OffTheList(event, registration):
            attachment = views.calendar(event, registration, turn.now, cancelled=True)
            again = keyboards.after_cancelling(event)
            turn.say("events.cancelled", again, attachment=attachment, event=views.of_event(event))
        case WhichPlace(places):
            known = [views.of_event(event) for event, _ in places]
            turn.say("events.which_place", keyboards.places_of_mine(places, "place", turn.now), events=known)
        case WholeOrPart(event, registration, parts):
            named = views.of_parts(event, parts)
            turn.say("events.whole_or_part", keyboards.whole_or_part(event, registration, parts),
                     event=views.of_event(event), parts=named)  # fmt: skip
        case WholeOrFewer(event, registration):
            values: dict[str, Any] = {"event": views.of_event(event), "seats": registration.seats}
            turn.say("events.whole_or_fewer", keyboards.whole_or_fewer(registration), **values)
        case NowhereIn(places):
            turn.say("events.nowhere_in", keyboards.places_of_mine(places, "place", turn.now), places=len(places))
        case _:
            _show_change(turn, outcome)


def _show_change(turn: Turn, outcome: Swap | Changed | NoRoom | AskChange | Swapped | SwapWaits) -> None:
    match outcome:
        case Changed(event, registration):
            values: dict[str, Any] = {"event": views.of_event(event), "place": views.of_place(registration)}
            file = views.calendar(event, registration, turn.now) if registration.absences else None
            turn.say("events.place_changed", keyboards.place(event, registration, turn.now), attachment=file, **values)
        case NoRoom(event, registration, free):
            values = {"event": views.of_event(event), "seats": registration.seats, "free": free}
            turn.say("events.no_room", keyboards.to_coach(), **values)
        case AskChange(event, step, why):
            ask(turn, event, step, why)
        case Swap(event, registration, targets):
            turn.say("events.swap", keyboards.swaps(registration, targets, turn.now), event=views.of_event(event))
        case Swapped(event, registration, left):
            turn.say("events.swapped", event=views.of_event(left))
            confirming.confirm(turn, event, registration)
        case SwapWaits(event, registration, kept, position):
            values = {"event": views.of_event(event), "kept": views.of_event(kept), "position": position}
            turn.say("events.swap_waits", keyboards.place(event, registration, turn.now), **values)
        case _:
            assert_never(outcome)


async def _show_place(turn: Turn, event: Event, registration: Registration) -> None:
    if not registration.is_active:
        turn.say("events.no_longer", keyboards.after_cancelling(event), event=views.of_event(event))
        return
    told = await _told(turn, event, registration)
    turn.say("events.place", keyboards.place(event, registration, turn.now), **told)


async def _told(turn: Turn, event: Event, registration: Registration) -> dict[str, Any]:
    waiting = registration.state is RegistrationState.WAITING
    position = await service.position(turn, registration) if waiting else None
    return {"event": views.of_event(event), "place": views.of_place(registration, position)}


async def _mine(turn: Turn) -> Place | None:
    """Return the place that the button is about; when it is not theirs, or not any more, say so."""
    place = await changing.mine(turn, turn.said.number())
    if place is None:
        turn.say("events.not_yours", keyboards.only_agenda())
    return place
