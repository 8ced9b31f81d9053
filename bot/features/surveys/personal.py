"""What is kept about who was asked for an evaluation. What they answered cannot be led back to them, so it is not here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_EXPORT = """
SELECT e.title AS bijeenkomst, s.invited_at AS gevraagd_op, s.reminded_at AS herinnerd_op, s.closed_at AS klaar_op,
  s.later AS mag_later_nog_eens
FROM survey_invitations s JOIN registrations r ON r.id = s.registration_id JOIN events e ON e.id = r.event_id
WHERE r.person_id = :id ORDER BY s.invited_at
"""
_ERASE = "DELETE FROM survey_invitations WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :id)"
_PRUNE = "DELETE FROM survey_invitations WHERE invited_at <= :before"


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return for which bijeenkomsten this person was asked what they thought of it."""
    rows = await tx.fetch_all(_EXPORT, {"id": person_id})
    return [{**dict(row), "mag_later_nog_eens": bool(row["mag_later_nog_eens"])} for row in rows]


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget that this person was asked."""
    return await tx.execute(_ERASE, {"id": person_id})


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget who was asked long enough ago; return how many."""
    return await tx.execute(_PRUNE, {"before": to_text(PERIODS["surveys"].before(now))})
