"""The rows of the agenda: bijeenkomsten, dagdelen, and who is on the list. Everything that decides stands in `seats`."""

# ruff: noqa: S608 - the pieces that are put together are constants of this file

import json
from collections.abc import Collection
from datetime import datetime
from typing import TypeAlias

from bot.agenda.models import ACTIVE, Applicant, Event, Registration, RegistrationState
from bot.clock import to_text
from bot.db.database import Database, Transaction, Values

Reader: TypeAlias = Transaction | Database

_EVENTS = """
SELECT e.*, (
  SELECT json_group_array(json_array(number, starts_at, ends_at))
  FROM (SELECT * FROM event_parts p WHERE p.event_id = e.id ORDER BY number)
) AS parts
FROM events e
"""
_FIND_EVENT = _EVENTS + "WHERE e.id = :id"
_FIND_EVENT_BY_CODE = _EVENTS + "WHERE e.code = :code"
_LIST_EVENTS = (
    _EVENTS
    + """
WHERE (:after IS NULL OR EXISTS (SELECT 1 FROM event_parts p WHERE p.event_id = e.id AND p.ends_at > :after))
  AND (:before IS NULL OR EXISTS (SELECT 1 FROM event_parts p WHERE p.event_id = e.id AND p.starts_at < :before))
  AND (:area_id IS NULL OR e.area_id = :area_id)
ORDER BY (SELECT min(starts_at) FROM event_parts p WHERE p.event_id = e.id), e.code
"""
)
_REGISTRATIONS = """
SELECT r.*, p.telegram_id, coalesce(p.reachable, 0) AS reachable, (
  SELECT json_group_array(part) FROM registration_absences a WHERE a.registration_id = r.id
) AS absences
FROM registrations r LEFT JOIN people p ON p.id = r.person_id
"""
_FIND_REGISTRATION = _REGISTRATIONS + "WHERE r.id = :id"
_FIND_REGISTRATION_OF = _REGISTRATIONS + "WHERE r.event_id = :event_id AND r.person_id = :person_id"
# Who has a seat first, in the order in which they came; then who waits.
_LIST_REGISTRATIONS = (
    _REGISTRATIONS
    + """
WHERE r.event_id = :event_id AND r.state IN (SELECT value FROM json_each(:states))
ORDER BY r.state = 'waiting', r.state = 'cancelled', r.queue_number
"""
)
_LIST_REGISTRATIONS_OF = (
    _REGISTRATIONS
    + """
WHERE r.person_id = :person_id AND r.state <> 'cancelled'
  AND EXISTS (SELECT 1 FROM event_parts t WHERE t.event_id = r.event_id AND t.ends_at > :after)
ORDER BY (SELECT min(starts_at) FROM event_parts t WHERE t.event_id = r.event_id), r.id
"""
)
_TAKEN = """
SELECT coalesce(sum(seats), 0) AS taken FROM registrations
WHERE event_id = :event_id AND state IN ('signed_up', 'offered')
"""
_POSITION = """
SELECT count(*) AS place FROM registrations
WHERE event_id = :event_id AND state = 'waiting' AND queue_number <= :queue_number
"""
# Whoever comes in, comes in behind everybody who ever came in before them.
_NEXT_NUMBER = "(SELECT coalesce(max(queue_number), 0) + 1 FROM registrations WHERE event_id = :event_id)"
_INSERT = f"""
INSERT INTO registrations (
  event_id, person_id, name, role, organisation, neighbourhood, seats, state, queue_number, source, created_at, changed_at)
VALUES (
  :event_id, :person_id, :name, :role, :organisation, :neighbourhood, :seats, :state, {_NEXT_NUMBER}, :source, :now, :now)
"""
_COME_BACK = f"""
UPDATE registrations SET
  name = :name, role = :role, organisation = :organisation, neighbourhood = :neighbourhood, seats = :seats,
  state = :state, queue_number = {_NEXT_NUMBER}, offered_until = NULL, passed = 0, missed_offers = 0,
  source = :source, created_at = :now, changed_at = :now
WHERE id = :id
"""
_SET_STATE = "UPDATE registrations SET state = :state, offered_until = :until, changed_at = :now WHERE id = :id"
_TO_THE_END = f"""
UPDATE registrations SET
  state = 'waiting', offered_until = NULL, queue_number = {_NEXT_NUMBER}, passed = 0,
  missed_offers = missed_offers + :missed, changed_at = :now
WHERE id = :id
"""
_PASSED = "UPDATE registrations SET passed = passed + 1 WHERE id = :id"
_SET_SEATS = "UPDATE registrations SET seats = :seats, changed_at = :now WHERE id = :id"
_FORGET_ABSENCES = "DELETE FROM registration_absences WHERE registration_id = :id"
_MISS_PART = "INSERT INTO registration_absences (registration_id, part) VALUES (:id, :part) ON CONFLICT DO NOTHING"
_COME_TO_PART = "DELETE FROM registration_absences WHERE registration_id = :id AND part = :part"
_SET_CAPACITY = "UPDATE events SET capacity = :capacity, changed_at = :now WHERE id = :id"
_INSERT_EVENT = """
INSERT INTO events (
  code, kind, title, theme, gemeente, neighbourhood, location, area_id, capacity, minimum, trainers, cotrainer, target_group,
  audience, signup_required, costs, programme, practical, state, revision, created_at, changed_at)
VALUES (
  :code, :kind, :title, :theme, :gemeente, :neighbourhood, :location, :area_id, :capacity, :minimum, :trainers, :cotrainer,
  :target_group, :audience, :signup_required, :costs, :programme, :practical, :state, :revision, :now, :now)
"""
_UPDATE_EVENT = """
UPDATE events SET
  code = :code, kind = :kind, title = :title, theme = :theme, gemeente = :gemeente, neighbourhood = :neighbourhood,
  location = :location, area_id = :area_id, capacity = :capacity, minimum = :minimum, trainers = :trainers,
  cotrainer = :cotrainer, target_group = :target_group, audience = :audience, signup_required = :signup_required,
  costs = :costs, programme = :programme, practical = :practical, state = :state, revision = :revision, changed_at = :now
WHERE id = :id
"""
_DELETE_PARTS = "DELETE FROM event_parts WHERE event_id = :id"
_INSERT_PART = """
INSERT INTO event_parts (event_id, number, starts_at, ends_at)
VALUES ((SELECT id FROM events WHERE code = :code), :number, :starts_at, :ends_at)
"""
# An offer ends when its time is up, or when it turns out that the person cannot be reached.
_LIST_ENDED_OFFERS = (
    _REGISTRATIONS
    + """
WHERE r.state = 'offered' AND (r.offered_until <= :now OR p.reachable = 0)
ORDER BY r.event_id, r.offered_until, r.queue_number
"""
)
_LIST_EVENTS_WITH_ROOM = (
    _EVENTS
    + """
WHERE e.state NOT IN ('no_go', 'cancelled')
  AND EXISTS (SELECT 1 FROM event_parts p WHERE p.event_id = e.id AND p.ends_at > :now)
  AND EXISTS (SELECT 1 FROM registrations r WHERE r.event_id = e.id AND r.state = 'waiting')
  AND e.capacity > (
    SELECT coalesce(sum(seats), 0) FROM registrations r WHERE r.event_id = e.id AND r.state IN ('signed_up', 'offered'))
ORDER BY e.id
"""
)


