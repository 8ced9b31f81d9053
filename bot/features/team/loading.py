"""Reads a file with areas, strictly: it is taken as a whole, or refused with line and reason, as what is typed in the chat is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from bot.features.team import filling_in
from bot.features.team.models import AreaField
from bot.people.areas import Area
from bot.texts.faults import ContentFault, Fault, shown
from bot.texts.reading import Lines, read_text, read_yaml
from bot.texts.validating import build

_WHY = {
    filling_in.Fault.TOO_LONG: "te lang",
    filling_in.Fault.EMPTY: "is leeg",
    filling_in.Fault.NO_PHONE: "geen Nederlands telefoonnummer",
    filling_in.Fault.NATIONAL: "dit nummer geldt in het hele land en staat in content/nummers.yaml; laat het hier weg",
    filling_in.Fault.NO_HOURS: "geen openingstijden, zoals ma-vr 9.00-17.00",
    filling_in.Fault.NO_URL: "geen webadres, zoals https://voorbeeld.nl/flyer.pdf",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Flyer(_Strict):
    titel: str
    adres: str


class _Area(_Strict):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,29}$")]
    naam: str
    gemeente: str
    wijken: list[str] | None = None
    contact: str | None = None
    open: str | None = None
    flyers: list[_Flyer] | None = None
    huisartsenpost: str | None = None
    crisisdienst: str | None = None
    meldpunt: str | None = None
    wijkteam: str | None = None
    herstelwerkplaats: str | None = None
    coaches: str | None = None


class _File(_Strict):
    versie: Literal["1"]
    werkgebieden: list[_Area]


@dataclass(frozen=True, slots=True)
class Entry:
    """An area of the file: its code, and what would be typed for each field that the file names."""

    code: str
    typed: Mapping[AreaField, str]

    def applied_to(self, area: Area | None, today: date) -> Area:
        """Return the area with what the file says; what the file leaves out stays as it was."""
        filled = area or Area(0, self.code, "", "")
        for field, text in self.typed.items():
            outcome = filling_in.fill_in(filled, field, text, today)
            filled = outcome if isinstance(outcome, Area) else filled
        return filled


def read_areas(path: Path, today: date) -> tuple[Entry, ...]:
    """Read the areas in `path`, in the order of the file. Raises ContentFault with everything that is wrong."""
    data, lines = read_yaml(path, read_text(path))
    entries = tuple(_entry(area) for area in build(_File, {} if data is None else data, lines, path).werkgebieden)
    if faults := list(_faults(entries, lines, shown(path), today)):
        raise ContentFault(faults)
    return entries


def _entry(area: _Area) -> Entry:
    typed: dict[AreaField, str] = {}
    for field in AreaField:
        value = getattr(area, field.value)
        if isinstance(value, str):
            typed[field] = value
        elif value is not None:
            lines = [f"{one.titel} {one.adres}" if isinstance(one, _Flyer) else str(one) for one in value]
            typed[field] = ("\n" if field is AreaField.FLYERS else ", ").join(lines)
    return Entry(area.code, typed)


def _faults(entries: tuple[Entry, ...], lines: Lines, file: str, today: date) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        line = lines["werkgebieden", number, "code"]
        if entry.code in seen:
            yield Fault(file, line, f"werkgebieden.{number}.code", f"{entry.code} staat al op regel {seen[entry.code]}")
        seen.setdefault(entry.code, line)
        for field, text in entry.typed.items():
            outcome = filling_in.fill_in(Area(0, entry.code, "", ""), field, text, today)
            if isinstance(outcome, filling_in.Fault):
                where = lines["werkgebieden", number, field.value]
                yield Fault(file, where, f"werkgebieden.{number}.{field}", _WHY[outcome])
