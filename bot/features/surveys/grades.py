"""Reads a grade from 1 to 10 as people type it: 'een 9', 'acht', '10/10'; and says what is wrong with '7,5' or '11'. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from bot.features.surveys.models import HIGHEST, LOWEST


@dataclass(frozen=True, slots=True)
class Grade:
    """A whole grade from 1 to 10."""

    number: int


@dataclass(frozen=True, slots=True)
class NotWhole:
    """A grade between two whole ones, such as 7,5 or 8-."""


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number that is no grade, such as 0 or 11."""


@dataclass(frozen=True, slots=True)
class Several:
    """More than one number, such as 'negen of tien'."""


@dataclass(frozen=True, slots=True)
class NoGrade:
    """No number that could be a grade."""


Reading: TypeAlias = Grade | NotWhole | OutOfRange | Several | NoGrade

_WORDS = {
    "nul": 0, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "twintig": 20, "honderd": 100, "duizend": 1000,
}  # fmt: skip
_KEYCAPS = str.maketrans({"\N{KEYCAP TEN}": "10", "\ufe0f": None, "\u20e3": None})
_DENIED = re.compile(r"\b(?:geen|niet|nooit)\b")
_OUT_OF_TEN = re.compile(r"\b(\d+)\s*(?:/|van de|van|uit|op de|op)\s*(?:10|tien)\b(?!\s*/)")
_HALF = re.compile(
    r"\d\s*[,.]\s*(?!0+\b)\d|\d\s*(?:1/2|1⁄2)|half|halve|\bkomma\b|\bpunt\s+\d|kwart|\d\s*[+-](?!\s*\d)|\bmin\b|\bplus\b"
)
_WHOLE = re.compile(r"(\d)[,.]0+\b")
_NUMBER = re.compile(r"-?\d+")
_COUNTS = re.compile(r"\d+\s*(?:uur|uren|minuten|minuut|keer|dagen|weken|maanden|jaar|mensen|personen|man|euro|x)\b")
# What stands around a grade without saying anything else.
_AROUND = frozenset({
    "een", "de", "het", "ik", "wij", "we", "geef", "geven", "kies", "zeg", "denk", "doe", "maar", "cijfer", "tussen", "en", "of",
    "van", "tot", "a", "voor", "hoor", "dus", "graag", "wel", "ook", "dikke", "mooie", "ruime", "hele", "half", "halve",
    "komma", "punt", "min", "plus", "ongeveer", "uit", "op",
})  # fmt: skip
_ONE = {"een", "1"}


def read_grade(text: str) -> Reading:
    """Read the grade in a message."""
    words = _plain(text)
    if _strip(words) in _ONE:
        return Grade(1)
    words = _in_digits(words)
    if _DENIED.search(words) or _COUNTS.search(words):
        return NoGrade()
    if _HALF.search(words):
        return NotWhole()
    if found := _OUT_OF_TEN.search(words):
        words = words[: found.start()] + found[1] + words[found.end() :]
    # "8-9" and "8/9" are two numbers; a minus before a number is one only at the beginning of a word.
    numbers = [int(found[0][-6:]) for found in _NUMBER.finditer(re.sub(r"(?<=\d)\s*[-/]\s*(?=\d)", " ", words))]
    match numbers:
        case []:
            return NoGrade()
        case [number]:
            return Grade(number) if LOWEST <= number <= HIGHEST else OutOfRange()
        case _:
            return Several()


def is_only_a_grade(text: str) -> bool:
    """Say whether a message is about a grade and nothing else, also one that is asked again, such as "7,5" or "8 of 9"."""
    words = re.findall(r"[^\W\d_]+", _in_digits(_plain(text)))
    return _AROUND.issuperset(words) and not isinstance(read_grade(text), NoGrade)


def _plain(text: str) -> str:
    """Small letters, without accents and keycaps, with spaces of one width."""
    text = unicodedata.normalize("NFKD", text.translate(_KEYCAPS)).lower()
    return " ".join("".join(character for character in text if not unicodedata.combining(character)).split())


def _strip(words: str) -> str:
    return words.strip(" .!?:;'\"()")


def _in_digits(words: str) -> str:
    """Write numbers in digits, and '8,0' as 8."""
    spelled = re.sub(r"[a-z]+", lambda found: str(_WORDS.get(found[0], found[0])), words)
    return _WHOLE.sub(r"\1", spelled)
