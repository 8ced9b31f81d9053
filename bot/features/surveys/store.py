"""The rows of evaluations: where a form stands, and answers without anybody behind them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.agenda.store import Reader
from bot.clock import to_text
from bot.db.database import Transaction
from bot.features.surveys.models import KEEP_WORDS, Evaluation, Form, Question

_ISSUE = "INSERT INTO survey_ballots (ballot, event_id, next) VALUES (:ballot, :event_id, :next)"
_FIND_FORM = """
SELECT b.event_id, b.next, e.code, e.title, e.kind, e.cotrainer IS NOT NULL AS has_expert,
  CASE b.next WHEN 'brought' THEN coalesce(s.stories_until > :now, 0) ELSE s.closes_at > :now END AS is_open
FROM survey_ballots b JOIN events e ON e.id = b.event_id JOIN surveys s ON s.event_id = b.event_id
WHERE b.ballot = :ballot
"""
_MOVE = "UPDATE survey_ballots SET next = :next, answered = answered OR :answered WHERE ballot = :ballot AND next = :was"
_TEAR_UP = "DELETE FROM survey_ballots WHERE ballot = :ballot"
_PUT = """
INSERT INTO survey_answers (key, event_id, question, answer) VALUES (lower(hex(randomblob(16))), :event_id, :question, :answer)
"""
# New keys for all of them: whoever has two copies of the database cannot tell which one was added.
_SHAKE = """
UPDATE survey_answers SET key = lower(hex(randomblob(16))) WHERE event_id = :event_id AND question = :question
"""
# All forms are ready, and nobody can still be added to the list of who was there; or time is up.
_LIST_TO_CLOSE = """
SELECT s.event_id FROM surveys s
WHERE s.state = 'open' AND (s.closes_at <= :now OR (
  NOT EXISTS (SELECT 1 FROM survey_ballots b WHERE b.event_id = s.event_id AND b.next NOT IN ('done', 'brought'))
  AND (SELECT max(ends_at) FROM event_parts p WHERE p.event_id = s.event_id) <= :settled))
"""
_FORGET_FEW = """
DELETE FROM survey_answers WHERE event_id = :event_id AND question <> 'brought' AND question IN (
  SELECT question FROM survey_answers WHERE event_id = :event_id GROUP BY question HAVING count(*) < :enough)
"""
_CLOSE = """
UPDATE surveys SET state = 'closed', closed_at = :now, answered = (
  SELECT count(*) FROM survey_ballots b WHERE b.event_id = :event_id AND b.answered = 1)
WHERE event_id = :event_id
"""
_TEAR_UP_ALL = "DELETE FROM survey_ballots WHERE event_id = :event_id AND (next = 'brought') = :stories"
_FORGET_INVITED = """
DELETE FROM survey_invitations WHERE registration_id IN (SELECT id FROM registrations WHERE event_id = :event_id)
"""
_CLOSE_FORMS = """
DELETE FROM dialogues WHERE feature = 'surveys' AND (expires_at <= :now OR json_extract(data, '$.event') = :event_id)
"""
_OPEN_STORIES = "UPDATE surveys SET stories_until = coalesce(stories_until, :until) WHERE event_id = :event_id"
_LIST_STORIES_TO_CLOSE = "SELECT event_id FROM surveys WHERE stories_until <= :now"
_CLOSE_STORIES = "UPDATE surveys SET stories_until = NULL WHERE event_id = :event_id"
_EVALUATIONS = """
SELECT s.event_id, e.code, e.title, (SELECT max(ends_at) FROM event_parts p WHERE p.event_id = e.id) AS held_at, e.area_id,
  s.state, s.invited, s.answered, s.closes_at
FROM surveys s JOIN events e ON e.id = s.event_id
"""
_FIND_EVALUATION = _EVALUATIONS + "WHERE s.event_id = :event_id"
_LIST_EVALUATIONS = _EVALUATIONS + "ORDER BY held_at DESC, e.code"
_ANSWERS = "SELECT question, answer FROM survey_answers WHERE event_id = :event_id ORDER BY key"
_PRUNE = """
DELETE FROM survey_answers WHERE question IN ('takes_home', 'remarks', 'brought') AND event_id IN (
  SELECT event_id FROM surveys WHERE closed_at <= :before)
