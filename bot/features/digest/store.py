"""The rows that a digest counts, and those of tips by coaches. Counting happens in SQL: a year of questions is a lot."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import to_text
from bot.db.database import Row, Transaction
from bot.features.digest.models import ENOUGH_ASKERS, AreaTip, NotHelped, Theme, Unanswered

_QUESTIONS_PER_WEEK = """
SELECT week, count(*) AS number FROM questions
WHERE week BETWEEN :first AND :last AND coalesce(area_id, 0) = :area_id AND answer <> 'crisis' GROUP BY week
"""
_CRISES = "SELECT count(*) AS number FROM questions WHERE week = :week AND coalesce(area_id, 0) = :area_id AND answer = 'crisis'"
_THEMES = """
SELECT situation, askers FROM (
  SELECT situation, count(*) AS askers FROM theme_askers WHERE week = :week AND area_id = :area_id GROUP BY situation
  UNION ALL SELECT situation, askers FROM theme_weeks WHERE week = :week AND area_id = :area_id)
WHERE askers >= :enough ORDER BY askers DESC, situation
"""
_UNANSWERED = """
SELECT id, text FROM questions
WHERE week = :week AND coalesce(area_id, 0) = :area_id AND answer = 'unknown' AND text <> ''
ORDER BY id DESC LIMIT :most OFFSET :skip
"""
_COUNT_UNANSWERED = """
SELECT count(*) AS number FROM questions
WHERE week = :week AND coalesce(area_id, 0) = :area_id AND answer = 'unknown' AND text <> ''
"""
_NOT_HELPED = """
SELECT situation, sum(helped = 'no') AS no, count(*) AS told FROM questions
WHERE week = :week AND coalesce(area_id, 0) = :area_id AND helped IS NOT NULL AND answer = 'tips' AND situation IS NOT NULL
GROUP BY situation HAVING no >= :enough AND no * 2 >= told ORDER BY no DESC, situation
"""
_HANDOVERS = """
SELECT count(*) AS number, min(created_at) AS oldest FROM handovers
WHERE state IN ('open', 'claimed') AND coalesce(area_id, 0) = :area_id
"""
_WAITING = "SELECT count(*) AS number FROM registrations WHERE event_id = :event_id AND state = 'waiting'"
_IS_PLANNED = "SELECT 1 FROM digest_weeks WHERE week = :week AND area_id = :area_id"
_PLANNED = "INSERT INTO digest_weeks (week, area_id, planned_at) VALUES (:week, :area_id, :now)"
_GROUPS = """
SELECT g.chat_id, g.area_id, EXISTS (SELECT 1 FROM digest_groups d WHERE d.chat_id = g.chat_id) AS wanted FROM team_groups g
"""
_WANT_IN_GROUP = (
    "INSERT INTO digest_groups (chat_id) SELECT chat_id FROM team_groups WHERE area_id = :area_id ON CONFLICT DO NOTHING"
)
_NOT_IN_GROUP = "DELETE FROM digest_groups WHERE chat_id IN (SELECT chat_id FROM team_groups WHERE area_id = :area_id)"
# The hashes of a week that is over become a number, and go.
_COUNT_WEEKS = """
INSERT INTO theme_weeks (week, area_id, situation, askers)
SELECT week, area_id, situation, count(*) FROM theme_askers WHERE week < :week GROUP BY week, area_id, situation
ON CONFLICT DO UPDATE SET askers = askers + excluded.askers
"""
_FORGET_ASKERS = "DELETE FROM theme_askers WHERE week < :week"
_FORGET_SALTS = "DELETE FROM week_salts WHERE week < :week"
_FORGET_WEEKS = "DELETE FROM theme_weeks WHERE week < :week"
_INSERT_TIP = """
INSERT INTO area_tips (area_id, title, do, say, state, author_id, created_at)
VALUES (:area_id, :title, :do, :say, 'proposed', :author_id, :now) RETURNING id
"""
_INSERT_QUESTION = """
INSERT INTO area_tip_questions (tip_id, text) SELECT :tip_id, text FROM questions WHERE id = :question_id AND text <> ''
ON CONFLICT DO NOTHING
"""
_FIND_TIP = "SELECT * FROM area_tips WHERE id = :id"
_APPROVE = """
UPDATE area_tips SET state = 'live', approved_by = :person_id, approved_at = :now WHERE id = :id AND state = 'proposed'
"""
_APPROVER = "SELECT p.name FROM area_tips t JOIN people p ON p.id = t.approved_by WHERE t.id = :id"
_WITHDRAW = "UPDATE area_tips SET state = 'withdrawn' WHERE id = :id AND state <> 'withdrawn'"
_LIST_TIPS = "SELECT * FROM area_tips WHERE area_id = :area_id AND state <> 'withdrawn' ORDER BY state, id"
_WISHES = """
DELETE FROM tip_wishes WHERE question_id IN (
  SELECT q.id FROM questions q JOIN area_tip_questions t ON t.text = q.text WHERE t.tip_id = :tip_id AND q.area_id = :area_id)
