"""The rows of the inbox: stored before Telegram is told, emptied when handled, set aside when they cannot be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Database, Transaction
from bot.retention import PERIODS

_STORE = """
INSERT OR IGNORE INTO inbox (update_id, raw, received_at) VALUES (:update_id, :raw, :now)
"""
_LIST_NEW = "SELECT seq, update_id, raw, attempts FROM inbox WHERE state = 'new' ORDER BY seq LIMIT :most"
_DONE = "UPDATE inbox SET state = 'done', raw = NULL, error = NULL, done_at = :now WHERE seq = :seq AND state = 'new'"
_TRIED = "UPDATE inbox SET attempts = attempts + 1, error = :error WHERE seq = :seq"
_DEAD = """
UPDATE inbox SET state = 'dead', raw = NULL, attempts = attempts + 1, error = :error, done_at = :now WHERE seq = :seq
"""
_PRUNE = "DELETE FROM inbox WHERE state != 'new' AND done_at <= :before"
# The sender stands one level down in the update, whatever its kind is.
_EXPORT = """
SELECT received_at AS ontvangen_op, raw AS bericht FROM inbox
WHERE state = 'new' AND EXISTS (
  SELECT 1 FROM json_each(inbox.raw) part, people p
  WHERE p.id = :id AND part.type = 'object' AND json_extract(part.value, '$.from.id') = p.telegram_id)
ORDER BY seq
"""
_ARRIVED = "SELECT count(*) AS waiting FROM inbox WHERE state = 'new'"

KEEP = PERIODS["inbox"].keep


@dataclass(frozen=True, slots=True)
class Waiting:
    """One stored update that is still to be handled."""

    seq: int
    update_id: int
    raw: str
    attempts: int


async def store(database: Database, updates: Sequence[dict[str, Any]], now: datetime) -> None:
    """Keep updates as they came; one that we have already is left alone."""
    # As ASCII: half an emoji, which JSON can write, would otherwise not fit in the database and hold up everything behind it.
    rows = [{"update_id": update["update_id"], "raw": json.dumps(update), "now": to_text(now)} for update in updates]
    async with database.transaction() as tx:
        tx.later_many(_STORE, rows)


async def list_new(database: Database, most: int) -> list[Waiting]:
    """Return the oldest updates that are still to be handled, in order of arrival."""
    return [Waiting(**dict(row)) for row in await database.fetch_all(_LIST_NEW, {"most": most})]


def mark_done(tx: Transaction, seq: int, now: datetime) -> None:
    """Keep only the id. When the row was done already, NothingChanged rolls back what was done for it a second time."""
    tx.later(_DONE, {"seq": seq, "now": to_text(now)}, expected=1)


def mark_tried(tx: Transaction, seq: int, error: str) -> None:
    """Count an attempt that failed; `error` is a class name, never what was typed."""
    tx.later(_TRIED, {"seq": seq, "error": error})


def mark_dead(tx: Transaction, seq: int, error: str, now: datetime) -> None:
    """Set aside an update that cannot be handled."""
    tx.later(_DEAD, {"seq": seq, "error": error, "now": to_text(now)})


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget the ids of what was handled long enough ago; return how many."""
    return await tx.execute(_PRUNE, {"before": to_text(now - KEEP)})


async def count_waiting(database: Database) -> int:
    """Return how many updates are still to be handled."""
    row = await database.fetch_one(_ARRIVED)
    return row["waiting"] if row else 0


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return what somebody sent that is not handled yet: mostly the very message with which they ask."""
    rows = [dict(row) for row in await tx.fetch_all(_EXPORT, {"id": person_id})]
    return [{**row, "bericht": json.loads(row["bericht"])} for row in rows]


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:  # noqa: ARG001 - every eraser looks alike
    """Leave nothing to erase: updates are handled in order and emptied then.

    What is handled already has lost its words. What still waits came after the goodbye, so it gets an answer, and is emptied too.
    """
    return 0
