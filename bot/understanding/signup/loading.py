"""Reads an agenda file, strictly: it is taken as a whole, or refused with line and reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bot.texts.faults import ContentFault, Fault, shown
from bot.texts.reading import Lines, read_text, read_yaml
from bot.texts.validating import build
from bot.understanding.signup.events import Event, Kind, Part


def _readable_zone(value: str) -> str:
    if value != "Europe/Amsterdam":
        raise ValueError("alleen Europe/Amsterdam")
    return value


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-\d{1,4}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Part(_Strict):
    begin: AwareDatetime
    eind: AwareDatetime


class _Event(_Strict):
    code: _Code
    soort: Kind
    titel: _Text
    thema: _Text
    gemeente: _Text
    wijk: _Text
    locatie: _Text
    dagdelen: Annotated[list[_Part], Field(min_length=1)]
    capaciteit: Annotated[int, Field(ge=1, le=10_000)]
    minimum: Annotated[int, Field(ge=0)]
    trainers: Annotated[list[_Text], Field(min_length=1)]
    cotrainer: _Text | None = None
    aanmelden_verplicht: bool
    doelgroep: _Text
    doelgroep_soort: Literal["professionals", "vrijwilligers", "bewoners"] | None = None
    kosten: _LongText = ""
    programma: _LongText = ""
    praktisch: _LongText = ""
    status: Literal["gepland", "gaat door", "gaat niet door", "geannuleerd"] | None = None


class _Agenda(_Strict):
    versie: Literal["1"]
    tijdzone: Annotated[str, AfterValidator(_readable_zone)]
    bijeenkomsten: list[_Event]


@dataclass(frozen=True, slots=True)
class Entry:
    """A bijeenkomst of the file with everything that is told about it; `places` are line and field of its dagdelen."""

    event: Event
    places: tuple[tuple[int, str], ...]
    audience: str | None
    costs: str
    programme: str
    practical: str
    status: str | None


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """An agenda file that is right in itself; `name` is how faults call it."""

    name: str
    entries: tuple[Entry, ...]


def read_agenda(path: Path) -> tuple[Event, ...]:
    """Read the events in `path`, in the order of the file. Raises ContentFault as `read_agenda_file` does."""
    return tuple(entry.event for entry in read_agenda_file(path).entries)


def read_agenda_file(path: Path) -> AgendaFile:
    """Read `path` with everything in it.

    Raises ContentFault with every wrong field, and for dagdelen that overlap,
    an end before its begin, or a code that stands twice.
    """
    return parse_agenda(path, read_text(path))


def parse_agenda(path: Path, text: str) -> AgendaFile:
    """Read the text of an agenda file that is called `path`. Raises ContentFault as `read_agenda_file` does."""
    data, lines = read_yaml(path, text)
    agenda = build(_Agenda, _readable(data), lines, path)
    faults = list(_faults(agenda, lines, shown(path)))
    if faults:
        raise ContentFault(faults)
    entries = (_entry(event, number, lines) for number, event in enumerate(agenda.bijeenkomsten))
    return AgendaFile(shown(path), tuple(entries))


def _readable(data: Any) -> Any:
    """Return the data; an empty file becomes an agenda of which everything is missing."""
    return {} if data is None else data


def _faults(agenda: _Agenda, lines: Lines, file: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, event in enumerate(agenda.bijeenkomsten):
        line = lines["bijeenkomsten", number, "code"]
        if event.code in seen:
            yield Fault(file, line, f"bijeenkomsten.{number}.code", f"{event.code} staat al op regel {seen[event.code]}")
        seen.setdefault(event.code, line)
        if event.minimum > event.capaciteit:
            where = lines["bijeenkomsten", number, "minimum"]
            yield Fault(file, where, f"bijeenkomsten.{number}.minimum", "groter dan de capaciteit")
        yield from _part_faults(event.dagdelen, number, lines, file)


def _part_faults(parts: list[_Part], number: int, lines: Lines, file: str) -> Iterator[Fault]:
    def fault(place: int, why: str) -> Fault:
        return Fault(file, lines["bijeenkomsten", number, "dagdelen", place], f"bijeenkomsten.{number}.dagdelen.{place}", why)

    for place, part in enumerate(parts):
        if part.eind <= part.begin:
            yield fault(place, "het eind is niet na het begin")
    for (_, before), (place, part) in pairwise(sorted(enumerate(parts), key=_begin)):
        if part.begin < before.eind:
            yield fault(place, "overlapt met een ander dagdeel")


def _begin(numbered: tuple[int, _Part]) -> datetime:
    return numbered[1].begin


def _entry(event: _Event, number: int, lines: Lines) -> Entry:
    in_order = sorted(range(len(event.dagdelen)), key=lambda place: event.dagdelen[place].begin)
    return Entry(
        event=_event(event),
        places=tuple(
            (lines["bijeenkomsten", number, "dagdelen", place], f"bijeenkomsten.{number}.dagdelen.{place}") for place in in_order
        ),
        audience=event.doelgroep_soort,
        costs=event.kosten,
        programme=event.programma,
        practical=event.praktisch,
        status=event.status,
    )


def _event(event: _Event) -> Event:
    parts = sorted((Part(part.begin, part.eind) for part in event.dagdelen), key=lambda part: part.begin)
    return Event(
        code=event.code,
        kind=event.soort,
        title=event.titel,
        theme=event.thema,
        municipality=event.gemeente,
        neighbourhood=event.wijk,
        location=event.locatie,
        parts=tuple(parts),
        capacity=event.capaciteit,
        minimum=event.minimum,
        trainers=tuple(event.trainers),
        cotrainer=event.cotrainer,
        signup_required=event.aanmelden_verplicht,
        target_group=event.doelgroep,
    )
