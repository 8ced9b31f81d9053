"""Reads what somebody typed for one field of an area, and checks it as nummers.md asks; pure."""

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum

from bot.features.team.models import AreaField
from bot.people.areas import Area, AreaNumber, Flyer, NumberKind, is_dutch_phone
from bot.people.hours import read_hours

_LONGEST_NAME = 60
_LONGEST_TEXT = 600
_MOST_ITEMS = 40
_URL = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
# Numbers that belong to the whole country stand in content/nummers.yaml, each in one place.
_NATIONAL = frozenset({"112", "113", "08001205", "08002000", "09008844"})


class Fault(StrEnum):
    """What is wrong with what was typed; the text `team.fault_<value>` says it."""

    TOO_LONG = "too_long"
    EMPTY = "empty"
    NO_PHONE = "no_phone"
    NATIONAL = "national"
    NO_HOURS = "no_hours"
    NO_URL = "no_url"


_NUMBERS = {AreaField(kind.value): kind for kind in NumberKind}
NEEDED = frozenset({AreaField.NAME, AreaField.GEMEENTE})


def fill_in(area: Area, field: AreaField, typed: str, today: date) -> Area | Fault:
    """Return the area with this field filled in, or what is wrong. An empty text empties the field."""
    text = " ".join(typed.split()) if field not in (AreaField.FLYERS, AreaField.CONTACT) else typed.strip()
    if not text and field in NEEDED:
        return Fault.EMPTY
    if len(text) > (_LONGEST_NAME if field in NEEDED else _LONGEST_TEXT):
        return Fault.TOO_LONG
    if field in _NUMBERS:
        return _number(area, _NUMBERS[field], text, today)
    match field:
        case AreaField.NAME:
            return replace(area, name=text)
        case AreaField.GEMEENTE:
            return replace(area, gemeente=text)
        case AreaField.NEIGHBOURHOODS:
            return replace(area, neighbourhoods=tuple(filter(None, map(str.strip, re.split(r"[,;\n]", text))))[:_MOST_ITEMS])
        case AreaField.CONTACT:
            return replace(area, contact=text)
        case AreaField.OPENING:
            return Fault.NO_HOURS if text and read_hours(text) is None else replace(area, opening=text)
        case _:
            return _flyers(area, text)


def shown(area: Area, field: AreaField) -> str:
    """Return what is filled in now, as somebody would type it."""
    if field in _NUMBERS:
        number = area.numbers.get(_NUMBERS[field])
        return number.shown if number else ""
    return {
        AreaField.NAME: area.name,
        AreaField.GEMEENTE: area.gemeente,
        AreaField.NEIGHBOURHOODS: ", ".join(area.neighbourhoods),
        AreaField.CONTACT: area.contact,
        AreaField.OPENING: area.opening,
        AreaField.FLYERS: "\n".join(f"{flyer.title} {flyer.url}".strip() for flyer in area.flyers),
    }[field]


def code_for(name: str, taken: set[str]) -> str:
    """Make a short name for a new area out of its name: 'Nieuw-West' becomes nieuw-west, a second one nieuw-west-2."""
    code = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or "gebied"
    number = 2
    unique = code
    while unique in taken:
        unique, number = f"{code}-{number}", number + 1
    return unique


def _number(area: Area, kind: NumberKind, text: str, today: date) -> Area | Fault:
    others = {other: number for other, number in area.numbers.items() if other is not kind}
    if not text:
        return replace(area, numbers=others)
    number = AreaNumber(text, today)
    if number.dial in _NATIONAL:
        return Fault.NATIONAL
    return replace(area, numbers=others | {kind: number}) if is_dutch_phone(text) else Fault.NO_PHONE


def _flyers(area: Area, text: str) -> Area | Fault:
    flyers = []
    for line in filter(None, map(str.strip, text.splitlines())):
        url = _URL.search(line)
        if url is None:
            return Fault.NO_URL
        title = (line[: url.start()] + line[url.end() :]).strip(" :-") or url[0]
        flyers.append(Flyer(title, url[0]))
    return replace(area, flyers=tuple(flyers[:_MOST_ITEMS]))
