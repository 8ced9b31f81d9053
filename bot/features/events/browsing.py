"""Which part of the agenda is on the screen: all, one area, neighbourhood or kind, or a few by number; a screen at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.agenda.models import Event

ON_SCREEN = 4
_LONGEST_DATA = 64


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at; it fits in a button."""

    respect: str = "all"
    value: str = ""

    @classmethod
    def of(cls, events: Sequence[Event]) -> "Scope":
        """Return the scope of exactly these."""
        return cls("ids", ".".join(str(event.id) for event in events))

    @classmethod
    def at_home(cls, area_id: int | None) -> "Scope":
        """Return the scope of somebody's own area; of who chose none, everything."""
        return cls() if area_id is None else cls("area", str(area_id))

    @classmethod
    def read(cls, respect: str, value: str) -> "Scope":
        """Read a scope back from a button; what is not understood is everything."""
        return cls(respect, value) if respect in ("ids", "place", "kind", "area") and value else cls()

    def narrow(self, events: Sequence[Event]) -> list[Event]:
        """Return what is in it."""
        match self.respect:
            case "ids":
                wanted = set(self.value.split("."))
                return [event for event in events if str(event.id) in wanted]
            case "place":
                return [event for event in events if event.neighbourhood == self.value]
            case "area":
                return [event for event in events if str(event.area_id) == self.value]
            case "kind":
                return [event for event in events if event.kind.value == self.value]
            case _:
                return list(events)

    def data(self, first: int) -> str | None:
        """Return the data of the button that shows it from the `first` on; None when that does not fit in a button."""
        data = f"events:list:{first}:{self.respect}:{self.value}"
        return data if len(data.encode()) <= _LONGEST_DATA else None


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown now, and which screens come before and behind it."""

    events: tuple[Event, ...]
    first: int
    total: int

    @property
    def before(self) -> int | None:
        """Return where the screen before this one begins."""
        return max(0, self.first - ON_SCREEN) if self.first else None

    @property
    def behind(self) -> int | None:
        """Return where the next screen begins."""
        return self.first + ON_SCREEN if self.first + ON_SCREEN < self.total else None


def screen(events: Sequence[Event], first: int) -> Screen:
    """Return the screen that begins at `first`, or the first screen when there is no such."""
    first = first if 0 <= first < len(events) else 0
    return Screen(tuple(events[first : first + ON_SCREEN]), first, len(events))
