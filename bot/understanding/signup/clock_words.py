"""Parts of the day and times of the clock in a message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.signup.calendar_words import NUMBER

_NOON, _EVENING, _DAY = 12 * 60, 18 * 60, 24 * 60
DAY_PARTS = {
    "ochtend": (0, _NOON),
    "ochend": (0, _NOON),
    "morgen": (0, _NOON),
    "middag": (_NOON, _EVENING),
    "midag": (_NOON, _EVENING),
    "avond": (_EVENING, _DAY),
    "overdag": (0, _EVENING),
}
_HOURS = "|".join(word for word, value in NUMBER.items() if value <= 12)  # noqa: PLR2004 - the clock
_GREETED = "".join(
    rf"(?<!{word})"
    for word in (
        "goede", "goeie", "goeden", "goeien", "goede ", "goeie ", "fijne ", "prettige ", "goeden ", "leuke ", "mooie ", "hele ",
        "gister", "rust",
    )
)  # fmt: skip
_PART = re.compile(
    rf"'?s? ?{_GREETED}(?:(?P<name>ochtend|ochend|middag|midag|avond)(?:s|en|je)?(?=training|cursus|groep"
    r"|bijeenkomst|sessie|les|bouwst|q&a|\b)"
    r"|(?<=s )(?P<early>morgens|morgen)\b|\b(?P<other>overdag)\b)"
)
_TIME = re.compile(
    r"(?<![\d.,:-])(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?![\d.])(?: ?(?:uur|u))?"
    rf"|(?<![\d.,:-])\b(?P<whole>\d{{1,2}}|{_HOURS}) ?(?:uur|u)\b"
    rf"|\b(?P<half>half|kwart voor|kwart over) (?P<spoken>\d{{1,2}}|{_HOURS})\b"
)
_OFFSETS = {"half": -30, "kwart voor": -15, "kwart over": 15}


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day and where it stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClockTime:
    """The minutes of the day that a time may mean, and where it stands."""

    minutes: frozenset[int]
    start: int
    end: int


def find_day_parts(plain: str) -> Iterator[DayPart]:
    """Return the parts of the day in a folded message; "goedemiddag" and "fijne avond" are greetings."""
    if not any(part in plain for part in DAY_PARTS):
        return
    for match in _PART.finditer(plain):
        yield DayPart(match["name"] or (match["early"] and "morgen") or match["other"], *match.span())


def find_clock_times(plain: str) -> Iterator[ClockTime]:
    """Return the times in a folded message; a time without minutes or in words may be in the afternoon too."""
    for match in _TIME.finditer(plain):
        if match["minute"]:
            minutes = int(match["hour"]) * 60 + int(match["minute"])
        elif match["whole"]:
            minutes = _number(match["whole"]) * 60
        else:
            minutes = _number(match["spoken"]) * 60 + _OFFSETS[match["half"]]
        yield ClockTime(frozenset({minutes, minutes + _NOON} if minutes < _NOON + 60 else {minutes}), *match.span())


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER[word]
