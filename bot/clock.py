"""The one room that reads the clock; everybody else is told what time it is."""

from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Tells the time: an aware moment in UTC."""

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return this moment, aware and in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the room where the clock hangs


class FixedClock:
    """A clock that stands still until it is told to move; for tests and for the demo."""

    def __init__(self, start: datetime) -> None:
        """Start at `start`, an aware moment."""
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move the clock; backwards is allowed, since real clocks do that too."""
        self._now += by

    def set(self, to: datetime) -> None:
        """Put the clock on `to`, an aware moment."""
        self._now = to.astimezone(UTC)


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

    def set(self, to: datetime) -> None:
        """Put the clock on `to` and let it run from there."""
        self._since = self._system.now()
        super().set(to)


def to_text(moment: datetime) -> str:
    """Write a moment as the database keeps it: UTC, fixed width, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """Read a moment back from the database."""
    return datetime.fromisoformat(text)
