"""Dagdelen in local time, and mentions of a moment as tests that a dagdeel passes or not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.understanding.signup.clock_words import DAY_PARTS


@dataclass(frozen=True, slots=True)
class Slot:
    """A dagdeel in local time: the day, and the minute of that day at which it begins."""

    day: date
    minute: int


Test = Callable[[Slot], bool]


@dataclass(frozen=True, slots=True)
class When:
    """Something that says when: in which respect, where it stands, what fits, and what else fits if that leads to nothing."""

    respect: str
    start: int
    end: int
    fits: Test
    otherwise: Test | None = None
    weak: bool = False


def day_part(start: int, end: int, name: str) -> When:
    """Return the mention of a part of the day: dagdelen that begin in it."""
    first, past = DAY_PARTS[name]
    return When("day part", start, end, lambda slot: first <= slot.minute < past)


def at_minutes(minutes: frozenset[int]) -> Test:
    """Return the test for dagdelen that begin at one of these minutes."""
    return lambda slot: slot.minute in minutes


def on_days(days: frozenset[date]) -> Test:
    """Return the test for dagdelen on one of these days."""
    return lambda slot: slot.day in days


def between_days(first: date, last: date) -> Test:
    """Return the test for dagdelen from the first day up to and including the last."""
    return lambda slot: first <= slot.day <= last
