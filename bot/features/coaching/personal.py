"""What coaching keeps about somebody: of which unanswered questions they want to hear when there is a tip after all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_EXPORT = """
SELECT q.text AS vraag, w.wished_at AS sinds FROM tip_wishes w JOIN questions q ON q.id = w.question_id WHERE w.person_id = :id
"""
_ERASE = "DELETE FROM tip_wishes WHERE person_id = :id"
_PRUNE = "DELETE FROM tip_wishes WHERE wished_at <= :before"


async def export_wishes(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return the questions to which this person still wants an answer."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT, {"id": person_id})]


async def erase_wishes(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget what this person wanted to hear."""
    return await tx.execute(_ERASE, {"id": person_id})


async def prune_wishes(tx: Transaction, now: datetime) -> int:
    """Forget wishes that are too old; return how many."""
    return await tx.execute(_PRUNE, {"before": to_text(PERIODS["wishes"].before(now))})
