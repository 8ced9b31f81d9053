"""Reads what a coach typed for one question of a form, and says what is wrong with it; pure."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from bot.clock import LOCAL_ZONE, from_text, to_text
from bot.features.organising.models import NEEDED, Fault, Step
from bot.texts.moments import MONTHS, WEEKDAYS

_SHORT, _LONG, _LONGEST_MESSAGE = 120, 800, 1500
_LONG_TEXTS = frozenset({Step.PROGRAMME, Step.PRACTICAL, Step.REASON})
_NUMBERS = frozenset({Step.CAPACITY, Step.MINIMUM, Step.SEATS})
_MOST_SEATS, _MOST_PARTS = 500, 12
_STILL_THIS_YEAR = timedelta(days=31)
_MONTH_BY_START = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3}
_WRITTEN = re.compile(r"\b(?P<day>\d{1,2})(?:e|ste|de)?\s+(?P<month>[a-z]{3,9})\.?(?:\s+(?P<year>20\d\d))?")
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?:[-/](?P<year>20\d\d|\d\d))?\b(?!\s*[:.]\d)")
_TIMES = re.compile(
    r"\b(\d{1,2})(?:[.:u](\d{2}))?\s*(?:uur|u)?\s*(?:-|–|tot(?: en met)?|t/m)\s*(\d{1,2})(?:[.:u](\d{2}))?\s*(?:uur|u)?\s*$"
)
_YES, _NO = re.compile(r"^(ja|j|nodig)\b"), re.compile(r"^(nee|n|niet)\b")


def fill_in(step: Step, typed: str, now: datetime, known: Mapping[str, Any]) -> object | Fault:
    """Return what was answered, as the form keeps it, or what is wrong. Kinds and areas are picked, not typed."""
    text = typed.strip() if step in _LONG_TEXTS or step in (Step.PARTS, Step.MESSAGE) else " ".join(typed.split())
    if step in (Step.KIND, Step.AREA, Step.CHECK):
        return Fault.PICK
    if not text:
        return Fault.EMPTY if step in NEEDED else text
    if step is Step.PARTS:
        return read_parts(text, now)
    if step in _NUMBERS:
        return _number(step, text, known)
    if step is Step.SIGNUP:
        plain = text.lower()
        return True if _YES.match(plain) else False if _NO.match(plain) else Fault.PICK
    if len(text) > (_LONGEST_MESSAGE if step is Step.MESSAGE else _LONG if step in _LONG_TEXTS else _SHORT):
        return Fault.TOO_LONG
    if step is Step.NAME and (re.search(r"[\d<>@/]", text) or not re.search(r"[^\W\d_]", text)):
        return Fault.NO_NAME
    if step is Step.TRAINERS:
        return [name.strip() for name in re.split(r",|;|\ben\b", text) if name.strip()]
    return text


def read_parts(text: str, now: datetime) -> list[list[str]] | Fault:
    """Read dagdelen, one a line: begin and end in UTC, in order of time."""
    found: list[tuple[datetime, datetime]] = []
    for line in filter(None, (line.strip(" –-•\t") for line in re.split(r"[\n;]", text.lower()))):
        part = _part(line, now)
        if isinstance(part, Fault):
            return part
        found.append(part)
    found.sort()
    if not found:
        return Fault.NO_DATE
    if len(found) > _MOST_PARTS:
        return Fault.TOO_MANY_PARTS
    if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
        return Fault.OVERLAP
    return [[to_text(begin), to_text(end)] for begin, end in found]


def are_past(parts: list[list[str]], now: datetime) -> bool:
    """Say whether a dagdeel that was right when it was typed began in the meantime."""
    return any(from_text(begin) <= now for begin, _ in parts)


def _part(line: str, now: datetime) -> tuple[datetime, datetime] | Fault:
    times = _TIMES.search(line)
    said = line[: times.start()] if times else line
    today = now.astimezone(LOCAL_ZONE).date()
    day = _day(said if _has_day(said) else line, today)
    if isinstance(day, Fault):
        return day
    named = [place for place, name in enumerate(WEEKDAYS) if name in said]
    if named and day.weekday() not in named:
        return Fault.WRONG_WEEKDAY
    if times is None or not _has_day(said):
        return Fault.NO_TIME
    try:
        begin, end = (
            datetime(day.year, day.month, day.day, int(hour), int(minute or 0), tzinfo=LOCAL_ZONE).astimezone(UTC)
            for hour, minute in ((times[1], times[2]), (times[3], times[4]))
        )
    except ValueError:
        return Fault.NO_TIME
    if end <= begin:
        return Fault.END_FIRST
    return Fault.PAST if begin <= now else (begin, end)


def _has_day(text: str) -> bool:
    return bool(_WRITTEN.search(text) or _NUMERIC.search(text))


def _day(text: str, today: date) -> date | Fault:
    found = _WRITTEN.search(text) or _NUMERIC.search(text)
    if found is None:
        return Fault.NO_DATE
    month = int(found["month"]) if found["month"].isdecimal() else _MONTH_BY_START.get(found["month"][:3], 0)
    if not month:
        return Fault.NO_DATE
    years = [int(found["year"]) % 100 + 2000] if found["year"] else [today.year, today.year + 1]
    try:
        days = [date(year, month, int(found["day"])) for year in years]
    except ValueError:
        return Fault.NO_SUCH_DAY
    # A day of last month is a slip; what is longer ago is meant for next year.
    return next((day for day in days if day >= today - _STILL_THIS_YEAR), days[-1])


def _number(step: Step, text: str, known: Mapping[str, Any]) -> int | Fault:
    found = re.fullmatch(r"(\d{1,4})(?: (?:mensen|personen|plekken|plaatsen|deelnemers))?", text.lower())
    number = int(found[1]) if found else 0
    if not 1 <= number <= _MOST_SEATS:
        return Fault.NO_NUMBER
    if step is Step.MINIMUM and number > known.get(Step.CAPACITY, _MOST_SEATS):
        return Fault.ABOVE_CAPACITY
    if step is Step.CAPACITY and number < known.get(Step.MINIMUM, 0):
        return Fault.BELOW_MINIMUM
    return number
