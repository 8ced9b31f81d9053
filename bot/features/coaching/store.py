"""The rows of questions: without who asked, and without names of others."""

from datetime import datetime
from typing import Any

from bot.clock import to_text, week_of
from bot.db.database import Transaction
from bot.features.coaching.models import AreaTip, AskedLater, Helped
from bot.retention import PERIODS

_INSERT = """
INSERT INTO questions (text, answer, situation, area_id, week) VALUES (:text, :answer, :situation, :area_id, :week)
RETURNING id
"""
_SALT = "INSERT INTO week_salts (week, salt) VALUES (:week, randomblob(32)) ON CONFLICT DO UPDATE SET week = week RETURNING salt"
_COUNT_ASKER = """
INSERT INTO theme_askers (week, area_id, situation, asker) VALUES (:week, :area_id, :situation, :asker) ON CONFLICT DO NOTHING
"""
_LIVE_TIPS = """
SELECT t.id, t.title, t.do, t.say, q.text FROM area_tips t JOIN area_tip_questions q ON q.tip_id = t.id
WHERE t.area_id = :area_id AND t.state = 'live'
"""
_WISH = """
INSERT INTO tip_wishes (question_id, person_id, wished_at) SELECT id, :person_id, :now FROM questions WHERE id = :question_id
ON CONFLICT DO NOTHING
"""
_ANSWERED = "UPDATE questions SET answer = 'tips', situation = :situation WHERE id = :id"
_HELPED = "UPDATE questions SET helped = :helped WHERE id = :id"
# Only after tips: about anything else there is nothing to ask.
_LATER = """
INSERT INTO helped_later (question_id, person_id, ask_at)
SELECT id, :person_id, :ask_at FROM questions WHERE id = :question_id AND answer = 'tips'
ON CONFLICT (question_id) DO UPDATE SET ask_at = excluded.ask_at WHERE person_id = excluded.person_id
"""
_LIST_LATER = """
SELECT l.question_id, l.person_id, p.telegram_id AS chat_id, q.situation, p.reachable
FROM helped_later l JOIN people p ON p.id = l.person_id JOIN questions q ON q.id = l.question_id
WHERE l.ask_at <= :now ORDER BY l.question_id
"""
_FORGET_LATER = "DELETE FROM helped_later WHERE ask_at <= :now"
_EXPORT_LATER = "SELECT ask_at AS vraag_op FROM helped_later WHERE person_id = :person_id"
_ERASE_LATER = "DELETE FROM helped_later WHERE person_id = :person_id"
# How many there were stays, for the figures.
_COUNT = """
INSERT INTO question_counts (week, area_id, answer, helped, number)
SELECT week, coalesce(area_id, 0), answer, coalesce(helped, ''), count(*) FROM questions WHERE week <= :week GROUP BY 1, 2, 3, 4
ON CONFLICT (week, area_id, answer, helped) DO UPDATE SET number = number + excluded.number
"""
_PRUNE = "DELETE FROM questions WHERE week <= :week"


async def insert_question(  # noqa: PLR0913 - a row has as many values as it has
    tx: Transaction, *, text: str, answer: str, situation: str | None, area_id: int | None, now: datetime
) -> int:
    """Keep a scrubbed question; return its number."""
    values = {"text": text, "answer": answer, "situation": situation, "area_id": area_id, "week": week_of(now)}
    row = await tx.fetch_one(_INSERT, values)
    if row is None:  # pragma: no cover - RETURNING always gives the row
        raise LookupError("questions")
    return int(row["id"])


async def find_salt(tx: Transaction, week: str) -> bytes:
    """Return the salt of a week; a new week gets a new one."""
    row = await tx.fetch_one(_SALT, {"week": week})
    if row is None:  # pragma: no cover - RETURNING always gives the row
        raise LookupError(week)
    return bytes(row["salt"])


def count_asker(tx: Transaction, week: str, area_id: int, situation: str, asker: str) -> None:
    """Count a hashed asker for a theme, once."""
    tx.later(_COUNT_ASKER, {"week": week, "area_id": area_id, "situation": situation, "asker": asker})


async def list_live_tips(tx: Transaction, area_id: int) -> list[AreaTip]:
    """Return the tips by coaches of an area, once per question that they answer."""
    rows = await tx.fetch_all(_LIVE_TIPS, {"area_id": area_id})
    return [AreaTip(row["id"], row["title"], row["do"], row["say"], row["text"]) for row in rows]


async def wish(tx: Transaction, question_id: int, person_id: int, now: datetime) -> bool:
    """Remember that somebody wants to hear of a tip; return False when they already did, or the question is gone."""
    return await tx.execute(_WISH, {"question_id": question_id, "person_id": person_id, "now": to_text(now)}) == 1


async def mark_answered(tx: Transaction, question_id: int, situation: str) -> None:
    """Write down which situation the asker chose."""
    await tx.execute(_ANSWERED, {"id": question_id, "situation": situation})


async def mark_helped(tx: Transaction, question_id: int, helped: Helped) -> bool:
    """Write down whether it helped; return False when the question is no longer there."""
    return await tx.execute(_HELPED, {"id": question_id, "helped": helped.value}) == 1


async def insert_later(tx: Transaction, question_id: int, person_id: int, ask_at: datetime) -> bool:
    """Remember whom to ask about a question, and when; return False when there is nothing to ask about."""
    values = {"question_id": question_id, "person_id": person_id, "ask_at": to_text(ask_at)}
    return await tx.execute(_LATER, values) == 1


async def take_later(tx: Transaction, now: datetime) -> list[AskedLater]:
    """Return who is to be asked now, and forget that they wanted it."""
    rows = await tx.fetch_all(_LIST_LATER, {"now": to_text(now)})
    tx.later(_FORGET_LATER, {"now": to_text(now)})
    return [
        AskedLater(row["question_id"], row["person_id"], row["chat_id"], row["situation"]) for row in rows if row["reachable"]
    ]


async def export_later(tx: Transaction, person_id: int) -> list[dict[str, Any]]:
    """Return when somebody is asked whether tips helped."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_LATER, {"person_id": person_id})]


async def erase_later(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget that somebody wanted to be asked whether tips helped."""
    return await tx.execute(_ERASE_LATER, {"person_id": person_id})


async def prune(tx: Transaction, now: datetime) -> None:
    """Forget questions past their date; how many they were stays."""
    past = {"week": week_of(PERIODS["questions"].before(now))}
    tx.later(_COUNT, past)
    await tx.execute(_PRUNE, past)
