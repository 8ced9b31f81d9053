"""The rows of questions: without who asked, and without names of others."""

from datetime import datetime

from bot.clock import LOCAL_ZONE
from bot.db.database import Transaction
from bot.features.coaching.models import Helped
from bot.retention import PERIODS

_INSERT = """
INSERT INTO questions (text, answer, situation, area_id, week) VALUES (:text, :answer, :situation, :area_id, :week)
RETURNING id
"""
_ANSWERED = "UPDATE questions SET answer = 'tips', situation = :situation WHERE id = :id"
_HELPED = "UPDATE questions SET helped = :helped WHERE id = :id"
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


async def mark_answered(tx: Transaction, question_id: int, situation: str) -> None:
    """Write down which situation the asker chose."""
    await tx.execute(_ANSWERED, {"id": question_id, "situation": situation})


async def mark_helped(tx: Transaction, question_id: int, helped: Helped) -> bool:
    """Write down whether it helped; return False when the question is no longer there."""
    return await tx.execute(_HELPED, {"id": question_id, "helped": helped.value}) == 1


async def prune(tx: Transaction, now: datetime) -> None:
    """Forget questions past their date."""
    await tx.execute(_PRUNE, {"week": week_of(PERIODS["questions"].before(now))})


def week_of(now: datetime) -> str:
    """Name the local week of a moment: 2026-W47."""
    year, week, _ = now.astimezone(LOCAL_ZONE).isocalendar()
    return f"{year}-W{week:02d}"
