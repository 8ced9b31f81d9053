"""The rows of handovers: what waits for a coach, who picked it up, and what was said."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime

from bot.clock import to_text
from bot.db.database import Row, Transaction
from bot.features.handover.models import Group, Handover, Helped, Kind

_SELECT = """
SELECT h.*, asker.telegram_id AS asker_chat, coach.telegram_id AS coach_chat, coach.name AS coach_name,
  EXISTS (SELECT 1 FROM handover_messages m
    WHERE m.handover_id = h.id AND NOT m.from_asker AND m.sent_at >= h.claimed_at) AS is_answered,
  (SELECT max(m.sent_at) FROM handover_messages m WHERE m.handover_id = h.id) AS last_said_at
FROM handovers h LEFT JOIN people asker ON asker.id = h.asker_id LEFT JOIN people coach ON coach.id = h.claimed_by
"""
_FIND = f"{_SELECT} WHERE h.id = :id"
_FIND_UNFINISHED = f"{_SELECT} WHERE h.asker_id = :person_id AND h.state <> 'closed' ORDER BY h.id DESC LIMIT 1"
_LIST_OF = f"""{_SELECT}
WHERE h.state = 'claimed' AND h.id IN (
  SELECT id FROM handovers WHERE asker_id = :person_id UNION ALL SELECT id FROM handovers WHERE claimed_by = :person_id)
ORDER BY h.id
"""  # noqa: S608 - a constant of ours
_LIST_UNFINISHED = f"{_SELECT} WHERE h.state <> 'closed' ORDER BY h.id"
_INSERT = """
INSERT INTO handovers (question_id, asker_id, area_id, kind, crisis, text, asker_name, state, created_at)
VALUES ((SELECT id FROM questions WHERE id = :question_id), :asker_id, :area_id, :kind, :crisis, :text, :asker_name, 'open', :now)
RETURNING id
"""
_NOTE_ASKED = """
UPDATE handovers SET step = :step, round = :round, passed_to = :passed_to, group_id = :group_id, next_step_at = :next_step_at
WHERE id = :id
"""
_CLAIM = """
UPDATE handovers SET state = 'claimed', claimed_by = :person_id, claimed_at = :now, step = 0, next_step_at = :next_step_at
WHERE id = :id AND state = 'open'
"""
_RELEASE = """
UPDATE handovers SET state = 'open', claimed_by = NULL, claimed_at = NULL, step = 0, next_step_at = :now
WHERE id = :id AND state = 'claimed'
"""
_CLOSE = "UPDATE handovers SET state = 'closed', closed_at = :now, next_step_at = NULL WHERE id = :id AND state <> 'closed'"
_WAIT = "UPDATE handovers SET step = :step, next_step_at = :next_step_at WHERE id = :id"
_HELPED = """
UPDATE handovers SET helped = :helped WHERE id = :id AND asker_id = :person_id AND state = 'closed' AND helped IS NULL
"""
_LIST_DUE = f"{_SELECT} WHERE h.state <> 'closed' AND h.next_step_at <= :now ORDER BY h.id"
# Their coach lost the role here, or cannot be reached any more.
_LIST_LEFT = f"""{_SELECT}
WHERE h.state = 'claimed' AND (coach.reachable = 0 OR NOT EXISTS (
  SELECT 1 FROM staff s WHERE s.person_id = h.claimed_by
    AND (s.role = 'beheerder' OR (s.role IN ('coach_welzijn', 'coach_ggz', 'coordinator') AND s.area_id = h.area_id))))
"""  # noqa: S608 - a constant of ours
# Asked in a group that is gone, or that has another number now.
_LIST_STRANDED = f"""{_SELECT}
WHERE h.state = 'open' AND h.group_id IS NOT NULL
  AND h.group_id IS NOT (SELECT g.chat_id FROM team_groups g WHERE g.area_id = h.area_id)
"""  # noqa: S608 - a constant of ours
_FIND_GROUP = "SELECT chat_id, has_topics FROM team_groups WHERE area_id = :area_id"
_QUESTION = "SELECT text FROM questions WHERE id = :id"
_INSERT_MESSAGE = """
INSERT INTO handover_messages (handover_id, from_asker, text, sent_at) VALUES (:id, :from_asker, :text, :now) RETURNING id
"""
_LIST_MESSAGES = """
SELECT from_asker, text FROM (
  SELECT id, from_asker, text FROM handover_messages WHERE handover_id = :id AND text <> '' ORDER BY id DESC LIMIT :most)
