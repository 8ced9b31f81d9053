"""Moments as Dutch people say them: 'woensdag 13 januari', '9.30'; in Amsterdam, from the UTC text that values keep."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import LOCAL_ZONE, from_text

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

_QUARTERS = ("eerste", "tweede", "derde", "vierde")
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day(text: str) -> str:
    """Return 'woensdag 13 januari'."""
    local = _local(text)
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"


def short_day(text: str) -> str:
    """Return 'wo 13 jan', for a button."""
    local = _local(text)
    return f"{WEEKDAYS[local.weekday()][:2]} {local.day} {_SHORT_MONTHS[local.month - 1]}"


def time(text: str) -> str:
    """Return '9.30'; the text around it says 'uur'."""
    local = _local(text)
    return f"{local.hour}.{local.minute:02d}"


def moment(text: str) -> str:
    """Return 'woensdag 13 januari om 9.30 uur'."""
    return f"{day(text)} om {time(text)} uur"


def parts(dagdelen: Sequence[Sequence[str]]) -> str:
    """Return one line per dagdeel, each a pair of begin and end: '– woensdag 13 januari, 9.30 tot 12.30 uur'."""
    return "\n".join(f"– {day(begin)}, {time(begin)} tot {time(end)} uur" for begin, end in dagdelen)


def period(code: str) -> str:
    """Return 'oktober 2026' for 2026-10, 'vierde kwartaal 2026' for 2026-Q4, and '2026' for a year."""
    year, _, part = code.partition("-")
    if not part:
        return year
    return f"{_QUARTERS[int(part[1]) - 1]} kwartaal {year}" if part.startswith("Q") else f"{MONTHS[int(part) - 1]} {year}"


def _local(text: str) -> datetime:
    return from_text(text).astimezone(LOCAL_ZONE)
