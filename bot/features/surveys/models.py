"""What a form asks, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Self

from bot.db.database import Row

INVITE_AFTER = timedelta(hours=1)
"""After the last dagdeel: people are on their way home, and the thanks came first."""
WITHOUT_ATTENDANCE = timedelta(days=2)
"""When nobody ticked who was there by then, we ask who was on the list."""
INVITE_UNTIL = timedelta(days=7)
"""After a week without us, it is too late to begin."""
REMIND_AFTER = timedelta(days=3)
CLOSES_AFTER = timedelta(days=14)
LATER_AFTER = timedelta(weeks=13)
"""Three months, on the same weekday at the same hour."""
STORIES_FOR = timedelta(days=14)
FORM_LASTS = timedelta(hours=1)
"""How long typed words still belong to the form; its buttons work until it closes."""
KEEP_WORDS = timedelta(days=366)
"""How long what people wrote is kept; grades say nothing about anybody and stay with the bijeenkomst."""


class Question(StrEnum):
    """What is asked, in order; `BROUGHT` three months later."""

    GRADE_EVENT = "grade_event"
    GRADE_TRAINER = "grade_trainer"
    GRADE_EXPERT = "grade_expert"
    TAKES_HOME = "takes_home"
    REMARKS = "remarks"
    BROUGHT = "brought"

    @property
    def wants_grade(self) -> bool:
        """Say whether the answer is a grade from 1 to 10."""
        return self in GRADES


GRADES = (Question.GRADE_EVENT, Question.GRADE_TRAINER, Question.GRADE_EXPERT)
WORDS = (Question.TAKES_HOME, Question.REMARKS)
DONE = "done"
"""Where a form stands when everything was asked, or its owner stopped."""
LOWEST, HIGHEST = 1, 10


def questions_of(*, has_expert: bool) -> tuple[Question, ...]:
    """Return what a form asks: about the expert by experience only if there was one."""
    return tuple(question for question in (*GRADES, *WORDS) if has_expert or question is not Question.GRADE_EXPERT)


@dataclass(frozen=True, slots=True)
class Form:
    """One form, as its ballot knows it; nobody's in particular."""

    ballot: str
    event_id: int
    next: str
    code: str
    title: str
    kind: str
    has_expert: bool
    is_open: bool

    @classmethod
    def from_row(cls, row: Row, ballot: str) -> Self:
        """Read a form; `ballot` is what was in the button."""
        return cls(
            ballot, row["event_id"], row["next"], row["code"], row["title"], row["kind"], bool(row["has_expert"]),
            bool(row["is_open"]),
        )  # fmt: skip

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what this form asks."""
        return questions_of(has_expert=self.has_expert)

    def after(self, question: Question) -> str:
        """Return the question that follows, or DONE."""
        following = (*self.questions, DONE)
        return following[following.index(question) + 1] if question in following else DONE


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the list of a bijeenkomst that is over, whom we can reach."""

    registration_id: int
    person_id: int
    chat_id: int
    was_present: bool
    missed_parts: int
    is_invited: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that was not followed by a reminder yet."""

    registration_id: int
    person_id: int
    chat_id: int
    code: str
    title: str
    closes_at: str
    message_id: int | None
    wants_reminders: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How far the evaluation of a bijeenkomst is."""

    event_id: int
    code: str
    title: str
    held_at: str
    area_id: int | None
    state: str
    invited: int
    answered: int | None
    closes_at: str

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read an evaluation."""
        return cls(**{name: row[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Answers:
    """What may be shown of a closed evaluation: grades and words of questions that at least three people answered."""

    grades: Mapping[Question, tuple[int, ...]] = field(default_factory=dict)
    words: Mapping[Question, tuple[str, ...]] = field(default_factory=dict)
