"""The rows of people: found, made on their first message, marked when they cannot be reached."""

import json
from collections.abc import Collection
from datetime import datetime

from bot.clock import to_text
from bot.db.database import Row, Transaction, Values
from bot.people.models import Person, Role

_FIND = """
SELECT p.*, (
  SELECT group_concat(s.role || ':' || coalesce(s.area_id, '')) FROM staff s WHERE s.person_id = p.id) AS roles, (
  SELECT group_concat(h.id) FROM handovers h
  WHERE h.state = 'claimed' AND (h.asker_id = p.id OR h.claimed_by = p.id)) AS conversations
FROM people p WHERE p.telegram_id = :telegram_id
"""
_INSERT = "INSERT INTO people (telegram_id, first_seen, last_seen) VALUES (:telegram_id, :now, :now)"
_APPOINT = "INSERT INTO staff (person_id, role, from_settings) VALUES (:id, 'beheerder', 1)"
_DISMISS = """
DELETE FROM staff WHERE from_settings AND person_id NOT IN (
  SELECT id FROM people WHERE telegram_id IN (SELECT value FROM json_each(:telegram_ids)))
"""
_EXPECT = """
INSERT INTO people (telegram_id, first_seen, last_seen) SELECT value, :now, :now FROM json_each(:telegram_ids)
WHERE value NOT IN (SELECT telegram_id FROM people)
"""
_APPOINT_EXPECTED = """
INSERT INTO staff (person_id, role, from_settings) SELECT p.id, 'beheerder', 1 FROM people p
WHERE p.telegram_id IN (SELECT value FROM json_each(:telegram_ids))
  AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.person_id = p.id AND s.role = 'beheerder')
"""
_SEEN = "UPDATE people SET last_seen = :now, reachable = 1 WHERE id = :id"
_HINTED = "UPDATE people SET hinted_at = :now WHERE id = :id"
_UNREACHABLE = "UPDATE people SET reachable = 0 WHERE telegram_id = :telegram_id"


def finding(telegram_id: int) -> tuple[str, Values]:
    """Return the query that finds somebody, to be asked together with other queries."""
    return _FIND, {"telegram_id": telegram_id}


async def find_or_insert(tx: Transaction, row: Row | None, telegram_id: int, beheerders: frozenset[int], now: datetime) -> Person:
    """Return who this is, given what `finding` found; somebody new gets a row with their Telegram id and nothing else."""
    if row is None:
        tx.later(_INSERT, {"telegram_id": telegram_id, "now": to_text(now)})
        row = await tx.fetch_one(*finding(telegram_id))
    if row is None:  # pragma: no cover - we hold the only write door
        raise LookupError(telegram_id)
    person = Person.from_row(row, frozenset({Role.BEHEERDER}) if telegram_id in beheerders else frozenset())
    # Once a day is enough, and saves a write per message.
    if person.last_seen.date() != now.date() or not person.reachable:
        tx.later(_SEEN, {"id": person.id, "now": to_text(now)})
    if telegram_id in beheerders and Role.BEHEERDER not in person.roles_in:
        tx.later(_APPOINT, {"id": person.id})
    return person


async def follow_settings(tx: Transaction, beheerders: Collection[int], now: datetime) -> None:
    """Let exactly those be beheerder by the settings who are in them: also who has not written yet, and nobody who left them.

    What no coach is there for goes to the beheerders, from the first minute of a new installation.
    """
    values = {"telegram_ids": json.dumps(sorted(beheerders)), "now": to_text(now)}
    await tx.execute(_DISMISS, {"telegram_ids": values["telegram_ids"]})
    await tx.execute(_EXPECT, values)
    await tx.execute(_APPOINT_EXPECTED, {"telegram_ids": values["telegram_ids"]})


def mark_hinted(tx: Transaction, person_id: int, now: datetime) -> None:
    """Remember that this person was asked to leave out names, so that we ask only once."""
    tx.later(_HINTED, {"id": person_id, "now": to_text(now)})


def mark_unreachable(tx: Transaction, telegram_id: int) -> None:
    """Remember that Telegram refuses to deliver to this person."""
    tx.later(_UNREACHABLE, {"telegram_id": telegram_id})