async def find_event(tx: Reader, event_id: int) -> Event | None:
    """Return a bijeenkomst by its number."""
    row = await tx.fetch_one(_FIND_EVENT, {"id": event_id})
    return Event.from_row(row) if row else None


async def find_event_by_code(tx: Reader, code: str) -> Event | None:
    """Return a bijeenkomst by the code on its flyer."""
    row = await tx.fetch_one(_FIND_EVENT_BY_CODE, {"code": code})
    return Event.from_row(row) if row else None


async def list_events(
    tx: Reader,
    *,
    after: datetime | None = None,
    before: datetime | None = None,
    area_id: int | None = None,
    with_over: bool = False,
) -> list[Event]:
    """Return bijeenkomsten in order of time, also those that do not take place.

    `after` leaves out what was over by then, unless `with_over`; `before` leaves out what begins later.
    """
    values = {
        "after": to_text(after) if after and not with_over else None,
        "before": to_text(before) if before else None,
        "area_id": area_id,
    }
    return [Event.from_row(row) for row in await tx.fetch_all(_LIST_EVENTS, values)]


async def list_events_with_room(tx: Reader, now: datetime) -> list[Event]:
    """Return what has free seats and people waiting."""
    return [Event.from_row(row) for row in await tx.fetch_all(_LIST_EVENTS_WITH_ROOM, {"now": to_text(now)})]


