"""The job that plans: reads the tables, lays ready what should exist, takes out what should not, and owns up to what was missed.

Planning again is always safe: keys are unique, what was sent stays sent, and an event that moves takes its messages along.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from bot.agenda import attention
from bot.agenda import store as agenda
from bot.agenda.models import Event
from bot.clock import to_text
from bot.db.database import Row, Transaction
from bot.features.timeline import keyboards, rules, store
from bot.features.timeline.models import Asked, Team
from bot.features.timeline.planner import Around, messages_around, needs_guests
from bot.features.timeline.timing import slot
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.quiet import out_of_the_night
from bot.people.area_store import list_areas

_WAS_OFF = timedelta(hours=1)
_TELL_MISSED_EVERY = timedelta(hours=12)
_OWN = {"checkin", "practical", "reminder", "decision", "attendance", "thanks"}


async def plan(tx: Transaction, now: datetime) -> None:
    """Plan everything around every bijeenkomst that is near."""
    planned_at, told_at = await store.note_planned(tx, now)
    team = await store.read_team(tx)
    near = await _near(tx, now)
    if now - planned_at > _WAS_OFF:
        await _note_what_was_missed(tx, near, team, planned_at, now)
    around = await _around(tx, near, team, now)
    messages = [message for one in around for message in messages_around(one, now)]
    wanted = {message.key for message in messages}
    gone = await outbox.list_gone(tx, wanted)
    outbox.put(tx, [message for message in messages if message.key not in gone])
    store.cancel(tx, await store.list_ready(tx, now) - wanted, now)
    await _list_who_to_call(tx, near, team, now)
    await _tell_what_was_missed(tx, team, told_at, now)


async def _near(tx: Transaction, now: datetime) -> list[Event]:
    events = await agenda.list_events(tx, after=now - rules.LOOK_BACK, before=now + rules.LOOK_AHEAD)
    return [event for event in events if event.takes_place]


async def _around(tx: Transaction, near: Sequence[Event], team: Team, now: datetime) -> list[Around]:
    events = [event for event in near if needs_guests(event, now)]
    ids = [event.id for event in events]
    guests, asked = await store.list_guests(tx, ids), await store.read_asked(tx, ids)
    areas = {area.id: area for area in await list_areas(tx)}
    around = []
    for event in events:
        stayed_away = event.is_over(now) and any(guest.stayed_away for guest in guests[event.id])
        next_dates = await store.list_next_dates(tx, event, now) if stayed_away else []
        area = areas.get(event.area_id or 0)
        around.append(Around(event, guests[event.id], team, asked.get(event.id, Asked()), area, next_dates))
    return around


async def _list_who_to_call(tx: Transaction, near: Sequence[Event], team: Team, now: datetime) -> None:
    """Give the coach the names of who cannot be reached: once, before the go/no-go, or the day before."""
    due = []
    for event in near:
        slots = [slot(kind, event.parts[0], now) for kind in (rules.CALL_EARLY, rules.CALL_LATE)]
        if any(one is not None and one.due_at <= now for one in slots):
            due.append(event)
    rows = await attention.list_to_call(tx, [event.id for event in due], listed_too=False) if due else []
    for event in due:
        people = [row for row in rows if row["event_id"] == event.id]
        coaches = team.coaches(event.area_id)
        if people and coaches and _is_time_to_call(event, people, now):
            store.note_listed(tx, [row["id"] for row in people], now)
            outbox.put(tx, [_call_list(event, people, coach.person_id, coach.chat_id, now) for coach in coaches])


def _is_time_to_call(event: Event, people: Collection[Row], now: datetime) -> bool:
    """The first list comes before the go/no-go; who turns out to be unreachable after that waits for the day before."""
    return not any(row["listed_before"] for row in people) or now >= rules.CALL_LATE.due(event.parts[0])


def _call_list(event: Event, people: Sequence[Row], person_id: int, chat_id: int, now: datetime) -> Message:
    return Message(
        key=f"list:{event.code}:even-bellen:{now:%Y-%m-%dT%H:%M}:to-{person_id}",
        chat_id=chat_id,
        person_id=person_id,
        text="timeline.call_list",
        values={
            "code": event.code,
            "title": event.title,
            "begin": to_text(event.starts_at),
            "people": [[row["name"], bool(row["without_telegram"])] for row in people],
        },
        keyboard=keyboards.called([(row["id"], row["name"]) for row in people]),
        due_at=now,
        expires_at=event.ends_at,
    )


async def _note_what_was_missed(tx: Transaction, near: Sequence[Event], team: Team, since: datetime, now: datetime) -> None:
    """After having been off: write down, as missed, what would have been sent meanwhile and does not help any more.

    Walks through the time that we were off in the steps in which we plan ahead, as if we had been there.
    """
    earliest, moment, seen = now - rules.LOOK_BACK, max(since, now - rules.LOOK_BACK), {}
    while moment < now:
        for one in await _around(tx, near, team, moment):
            seen.update({message.key: message for message in messages_around(one, moment)})
        moment += rules.PLAN_AHEAD
    missed = [
        message
        for message in seen.values()
        if earliest < message.due_at <= now and message.expires_at is not None and message.expires_at <= now
    ]
    store.note_missed(tx, missed, now)


async def _tell_what_was_missed(tx: Transaction, team: Team, told_at: datetime, now: datetime) -> None:
    """Tell the coaches, in one message each, what was too late to be sent."""
    if now - told_at < _TELL_MISSED_EVERY and told_at <= now:
        return
    counted = _count([key for key in await store.list_missed(tx, told_at, now) if key.split(":", 1)[0] in _OWN])
    store.note_told(tx, now)
    lines: dict[int, tuple[int, list[tuple[str, str, int]]]] = {}
    for code, kinds in counted.items():
        event = await agenda.find_event_by_code(tx, code)
        for coach in team.coaches(event.area_id if event else None):
            told = lines.setdefault(coach.person_id, (coach.chat_id, []))[1]
            told.extend((code, kind, number) for kind, number in sorted(kinds.items()))
    outbox.put(
        tx,
        [
            Message(
                key=f"list:missed:{now:%Y-%m-%dT%H:%M}:to-{person_id}",
                chat_id=chat_id,
                person_id=person_id,
                text="timeline.missed_list",
                values={"lines": told},
                due_at=out_of_the_night(now),
            )
            for person_id, (chat_id, told) in lines.items()
        ],
    )


def _count(keys: Iterable[str]) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {}
    for key in keys:
        kind, code, *_ = key.split(":")
        counted.setdefault(code, Counter())[kind] += 1
    return counted
