"""What is counted, over which time, and how a small number is hidden.

Everything is counted per area and per month: a `Cell`. A longer period, or all areas together, is the sum of its cells and
nothing else, so that figures stay as they are when lists and questions are forgotten, and a hidden number cannot be found by
taking one from the other.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from bot.clock import LOCAL_ZONE
from bot.understanding.signup import Kind

NO_AREA = 0
"""What belongs to no area, for the beheerders."""

ENOUGH = 3
"""A number below this is hidden."""

TRAININGS = (Kind.TRAINING, Kind.TAILORED)
"""Who was there has been trained."""

_CODE = re.compile(r"(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


class Line(StrEnum):
    """What is counted; the name of its text is `figures.line_…`."""

    TRAINED = "trained"
    VISITORS_QUESTIONS = "visitors_questions"
    VISITORS_AWARENESS = "visitors_awareness"
    VISITORS_RECOVERY = "visitors_recovery"
    ASKED = "asked"
    ANSWERED = "answered"
    CHOICE = "choice"
    UNKNOWN = "unknown"
    DANGER = "danger"
    TIPS_HELPED = "tips_helped"
    TIPS_A_BIT = "tips_a_bit"
    TIPS_NOT = "tips_not"
    TAKEN = "taken"
    COACHED = "coached"
    TALK_HELPED = "talk_helped"
    TALK_A_BIT = "talk_a_bit"
    TALK_NOT = "talk_not"
    INVITED = "invited"
    EVALUATED = "evaluated"


PART_OF: Mapping[Line, Line] = {
    **dict.fromkeys((Line.TIPS_HELPED, Line.TIPS_A_BIT, Line.TIPS_NOT), Line.ANSWERED),
    **dict.fromkeys((Line.TALK_HELPED, Line.TALK_A_BIT, Line.TALK_NOT), Line.COACHED),
}
"""Whether it helped, of those of whom there are so many; the rest said nothing."""

VISITORS: Mapping[Kind, Line] = {
    Kind.QUESTIONS: Line.VISITORS_QUESTIONS,
    Kind.AWARENESS: Line.VISITORS_AWARENESS,
    Kind.RECOVERY: Line.VISITORS_RECOVERY,
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, or of what people did, as it may be shown: between two bounds, that are the same unless it is hidden.

    Bounds are added up, so a sum never tells more than its parts do.
    """

    at_least: int = 0
    at_most: int = 0

    @classmethod
    def of(cls, number: int) -> Self:
        """Return what may be shown of a number that was counted: 1 and 2 are hidden."""
        return cls(number, number) if number == 0 or number >= ENOUGH else cls(1, ENOUGH - 1)

    @classmethod
    def part_of(cls, total: int, number: int) -> Self:
        """Return what may be shown of a part of a total that is shown too: then 0 is hidden as well, for the rest would tell."""
        return cls(number, number) if total == 0 or number >= ENOUGH else cls(0, ENOUGH - 1)

    def __add__(self, other: "Count") -> "Count":
        """Add up what may be shown."""
        return Count(self.at_least + other.at_least, self.at_most + other.at_most)

    @property
    def is_exact(self) -> bool:
        """Say whether nothing in it is hidden."""
        return self.at_least == self.at_most

    @property
    def is_small(self) -> bool:
        """Say whether this is shown as 'fewer than three'."""
        return not self.is_exact and self.at_most < ENOUGH


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades that people gave: what they add up to, and how many they were; only from three answers up."""

    total: float = 0.0
    number: int = 0

    def __add__(self, other: "Grades") -> "Grades":
        """Take the answers together."""
        return Grades(self.total + other.total, self.number + other.number)

    @property
    def average(self) -> float | None:
        """Return the mean, or None when nobody gave a grade."""
        return self.total / self.number if self.number else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one area as it was counted. Never shown: what may be seen of it stands in `Figures`."""

    area_id: int
    month: str
    held: Mapping[Kind, int] = field(default_factory=dict)
    """Bijeenkomsten that went on and are over."""
    unlisted: int = 0
    """Of these: nobody wrote down who was there."""
    people: Mapping[Kind, int] = field(default_factory=dict)
    """Who was there; each once per bijeenkomst, at however many dagdelen."""
    roles: Mapping[Kind, Mapping[str, int]] = field(default_factory=dict)
    organisations: Mapping[Kind, Mapping[str, int]] = field(default_factory=dict)
    """Of the people: in which role and from which organisation, where three or more at one bijeenkomst said so."""
    reached: frozenset[str] = frozenset()
    """A mark of every organisation."""
    lines: Mapping[Line, int] = field(default_factory=dict)
    """Questions, conversations and evaluations."""
    grades: Mapping[str, Grades] = field(default_factory=dict)
    """By question of the evaluation: grade_event, grade_trainer, grade_expert."""


