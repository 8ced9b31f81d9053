"""What the people room keeps about somebody: shown, and erased as the last thing of all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_EXPORT = """
SELECT p.telegram_id AS telegram_nummer, p.name AS naam, a.name AS werkgebied, p.consent_at AS toestemming_op,
  p.hinted_at AS gevraagd_om_namen_weg_te_laten_op, p.reachable AS bereikbaar, p.first_seen AS eerste_bericht,
  p.last_seen AS laatste_bericht
FROM people p LEFT JOIN areas a ON a.id = p.area_id WHERE p.id = :id
"""
_ERASE = "DELETE FROM people WHERE id = :id"
_LIST_PAST_DATE = """
SELECT id FROM people p WHERE last_seen <= :before AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.person_id = p.id) ORDER BY id
"""


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return who this is to us."""
    rows = await tx.fetch_all(_EXPORT, {"id": person_id})
    return [{**dict(row), "bereikbaar": bool(row["bereikbaar"])} for row in rows]


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget that this person exists; everything that points to them must be gone."""
    return await tx.execute(_ERASE, {"id": person_id})


async def list_past_date(tx: Transaction, now: datetime) -> list[int]:
    """Return everybody who has been silent for too long to be kept; staff stays as long as they are staff."""
    rows = await tx.fetch_all(_LIST_PAST_DATE, {"before": to_text(PERIODS["people"].before(now))})
    return [int(row["id"]) for row in rows]
