"""The rows of the time side: who is around a bijeenkomst, what was decided, answered, chosen and ticked, and what was missed."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.agenda.models import AttendanceState
from bot.agenda.store import Reader
from bot.clock import from_text, to_text
from bot.db.database import Row, Transaction
from bot.features.timeline.models import Answer, Asked, Choice, Decision, Guest, Team
from bot.people.staff_store import list_staff

# Null where there is nothing, which is nearly always: reading JSON a hundred thousand times would be half of the work.
_GUESTS = """
SELECT r.id, r.event_id, r.person_id, r.name, r.role, r.organisation, r.seats, r.state, r.source, r.changed_at,
  p.telegram_id, coalesce(p.reachable, 0) AS reachable, c.choice, k.answer,
  (SELECT json_group_array(a.part) FROM registration_absences a WHERE a.registration_id = r.id HAVING count(*)) AS absences,
  (SELECT json_group_object(t.part, t.state) FROM attendance t WHERE t.registration_id = r.id HAVING count(*)) AS attendance
FROM registrations r
LEFT JOIN people p ON p.id = r.person_id
LEFT JOIN reminder_choices c ON c.person_id = r.person_id
LEFT JOIN check_ins k ON k.registration_id = r.id
WHERE r.event_id IN (SELECT value FROM json_each(:events)) AND r.state <> 'cancelled'
ORDER BY r.event_id, r.state = 'waiting', r.queue_number
"""
_ROUNDS = """
SELECT event_id, max(round) AS round, ask_again_at FROM event_decisions
WHERE decision = 'wait' AND event_id IN (SELECT value FROM json_each(:events)) GROUP BY event_id
"""
_DECIDE = """
INSERT INTO event_decisions (event_id, round, asked_at, decision, decided_by, decided_at, ask_again_at)
VALUES (:event_id, :round, :now, :decision, :person_id, :now, :ask_again_at)
ON CONFLICT (event_id, round) DO NOTHING
"""
_FIND_DECISION = """
SELECT d.decision, d.decided_at, d.ask_again_at, p.name FROM event_decisions d LEFT JOIN people p ON p.id = d.decided_by
WHERE d.event_id = :event_id AND d.decision IS NOT NULL ORDER BY d.round DESC LIMIT 1
"""
_SET_EVENT_STATE = """
UPDATE events SET state = :state, changed_at = :now, revision = revision + (:state = 'no_go')
WHERE id = :id AND state = 'planned'
"""
_ANSWER = """
INSERT INTO check_ins (registration_id, answer, asked_at, answered_at) VALUES (:id, :answer, :now, :now)
ON CONFLICT (registration_id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at
"""
_FORGET_ANSWER = "DELETE FROM check_ins WHERE registration_id = :id"
# What was asked last and is not answered for good; the key says of which bijeenkomst and to whom.
_OPEN_QUESTION = """
SELECT r.id FROM registrations r
JOIN events e ON e.id = r.event_id
LEFT JOIN check_ins k ON k.registration_id = r.id
JOIN outbox o ON o.person_id = r.person_id AND o.state = 'sent' AND o.key GLOB 'checkin:' || e.code || ':*'
WHERE r.person_id = :person_id AND r.state = 'signed_up' AND (k.answer IS NULL OR k.answer = 'maybe')
  AND e.state NOT IN ('no_go', 'cancelled')
  AND (SELECT min(starts_at) FROM event_parts t WHERE t.event_id = e.id) > :now
ORDER BY o.finished_at DESC LIMIT 1
"""
_CHOICE = "SELECT choice FROM reminder_choices WHERE person_id = :person_id"
_CHOOSE = """
INSERT INTO reminder_choices (person_id, choice) VALUES (:person_id, :choice)
ON CONFLICT (person_id) DO UPDATE SET choice = excluded.choice
"""
_TICK = """
INSERT INTO attendance (registration_id, part, state, noted_at) VALUES (:id, :part, :state, :now)
ON CONFLICT (registration_id, part) DO UPDATE SET state = excluded.state, noted_at = excluded.noted_at
"""
_TICK_THE_REST = """
INSERT INTO attendance (registration_id, part, state, noted_at)
SELECT r.id, :part, 'present', :now FROM registrations r
WHERE r.event_id = :event_id AND r.state = 'signed_up'
  AND NOT EXISTS (SELECT 1 FROM registration_absences a WHERE a.registration_id = r.id AND a.part = :part)
ON CONFLICT (registration_id, part) DO NOTHING
"""
_NEXT_DATES = """
SELECT e.id, e.code, e.title, e.neighbourhood, e.location, min(p.starts_at) AS begin
FROM events e JOIN event_parts p ON p.event_id = e.id
WHERE e.kind = :kind AND e.id <> :id AND e.state NOT IN ('no_go', 'cancelled')
GROUP BY e.id HAVING min(p.starts_at) > :now
ORDER BY e.area_id IS NOT :area_id, e.gemeente <> :gemeente, begin LIMIT 3
"""
# Ours, that lie ready: what is in here and should not exist any more is taken out.
_READY = """
SELECT key FROM outbox WHERE state = 'queued' AND live = 0 AND (expires_at IS NULL OR expires_at > :now)
  AND (key GLOB 'checkin:*' OR key GLOB 'practical:*' OR key GLOB 'reminder:*:part-*:*' OR key GLOB 'decision:*:round-*'
    OR key GLOB 'attendance:*' OR key GLOB 'thanks:*')
"""
_CANCEL = """
UPDATE outbox SET state = 'cancelled', "values" = NULL, keyboard = NULL, finished_at = :now, result = 'no longer needed'
WHERE state = 'queued' AND key = :key
"""
_LAST_PLANNED = "SELECT planned_at, told_missed_at FROM timeline_clock"
_START_CLOCK = "INSERT INTO timeline_clock (planned_at, told_missed_at) VALUES (:now, :now)"
_PLANNED = "UPDATE timeline_clock SET planned_at = :now"
_TOLD = "UPDATE timeline_clock SET told_missed_at = :now"
_MISSED = """
SELECT key FROM outbox WHERE state = 'missed' AND finished_at > :since AND key NOT GLOB 'answer:*'
UNION ALL
SELECT key FROM outbox WHERE state = 'queued' AND expires_at <= :now AND key NOT GLOB 'answer:*'
"""
_NOTE_MISSED = """
INSERT INTO outbox (key, chat_id, person_id, text, live, due_at, expires_at, state, result, finished_at)
VALUES (:key, :chat_id, :person_id, :text, 0, :due_at, :expires_at, 'missed', 'was not running', :now)
ON CONFLICT (key) DO NOTHING
"""
_LIST_CALL = "INSERT INTO calls (registration_id, listed_at) VALUES (:id, :now) ON CONFLICT DO NOTHING"
_CALLED = """
INSERT INTO calls (registration_id, listed_at, done_at) VALUES (:id, :now, :now)
ON CONFLICT (registration_id) DO UPDATE SET done_at = excluded.done_at
"""


async def list_guests(tx: Reader, events: Collection[int]) -> dict[int, list[Guest]]:
    """Return everybody on these lists, who waits included, in order, by bijeenkomst."""
    found: dict[int, list[Guest]] = {event: [] for event in events}
    for row in await tx.fetch_all(_GUESTS, {"events": json.dumps(list(events))}):
        found[row["event_id"]].append(Guest.from_row(row))
    return found


async def read_team(tx: Reader) -> Team:
    """Return all staff who can be reached."""
    return Team([one for one in await list_staff(tx) if one.reachable])


async def read_asked(tx: Reader, events: Collection[int]) -> dict[int, Asked]:
    """Return in which round the go/no-go is, for the bijeenkomsten where a coach wanted to wait."""
    rows = await tx.fetch_all(_ROUNDS, {"events": json.dumps(list(events))})
    return {row["event_id"]: Asked(row["round"] + 1, from_text(row["ask_again_at"])) for row in rows}


async def insert_decision(  # noqa: PLR0913
    tx: Transaction, event_id: int, round_: int, decision: Decision, person_id: int, now: datetime, ask_again_at: datetime | None
) -> bool:
    """Write down what a coach decided; False when somebody was first in this round."""
    values = {
        "event_id": event_id, "round": round_, "decision": decision, "person_id": person_id, "now": to_text(now),
        "ask_again_at": to_text(ask_again_at) if ask_again_at else None,
    }  # fmt: skip
    return await tx.execute(_DECIDE, values) == 1


async def find_decision(tx: Reader, event_id: int) -> Row | None:
    """Return the last decision with the name of who took it."""
    return await tx.fetch_one(_FIND_DECISION, {"event_id": event_id})


async def set_event_state(tx: Transaction, event_id: int, state: str, now: datetime) -> bool:
    """Let a planned bijeenkomst go on or not; False when that was decided already."""
    return await tx.execute(_SET_EVENT_STATE, {"id": event_id, "state": state, "now": to_text(now)}) == 1


def save_answer(tx: Transaction, registration_id: int, answer: Answer, now: datetime) -> None:
    """Write down what somebody answered to 'kom je nog?'; the last answer counts."""
    tx.later(_ANSWER, {"id": registration_id, "answer": answer, "now": to_text(now)})


def forget_answer(tx: Transaction, registration_id: int) -> None:
    """Forget an answer, because the bijeenkomst is another one or on another day now."""
    tx.later(_FORGET_ANSWER, {"id": registration_id})


async def find_open_question(tx: Reader, person_id: int, now: datetime) -> int | None:
    """Return the registration about which somebody was asked whether they still come, and has not said yes or no."""
    row = await tx.fetch_one(_OPEN_QUESTION, {"person_id": person_id, "now": to_text(now)})
    return int(row["id"]) if row else None


async def find_choice(tx: Reader, person_id: int) -> Choice:
    """Return when somebody wants to be reminded."""
    row = await tx.fetch_one(_CHOICE, {"person_id": person_id})
    return Choice(row["choice"]) if row else Choice.NORMAL


def save_choice(tx: Transaction, person_id: int, choice: Choice) -> None:
    """Write down when somebody wants to be reminded."""
    tx.later(_CHOOSE, {"person_id": person_id, "choice": choice})


def tick(tx: Transaction, registration_id: int, part: int, state: AttendanceState, now: datetime) -> None:
    """Note whether somebody was at a dagdeel."""
    tx.later(_TICK, {"id": registration_id, "part": part, "state": state, "now": to_text(now)})


def tick_the_rest(tx: Transaction, event_id: int, part: int, now: datetime) -> None:
    """Note that everybody who was not ticked yet, and had not let us know, was there."""
    tx.later(_TICK_THE_REST, {"event_id": event_id, "part": part, "now": to_text(now)})


async def list_next_dates(tx: Reader, event: Any, now: datetime) -> list[dict[str, Any]]:
    """Return at most three bijeenkomsten of the same kind that have not begun, in the area first."""
    values = {"kind": event.kind, "id": event.id, "area_id": event.area_id, "gemeente": event.gemeente, "now": to_text(now)}
    rows = await tx.fetch_all(_NEXT_DATES, values)
    return [{"event_id": row["id"], **{name: row[name] for name in ("code", "title", "neighbourhood", "location", "begin")}}
            for row in rows]  # fmt: skip


async def list_ready(tx: Reader, now: datetime) -> set[str]:
    """Return the keys of what lies ready of ours and is not too late."""
    return {row["key"] for row in await tx.fetch_all(_READY, {"now": to_text(now)})}


def cancel(tx: Transaction, keys: Iterable[str], now: datetime) -> None:
    """Take out what should no longer be said."""
    tx.later_many(_CANCEL, [{"key": key, "now": to_text(now)} for key in keys])


async def note_planned(tx: Transaction, now: datetime) -> tuple[datetime, datetime]:
    """Write down that we planned now; return when that was before this, and until when missed messages were told of."""
    row = await tx.fetch_one(_LAST_PLANNED)
    if row is None:
        tx.later(_START_CLOCK, {"now": to_text(now)})
        return now, now
    tx.later(_PLANNED, {"now": to_text(now)})
    return from_text(row["planned_at"]), from_text(row["told_missed_at"])


def note_told(tx: Transaction, now: datetime) -> None:
    """Write down that the coaches know of everything that was missed so far."""
    tx.later(_TOLD, {"now": to_text(now)})


async def list_missed(tx: Reader, since: datetime, now: datetime) -> list[str]:
    """Return the keys of what was too late since then."""
    return [row["key"] for row in await tx.fetch_all(_MISSED, {"since": to_text(since), "now": to_text(now)})]


def note_missed(tx: Transaction, messages: Iterable[Any], now: datetime) -> None:
    """Write down what would have been sent if we had been running; what lies there already stays as it is."""
    rows: Sequence[Mapping[str, Any]] = [
        {
            "key": message.key, "chat_id": message.chat_id, "person_id": message.person_id, "text": message.text,
            "due_at": to_text(message.due_at), "expires_at": to_text(message.expires_at or now), "now": to_text(now),
        }
        for message in messages
    ]  # fmt: skip
    tx.later_many(_NOTE_MISSED, rows)


def note_listed(tx: Transaction, registrations: Iterable[int], now: datetime) -> None:
    """Remember who was put on a list 'even bellen', so that nobody is put on it twice."""
    tx.later_many(_LIST_CALL, [{"id": number, "now": to_text(now)} for number in registrations])


def note_called(tx: Transaction, registration_id: int, now: datetime) -> None:
    """Strike somebody off the list."""
    tx.later(_CALLED, {"id": registration_id, "now": to_text(now)})
