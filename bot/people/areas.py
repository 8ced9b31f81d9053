"""A werkgebied: where somebody lives or works, with the phone numbers, the hours and the flyers that hold there."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from bot.db.database import Row

_DUTCH_PHONE = re.compile(r"(?:\+31|0)\d{8,10}|14\d{3,4}")
_KEEPS_FRESH = timedelta(days=365)


class NumberKind(StrEnum):
    """The routes that have no national number (nummers.md); what an area leaves empty is not mentioned there."""

    GP_POST = "huisartsenpost"
    CRISIS_TEAM = "crisisdienst"
    REPORTING_POINT = "meldpunt"
    NEIGHBOURHOOD_TEAM = "wijkteam"
    RECOVERY_WORKSHOP = "herstelwerkplaats"
    COACHES = "coaches"


@dataclass(frozen=True, slots=True)
class AreaNumber:
    """A phone number as it is shown, and the day on which somebody checked it."""

    shown: str
    checked: date

    @property
    def dial(self) -> str:
        """Return what a phone dials."""
        return re.sub(r"[^\d+]", "", self.shown)

    def is_old(self, today: date) -> bool:
        """Say whether nobody has checked it for a year."""
        return today - self.checked > _KEEPS_FRESH


@dataclass(frozen=True, slots=True)
class Flyer:
    """Something to read on: a title and a web address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Area:
    """A werkgebied and everything that was filled in for it."""

    id: int
    code: str
    name: str
    gemeente: str
    neighbourhoods: tuple[str, ...] = ()
    numbers: Mapping[NumberKind, AreaNumber] = field(default_factory=dict)
    contact: str = ""
    opening: str = ""
    flyers: tuple[Flyer, ...] = ()

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Read an area."""
        numbers = json.loads(row["numbers"])
        return cls(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            gemeente=row["gemeente"],
            neighbourhoods=tuple(json.loads(row["neighbourhoods"])),
            numbers={
                NumberKind(kind): AreaNumber(kept["number"], date.fromisoformat(kept["checked"]))
                for kind, kept in numbers.items()
            },
            contact=row["contact"],
            opening=row["opening"],
            flyers=tuple(Flyer(kept["title"], kept["url"]) for kept in json.loads(row["flyers"])),
        )

    def covers(self, place: str) -> bool:
        """Say whether a wijk, as somebody typed it, belongs to this area."""
        wanted = _plain(place)
        return bool(wanted) and wanted in {_plain(name) for name in (self.name, self.code, *self.neighbourhoods)}


def is_dutch_phone(text: str) -> bool:
    """Say whether this can be dialled in the Netherlands: 020 123 4567, 088-1234567, 06 12345678, 14020."""
    return _DUTCH_PHONE.fullmatch(re.sub(r"[\s().-]", "", text)) is not None


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
