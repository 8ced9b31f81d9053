"""Runs the agenda for a coach: makes, changes and calls off bijeenkomsten, and looks after their lists."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda import announcing, seats, store
from bot.agenda.importing import Imported, save_change
from bot.agenda.models import (
    ACTIVE,
    AlreadyIn,
    Applicant,
    Cancelled,
    Closed,
    Event,
    EventPart,
    EventState,
    NotIn,
    OnWaitingList,
    Registration,
    RegistrationState,
    SignedUp,
)
from bot.chat.turn import Turn
from bot.clock import from_text, to_text
from bot.db.database import Transaction
from bot.features.organising.models import DEFAULTS, FIELDS, PREFIXES, Form, Step
from bot.outbox.models import Message
from bot.people import area_store, audit
from bot.people.areas import Area
from bot.understanding.signup import Kind


@dataclass(frozen=True, slots=True)
class Sent:
    """A message to a list: how many read it here, and who must be called."""

    told: int
    to_call: tuple[str, ...]


async def list_my_events(turn: Turn) -> list[Event]:
    """Return what is coming and goes on, in the areas that this person looks after."""
    coming = await store.list_events(turn.tx, after=turn.now)
    return [event for event in coming if event.takes_place and turn.person.may_look_after(event.area_id)]


async def list_my_areas(turn: Turn) -> list[Area]:
    """Return the areas that this person looks after."""
    return [area for area in await area_store.list_areas(turn.tx) if turn.person.may_look_after(area.id)]


async def find_my_event(turn: Turn, event_id: int) -> Event | None:
    """Return a bijeenkomst, if this person looks after it."""
    event = await store.find_event(turn.tx, event_id) if event_id else None
    return event if event is not None and turn.person.may_look_after(event.area_id) else None


async def find_my_registration(turn: Turn, registration_id: int) -> tuple[Event, Registration] | None:
    """Return somebody's place on a list that this person looks after."""
    registration = await store.find_registration(turn.tx, registration_id) if registration_id else None
    event = await find_my_event(turn, registration.event_id) if registration is not None and registration.is_active else None
    return (event, registration) if event is not None and registration is not None else None


def mark_of(event: Event) -> str:
    """Return a short mark that differs as soon as anything of the bijeenkomst differs."""
    return hashlib.sha256(repr(event).encode()).hexdigest()[:16]


def values_of(event: Event) -> dict[str, object]:
    """Return the answers of a form that would make this bijeenkomst."""
    kept = {step.value: getattr(event, step) for step in FIELDS if step not in (Step.KIND, Step.AREA, Step.PARTS, Step.TRAINERS)}
    return kept | {
        Step.KIND.value: event.kind.value,
        Step.AREA.value: event.area_id,
        Step.TRAINERS.value: list(event.trainers),
        Step.PARTS.value: [[to_text(part.starts_at), to_text(part.ends_at)] for part in event.parts],
    }


async def draft(tx: Transaction, form: Form) -> Event:
    """Return the bijeenkomst that the form describes, with the next free code of its kind."""
    said = {**DEFAULTS, **form.values}
    area = await area_store.find_area(tx, said[Step.AREA])
    kind = Kind(said[Step.KIND])
    return Event(
        id=0,
        code=_next_code(PREFIXES[kind], [event.code for event in await store.list_events(tx)]),
        kind=kind,
        title=said[Step.TITLE],
        theme=said[Step.THEME],
        gemeente=area.gemeente if area else "",
        neighbourhood=said[Step.NEIGHBOURHOOD],
        location=said[Step.LOCATION],
        area_id=area.id if area else None,
        capacity=said[Step.CAPACITY],
        minimum=min(said[Step.MINIMUM], said[Step.CAPACITY]),
        trainers=tuple(said[Step.TRAINERS]),
        cotrainer=said[Step.COTRAINER] or None,
        target_group=said[Step.TARGET_GROUP],
        audience=said.get("audience"),
        signup_required=said[Step.SIGNUP],
        costs=said.get("costs", ""),
        programme=said[Step.PROGRAMME],
        practical=said[Step.PRACTICAL],
        state=EventState.PLANNED,
        revision=0,
        parts=_parts(said[Step.PARTS]),
    )


async def put_on_agenda(turn: Turn, form: Form) -> Event:
    """Put what the form describes on the agenda."""
    event = await store.insert_event(turn.tx, await draft(turn.tx, form), turn.now)
    audit.note(turn.tx, turn.now, "event_made", subject=event.code)
    return event


