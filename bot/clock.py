"""The one room that reads the clock; everybody else is told what time it is."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Tells the time: an aware moment in UTC, and seconds for measuring how long something takes."""

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""

    def seconds(self) -> float:
        """Return seconds that only ever go up, also when somebody puts the clock back."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the room where the clock hangs

    def seconds(self) -> float:
        """Return the seconds of the computer's steady counter."""
        return time.monotonic()


class FixedClock:
    """A clock that stands still until it is told to move; for tests and for the demo."""

    def __init__(self, start: datetime) -> None:
        """Start at `start`, an aware moment."""
        self._now = start.astimezone(UTC)
        self._moved = 0.0

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self._now

    def seconds(self) -> float:
        """Return how far the clock was moved forwards."""
        return self._moved

    def advance(self, by: timedelta) -> None:
        """Move the clock; backwards is allowed, since real clocks do that too."""
        self._now += by
        self._moved += max(0.0, by.total_seconds())

    def set(self, to: datetime) -> None:
        """Put the clock on `to`, an aware moment."""
        self.advance(to - self._now)


class RunningClock(FixedClock):
    """A clock that runs on from where it was put: the demo's clock bar moves it, real seconds pass."""

    def __init__(self, start: datetime) -> None:
        """Start at `start` and run from there."""
        super().__init__(start)
        self._system = SystemClock()
        self._since = self._system.now()

    def now(self) -> datetime:
        """Return where the clock was put plus what has really passed since."""
        return self._now + (self._system.now() - self._since)

    def seconds(self) -> float:
        """Return how far the clock was moved forwards, plus what has really passed."""
        return self._moved + self._system.seconds()

    def set(self, to: datetime) -> None:
        """Put the clock on `to` and let it run from there."""
        self.advance(to - self.now())


def to_text(moment: datetime) -> str:
    """Write a moment as the database keeps it: UTC, fixed width, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """Read a moment back from the database."""
    return datetime.fromisoformat(text)


def week_of(now: datetime) -> str:
    """Name the local week of a moment: 2026-W47."""
    year, week, _ = now.astimezone(LOCAL_ZONE).isocalendar()
    return f"{year}-W{week:02d}"
