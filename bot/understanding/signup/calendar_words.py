"""Dutch words for months, days and numbers, with the slips that people make in them."""

import re
from collections.abc import Iterable

_MONTHS = (
    (1, "januari|januarie|januarij|january|janauri|jan"),
    (2, "februari|februarie|febuari|febr|feb|february|feberuari"), (3, "maart|maard|mrt|march"),
    (4, "april|apr"), (5, "mei|may"), (6, "juni|jun|june"), (7, "juli|jul|july"), (8, "augustus|aug|august"),
    (9, "september|sept|sep"), (10, "oktober|okt|october|oct"), (11, "november|nov"), (12, "december|dec"),
)  # fmt: skip
_WEEKDAYS = (
    (0, "maandag|maandach|monday"), (1, "dinsdag|disdag|dinsdach|dindsdag|tuesday"),
    (2, "woensdag|woendag|woesdag|woensdach|wednesday"),
    (3, "donderdag|donerdag|dondrdag|donderdach|thursday"), (4, "vrijdag|vrydag|vrijdach|friday"), (5, "zaterdag|saturday"),
    (6, "zondag|sunday"),
)  # fmt: skip
LAST_DAY, LAST_MONTH = 31, 12
_ABBREVIATED = 3
_SHORT_WEEKDAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_FIRST = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde",
    "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende", "negentiende",
)  # fmt: skip


def _tens() -> dict[str, int]:
    words = {"twintig": 20, "dertig": 30}
    joints = {unit: ("ën" if unit.endswith("e") else "en") for unit in _UNITS}
    for unit, joint in joints.items():
        for ten, value in (("twintig", 20), ("dertig", 30)):
            words[unit + joint.replace("ë", "e") + ten] = value + _UNITS.index(unit) + 1
    return words


MONTH = {word: number for number, words in _MONTHS for word in words.split("|")}
WEEKDAY = {word: number for number, words in _WEEKDAYS for word in words.split("|")} | _SHORT_WEEKDAYS
NUMBER = {word: value for value, word in enumerate((*_UNITS, *_TEENS), 1)} | _tens()
ORDINAL = {word: value for value, word in enumerate(_FIRST, 1)} | {word + "ste": value for word, value in _tens().items()}


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


MONTHS = _longest_first(MONTH)
MONTHS_ALONE = _longest_first(
    word for word in MONTH if len(word) > _ABBREVIATED or word in {"feb", "mrt", "mei", "apr", "okt", "nov", "dec"}
)
WEEKDAYS = _longest_first(word for word in WEEKDAY if len(word) >= _ABBREVIATED)
SHORT_WEEKDAYS = "|".join(_SHORT_WEEKDAYS)
NUMBERS = _longest_first(NUMBER)
ORDINALS = _longest_first(ORDINAL)


def number_of(word: str) -> int | None:
    """Return the value of `13`, `13e`, `dertien` or `dertiende`."""
    if word in NUMBER:
        return NUMBER[word]
    if word in ORDINAL:
        return ORDINAL[word]
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyz ")
    return int(digits) if digits.isdigit() else None
