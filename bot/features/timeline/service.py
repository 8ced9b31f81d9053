"""What participants do on the time side: say whether they still come, move to another date, choose when to be reminded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.agenda import seats
from bot.agenda import store as agenda
from bot.agenda.models import AlreadyIn, Applicant, Closed, Event, OnWaitingList, Registration, RegistrationState, SignedUp
from bot.db.database import Transaction
from bot.features.timeline import rules, store
from bot.features.timeline.models import Answer, Choice
from bot.features.timeline.timing import slot

_MOST_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Noted:
    """Yes, or not sure yet: written down, and the seat stays theirs."""

    event: Event
    answer: Answer


@dataclass(frozen=True, slots=True)
class Freed:
    """No: they are off the list, and the seat goes to who is next."""

    event: Event


@dataclass(frozen=True, slots=True)
class NotOnTheList:
    """They were not on the list any more, so nothing changed."""

    event: Event
    waiting: bool


@dataclass(frozen=True, slots=True)
class TooLate:
    """It was over, or does not take place: there is nothing to answer any more."""

    event: Event


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """A button of somebody else, or of something that is gone."""


Answered: TypeAlias = Noted | Freed | NotOnTheList | TooLate | NotTheirs
Moved: TypeAlias = SignedUp | OnWaitingList | AlreadyIn | Closed


@dataclass(frozen=True, slots=True)
class Coming:
    """What will come for one bijeenkomst, in order of time: which message, and when."""

    event: Event
    waiting: bool
    moments: tuple[tuple[str, datetime], ...]


async def answer(tx: Transaction, person_id: int, registration_id: int, given: Answer, now: datetime) -> Answered:
    """Take the answer to 'kom je nog?'. Only a no frees the seat; answering twice changes nothing."""
    registration, event = await _find(tx, person_id, registration_id)
    if registration is None or event is None:
        return NotTheirs()
    if event.is_over(now) or not event.takes_place:
        return TooLate(event)
    if registration.state is not RegistrationState.SIGNED_UP:
        return NotOnTheList(event, waiting=registration.is_active)
    store.save_answer(tx, registration_id, given, now)
    if given is not Answer.NO:
        return Noted(event, given)
    await seats.cancel(tx, registration_id, now)
    return Freed(event)


async def move(tx: Transaction, person_id: int, registration_id: int, event_id: int, now: datetime) -> tuple[Event, Moved] | None:
    """Take somebody's place along to another date, with everything they filled in before."""
    registration, _ = await _find(tx, person_id, registration_id)
    other = await agenda.find_event(tx, event_id)
    if registration is None or other is None:
        return None
    applicant = Applicant(
        person_id, registration.name, registration.role, registration.organisation, registration.neighbourhood, registration.seats
    )
    return other, await seats.sign_up(tx, other, applicant, now)


async def list_coming(tx: Transaction, person_id: int, now: datetime) -> tuple[Choice, list[Coming]]:
    """Return when somebody wants to be reminded, and what will come for them."""
    choice = await store.find_choice(tx, person_id)
    found = await agenda.list_registrations_of(tx, person_id, after=now)
    going_on = [(event, registration) for event, registration in found if event.takes_place][:_MOST_EVENTS]
    return choice, [
        Coming(event, not has_seat, tuple(_moments(event, registration, choice, now)) if has_seat else ())
        for event, registration in going_on
        for has_seat in [registration.state is RegistrationState.SIGNED_UP]
    ]


def _moments(event: Event, registration: Registration, choice: Choice, now: datetime) -> list[tuple[str, datetime]]:
    first = event.parts[0]
    kinds = [(kind, first) for kind in (rules.COMING, rules.PRACTICAL)]
    kinds += [(k, part) for part in event.parts if part.number not in registration.absences for k in rules.REMINDERS[choice]]
    slots = [(kind.name, slot(kind, part, now, joined=registration.created_at)) for kind, part in kinds]
    coming = [(name, one.due_at) for name, one in slots if one is not None and one.due_at > now - timedelta(minutes=1)]
    return sorted(coming, key=lambda item: item[1])


async def _find(tx: Transaction, person_id: int, registration_id: int) -> tuple[Registration | None, Event | None]:
    registration = await agenda.find_registration(tx, registration_id)
    if registration is None or registration.person_id != person_id:
        return None, None
    return registration, await agenda.find_event(tx, registration.event_id)
