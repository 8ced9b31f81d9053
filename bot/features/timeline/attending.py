"""Noting who was there: who may, until when, and what the list looks like."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from bot.agenda import seats
from bot.agenda import store as agenda
from bot.agenda.models import Applicant, AttendanceState, Event, EventPart, SignedUp
from bot.db.database import Transaction
from bot.features.timeline import rules, store
from bot.features.timeline.models import Guest
from bot.features.timeline.planner import attendance_values, on_the_list
from bot.people.models import Person

OPENS_BEFORE = timedelta(hours=1)
_LONGEST_NAME = 60
_MOST_AT_ONCE = 10


class Why(StrEnum):
    """Why a list cannot be ticked."""

    NOT_YOURS = "not_yours"
    CANCELLED = "cancelled"
    TOO_EARLY = "too_early"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenList:
    """The list as it is now."""

    event: Event
    part: EventPart
    guests: tuple[Guest, ...]

    @property
    def values(self) -> dict[str, Any]:
        """Return what the text above the list tells."""
        return attendance_values(self.event, self.part, self.guests)


@dataclass(frozen=True, slots=True)
class Refused:
    """The list cannot be ticked, and nothing was noted."""

    why: Why
    event: Event | None


Outcome: TypeAlias = OpenList | Refused


async def open_list(tx: Transaction, person: Person, event_id: int, part_number: int, now: datetime) -> Outcome:
    """Return the list of a dagdeel, if this person may tick it now."""
    event = await agenda.find_event(tx, event_id)
    part = next((part for part in event.parts if part.number == part_number), None) if event else None
    if event is None or part is None or not await _may_tick(tx, person, event):
        return Refused(Why.NOT_YOURS, None)
    if not event.takes_place:
        return Refused(Why.CANCELLED, event)
    if now < part.starts_at - OPENS_BEFORE:
        return Refused(Why.TOO_EARLY, event)
    if now > part.ends_at + rules.ATTENDANCE_OPEN:
        return Refused(Why.CLOSED, event)
    return OpenList(event, part, on_the_list((await store.list_guests(tx, [event_id]))[event_id]))


async def tick(  # noqa: PLR0913
    tx: Transaction, person: Person, registration_id: int, part: int, state: AttendanceState, now: datetime
) -> Outcome:
    """Note whether somebody was there. Tapping the same button twice notes the same."""
    registration = await agenda.find_registration(tx, registration_id)
    if registration is None:
        return Refused(Why.NOT_YOURS, None)
    found = await open_list(tx, person, registration.event_id, part, now)
    if isinstance(found, Refused) or not any(guest.registration_id == registration_id for guest in found.guests):
        return found
    store.tick(tx, registration_id, part, state, now)
    return await open_list(tx, person, registration.event_id, part, now)


async def everybody(tx: Transaction, person: Person, event_id: int, part: int, now: datetime) -> Outcome:
    """Note that everybody who was not ticked yet is there, but for who had let us know."""
    found = await open_list(tx, person, event_id, part, now)
    if isinstance(found, Refused):
        return found
    store.tick_the_rest(tx, event_id, part, now)
    return await open_list(tx, person, event_id, part, now)


async def walk_in(tx: Transaction, person: Person, event_id: int, part: int, typed: str, now: datetime) -> Outcome:  # noqa: PLR0913
    """Add who came without having signed up, by name, and note that they are there. Who is on the list already is just ticked."""
    found = await open_list(tx, person, event_id, part, now)
    if isinstance(found, Refused):
        return found
    for name in names_in(typed):
        known = next((guest for guest in found.guests if guest.name.casefold() == name.casefold()), None)
        number = known.registration_id if known else None
        if number is None:
            match await seats.sign_up(tx, found.event, Applicant(None, name, source="walk_in"), now):
                case SignedUp(registration):
                    number = registration.id
        if number is not None:
            store.tick(tx, number, part, AttendanceState.PRESENT, now)
    return await open_list(tx, person, event_id, part, now)


async def list_open(tx: Transaction, person: Person, now: datetime) -> list[tuple[Event, EventPart]]:
    """Return the dagdelen whose list this person may tick now."""
    events = await agenda.list_events(tx, after=now - rules.ATTENDANCE_OPEN, before=now + OPENS_BEFORE)
    return [
        (event, part)
        for event in events
        if event.takes_place and await _may_tick(tx, person, event)
        for part in event.parts
        if part.starts_at - OPENS_BEFORE <= now <= part.ends_at + rules.ATTENDANCE_OPEN
    ]


def names_in(typed: str) -> list[str]:
    """Return the names that somebody typed, one per line or with commas in between."""
    names = (" ".join(piece.split()) for line in typed.splitlines() for piece in line.split(","))
    return [name[:_LONGEST_NAME] for name in names if name][:_MOST_AT_ONCE]


async def _may_tick(tx: Transaction, person: Person, event: Event) -> bool:
    if person.may_look_after(event.area_id):
        return True
    return any(trainer.person_id == person.id for trainer in (await store.read_team(tx)).trainers(event))
