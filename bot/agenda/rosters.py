"""Who comes to a bijeenkomst, for a coach: the list, how the group is made up, who waits; on a screen and as a spreadsheet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bot.agenda import store
from bot.agenda.models import Event, Registration, RegistrationState
from bot.clock import LOCAL_ZONE
from bot.outbox.models import Attachment

_LETTERS_ON_SCREEN = 550
_LONGEST_NAME = 40
_MOST_KINDS = 5


@dataclass(frozen=True, slots=True)
class Words:
    """What stands above the columns and in the cells of the spreadsheet; the words come from the texts."""

    sheets: Sequence[str]
    list_columns: Sequence[str]
    group_columns: Sequence[str]
    states: Sequence[str]
    """On the list, a seat is held, waits; reachable by us, to be called."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The list of one bijeenkomst as it is now."""

    event: Event
    on_the_list: tuple[Registration, ...]
    waiting: tuple[Registration, ...]

    @property
    def taken(self) -> int:
        """Return how many seats are taken or held."""
        return sum(registration.seats for registration in self.on_the_list)

    def as_values(self) -> dict[str, Any]:
        """Return what the text of the list needs: as many people as fit on a screen, and how many more there are."""
        on_screen = list(_that_fit(self.on_the_list))
        return {
            "event": self.event.as_values(),
            "capacity": self.event.capacity,
            "minimum": self.event.minimum,
            "taken": self.taken,
            "people": [_as_line(registration) for registration in on_screen],
            "more": len(self.on_the_list) - len(on_screen),
            "waiting": [_short(registration.name) for registration in self.waiting[:_MOST_KINDS]],
            "waiting_more": max(0, len(self.waiting) - _MOST_KINDS),
            "roles": _counted(registration.role for registration in self.on_the_list),
            "organisations": _counted(registration.organisation for registration in self.on_the_list),
            "neighbourhoods": _counted(registration.neighbourhood for registration in self.on_the_list),
        }

    def as_file(self, words: Words) -> Attachment:
        """Return the spreadsheet: the list, the waiting list, and how the group is made up."""
        listed, waits, made_up = words.sheets
        sheets = [
            {"title": listed, "columns": words.list_columns, "rows": _rows(self.on_the_list, words)},
            {"title": waits, "columns": words.list_columns, "rows": _rows(self.waiting, words)},
            {"title": made_up, "columns": words.group_columns, "rows": list(self._composition(words))},
        ]
        return Attachment(maker="sheet", name=f"{self.event.code}.xlsx", values={"sheets": sheets})

    def _composition(self, words: Words) -> Iterator[list[Any]]:
        subjects = (
            (words.list_columns[2], [registration.role for registration in self.on_the_list]),
            (words.list_columns[3], [registration.organisation for registration in self.on_the_list]),
            (words.list_columns[4], [registration.neighbourhood for registration in self.on_the_list]),
        )
        for subject, said in subjects:
            for what, count in Counter(filter(None, said)).most_common():
                yield [subject, what, count]


async def read_roster(tx: store.Reader, event: Event) -> Roster:
    """Read the list of a bijeenkomst."""
    found = await store.list_registrations(tx, event.id)
    waiting = RegistrationState.WAITING
    return Roster(
        event,
        tuple(registration for registration in found if registration.state is not waiting),
        tuple(registration for registration in found if registration.state is waiting),
    )


def _that_fit(registrations: Iterable[Registration]) -> Iterator[Registration]:
    room = _LETTERS_ON_SCREEN
    for registration in registrations:
        line = _as_line(registration)
        room -= len("  ".join(str(part) for part in chain([line["name"]], line["known"]))) + 8
        if room < 0:
            return
        yield registration


def _as_line(registration: Registration) -> dict[str, Any]:
    known = [_short(part) for part in (registration.role, registration.organisation, registration.neighbourhood) if part]
    return {
        "name": _short(registration.name),
        "known": known,
        "seats": registration.seats,
        "held": registration.state is RegistrationState.OFFERED,
        "call": not registration.reachable,
        "missed": sorted(registration.absences),
    }


def _counted(said: Iterable[str | None]) -> list[list[Any]]:
    return [[_short(what), count] for what, count in Counter(filter(None, said)).most_common(_MOST_KINDS)]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def _rows(registrations: Iterable[Registration], words: Words) -> list[list[Any]]:
    on_list, held, waits, reachable, call = words.states
    states = {RegistrationState.SIGNED_UP: on_list, RegistrationState.OFFERED: held, RegistrationState.WAITING: waits}
    return [
        [
            number,
            registration.name,
            registration.role or "",
            registration.organisation or "",
            registration.neighbourhood or "",
            registration.seats,
            states[registration.state],
            ", ".join(map(str, sorted(registration.absences))),
            reachable if registration.reachable else call,
            registration.created_at.astimezone(LOCAL_ZONE).date().isoformat(),
        ]
        for number, registration in enumerate(registrations, 1)
    ]