@dataclass(frozen=True, slots=True)
class Month:
    """What one month of a longer period shows: who was reached, and what was asked."""

    month: str
    people: Count
    asked: Count


@dataclass(frozen=True, slots=True)
class Figures:
    """A period of an area, or of all areas together, as it may be shown."""

    period: str
    area: str | None
    so_far: bool
    held: Mapping[Kind, int]
    unlisted: int
    trained: Mapping[Kind, Count]
    lines: Mapping[Line, Count]
    roles: tuple[tuple[str, int], ...]
    """Of who was trained: the role and how many; the last one, '', is everybody else."""
    from_organisations: tuple[tuple[str, int], ...]
    organisations: int
    """How many different organisations somebody came from."""
    partnerships: int | None
    grades: Mapping[str, Grades]
    months: tuple[Month, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing happened at all."""
        return not any(self.held.values()) and not any(count.at_least for count in self.lines.values())

    def as_values(self) -> dict[str, Any]:
        """Write the figures down as the outbox keeps them."""
        averages = {name: grades.average for name, grades in self.grades.items()}
        return {
            "period": self.period,
            "area": self.area,
            "so_far": self.so_far,
            "held": sum(self.held.values()),
            "unlisted": self.unlisted,
            "lines": {line.value: asdict(count) for line, count in self.lines.items()},
            "organisations": self.organisations,
            "partnerships": self.partnerships,
            "grades": averages,
        }


@dataclass(frozen=True, slots=True)
class Period:
    """A month (2026-10), a quarter (2026-Q4) or a year (2026)."""

    code: str
    months: tuple[str, ...]

    @classmethod
    def read(cls, code: str) -> "Period | None":
        """Return the period with this code; None when it is none."""
        found = _CODE.fullmatch(code)
        if found is None:
            return None
        year, quarter, month = found.groups()
        if month:
            numbers = range(int(month), int(month) + 1)
        elif quarter:
            numbers = range(int(quarter) * 3 - 2, int(quarter) * 3 + 1)
        else:
            numbers = range(1, 13)
        return cls(code, tuple(f"{year}-{number:02d}" for number in numbers))

    @property
    def begins(self) -> date:
        """Return the first day."""
        return date.fromisoformat(f"{self.months[0]}-01")

    @property
    def ends(self) -> date:
        """Return the day after the last."""
        return (date.fromisoformat(f"{self.months[-1]}-01") + timedelta(days=31)).replace(day=1)


def month_of(moment: datetime) -> str:
    """Name the local month of a moment: 2026-10."""
    return moment.astimezone(LOCAL_ZONE).strftime("%Y-%m")


def month_of_week(week: str) -> str:
    """Name the month to which a week such as 2026-W40 belongs: the one of its Thursday, as weeks belong to years."""
    return date.fromisocalendar(int(week[:4]), int(week[-2:]), 4).strftime("%Y-%m")


def periods_at(now: datetime) -> tuple[Period, ...]:
    """Return what can be chosen: last month, this month, this quarter, this year, last year."""
    today = now.astimezone(LOCAL_ZONE).date()
    before = today.replace(day=1) - timedelta(days=1)
    codes = (
        before.strftime("%Y-%m"), today.strftime("%Y-%m"), f"{today.year}-Q{(today.month + 2) // 3}", f"{today.year}",
        f"{today.year - 1}",
    )  # fmt: skip
    return tuple(period for code in codes if (period := Period.read(code)) is not None)