ORDER BY id
"""
_WAS_SCRUBBED = """
SELECT 1 FROM handover_messages WHERE handover_id = :id AND from_asker AND instr(text, '[') > 0 LIMIT 1
"""


async def insert_handover(  # noqa: PLR0913 - a row has as many values as it has
    tx: Transaction,
    *,
    asker_id: int,
    area_id: int,
    now: datetime,
    text: str = "",
    asker_name: str | None = None,
    question_id: int | None = None,
    crisis: str | None = None,
) -> Handover:
    """Keep a question for the coaches of an area, or that somebody wants one warned in a crisis."""
    kind = Kind.QUESTION if crisis is None else Kind.CRISIS
    values = {
        "asker_id": asker_id, "area_id": area_id, "text": text, "asker_name": asker_name, "question_id": question_id,
        "kind": kind.value, "crisis": crisis, "now": to_text(now),
    }  # fmt: skip
    row = await tx.fetch_one(_INSERT, values)
    made = await find_handover(tx, int(row["id"])) if row else None
    if made is None:  # pragma: no cover - RETURNING always gives the row
        raise LookupError("handovers")
    return made


async def find_handover(tx: Transaction, handover_id: int | None) -> Handover | None:
    """Return a handover, whatever its state."""
    return _one(await tx.fetch_one(_FIND, {"id": handover_id})) if handover_id is not None else None


async def find_unfinished_of(tx: Transaction, person_id: int) -> Handover | None:
    """Return the question that this asker has with the coaches now."""
    return _one(await tx.fetch_one(_FIND_UNFINISHED, {"person_id": person_id}))


async def list_conversations_of(tx: Transaction, person_id: int) -> list[Handover]:
    """Return the conversations that somebody is in, as asker or as coach."""
    return [Handover.from_row(row) for row in await tx.fetch_all(_LIST_OF, {"person_id": person_id})]


async def list_unfinished(tx: Transaction, areas: Collection[int] | None) -> list[Handover]:
    """Return what is open or claimed in these areas; None is everywhere."""
    found = [Handover.from_row(row) for row in await tx.fetch_all(_LIST_UNFINISHED)]
    return [one for one in found if areas is None or one.area_id in areas]


async def note_asked(  # noqa: PLR0913 - a row has as many values as it has
    tx: Transaction, handover: Handover, *, step: int, asked: Iterable[int], group_id: int | None, next_step_at: datetime | None
) -> None:
    """Write down who was asked in this round, and when somebody else is."""
    values = {
        "id": handover.id, "step": step, "round": handover.round + 1,
        "passed_to": json.dumps(list(dict.fromkeys([*handover.passed_to, *asked]))),
        "group_id": group_id, "next_step_at": to_text(next_step_at) if next_step_at else None,
    }  # fmt: skip
    await tx.execute(_NOTE_ASKED, values)


async def claim(tx: Transaction, handover_id: int, person_id: int, now: datetime, next_step_at: datetime) -> bool:
    """Let this coach have it; return False when somebody else has it or it is closed."""
    values = {"id": handover_id, "person_id": person_id, "now": to_text(now), "next_step_at": to_text(next_step_at)}
    return await tx.execute(_CLAIM, values) == 1


async def release(tx: Transaction, handover_id: int, now: datetime) -> bool:
    """Open it for other coaches, who are asked at once; return False when nobody had it."""
    return await tx.execute(_RELEASE, {"id": handover_id, "now": to_text(now)}) == 1


async def close(tx: Transaction, handover_id: int, now: datetime) -> bool:
    """Close it; return False when it was closed before."""
    return await tx.execute(_CLOSE, {"id": handover_id, "now": to_text(now)}) == 1


async def wait(tx: Transaction, handover_id: int, step: int, until: datetime | None) -> None:
    """Write down until when we wait for the coach, and how often the coach was reminded; None is not at all."""
    await tx.execute(_WAIT, {"id": handover_id, "step": step, "next_step_at": to_text(until) if until else None})


async def mark_helped(tx: Transaction, handover_id: int, person_id: int, helped: Helped) -> bool:
    """Write down whether it helped, once; return False when it was not theirs or was said before."""
    return await tx.execute(_HELPED, {"id": handover_id, "person_id": person_id, "helped": helped.value}) == 1


async def list_due(tx: Transaction, now: datetime) -> list[Handover]:
    """Return what has waited long enough."""
    return [Handover.from_row(row) for row in await tx.fetch_all(_LIST_DUE, {"now": to_text(now)})]


async def list_left(tx: Transaction) -> list[Handover]:
    """Return the conversations whose coach is gone."""
    return [Handover.from_row(row) for row in await tx.fetch_all(_LIST_LEFT)]


async def list_stranded(tx: Transaction) -> list[Handover]:
    """Return the open questions that were asked in a group that is not there any more."""
    return [Handover.from_row(row) for row in await tx.fetch_all(_LIST_STRANDED)]


async def find_group(tx: Transaction, area_id: int | None) -> Group | None:
    """Return the group of the coaches of an area."""
    row = await tx.fetch_one(_FIND_GROUP, {"area_id": area_id})
    return Group(row["chat_id"], bool(row["has_topics"])) if row else None


async def find_question(tx: Transaction, question_id: int) -> str | None:
    """Return the scrubbed words of a coaching question; None when there are none."""
    row = await tx.fetch_one(_QUESTION, {"id": question_id})
    return str(row["text"]) or None if row else None


async def insert_message(tx: Transaction, handover_id: int, text: str, now: datetime, *, from_asker: bool) -> int:
    """Keep what was said; return its number."""
    values = {"id": handover_id, "from_asker": int(from_asker), "text": text, "now": to_text(now)}
    row = await tx.fetch_one(_INSERT_MESSAGE, values)
    if row is None:  # pragma: no cover - RETURNING always gives the row
        raise LookupError("handover_messages")
    return int(row["id"])


async def list_messages(tx: Transaction, handover_id: int, most: int) -> list[tuple[bool, str]]:
    """Return the last things that were said, each with whether the asker said it."""
    rows = await tx.fetch_all(_LIST_MESSAGES, {"id": handover_id, "most": most})
    return [(bool(row["from_asker"]), row["text"]) for row in rows]


async def was_scrubbed(tx: Transaction, handover_id: int) -> bool:
    """Say whether something was taken out of what the asker said before."""
    return await tx.fetch_one(_WAS_SCRUBBED, {"id": handover_id}) is not None


def _one(row: Row | None) -> Handover | None:
    return Handover.from_row(row) if row else None