def changed(event: Event, form: Form) -> Event:
    """Return the bijeenkomst as it will be with the answer of this form."""
    said = dict(form.values)
    if Step.PARTS in said:
        return replace(event, parts=_parts(said[Step.PARTS]))
    if Step.TRAINERS in said:
        return replace(event, trainers=tuple(said[Step.TRAINERS]))
    if Step.COTRAINER in said:
        return replace(event, cotrainer=said[Step.COTRAINER] or None)
    return replace(event, **said)


async def change(turn: Turn, event: Event, form: Form) -> Imported:
    """Keep the change; who counts on the bijeenkomst hears what they must know, and free seats are offered."""
    done = await save_change(turn.tx, event, changed(event, form), turn.now)
    what = "event_moved" if Step.PARTS in form.values else "event_changed"
    audit.note(turn.tx, turn.now, what, subject=f"{event.code} {next(iter(form.values))}", counts={"told": done.told})
    return done


async def call_off(turn: Turn, event: Event, reason: str) -> int:
    """Call it off; return how many people are told."""
    after = replace(event, state=EventState.CANCELLED, revision=event.revision + 1)
    store.update_event(turn.tx, after, turn.now)
    told = await announcing.announce_cancelled(turn.tx, event, after, turn.now, reason=reason)
    audit.note(turn.tx, turn.now, "event_called_off", subject=event.code, counts={"told": told})
    return told


async def who_hears(tx: Transaction, event: Event, *, waiting: bool = True) -> list[Registration]:
    """Return who is on the list, and who waits too."""
    found = await store.list_registrations(tx, event.id, *ACTIVE)
    return [one for one in found if waiting or one.state is not RegistrationState.WAITING]


def to_call(registrations: list[Registration]) -> list[str]:
    """Return the names of who cannot be reached through Telegram."""
    return [one.name for one in registrations if one.chat_id is None or not one.reachable]


async def send_to_list(turn: Turn, event: Event, form: Form) -> Sent:
    """Send one message to everybody on the list, each once; return who must be called."""
    found = await who_hears(turn.tx, event, waiting=bool(form.values.get("waiting")))
    reached = {one.person_id: one for one in found if one.chat_id is not None and one.reachable}
    for person_id, one in reached.items():
        turn.tell(
            Message(
                key=f"list:{event.code}:update-{turn.update_id}:person-{person_id}",
                chat_id=one.chat_id or 0,
                person_id=person_id,
                text="organising.to_the_list",
                values={"event": event.as_values(), "message": form.values[Step.MESSAGE]},
                due_at=turn.now,
                expires_at=event.ends_at,
            )
        )
    return Sent(len(reached), tuple(to_call(found)))


async def sign_up(turn: Turn, event: Event, form: Form) -> SignedUp | OnWaitingList | AlreadyIn | Closed:
    """Put somebody on the list who has no Telegram."""
    said = {**DEFAULTS, **form.values}
    applicant = Applicant(
        None, said[Step.NAME], said[Step.ROLE] or None, said[Step.ORGANISATION] or None, seats=said[Step.SEATS], source="coach"
    )
    return await seats.sign_up(turn.tx, event, applicant, turn.now)


async def take_off(turn: Turn, event: Event, registration: Registration) -> bool:
    """Take somebody off the list; their seat goes to who is next, and who has Telegram reads it."""
    outcome: Cancelled | NotIn = await seats.cancel(turn.tx, registration.id, turn.now)
    if isinstance(outcome, NotIn):
        return False
    if registration.chat_id is not None:
        turn.tell(
            Message(
                key=f"list:{event.code}:update-{turn.update_id}:off-{registration.id}",
                chat_id=registration.chat_id,
                person_id=registration.person_id,
                text="organising.taken_off_list",
                values={"event": event.as_values()},
                due_at=turn.now,
                expires_at=event.ends_at,
            )
        )
    return True


def _parts(said: list[list[str]]) -> tuple[EventPart, ...]:
    return tuple(EventPart(number, from_text(begin), from_text(end)) for number, (begin, end) in enumerate(said, 1))


def _next_code(prefix: str, taken: list[str]) -> str:
    numbers = [int(found[1]) for code in taken if (found := re.fullmatch(rf"{prefix}-(\d{{1,6}})", code))]
    return f"{prefix}-{max(numbers, default=0) + 1:02d}"


def is_late(event: Event, now: datetime) -> bool:
    """Say whether nothing can be changed any more: it is over, or it does not take place."""
    return event.is_over(now) or not event.takes_place
