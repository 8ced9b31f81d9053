"""What the time side keeps about somebody: reminders, 'kom je nog?', and what a coach decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.database import Transaction

_EXPORT_CHOICE = "SELECT choice AS keuze FROM reminder_choices WHERE person_id = :id"
_ERASE_CHOICE = "DELETE FROM reminder_choices WHERE person_id = :id"
_EXPORT_CHECK_INS = """
SELECT e.title AS bijeenkomst, c.answer AS antwoord, c.asked_at AS gevraagd_op, c.asked_again_at AS nog_eens_gevraagd_op,
  c.answered_at AS geantwoord_op, l.listed_at AS op_bellijst_sinds
FROM registrations r JOIN events e ON e.id = r.event_id
LEFT JOIN check_ins c ON c.registration_id = r.id LEFT JOIN calls l ON l.registration_id = r.id
WHERE r.person_id = :id AND (c.registration_id IS NOT NULL OR l.registration_id IS NOT NULL) ORDER BY c.asked_at
"""
_ERASE_CHECK_INS = "DELETE FROM check_ins WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :id)"
_ERASE_CALLS = "DELETE FROM calls WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :id)"
_EXPORT_DECISIONS = """
SELECT e.title AS bijeenkomst, d.decision AS besluit, d.decided_at AS besloten_op
FROM event_decisions d JOIN events e ON e.id = d.event_id WHERE d.decided_by = :id ORDER BY d.decided_at
"""
_ERASE_DECISIONS = "UPDATE event_decisions SET decided_by = NULL WHERE decided_by = :id"


async def export_choice(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return which reminders this person wants, if they ever chose."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_CHOICE, {"id": person_id})]


async def erase_choice(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Forget which reminders this person wants."""
    return await tx.execute(_ERASE_CHOICE, {"id": person_id})


async def export_check_ins(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return what this person answered when we asked whether they still come, and since when a coach should call them."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_CHECK_INS, {"id": person_id})]


async def erase_check_ins(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001
    """Forget what this person answered, and that they were on a list to be called."""
    return await tx.execute(_ERASE_CHECK_INS, {"id": person_id}) + await tx.execute(_ERASE_CALLS, {"id": person_id})


async def export_decisions(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return what this person decided as a coach."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_DECISIONS, {"id": person_id})]


async def erase_decisions(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001
    """Forget who decided; the decision stands."""
    return await tx.execute(_ERASE_DECISIONS, {"id": person_id})
