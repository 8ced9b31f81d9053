"""What the team feature keeps about somebody: which roles they have where, and which invitations they made or used."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_EXPORT_ROLES = """
SELECT s.role AS rol, a.name AS werkgebied FROM staff s LEFT JOIN areas a ON a.id = s.area_id WHERE s.person_id = :id
"""
_ERASE_ROLES = "DELETE FROM staff WHERE person_id = :id"
_EXPORT_INVITATIONS = """
SELECT CASE WHEN i.used_by = :id THEN 'door jou gebruikt' ELSE 'door jou gemaakt' END AS wat, i.role AS rol,
  a.name AS werkgebied, i.created_at AS gemaakt_op, i.used_at AS gebruikt_op, i.withdrawn_at AS ingetrokken_op
FROM invitations i LEFT JOIN areas a ON a.id = i.area_id WHERE :id IN (i.used_by, i.invited_by) ORDER BY i.created_at
"""
# What was done stays as long as any invitation; who did it goes.
_ERASE_INVITED_BY = "UPDATE invitations SET invited_by = NULL WHERE invited_by = :id"
_ERASE_USED_BY = "UPDATE invitations SET used_by = NULL WHERE used_by = :id"
_PRUNE_INVITATIONS = "DELETE FROM invitations WHERE coalesce(used_at, withdrawn_at, expires_at) <= :before"


async def export_roles(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return what this person may do, and where."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_ROLES, {"id": person_id})]


async def erase_roles(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Take away every role."""
    return await tx.execute(_ERASE_ROLES, {"id": person_id})


async def export_invitations(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return the invitations that this person made or used."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_INVITATIONS, {"id": person_id})]


async def erase_invitations(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001
    """Forget who made or used an invitation."""
    made = await tx.execute(_ERASE_INVITED_BY, {"id": person_id})
    return made + await tx.execute(_ERASE_USED_BY, {"id": person_id})


async def prune_invitations(tx: Transaction, now: datetime) -> int:
    """Forget invitations that were used, withdrawn or expired long enough ago; return how many."""
    return await tx.execute(_PRUNE_INVITATIONS, {"before": to_text(PERIODS["invitations"].before(now))})
