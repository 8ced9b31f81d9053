"""What signing up reads and corrects beside the lists of the agenda."""

from datetime import datetime

from bot.clock import to_text
from bot.db.database import Row, Transaction

_LAST_DETAILS = """
SELECT name, role, organisation, neighbourhood FROM registrations
WHERE person_id = :person_id AND source = 'self' ORDER BY changed_at DESC, id DESC LIMIT 1
"""
_CORRECT = """
UPDATE registrations
SET name = :name, role = :role, organisation = :organisation, neighbourhood = :neighbourhood, changed_at = :now
WHERE id = :id
"""
_REMEMBER_NAME = "UPDATE people SET name = :name WHERE id = :id"


async def find_last_details(tx: Transaction, person_id: int) -> Row | None:
    """Return what somebody told about themselves when they last signed up."""
    return await tx.fetch_one(_LAST_DETAILS, {"person_id": person_id})


def correct(tx: Transaction, registration_id: int, details: dict[str, str | None], now: datetime) -> None:
    """Write down other details with a registration."""
    tx.later(_CORRECT, details | {"id": registration_id, "now": to_text(now)}, expected=1)


def remember_name(tx: Transaction, person_id: int, name: str) -> None:
    """Remember somebody's own name, so that it is not asked again."""
    tx.later(_REMEMBER_NAME, {"id": person_id, "name": name})
