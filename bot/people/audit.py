"""What was done to data, rights or the agenda, for who must account for it: what, when, how many. Never a name, never who."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_INSERT = "INSERT INTO audit (at, action, subject, counts) VALUES (:at, :action, :subject, :counts)"
_PRUNE = "DELETE FROM audit WHERE at <= :before"


def note(tx: Transaction, now: datetime, action: str, *, subject: str = "", counts: Mapping[str, int] | None = None) -> None:
    """Write down that something was done; `subject` is a code of ours such as BT-12 or an area, never a person."""
    tx.later(_INSERT, {"at": to_text(now), "action": action, "subject": subject, "counts": json.dumps(dict(counts or {}))})


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget what is past its date; return how many."""
    return await tx.execute(_PRUNE, {"before": to_text(PERIODS["audit"].before(now))})
