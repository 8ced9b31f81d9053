"""What somebody does with a place they have: cancel, miss a dagdeel, come with more people, go to another bijeenkomst."""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bot.agenda import seats
from bot.agenda import store as agenda
from bot.agenda.models import (
    Applicant,
    Cancelled,
    Event,
    NotEnoughSeats,
    NotIn,
    OfferGone,
    OnWaitingList,
    PartChanged,
    Registration,
    RegistrationState,
    SeatsChanged,
    SignedUp,
)
from bot.chat.turn import Turn
from bot.features.events import answers, service, store
from bot.features.events.form import Form
from bot.features.events.models import Step, Why
from bot.understanding.signup.asking import moments_meant

Place: TypeAlias = tuple[Event, Registration]


@dataclass(frozen=True, slots=True)
class OffTheList:
    """They are off the list, or out of the queue if they `waited`."""

    event: Event
    registration: Registration
    waited: bool = False


@dataclass(frozen=True, slots=True)
class WhichPlace:
    """They have several places: which one do they mean?"""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class WholeOrPart:
    """They named one dagdeel of several: only that one, or all of it?"""

    event: Event
    registration: Registration
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WholeOrFewer:
    """They come with several people: nobody any more, or fewer?"""

    event: Event
    registration: Registration


@dataclass(frozen=True, slots=True)
class NowhereIn:
    """They are on no list, or not on this one (`places` are those they are on)."""

    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Swap:
    """From this place to one of these bijeenkomsten?"""

    event: Event
    registration: Registration
    targets: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """They are on the list of `event` and no longer on that of `left`."""

    event: Event
    registration: Registration
    left: Event


