"""Somebody's sign-ups: shown, corrected, erased with the seat going to who is next, and counted before they are forgotten."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.agenda import reach, seats
from bot.clock import to_text
from bot.db.database import Transaction
from bot.retention import PERIODS

_EXPORT = """
SELECT r.id AS nummer, e.code, e.title AS bijeenkomst,
  (SELECT min(starts_at) FROM event_parts p WHERE p.event_id = e.id) AS begint_op,
  r.name AS naam, r.role AS rol, r.organisation AS organisatie, r.neighbourhood AS wijk, r.seats AS plekken, r.state AS stand,
  r.offered_until AS plek_vastgehouden_tot, r.source AS aangemeld_door, r.created_at AS aangemeld_op,
  r.changed_at AS veranderd_op,
  (SELECT json_group_array(part) FROM registration_absences a WHERE a.registration_id = r.id) AS mist_dagdelen,
  (SELECT json_group_object(part, state) FROM attendance a WHERE a.registration_id = r.id) AS aanwezigheid
FROM registrations r JOIN events e ON e.id = r.event_id WHERE r.person_id = :id ORDER BY begint_op, r.id
"""
_IS_PAST = """
(SELECT max(p.ends_at) FROM event_parts p WHERE p.event_id = registrations.event_id) <= :past
"""
_IS_PAST_OF_R = _IS_PAST.replace("registrations.", "r.")
_LIST_COMING = f"""
SELECT id FROM registrations WHERE person_id = :id AND state <> 'cancelled' AND NOT {_IS_PAST}
"""  # noqa: S608 - a constant of ours
# Who was there stays as a number. Of a bijeenkomst that is still to come nothing is counted: they just do not come.
_COUNT = f"""
INSERT INTO event_counts (event_id, what, part, number)
SELECT event_id, what, part, sum(number) FROM (
  SELECT event_id, state AS what, 0 AS part, seats AS number FROM registrations WHERE {{whose}} AND {_IS_PAST}
  UNION ALL
  SELECT registrations.event_id, a.state, a.part, 1 FROM attendance a JOIN registrations ON registrations.id = a.registration_id
  WHERE {{whose}} AND {_IS_PAST})
WHERE true GROUP BY event_id, what, part
ON CONFLICT (event_id, what, part) DO UPDATE SET number = number + excluded.number
"""  # noqa: S608
_COUNT_PERSON = _COUNT.format(whose="person_id = :id")
_COUNT_PAST_DATE = _COUNT.format(whose="true")
_ERASE = "DELETE FROM registrations WHERE person_id = :id"
_PRUNE = f"DELETE FROM registrations WHERE {_IS_PAST}"  # noqa: S608


class Detail(StrEnum):
    """What somebody may correct in a sign-up of theirs."""

    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    NEIGHBOURHOOD = "neighbourhood"


_CORRECT = {
    detail: f"UPDATE registrations SET {detail} = :value, changed_at = :now WHERE id = :id AND person_id = :person_id"  # noqa: S608
    for detail in Detail
}


async def export(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return every sign-up, also those that were cancelled, with the dagdelen that are missed and where somebody was."""
    rows = [dict(row) for row in await tx.fetch_all(_EXPORT, {"id": person_id})]
    for row in rows:
        row["mist_dagdelen"], row["aanwezigheid"] = json.loads(row["mist_dagdelen"]), json.loads(row["aanwezigheid"])
    return rows


async def erase(tx: Transaction, person_id: int, now: datetime) -> int:
    """Cancel what is still to come, so that the seat is offered to who is next; then forget all of it but the numbers."""
    whose = {"id": person_id, "past": to_text(now)}
    for row in await tx.fetch_all(_LIST_COMING, whose):
        await seats.cancel(tx, row["id"], now)
    tx.later(_COUNT_PERSON, whose)
    await reach.keep_counts(tx, f"person_id = :id AND {_IS_PAST_OF_R}", whose, whole_lists=False)
    return await tx.execute(_ERASE, {"id": person_id})


async def correct(  # noqa: PLR0913 - what, of what, of whom, and when
    tx: Transaction, registration_id: int, person_id: int, detail: Detail, value: str | None, now: datetime
) -> bool:
    """Change one detail of a sign-up of this person; return False when it is not theirs or no longer there."""
    values = {"id": registration_id, "person_id": person_id, "value": value, "now": to_text(now)}
    return await tx.execute(_CORRECT[detail], values) == 1


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget who was on the list of what is long over; how many they were stays. Return how many went."""
    past = {"past": to_text(PERIODS["registrations"].before(now))}
    tx.later(_COUNT_PAST_DATE, past)
    await reach.keep_counts(tx, _IS_PAST_OF_R, past, whole_lists=True)
    return await tx.execute(_PRUNE, past)
