"""The rows of handovers: the question that went to a coach, and the conversation that followed."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clock import to_text
from bot.db.database import Row, Transaction
from bot.retention import PERIODS

_EXPORT_ASKED = """
SELECT h.id AS nummer, h.kind AS soort, h.text AS vraag, h.asker_name AS naam_aan_de_coach, h.state AS stand,
  a.name AS werkgebied, h.created_at AS gevraagd_op, h.closed_at AS afgesloten_op, h.helped AS geholpen,
  (SELECT json_group_array(json_object(
      'van', CASE WHEN m.from_asker THEN 'jou' ELSE 'de coach' END, 'tekst', m.text, 'op', m.sent_at))
   FROM (SELECT * FROM handover_messages WHERE handover_id = h.id ORDER BY id) m) AS berichten
FROM handovers h LEFT JOIN areas a ON a.id = h.area_id WHERE h.asker_id = :id ORDER BY h.id
"""
_EXPORT_TAKEN = """
SELECT id AS nummer, state AS stand, claimed_at AS opgepakt_op, closed_at AS afgesloten_op FROM handovers
WHERE claimed_by = :id ORDER BY id
"""
_LIST_OPEN_OF = """
SELECT h.id, h.topic, c.id AS coach_id, c.telegram_id AS coach_chat
FROM handovers h LEFT JOIN people c ON c.id = h.claimed_by
WHERE h.asker_id = :id AND h.state <> 'closed'
"""
_LIST_OF = "SELECT id FROM handovers WHERE asker_id = :id"
_FORGET_MESSAGES = "DELETE FROM handover_messages WHERE handover_id IN (SELECT id FROM handovers WHERE {which})"
# That there was a conversation, when, and whether it helped stays for the figures; who and what goes.
_FORGET = """
UPDATE handovers SET asker_id = NULL, asker_name = NULL, text = '', passed_to = '[]', question_id = NULL, next_step_at = NULL,
  topic = NULL, state = 'closed', closed_at = coalesce(closed_at, :now){more}
WHERE {which}
"""
_OF_ASKER = "asker_id = :id"
_PAST_DATE = """
state = 'closed' AND closed_at <= :before AND (asker_id IS NOT NULL OR claimed_by IS NOT NULL OR text <> '')
"""
# That a conversation that is over was picked up, and when, stays for the figures.
_GIVE_BACK = """
UPDATE handovers SET claimed_by = NULL, claimed_at = CASE state WHEN 'claimed' THEN NULL ELSE claimed_at END,
  state = CASE state WHEN 'claimed' THEN 'open' ELSE state END,
  next_step_at = CASE state WHEN 'claimed' THEN :now ELSE next_step_at END, step = CASE state WHEN 'claimed' THEN 0 ELSE step END
WHERE claimed_by = :id
"""
# JSON list of ids: who was asked before.
_FORGET_ASKED = """
UPDATE handovers SET passed_to = (SELECT json_group_array(value) FROM json_each(passed_to) WHERE value <> :id)
WHERE EXISTS (SELECT 1 FROM json_each(passed_to) WHERE value = :id)
"""


async def export_asked(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return the questions that this person gave to a coach, with everything that was said."""
    rows = [dict(row) for row in await tx.fetch_all(_EXPORT_ASKED, {"id": person_id})]
    return [{**row, "berichten": json.loads(row["berichten"])} for row in rows]


async def export_taken(tx: Transaction, person_id: int) -> Sequence[dict[str, Any]]:
    """Return which conversations this person had as a coach; what the other said belongs to the other."""
    return [dict(row) for row in await tx.fetch_all(_EXPORT_TAKEN, {"id": person_id})]


async def list_open_of(tx: Transaction, person_id: int) -> Sequence[Row]:
    """Return the conversations of an asker that are not closed, each with the coach who took it, if any."""
    return await tx.fetch_all(_LIST_OPEN_OF, {"id": person_id})


async def list_ids_of(tx: Transaction, person_id: int) -> list[int]:
    """Return the numbers of all conversations of an asker."""
    return [int(row["id"]) for row in await tx.fetch_all(_LIST_OF, {"id": person_id})]


async def forget_asker(tx: Transaction, person_id: int, now: datetime) -> int:
    """Close and empty every conversation of an asker; return how many."""
    values = {"id": person_id, "now": to_text(now)}
    await tx.execute(_FORGET_MESSAGES.format(which=_OF_ASKER), values)
    return await tx.execute(_FORGET.format(which=_OF_ASKER, more=""), values)


async def forget_coach(tx: Transaction, person_id: int, now: datetime) -> int:
    """Forget what this person took on as a coach; what is not closed waits for another coach, at once."""
    values = {"id": person_id, "now": to_text(now)}
    return await tx.execute(_GIVE_BACK, values) + await tx.execute(_FORGET_ASKED, values)


async def prune(tx: Transaction, now: datetime) -> int:
    """Empty conversations that were closed long enough ago; return how many."""
    values = {"before": to_text(PERIODS["handovers"].before(now)), "now": to_text(now)}
    await tx.execute(_FORGET_MESSAGES.format(which=_PAST_DATE), values)
    return await tx.execute(_FORGET.format(which=_PAST_DATE, more=", claimed_by = NULL"), values)
