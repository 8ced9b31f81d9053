"""Who else could look after everything, when the one who does wants to be forgotten."""

import json
from collections.abc import Collection

from bot.db.database import Transaction

_OTHER_BEHEERDERS = """
SELECT count(*) AS others FROM staff s JOIN people p ON p.id = s.person_id
WHERE s.role = 'beheerder' AND p.id <> :id AND p.telegram_id NOT IN (SELECT value FROM json_each(:counted))
"""


async def count_other_beheerders(tx: Transaction, person_id: int, telegram_id: int, from_settings: Collection[int]) -> int:
    """Return how many others are beheerder, by appointment or by the settings of this bot."""
    others = [beheerder for beheerder in from_settings if beheerder != telegram_id]
    row = await tx.fetch_one(_OTHER_BEHEERDERS, {"id": person_id, "counted": json.dumps(others)})
    return len(others) + (int(row["others"]) if row else 0)