async def insert_event(tx: Transaction, event: Event, now: datetime) -> Event:
    """Write down a new bijeenkomst with its dagdelen; its `id` is given here."""
    tx.later(_INSERT_EVENT, _event_values(event, now), expected=1)
    tx.later_many(_INSERT_PART, _part_values(event))
    found = await find_event_by_code(tx, event.code)
    if found is None:  # pragma: no cover - written in the same transaction
        raise LookupError(event.code)
    return found


def update_event(tx: Transaction, event: Event, now: datetime) -> None:
    """Write down a bijeenkomst as it is now, with its dagdelen."""
    tx.later(_UPDATE_EVENT, _event_values(event, now), expected=1)
    tx.later(_DELETE_PARTS, {"id": event.id})
    tx.later_many(_INSERT_PART, _part_values(event))


async def find_registration(tx: Reader, registration_id: int) -> Registration | None:
    """Return a registration by its number."""
    row = await tx.fetch_one(_FIND_REGISTRATION, {"id": registration_id})
    return Registration.from_row(row) if row else None


async def find_registration_of(tx: Reader, event_id: int, person_id: int) -> Registration | None:
    """Return somebody's registration for a bijeenkomst, also when it was cancelled."""
    row = await tx.fetch_one(_FIND_REGISTRATION_OF, {"event_id": event_id, "person_id": person_id})
    return Registration.from_row(row) if row else None


async def list_registrations(tx: Reader, event_id: int, *states: RegistrationState) -> list[Registration]:
    """Return who is on the list in the order in which they came, then who waits; all but the cancelled unless told."""
    values = {"event_id": event_id, "states": json.dumps(states or ACTIVE)}
    return [Registration.from_row(row) for row in await tx.fetch_all(_LIST_REGISTRATIONS, values)]


async def list_registrations_of(tx: Reader, person_id: int, *, after: datetime) -> list[tuple[Event, Registration]]:
    """Return what somebody is on the list or in the queue for and was not over at `after`, in order of time."""
    rows = await tx.fetch_all(_LIST_REGISTRATIONS_OF, {"person_id": person_id, "after": to_text(after)})
    found = []
    for registration in map(Registration.from_row, rows):
        event = await find_event(tx, registration.event_id)
        if event is not None:
            found.append((event, registration))
    return found


async def list_ended_offers(tx: Reader, now: datetime) -> list[Registration]:
    """Return the offers that nobody can accept any more."""
    return [Registration.from_row(row) for row in await tx.fetch_all(_LIST_ENDED_OFFERS, {"now": to_text(now)})]


async def count_taken(tx: Reader, event_id: int) -> int:
    """Return how many seats are taken or held."""
    row = await tx.fetch_one(_TAKEN, {"event_id": event_id})
    return int(row["taken"]) if row else 0


async def position(tx: Reader, registration: Registration) -> int:
    """Return the place in the queue, counted from 1, of somebody who waits."""
    row = await tx.fetch_one(_POSITION, {"event_id": registration.event_id, "queue_number": registration.queue_number})
    return int(row["place"]) if row else 0


async def read_room(tx: Transaction, event_id: int, person_id: int | None) -> tuple[Event | None, int, Registration | None]:
    """Return in one visit the event, how many seats are taken, and this person's registration."""
    event, taken, own = await tx.fetch_together(
        (_FIND_EVENT, {"id": event_id}),
        (_TAKEN, {"event_id": event_id}),
        (_FIND_REGISTRATION_OF, {"event_id": event_id, "person_id": person_id}),
    )
    return (
        Event.from_row(event) if event else None,
        int(taken["taken"]) if taken else 0,
        Registration.from_row(own) if own else None,
    )


