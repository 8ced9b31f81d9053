"""The rows that the figures count: what is there now, together with what is kept of what was forgotten."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from bot.clock import to_text
from bot.db.database import Row, Transaction

# Held: it went on, and the last dagdeel is over. It belongs to the month in which it ended.
_EVENTS = """
SELECT e.id, e.kind, coalesce(e.area_id, 0) AS area_id, max(p.ends_at) AS ended_at
FROM events e JOIN event_parts p ON p.event_id = e.id
WHERE e.state NOT IN ('no_go', 'cancelled')
GROUP BY e.id HAVING max(p.ends_at) >= :after AND max(p.ends_at) < :before AND max(p.ends_at) <= :now
"""
_QUESTIONS = """
SELECT week, coalesce(area_id, 0) AS area_id, answer, coalesce(helped, '') AS helped, count(*) AS number
FROM questions WHERE week BETWEEN :first AND :last GROUP BY questions.week, questions.area_id, questions.answer, questions.helped
UNION ALL
SELECT week, area_id, answer, helped, number FROM question_counts WHERE week BETWEEN :first AND :last
"""
# Picked up by a coach; a crisis alert is no coaching. What was closed without a coach is none either.
_TALKS = """
SELECT coalesce(area_id, 0) AS area_id, claimed_at, closed_at, helped FROM handovers
WHERE kind = 'question' AND claimed_at IS NOT NULL
  AND ((claimed_at >= :after AND claimed_at < :before) OR (closed_at >= :after AND closed_at < :before))
"""
_PARTNERSHIPS = """
SELECT area_id, number FROM partnerships p WHERE noted_at = (
  SELECT max(noted_at) FROM partnerships q WHERE q.area_id = p.area_id AND q.noted_at < :before)
AND area_id IN (SELECT value FROM json_each(:areas))
"""
_NOTE_PARTNERSHIPS = """
INSERT INTO partnerships (area_id, noted_at, number) VALUES (:area_id, :now, :number)
ON CONFLICT (area_id, noted_at) DO UPDATE SET number = excluded.number
"""


async def list_events(tx: Transaction, after: datetime, before: datetime, now: datetime) -> Sequence[Row]:
    """Return the bijeenkomsten that were held and ended in this time: id, kind, area_id, ended_at."""
    return await tx.fetch_all(_EVENTS, {"after": to_text(after), "before": to_text(before), "now": to_text(now)}, heavy=True)


async def list_questions(tx: Transaction, first: str, last: str) -> Sequence[Row]:
    """Return how many questions came in, by week, area, kind of answer and whether it helped."""
    return await tx.fetch_all(_QUESTIONS, {"first": first, "last": last}, heavy=True)


async def list_talks(tx: Transaction, after: datetime, before: datetime) -> Sequence[Row]:
    """Return the conversations that a coach picked up or closed in this time."""
    return await tx.fetch_all(_TALKS, {"after": to_text(after), "before": to_text(before)}, heavy=True)


async def list_partnerships(tx: Transaction, areas: Collection[int], before: datetime) -> dict[int, int]:
    """Return in how many partnerships these areas took part at the end of a period, where a coach filled it in."""
    rows = await tx.fetch_all(_PARTNERSHIPS, {"areas": json.dumps(list(areas)), "before": to_text(before)})
    return {row["area_id"]: row["number"] for row in rows}


def note_partnerships(tx: Transaction, area_id: int, number: int, now: datetime) -> None:
    """Write down in how many partnerships an area takes part from now on."""
    tx.later(_NOTE_PARTNERSHIPS, {"area_id": area_id, "number": number, "now": to_text(now)})
