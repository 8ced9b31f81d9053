"""What lies in the tray for somebody, or about them: shown, and taken out when they want to be forgotten."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.database import Transaction

_MINE = "(person_id = :id OR chat_id = (SELECT telegram_id FROM people WHERE id = :id))"
_EXPORT = f"""
SELECT key AS kenmerk, text AS tekst, due_at AS op, state AS stand, finished_at AS klaar_op, "values" AS inhoud,
  keyboard AS knoppen, attachment AS bijlage
FROM outbox WHERE {_MINE} ORDER BY due_at, id
"""  # noqa: S608 - a constant of ours
# What is leaving at this moment cannot be called back. Its row must stay until the sender has noted it, or a new row could get
# its number; so it only loses whatever says for whom it was, and the sender forgets it. The chat keeps its order.
_BLANK = f"""
UPDATE outbox SET key = 'erased:' || id, person_id = NULL, "values" = NULL, keyboard = NULL, attachment = NULL
WHERE state = 'sending' AND {_MINE}
"""  # noqa: S608
_ERASE = f"DELETE FROM outbox WHERE state <> 'sending' AND {_MINE}"  # noqa: S608
_ERASE_ABOUT = """
DELETE FROM outbox WHERE state = 'queued' AND instr(':' || key || ':', ':' || :mark || ':') > 0
"""


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return what is to be sent, with what will be in it, and that something was sent, without what was in it."""
    rows = [dict(row) for row in await tx.fetch_all(_EXPORT, {"id": person_id})]
    for row in rows:
        row["soort"] = row["kenmerk"].split(":", 1)[0]
        for part in ("inhoud", "knoppen", "bijlage"):
            row[part] = json.loads(row[part]) if row[part] else None
    return rows


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser is told the time
    """Take out everything for this person, and forget what was ever sent to them."""
    blanked = await tx.execute(_BLANK, {"id": person_id})
    return blanked + await tx.execute(_ERASE, {"id": person_id})


async def erase_about(tx: Transaction, mark: str) -> int:
    """Take out what would still be said to others about something, such as `handover-5`, which is then a part of the key."""
    return await tx.execute(_ERASE_ABOUT, {"mark": mark})