async def save_applicant(  # noqa: PLR0913 - a row is made of many things
    tx: Transaction, event: Event, applicant: Applicant, again: Registration | None, state: RegistrationState, now: datetime
) -> Registration:
    """Write somebody down, as the last of all; `again` is their earlier, cancelled registration."""
    values: Values = {
        "event_id": event.id,
        "person_id": applicant.person_id,
        "name": applicant.name,
        "role": applicant.role,
        "organisation": applicant.organisation,
        "neighbourhood": applicant.neighbourhood,
        "seats": applicant.seats,
        "state": state,
        "source": applicant.source,
        "now": to_text(now),
        "id": again.id if again else None,
    }
    if again:
        tx.later(_FORGET_ABSENCES, {"id": again.id})
        tx.later(_COME_BACK, values, expected=1)
        row = await tx.fetch_one(_FIND_REGISTRATION, {"id": again.id})
    else:
        tx.later(_INSERT, values)
        row = await tx.fetch_one(_REGISTRATIONS + "WHERE r.id = last_insert_rowid()")
    if row is None:  # pragma: no cover - written in the same transaction
        raise LookupError(event.code)
    return Registration.from_row(row)


def set_state(
    tx: Transaction, registration: Registration, state: RegistrationState, now: datetime, until: datetime | None = None
) -> None:
    """Move a registration to another state; `until` goes with an offer, and only with that."""
    values = {"id": registration.id, "state": state, "until": to_text(until) if until else None, "now": to_text(now)}
    tx.later(_SET_STATE, values, expected=1)


def move_to_the_end(tx: Transaction, registration: Registration, now: datetime, *, missed: bool) -> None:
    """Let somebody wait behind everybody else; `missed` counts an offer that ran out."""
    values = {"id": registration.id, "event_id": registration.event_id, "missed": int(missed), "now": to_text(now)}
    tx.later(_TO_THE_END, values, expected=1)


def count_as_passed(tx: Transaction, registrations: Collection[Registration]) -> None:
    """Remember that somebody behind them got seats before them."""
    tx.later_many(_PASSED, [{"id": registration.id} for registration in registrations])


def set_seats(tx: Transaction, registration: Registration, seats: int, now: datetime) -> None:
    """Change with how many somebody comes."""
    tx.later(_SET_SEATS, {"id": registration.id, "seats": seats, "now": to_text(now)}, expected=1)


def miss_part(tx: Transaction, registration: Registration, part: int) -> None:
    """Remember that somebody misses one dagdeel."""
    tx.later(_MISS_PART, {"id": registration.id, "part": part})


def come_to_part(tx: Transaction, registration: Registration, part: int) -> None:
    """Forget that somebody misses one dagdeel."""
    tx.later(_COME_TO_PART, {"id": registration.id, "part": part})


def set_capacity(tx: Transaction, event: Event, capacity: int, now: datetime) -> None:
    """Change how many seats there are."""
    tx.later(_SET_CAPACITY, {"id": event.id, "capacity": capacity, "now": to_text(now)}, expected=1)


def _event_values(event: Event, now: datetime) -> Values:
    return {
        "id": event.id,
        "code": event.code,
        "kind": event.kind,
        "title": event.title,
        "theme": event.theme,
        "gemeente": event.gemeente,
        "neighbourhood": event.neighbourhood,
        "location": event.location,
        "area_id": event.area_id,
        "capacity": event.capacity,
        "minimum": event.minimum,
        "trainers": json.dumps(event.trainers, ensure_ascii=False),
        "cotrainer": event.cotrainer,
        "target_group": event.target_group,
        "audience": event.audience,
        "signup_required": int(event.signup_required),
        "costs": event.costs,
        "programme": event.programme,
        "practical": event.practical,
        "state": event.state,
        "revision": event.revision,
        "now": to_text(now),
    }


def _part_values(event: Event) -> list[Values]:
    return [
        {
            "code": event.code,
            "number": part.number,
            "starts_at": to_text(part.starts_at),
            "ends_at": to_text(part.ends_at),
        }
        for part in event.parts
    ]