@dataclass(frozen=True, slots=True)
class SwapWaits:
    """The other one is full: they wait there and keep the place they had."""

    event: Event
    registration: Registration
    kept: Event
    position: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Something about their place is different now: this is how it stands."""

    event: Event
    registration: Registration


@dataclass(frozen=True, slots=True)
class NoRoom:
    """So many more people do not fit; `free` do."""

    event: Event
    registration: Registration
    free: int


@dataclass(frozen=True, slots=True)
class AskChange:
    """Ask for the new value, or say what was wrong with the answer."""

    event: Event
    step: Step
    why: Why | None = None


Cancelling: TypeAlias = OffTheList | WhichPlace | WholeOrPart | WholeOrFewer | NowhereIn
Changing: TypeAlias = Swap | WhichPlace | WholeOrPart | Changed | NoRoom | NowhereIn | AskChange


async def my_places(turn: Turn) -> tuple[Place, ...]:
    """Return what this person is on the list or in the queue for, in order of time."""
    return tuple(await agenda.list_registrations_of(turn.tx, turn.person.id, after=turn.now))


async def mine(turn: Turn, registration_id: int) -> Place | None:
    """Return one place of this person, also one they gave up; None when it is not theirs."""
    registration = await agenda.find_registration(turn.tx, registration_id)
    if registration is None or registration.person_id != turn.person.id:
        return None
    event = await agenda.find_event(turn.tx, registration.event_id)
    return (event, registration) if event is not None else None


async def cancel_by_words(turn: Turn) -> Cancelling:
    """Cancel what a sentence means: "ik ben ziek, ik kan vandaag niet"."""
    places = await my_places(turn)
    meant = _meant(turn, places)
    if not meant:
        return NowhereIn(places)
    if len(meant) > 1:
        return WhichPlace(meant)
    event, registration = meant[0]
    parts = _parts_meant(turn, event, registration)
    if parts:
        return WholeOrPart(event, registration, parts)
    if registration.seats > 1:
        return WholeOrFewer(event, registration)
    return await cancel(turn, event, registration)


async def cancel(turn: Turn, event: Event, registration: Registration) -> Cancelling:
    """Take somebody off the list."""
    outcome = await seats.cancel(turn.tx, registration.id, turn.now)
    if not isinstance(outcome, Cancelled):
        return NowhereIn(await my_places(turn))
    return OffTheList(event, outcome.registration, registration.state is not RegistrationState.SIGNED_UP)


async def miss(turn: Turn, registration: Registration, part: int) -> Changed | OffTheList | NowhereIn:
    """Miss one dagdeel; who would come to none any more is off the list."""
    match await seats.miss_part(turn.tx, registration.id, part, turn.now):
        case PartChanged(event, changed):
            return Changed(event, changed)
        case Cancelled(event, cancelled):
            return OffTheList(event, cancelled)
        case NotIn():
            return NowhereIn()


async def come(turn: Turn, registration: Registration, part: int) -> Changed | NowhereIn:
    """Come after all to a dagdeel that would be missed."""
    outcome = await seats.come_to_part(turn.tx, registration.id, part, turn.now)
    return Changed(outcome.event, outcome.registration) if isinstance(outcome, PartChanged) else NowhereIn()


async def change_by_words(turn: Turn) -> Changing:
    """Change what a sentence means: another number of people, one dagdeel, another bijeenkomst."""
    places = await my_places(turn)
    if not places:
        return NowhereIn()
    codes = turn.understood.events
    known = {event.code for event, _ in places}
    targets = [event for event in await service.list_coming(turn) if event.code in codes and event.code not in known]
    meant = _meant(turn, places) or places
    if len(meant) > 1:
        return WhichPlace(meant)
    event, registration = meant[0]
    if count := turn.understood.fields.get("count"):
        return await change_seats(turn, event, registration, count)
    if parts := _parts_meant(turn, event, registration):
        return WholeOrPart(event, registration, parts)
    return Swap(event, registration, tuple(targets)) if targets else Changed(event, registration)


async def change_seats(turn: Turn, event: Event, registration: Registration, count: int) -> Changed | NoRoom | NowhereIn:
    """Come with another number of people. Who comes along is counted; their names are not for us to keep."""
    match await seats.change_seats(turn.tx, registration.id, count, turn.now):
        case SeatsChanged(changed):
            return Changed(event, changed)
        case NotEnoughSeats(same, free):
            return NoRoom(event, same, free)
        case NotIn():
            return NowhereIn()


async def swap(turn: Turn, event: Event, registration: Registration, target_id: int) -> Swapped | SwapWaits | NowhereIn:
    """Go to another bijeenkomst; where that one is full, the place they have stays theirs."""
    target = await agenda.find_event(turn.tx, target_id)
    if target is None or not registration.is_active:
        return NowhereIn(await my_places(turn))
    was = registration
    applicant = Applicant(was.person_id, was.name, was.role, was.organisation, was.neighbourhood, was.seats, anyway=True)
    match await seats.sign_up(turn.tx, target, applicant, turn.now):
        case SignedUp(placed):
            await seats.cancel(turn.tx, registration.id, turn.now)
            return Swapped(target, placed, event)
        case OnWaitingList(placed, position):
            return SwapWaits(target, placed, event, position)
        case _:
            return NowhereIn(await my_places(turn))


async def accept(turn: Turn, registration_id: int) -> SignedUp | OfferGone:
    """Take the seat that is held."""
    return await seats.accept_offer(turn.tx, registration_id, turn.now)


def ask(turn: Turn, event: Event, registration: Registration, step: Step) -> AskChange:
    """Open a form of one question about a place they have."""
    service.keep(turn, Form(step, event.id, registration_id=registration.id))
    return AskChange(event, step)


async def answer(turn: Turn, form: Form) -> Changed | NoRoom | NowhereIn | AskChange:
    """Take the new value."""
    place = await mine(turn, form.registration_id or 0)
    if place is None or not place[1].is_active:
        service.close(turn)
        return NowhereIn(await my_places(turn))
    event, registration = place
    words = turn.said.words or ""
    if form.step is Step.SEATS:
        count = answers.read_count(words, event.capacity)
        if isinstance(count, Why):
            return AskChange(event, form.step, count)
        service.close(turn)
        return await change_seats(turn, event, registration, count)
    value = answers.read_name(words) if form.step is Step.NAME else answers.read_detail(words, form.step)
    if isinstance(value, Why):
        return AskChange(event, form.step, value)
    service.close(turn)
    return _correct(turn, event, registration, form.step, value)


def _correct(turn: Turn, event: Event, registration: Registration, step: Step, value: str) -> Changed:
    details = {name: getattr(registration, name) for name in ("name", "role", "organisation", "neighbourhood")}
    store.correct(turn.tx, registration.id, details | {step.value: value}, turn.now)
    if step is Step.NAME and turn.person.name == registration.name:
        store.remember_name(turn.tx, turn.person.id, value)
    changed: dict[str, Any] = {step.value: value}
    return Changed(event, replace(registration, **changed))


def _meant(turn: Turn, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places that a sentence may be about: by what it says of the bijeenkomst, or of the day; else all."""
    codes = turn.understood.events
    by_code = tuple(place for place in places if place[0].code in codes)
    by_day = tuple(place for place in places if _days(turn, place[0]))
    if by_code and by_day:
        return tuple(place for place in by_code if place in by_day) or by_code
    if by_code or by_day:
        return by_code or by_day
    return () if codes and turn.understood.intent.value == "cancel" else places


def _days(turn: Turn, event: Event) -> tuple[int, ...]:
    coming = [part for part in event.parts if part.ends_at > turn.now]
    found = moments_meant(turn.said.words or "", turn.now, [part.starts_at for part in coming])
    return tuple(coming[place].number for place in found)


def _parts_meant(turn: Turn, event: Event, registration: Registration) -> tuple[int, ...]:
    """Return the dagdelen that were named, when they are not all that is left."""
    left = {part.number for part in event.parts if part.ends_at > turn.now} - registration.absences
    named = set(_days(turn, event)) or answers.read_parts(turn.said.words or "", len(event.parts))
    chosen = named & left
    return tuple(sorted(chosen)) if chosen and chosen != left else ()
