"""What the digest keeps about somebody: the tips that they wrote or approved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.database import Transaction

_EXPORT_TIPS = """
SELECT CASE WHEN author_id = :id THEN 'geschreven' ELSE 'goedgekeurd' END AS wat, title AS titel, do AS tip, say AS zin,
  created_at AS gemaakt_op
FROM area_tips WHERE :id IN (author_id, approved_by) ORDER BY id
"""
# A tip stays: volunteers use it. Who wrote it goes.
_ERASE_AUTHOR = "UPDATE area_tips SET author_id = NULL WHERE author_id = :id"
_ERASE_APPROVED = "UPDATE area_tips SET approved_by = NULL WHERE approved_by = :id"


async def export_tips(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return the tips that this person wrote or approved."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_TIPS, {"id": person_id})]


async def erase_tips(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget who wrote or approved a tip."""
    written = await tx.execute(_ERASE_AUTHOR, {"id": person_id})
    return written + await tx.execute(_ERASE_APPROVED, {"id": person_id})
