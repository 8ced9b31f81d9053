"""What is kept about who was asked for an evaluation. What they answered cannot be led back to them, so it is not here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_EXPORT = """
SELECT e.title AS bijeenkomst, i.invited_at AS gevraagd_op, l.registration_id IS NOT NULL AS mag_later_nog_eens
FROM registrations r JOIN events e ON e.id = r.event_id
LEFT JOIN survey_invitations i ON i.registration_id = r.id
LEFT JOIN survey_later l ON l.registration_id = r.id
WHERE r.person_id = :id AND (i.registration_id IS NOT NULL OR l.registration_id IS NOT NULL) ORDER BY r.id
"""
_ERASE_INVITATIONS = (
    "DELETE FROM survey_invitations WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :id)"
)
_ERASE_LATER = "DELETE FROM survey_later WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :id)"
_PRUNE = "DELETE FROM survey_invitations WHERE invited_at <= :before"
# Who wanted it is forgotten at the moment of asking; what is left was for a bijeenkomst that was moved or lost its dagdelen.
_PRUNE_LATER = """
DELETE FROM survey_later WHERE coalesce((
  SELECT max(t.ends_at) FROM registrations r JOIN event_parts t ON t.event_id = r.event_id
  WHERE r.id = survey_later.registration_id), '') <= :before
"""


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return for which bijeenkomsten this person was asked what they thought of it, or wants to be asked again."""
    rows = await tx.fetch_all(_EXPORT, {"id": person_id})
    return [{**dict(row), "mag_later_nog_eens": bool(row["mag_later_nog_eens"])} for row in rows]


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget that this person was asked."""
    return await tx.execute(_ERASE_INVITATIONS, {"id": person_id}) + await tx.execute(_ERASE_LATER, {"id": person_id})


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget who was asked long enough ago; return how many."""
    before = {"before": to_text(PERIODS["surveys"].before(now))}
    return await tx.execute(_PRUNE, before) + await tx.execute(_PRUNE_LATER, before)
