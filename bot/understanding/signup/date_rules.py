"""The grammar of Dutch dates: one rule per way of saying a day, a week or a month, the most telling first."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.understanding.signup.calendar_words import (
    LAST_DAY,
    LAST_MONTH,
    MONTH,
    WEEKDAY,
    number_of,
)
from bot.understanding.signup.clock_words import DAY_PARTS
from bot.understanding.signup.date_patterns import (
    A_MONTH,
    A_WEEKDAY,
    BARE_DAY,
    BARE_NUMBERS,
    DAY,
    DAY_MONTH,
    IN_SOME,
    NTH_WEEKDAY,
    NUMERIC,
    SEASON,
    TODAY,
    TOMORROW,
    WEEK,
)
from bot.understanding.signup.slots import Slot, Test, When, between_days, day_part, on_days

_SEASONS = {
    "voorjaar": (3, 4, 5),
    "lente": (3, 4, 5),
    "zomer": (6, 7, 8),
    "najaar": (9, 10, 11, 12),
    "herfst": (9, 10, 11),
    "winter": (12, 1, 2),
}
_MONTH_PARTS = {"begin": (1, 10), "half": (11, 20), "medio": (11, 20), "midden": (11, 20), "eind": (21, 31), "einde": (21, 31)}
_AHEAD = timedelta(days=330)
_PIVOT = 100


def _near_month_days(today: date, month: int, days: range | frozenset[int], year: str | None) -> Test:
    wanted = (int(year) % _PIVOT + 2000) if year else None
    last = today + _AHEAD
    return lambda slot: (
        slot.day.month == month and slot.day.day in days and (slot.day.year == wanted if wanted else slot.day <= last)
    )


def _next_of_month(today: date, day: int, month: int) -> date:
    """Return the coming day with this number in this month; the first of the month after for the 31st of April."""
    for year in (today.year, today.year + 1):
        found = date(year, month, 1) + timedelta(days=day - 1)
        if found >= today - timedelta(days=31):
            return found
    return today


def _read_numeric(match: re.Match[str], today: date) -> Iterator[When]:
    day, month = int(match["day"]), int(match["month"])
    if 1 <= day <= LAST_DAY and 1 <= month <= LAST_MONTH and not _looks_like_time(match):
        yield from _on_date(match, today, frozenset({day}), month)


def _looks_like_time(match: re.Match[str]) -> bool:
    written = match.group()
    before = match.string[max(0, match.start() - 4) : match.start()]
    return (
        "." in written
        and len(match["month"]) > 1
        and match["year"] is None
        and ("om " in before or match.string[match.end() :].startswith(" uur"))
    )


def _read_day_month(match: re.Match[str], today: date) -> Iterator[When]:
    numbers = [number_of(word) for word in re.findall(DAY, match["days"])]
    days = frozenset(number for number in numbers if number and number <= LAST_DAY)
    if days:
        yield from _on_date(match, today, days, MONTH[match["month"]])


def _on_date(match: re.Match[str], today: date, days: frozenset[int], month: int) -> Iterator[When]:
    groups = match.groupdict()
    if groups.get("after"):
        border = _next_of_month(today, max(days), month) + timedelta(days=groups["after"] == "na")
        yield When("range", *match.span(), lambda slot: slot.day >= border)
    elif groups.get("week"):
        day = _next_of_month(today, min(days), month)
        yield When(
            "week", *match.span(), between_days(day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday()))
        )
    else:
        yield When("date", *match.span(), _near_month_days(today, month, days, groups.get("year")))


def _read_nth_weekday(match: re.Match[str], today: date) -> Iterator[When]:
    month, weekday = MONTH[match["month"]], WEEKDAY[match["weekday"]]
    nth = number_of(match["nth"])
    last = today + _AHEAD

    def fits(slot: Slot) -> bool:
        if slot.day.month != month or slot.day.weekday() != weekday or slot.day > last:
            return False
        return (slot.day.day - 1) // 7 + 1 == nth if nth else (slot.day + timedelta(days=7)).month != month

    yield When("date", *match.span(), fits)


def _read_month(match: re.Match[str], today: date) -> Iterator[When]:
    month = MONTH[match["month"]]
    if match["after"]:
        first = _next_of_month(today, 1, month)
        border = (first + timedelta(days=31)).replace(day=1) if match["after"] == "na" else first
        yield When("range", *match.span(), lambda slot: slot.day >= border)
        return
    low, high = _MONTH_PARTS.get(match["part"] or "", (1, 31))
    yield When("month", *match.span(), _near_month_days(today, month, range(low, high + 1), match["year"]))


def _read_bare_day(match: re.Match[str], today: date) -> Iterator[When]:
    numbers = [number_of(word) for word in re.findall(DAY, match.groupdict().get("days") or match.group())]
    wanted = {number for number in numbers if number and 1 <= number <= LAST_DAY}
    if wanted:
        days = frozenset(_next_with_number(today, number) for number in wanted)
        yield When("date", *match.span(), on_days(days), lambda slot: slot.day >= today and slot.day.day in wanted)


def _next_with_number(today: date, number: int) -> date:
    day = today
    while day.day != number:
        day += timedelta(days=1)
    return day


def _read_today(match: re.Match[str], today: date) -> Iterator[When]:
    yield When("date", *match.span(), on_days(frozenset({today})))
    part = match["word"].removeprefix("van")
    if part in DAY_PARTS:
        yield day_part(*match.span(), part)


_SHIFTS = {"eergisteren": -2, "gisteren": -1, "morgen": 1, "morge": 1, "tomorrow": 1, "overmorgen": 2}


def _read_tomorrow(match: re.Match[str], today: date) -> Iterator[When]:
    yield When("date", *match.span(), on_days(frozenset({today + timedelta(days=_SHIFTS[match["word"]])})))
    if match["part"]:
        yield day_part(*match.span(), match["part"])


def _read_in_some(match: re.Match[str], today: date) -> Iterator[When]:
    count = 2 if match["count"] == "paar" else number_of(match["count"]) or 1
    unit = match["unit"]
    if unit.startswith("maand"):
        first = today.replace(day=1)
        for _ in range(count):
            first = (first + timedelta(days=31)).replace(day=1)
        yield When("month", *match.span(), lambda slot: (slot.day.year, slot.day.month) == (first.year, first.month))
        return
    day = today + timedelta(days=count if unit.startswith("dag") else 7 * count)
    monday = day - timedelta(days=day.weekday())
    whole_week = between_days(monday, monday + timedelta(days=6)) if unit.startswith("we") else None
    yield When("week", *match.span(), on_days(frozenset({day})), whole_week)


def _read_weekday(match: re.Match[str], today: date) -> Iterator[When]:
    weekday = WEEKDAY[match["weekday"] or match["short"]]
    which = match["which"] or ("aanstaande" if match["then"] else "")
    coming = today + timedelta(days=(weekday - today.weekday()) % 7)
    every: Test = lambda slot: slot.day >= today and slot.day.weekday() == weekday  # noqa: E731 - the twin of `only`
    only = on_days(frozenset({coming}))
    if which in {"elke", "iedere"} or match["many"] or match["short"]:
        yield When("weekday", *match.span(), every)
    elif which in {"afgelopen", "vorige"}:
        yield When("weekday", *match.span(), on_days(frozenset({coming - timedelta(days=7)})))
    elif which == "volgende":
        after = on_days(frozenset({today - timedelta(days=today.weekday()) + timedelta(days=7 + weekday)}))
        yield When("weekday", *match.span(), only if coming > today else after, after)
    else:
        yield When("weekday", *match.span(), only, every)
    if match["part"]:
        yield day_part(*match.span(), match["part"])


def _read_week(match: re.Match[str], today: date) -> Iterator[When]:
    monday = today - timedelta(days=today.weekday())
    if match["past"]:
        yield _read_past(match, today)
    elif match["weekend"]:
        yield When("weekday", *match.span(), lambda slot: slot.day.weekday() >= WEEKDAY["zaterdag"])
    elif match["what"] == "maand":
        first = today.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        month = first if match["which"] == "deze" else following
        yield When("month", *match.span(), lambda slot: (slot.day.year, slot.day.month) == (month.year, month.month))
    elif match["which"] == "deze":
        yield When("week", *match.span(), between_days(monday, monday + timedelta(days=6)))
    elif match["which"] == "volgende" or match["which"] == "next":
        yield When("week", *match.span(), between_days(monday + timedelta(days=7), monday + timedelta(days=13)))
    else:
        yield When("week", *match.span(), between_days(today, today + timedelta(days=7)))


def _read_past(match: re.Match[str], today: date) -> When:
    """ "Na deze maand", "na volgende week": from the first day after it."""
    ahead = 1 if match["which"] == "deze" else 2
    if match["what"] == "maand":
        months = today.year * 12 + today.month - 1 + ahead
        start = date(months // 12, months % 12 + 1, 1)
    else:
        start = today + timedelta(days=7 * ahead - today.weekday())
    return When("range", *match.span(), lambda slot: slot.day >= start)


def _read_season(match: re.Match[str], today: date) -> Iterator[When]:
    months, last = _SEASONS[match["season"]], today + _AHEAD
    yield When("month", *match.span(), lambda slot: slot.day.month in months and slot.day <= last)


RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Iterator[When]]], ...] = (
    (NUMERIC, _read_numeric),
    (DAY_MONTH, _read_day_month),
    (NTH_WEEKDAY, _read_nth_weekday),
    (A_MONTH, _read_month),
    (BARE_NUMBERS, _read_bare_day),
    (BARE_DAY, _read_bare_day),
    (TODAY, _read_today),
    (TOMORROW, _read_tomorrow),
    (IN_SOME, _read_in_some),
    (WEEK, _read_week),
    (A_WEEKDAY, _read_weekday),
    (SEASON, _read_season),
)