RETURNING question_id, person_id, (SELECT telegram_id FROM people WHERE id = person_id) AS chat_id
"""
_FIND_QUESTION = "SELECT id, text FROM questions WHERE id = :id AND coalesce(area_id, 0) = :area_id AND answer = 'unknown'"


async def count_questions(tx: Transaction, area_id: int, first: str, last: str) -> dict[str, int]:
    """Return how many questions came in per week, from the first to the last week."""
    rows = await tx.fetch_all(_QUESTIONS_PER_WEEK, {"area_id": area_id, "first": first, "last": last}, heavy=True)
    return {row["week"]: row["number"] for row in rows}


async def count_crises(tx: Transaction, area_id: int, week: str) -> int:
    """Return how often a crisis was recognised."""
    return await _number(tx, _CRISES, area_id, week=week)


async def list_themes(tx: Transaction, area_id: int, week: str) -> list[Theme]:
    """Return what enough different people asked about, most first."""
    rows = await tx.fetch_all(_THEMES, {"area_id": area_id, "week": week, "enough": ENOUGH_ASKERS}, heavy=True)
    return [Theme(row["situation"], row["askers"]) for row in rows]


async def count_unanswered(tx: Transaction, area_id: int, week: str) -> int:
    """Return how many questions got no answer."""
    return await _number(tx, _COUNT_UNANSWERED, area_id, week=week)


async def list_unanswered(tx: Transaction, area_id: int, week: str, most: int, skip: int = 0) -> list[Unanswered]:
    """Return so many of the questions that got no answer, scrubbed, newest first."""
    rows = await tx.fetch_all(_UNANSWERED, {"area_id": area_id, "week": week, "most": most, "skip": skip})
    return [Unanswered(row["id"], row["text"]) for row in rows]


async def list_not_helped(tx: Transaction, area_id: int, week: str) -> list[NotHelped]:
    """Return the situations whose tips mostly did not help."""
    rows = await tx.fetch_all(_NOT_HELPED, {"area_id": area_id, "week": week, "enough": ENOUGH_ASKERS}, heavy=True)
    return [NotHelped(row["situation"], row["no"], row["told"]) for row in rows]


async def find_handovers(tx: Transaction, area_id: int) -> tuple[int, str | None]:
    """Return how many handovers are open, and since when the oldest is."""
    row = await tx.fetch_one(_HANDOVERS, {"area_id": area_id})
    return (row["number"], row["oldest"]) if row else (0, None)


async def count_waiting(tx: Transaction, event_id: int) -> int:
    """Return how many stand on the waiting list of a bijeenkomst."""
    row = await tx.fetch_one(_WAITING, {"event_id": event_id})
    return int(row["number"]) if row else 0


async def is_planned(tx: Transaction, week: str, area_id: int) -> bool:
    """Say whether this week of this area was told already."""
    return await tx.fetch_one(_IS_PLANNED, {"week": week, "area_id": area_id}) is not None


def mark_planned(tx: Transaction, week: str, area_id: int, now: datetime) -> None:
    """Remember that this week of this area is told."""
    tx.later(_PLANNED, {"week": week, "area_id": area_id, "now": to_text(now)})


async def list_groups(tx: Transaction) -> dict[int, tuple[int, bool]]:
    """Return per area the chat of its group, and whether the group wants the digest."""
    return {row["area_id"]: (row["chat_id"], bool(row["wanted"])) for row in await tx.fetch_all(_GROUPS)}


def want_in_group(tx: Transaction, area_id: int, *, wanted: bool) -> None:
    """Remember whether the group of an area wants the digest."""
    tx.later(_WANT_IN_GROUP if wanted else _NOT_IN_GROUP, {"area_id": area_id})


def close_weeks(tx: Transaction, this_week: str, oldest_week: str) -> None:
    """Turn the hashes of weeks that are over into numbers, and forget what is past its date."""
    tx.later(_COUNT_WEEKS, {"week": this_week})
    tx.later(_FORGET_ASKERS, {"week": this_week})
    tx.later(_FORGET_SALTS, {"week": this_week})
    tx.later(_FORGET_WEEKS, {"week": oldest_week})


async def find_question(tx: Transaction, question_id: int, area_id: int) -> Unanswered | None:
    """Return a question of this area that got no answer."""
    row = await tx.fetch_one(_FIND_QUESTION, {"id": question_id, "area_id": area_id})
    return Unanswered(row["id"], row["text"]) if row else None


async def insert_tip(tx: Transaction, tip: AreaTip, question_id: int, now: datetime) -> int:
    """Keep a proposed tip with the question that it answers; return its number."""
    values = {
        "area_id": tip.area_id, "title": tip.title, "do": tip.do, "say": tip.say, "author_id": tip.author_id, "now": to_text(now),
    }  # fmt: skip
    row = await tx.fetch_one(_INSERT_TIP, values)
    if row is None:  # pragma: no cover - RETURNING always gives the row
        raise LookupError("area_tips")
    tx.later(_INSERT_QUESTION, {"tip_id": row["id"], "question_id": question_id})
    return int(row["id"])


async def find_tip(tx: Transaction, tip_id: int) -> AreaTip | None:
    """Return a tip by a coach."""
    row = await tx.fetch_one(_FIND_TIP, {"id": tip_id})
    return _tip(row) if row else None


async def list_tips(tx: Transaction, area_id: int) -> list[AreaTip]:
    """Return the tips of an area: live ones first, then what is proposed."""
    return [_tip(row) for row in await tx.fetch_all(_LIST_TIPS, {"area_id": area_id})]


async def approve_tip(tx: Transaction, tip_id: int, person_id: int, now: datetime) -> bool:
    """Make a proposed tip live; return False when somebody was first."""
    return await tx.execute(_APPROVE, {"id": tip_id, "person_id": person_id, "now": to_text(now)}) == 1


async def find_approver(tx: Transaction, tip_id: int) -> str | None:
    """Return the name of who approved a tip, if somebody did and gave a name."""
    row = await tx.fetch_one(_APPROVER, {"id": tip_id})
    return row["name"] if row else None


async def withdraw_tip(tx: Transaction, tip_id: int) -> bool:
    """Take a tip away; return False when it was gone."""
    return await tx.execute(_WITHDRAW, {"id": tip_id}) == 1


async def take_wishes(tx: Transaction, tip: AreaTip) -> Sequence[Row]:
    """Return who wants to hear of this tip (person_id, chat_id), and forget that they did."""
    return await tx.fetch_all(_WISHES, {"tip_id": tip.id, "area_id": tip.area_id})


def _tip(row: Row) -> AreaTip:
    return AreaTip(row["id"], row["area_id"], row["title"], row["do"], row["say"], row["state"], row["author_id"])


async def _number(tx: Transaction, sql: str, area_id: int, **values: str) -> int:
    row = await tx.fetch_one(sql, {"area_id": area_id, **values})
    return int(row["number"]) if row else 0