"""


def issue(tx: Transaction, event_id: int, hashes: Iterable[str], question: Question) -> None:
    """Make ballots valid. Sorted, so that their place on the disk does not tell for whom they were made."""
    tx.later_many(_ISSUE, [{"ballot": ballot, "event_id": event_id, "next": question.value} for ballot in sorted(hashes)])


async def find_form(tx: Reader, ballot: str, hashed: str, now: datetime) -> Form | None:
    """Return the form that belongs to a ballot, or None when there is none (any more)."""
    row = await tx.fetch_one(_FIND_FORM, {"ballot": hashed, "now": to_text(now)})
    return Form.from_row(row, ballot) if row else None


def move(tx: Transaction, hashed: str, was: Question, following: str, *, answered: bool) -> None:
    """Let a form go on to what follows. Raises NothingChanged when it is not where we think."""
    tx.later(_MOVE, {"ballot": hashed, "was": was.value, "next": following, "answered": int(answered)}, expected=1)


def tear_up(tx: Transaction, hashed: str) -> None:
    """Make a ballot invalid."""
    tx.later(_TEAR_UP, {"ballot": hashed})


def put_in_box(tx: Transaction, event_id: int, question: Question, answer: str) -> None:
    """Keep an answer, and shake the box: nobody can tell which one came last."""
    values = {"event_id": event_id, "question": question.value}
    tx.later(_PUT, {**values, "answer": answer})
    tx.later(_SHAKE, values)


async def list_to_close(tx: Reader, now: datetime, settled: timedelta) -> list[int]:
    """Return the evaluations whose time is up or that are complete."""
    values = {"now": to_text(now), "settled": to_text(now - settled)}
    return [row["event_id"] for row in await tx.fetch_all(_LIST_TO_CLOSE, values)]


def close_survey(tx: Transaction, event_id: int, enough: int, now: datetime) -> None:
    """Count the forms, erase what too few answered, and everything that tells who was invited."""
    tx.later(_CLOSE, {"event_id": event_id, "now": to_text(now)})
    tx.later(_FORGET_FEW, {"event_id": event_id, "enough": enough})
    tx.later(_TEAR_UP_ALL, {"event_id": event_id, "stories": 0})
    tx.later(_FORGET_INVITED, {"event_id": event_id})
    close_forms(tx, now, event_id)


def close_forms(tx: Transaction, now: datetime, event_id: int | None = None) -> None:
    """Forget forms that were left lying open, and all of one bijeenkomst: what is open tells who is busy answering."""
    tx.later(_CLOSE_FORMS, {"now": to_text(now), "event_id": event_id})


def open_stories(tx: Transaction, event_id: int, until: datetime) -> None:
    """Let stories be told until that moment."""
    tx.later(_OPEN_STORIES, {"event_id": event_id, "until": to_text(until)})


async def list_stories_to_close(tx: Reader, now: datetime) -> list[int]:
    """Return the bijeenkomsten of which no more stories come."""
    return [row["event_id"] for row in await tx.fetch_all(_LIST_STORIES_TO_CLOSE, {"now": to_text(now)})]


def close_stories(tx: Transaction, event_id: int, now: datetime) -> None:
    """Let no more stories be told."""
    tx.later(_CLOSE_STORIES, {"event_id": event_id})
    tx.later(_TEAR_UP_ALL, {"event_id": event_id, "stories": 1})
    close_forms(tx, now, event_id)


async def find_evaluation(tx: Reader, event_id: int) -> Evaluation | None:
    """Return how far the evaluation of a bijeenkomst is, or None when there is none."""
    row = await tx.fetch_one(_FIND_EVALUATION, {"event_id": event_id})
    return Evaluation.from_row(row) if row else None


async def list_evaluations(tx: Reader) -> list[Evaluation]:
    """Return all evaluations, the newest first."""
    return [Evaluation.from_row(row) for row in await tx.fetch_all(_LIST_EVALUATIONS)]


async def list_answers(tx: Reader, event_id: int) -> list[tuple[Question, str]]:
    """Return all answers about a bijeenkomst, in no order that means anything."""
    return [(Question(row["question"]), row["answer"]) for row in await tx.fetch_all(_ANSWERS, {"event_id": event_id})]


async def prune(tx: Transaction, now: datetime) -> None:
    """Forget what people wrote, past its date."""
    tx.later(_PRUNE, {"before": to_text(now - KEEP_WORDS)})
