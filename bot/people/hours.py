"""Opening hours as people type them: 'ma-vr 9.00-17.00, za 10-12'. Read, and asked when it opens next. Local time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot.clock import LOCAL_ZONE

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_DAY = r"(?:ma(?:andag)?|di(?:nsdag)?|wo(?:ensdag)?|do(?:nderdag)?|vr(?:ijdag)?|za(?:terdag)?|zo(?:ndag)?)"
_CLOCK = r"(\d{1,2})(?:[.:u](\d{2}))?\s*(?:u(?:ur)?)?"
_SPAN = re.compile(
    rf"(?P<days>{_DAY}(?:\s*(?:-|t/m|tot en met|,|en)\s*{_DAY})*)\s*:?\s*(?:van\s+)?{_CLOCK}\s*(?:-|tot)\s*{_CLOCK}",
    re.IGNORECASE,
)
_STEP = re.compile(rf"({_DAY})|(-|t/m|tot en met|,|en)", re.IGNORECASE)
_LAST_HOUR, _LAST_MINUTE = 23, 59


@dataclass(frozen=True, slots=True)
class Hours:
    """When it is open: for each weekday (0 is Monday) spans of local time."""

    spans: Mapping[int, tuple[tuple[time, time], ...]] = field(default_factory=dict)

    def is_open(self, now: datetime) -> bool:
        """Say whether it is open at this moment; without hours it always is."""
        local = now.astimezone(LOCAL_ZONE)
        return not self.spans or any(begin <= local.time() < end for begin, end in self.spans.get(local.weekday(), ()))

    def after(self, now: datetime, wait: timedelta) -> datetime:
        """Return the moment at which it has been open for as long as `wait`, counted from now."""
        if not self.spans:
            return now + wait
        moment = self.next_open(now)
        while (closes := self._closes(moment)) - moment < wait:
            wait -= closes - moment
            moment = self.next_open(closes)
        return moment + wait

    def _closes(self, moment: datetime) -> datetime:
        """Return the end of the span in which this moment lies."""
        local = moment.astimezone(LOCAL_ZONE)
        end = next(end for begin, end in self.spans[local.weekday()] if begin <= local.time() < end)
        # Back to the zone of the moment: within one local zone Python would count on the wall clock, not in real hours.
        return datetime.combine(local.date(), end, LOCAL_ZONE).astimezone(moment.tzinfo)

    def next_open(self, now: datetime) -> datetime:
        """Return this moment when it is open, else the moment at which it opens next."""
        if self.is_open(now):
            return now
        local = now.astimezone(LOCAL_ZONE)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            for begin, _ in self.spans.get(day.weekday(), ()):
                opens = datetime.combine(day, begin, LOCAL_ZONE)
                if opens > now:
                    return opens.astimezone(now.tzinfo)
        return now  # pragma: no cover - a week has every weekday


def read_hours(text: str) -> Hours | None:
    """Read opening hours; None when there are none in it, or when one of them cannot be."""
    spans: dict[int, tuple[tuple[time, time], ...]] = {}
    rest = _SPAN.sub("", text)
    if re.search(r"\d", rest):
        return None
    for found in _SPAN.finditer(text):
        begin, end = _clock(found[2], found[3]), _clock(found[4], found[5])
        if begin is None or end is None or begin >= end:
            return None
        for day in _days(found["days"]):
            spans[day] = tuple(sorted((*spans.get(day, ()), (begin, end))))
    return Hours(spans) if spans else None


def _days(text: str) -> list[int]:
    days: list[int] = []
    through = False
    for day, step in _STEP.findall(text):
        if step:
            through = step.lower() in ("-", "t/m", "tot en met")
            continue
        number = _DAYS.index(day[:2].lower())
        if through and days:
            first = days[-1]
            days += [(first + ahead) % 7 for ahead in range(1, (number - first) % 7 + 1)]
        else:
            days.append(number)
    return days


def _clock(hour: str, minute: str | None) -> time | None:
    if int(hour) > _LAST_HOUR or int(minute or 0) > _LAST_MINUTE:
        return None
    return time(int(hour), int(minute or 0))
