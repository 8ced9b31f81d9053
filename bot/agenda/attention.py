"""What waits for a coach around bijeenkomsten: whether they go on, and who must be called: Telegram does not reach them."""

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time, timedelta

from bot.agenda import store
from bot.agenda.models import Event, EventPart, EventState
from bot.agenda.store import Reader
from bot.clock import LOCAL_ZONE, to_text
from bot.db.database import Row

_DECIDED_FROM = timedelta(days=14)
_WAITING = """
SELECT event_id FROM event_decisions WHERE decision = 'wait' GROUP BY event_id HAVING max(ask_again_at) > :now
"""
# Who cannot be reached: no Telegram, the bot blocked, or a message of ours about this bijeenkomst that Telegram did not take.
# Whoever wrote again after having blocked us gets what still helps, and need not be called.
_TO_CALL = """
SELECT r.id, r.event_id, r.name, r.state, r.person_id IS NULL AS without_telegram, EXISTS (
  SELECT 1 FROM calls o JOIN registrations q ON q.id = o.registration_id WHERE q.event_id = r.event_id) AS listed_before
FROM registrations r
JOIN events e ON e.id = r.event_id
LEFT JOIN people p ON p.id = r.person_id
LEFT JOIN calls c ON c.registration_id = r.id
WHERE r.event_id IN (SELECT value FROM json_each(:events)) AND r.state IN ('signed_up', 'waiting', 'offered')
  AND (:listed_too OR c.registration_id IS NULL) AND c.done_at IS NULL
  AND ((r.person_id IS NULL AND r.source = 'coach') OR p.reachable = 0 OR EXISTS (
    SELECT 1 FROM outbox o WHERE o.person_id = r.person_id AND o.state = 'failed' AND o.result NOT IN ('403', '400 chat gone')
      AND o.key GLOB '*:' || e.code || ':*'))
ORDER BY r.event_id, r.queue_number
"""


def asked_to_decide_at(first: EventPart) -> datetime:
    """Return from when a coach is asked whether it goes on: two weeks ahead, at nine."""
    return _at(first, _DECIDED_FROM, time(9))


def too_late_to_decide_at(first: EventPart) -> datetime:
    """Return from when people count on it: two days ahead, at five."""
    return _at(first, timedelta(days=2), time(17))


async def count_to_call(tx: Reader, now: datetime, area_id: int | None) -> int:
    """Return how many must be called for what is still to come in an area."""
    coming = await store.list_events(tx, after=now, area_id=area_id)
    mine = [event.id for event in coming if event.area_id == area_id and event.takes_place]
    return len(await list_to_call(tx, mine, listed_too=True)) if mine else 0


async def list_to_decide(tx: Reader, now: datetime, area_id: int | None) -> list[Event]:
    """Return the bijeenkomsten of an area about which a coach was asked whether they go on, and nobody said."""
    coming = await store.list_events(tx, after=now, before=now + _DECIDED_FROM + timedelta(days=1), area_id=area_id)
    later = {row["event_id"] for row in await tx.fetch_all(_WAITING, {"now": to_text(now)})}
    return [
        event
        for event in coming
        if event.area_id == area_id and event.state is EventState.PLANNED and event.signup_required and event.id not in later
        and asked_to_decide_at(event.parts[0]) <= now < too_late_to_decide_at(event.parts[0])
    ]  # fmt: skip


async def list_to_call(tx: Reader, events: Collection[int], *, listed_too: bool) -> Sequence[Row]:
    """Return who cannot be reached; with `listed_too` also who was on a list before and was not called yet."""
    return await tx.fetch_all(_TO_CALL, {"events": json.dumps(list(events)), "listed_too": int(listed_too)})


def _at(first: EventPart, before: timedelta, clock: time) -> datetime:
    day = first.starts_at.astimezone(LOCAL_ZONE).date() - before
    return datetime.combine(day, clock, LOCAL_ZONE).astimezone(UTC)
