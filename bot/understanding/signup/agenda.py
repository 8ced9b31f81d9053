"""An agenda ready to be asked about: made once, then narrowed for every message to what is still to come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import LOCAL_ZONE
from bot.understanding.signup.events import Event
from bot.understanding.signup.slots import Slot
from bot.understanding.signup.vocabulary import Vocabulary


class Agenda:
    """The events that a message may be about."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.events = tuple(events)
        self.vocabulary = Vocabulary(self.events)
        self._owner: list[int] = []
        self._slots: list[Slot] = []
        self._event_parts: list[int] = []
        for number, slots in enumerate(self.vocabulary.slots):
            first = len(self._slots)
            self._slots += slots
            self._owner += [number] * len(slots)
            self._event_parts.append(((1 << len(slots)) - 1) << first)

    def upcoming(self, now: datetime) -> "Upcoming":
        """Return the agenda as it stands at `now` (aware): an event counts until its last dagdeel is over."""
        open_events = [number for number, event in enumerate(self.events) if event.end > now]
        open_parts = sum(self._event_parts[number] for number in open_events)
        slots = [(1 << place, slot) for place, slot in enumerate(self._slots) if open_parts >> place & 1]
        return Upcoming(self.vocabulary, now.astimezone(LOCAL_ZONE), open_parts, tuple(slots), tuple(self._event_parts))


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The dagdelen of events that are not over; sets of dagdelen are bit masks."""

    vocabulary: Vocabulary
    now: datetime
    everything: int
    slots: tuple[tuple[int, Slot], ...]
    event_parts: tuple[int, ...]

    def parts_of(self, events: int) -> int:
        """Return the dagdelen of a mask of events."""
        parts = 0
        while events:
            lowest = events & -events
            parts |= self.event_parts[lowest.bit_length() - 1]
            events ^= lowest
        return parts & self.everything

    def parts_when(self, fits: Callable[[Slot], bool]) -> int:
        """Return the dagdelen that pass a test."""
        return sum(bit for bit, slot in self.slots if fits(slot))

    def codes(self, parts: int) -> tuple[str, ...]:
        """Return the codes of the events with one of these dagdelen, in the order of the agenda."""
        return tuple(event.code for event, own in zip(self.vocabulary.events, self.event_parts, strict=True) if own & parts)

    def whole(self, parts: int) -> int:
        """Return all dagdelen of the events with one of these dagdelen."""
        return sum(own & self.everything for own in self.event_parts if own & parts)

    def first(self, parts: int) -> int:
        """Return only the dagdelen of the event that comes first among these."""
        today = self.now.date()
        coming = [(slot.day, slot.minute, bit) for bit, slot in self.slots if bit & parts and slot.day >= today]
        return self.whole(min(coming)[2]) if coming else parts
