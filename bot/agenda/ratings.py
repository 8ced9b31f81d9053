"""What people thought of bijeenkomsten, for whoever shows figures: only when an evaluation has closed, from three answers up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.agenda.store import Reader
from bot.clock import from_text, to_text

ENOUGH = 3
"""How many people must have answered a question before anybody sees the answers."""

# A single grade never leaves the database: only what three or more people gave together.
_RATINGS = f"""
SELECT s.event_id, e.code, e.title, e.area_id, s.invited, coalesce(s.answered, 0) AS answered,
  (SELECT max(ends_at) FROM event_parts p WHERE p.event_id = e.id) AS held_at, a.question, a.average, a.number
FROM surveys s JOIN events e ON e.id = s.event_id
LEFT JOIN (
  SELECT event_id, question, avg(CAST(answer AS REAL)) AS average, count(*) AS number FROM survey_answers
  WHERE question IN ('grade_event', 'grade_trainer', 'grade_expert') GROUP BY event_id, question HAVING count(*) >= {ENOUGH}
) a ON a.event_id = s.event_id
WHERE s.state = 'closed' AND (:event_id IS NULL OR s.event_id = :event_id)
  AND s.closed_at >= :after AND s.closed_at < :before
ORDER BY held_at, e.code, a.question
"""  # noqa: S608 - a number of ours
_FIRST, _LAST = "0000", "9999"


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of the grades that people gave, and how many they were."""

    grade: float
    number: int


@dataclass(frozen=True, slots=True)
class Ratings:
    """How a closed evaluation came out; a question that fewer than three people answered is not in `averages`."""

    event_id: int
    code: str
    title: str
    area_id: int | None
    held_at: datetime
    invited: int
    answered: int
    averages: Mapping[str, Average] = field(default_factory=dict)
    """By question: grade_event, grade_trainer, grade_expert."""


async def find_ratings(tx: Reader, event_id: int) -> Ratings | None:
    """Return how the evaluation of a bijeenkomst came out, or None while there is none that has closed."""
    found = await _read(tx, event_id, None, None)
    return found[0] if found else None


async def list_ratings(
    tx: Reader, *, area_ids: Collection[int] | None = None, after: datetime | None = None, before: datetime | None = None
) -> list[Ratings]:
    """Return the evaluations that closed in a period (from `after`, before `before`), of these areas or of all."""
    found = await _read(tx, None, after, before)
    return [ratings for ratings in found if area_ids is None or ratings.area_id in area_ids]


async def _read(tx: Reader, event_id: int | None, after: datetime | None, before: datetime | None) -> list[Ratings]:
    values = {
        "event_id": event_id,
        "after": to_text(after) if after else _FIRST,
        "before": to_text(before) if before else _LAST,
    }
    rows = await tx.fetch_all(_RATINGS, values)
    averages: dict[int, dict[str, Average]] = {row["event_id"]: {} for row in rows}
    for row in rows:
        if row["question"] is not None:
            averages[row["event_id"]][row["question"]] = Average(row["average"], row["number"])
    return [
        Ratings(
            row["event_id"], row["code"], row["title"], row["area_id"], from_text(row["held_at"]), row["invited"],
            row["answered"], averages.pop(row["event_id"]),
        )
        for row in rows
        if row["event_id"] in averages
    ]  # fmt: skip
