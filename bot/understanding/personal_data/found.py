"""The shared words of this room: what a piece of personal data is, and how overlapping pieces are settled."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of personal data that are taken out of a message."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    BSN = "bsn"
    BIRTHDATE = "birthdate"
    IBAN = "iban"
    LICENCE_PLATE = "licence_plate"


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data: `value` is exactly `text[start:end]`."""

    kind: Kind
    value: str
    start: int
    end: int


_LABELS = {
    Kind.NAME: "[naam]",
    Kind.PHONE: "[telefoon]",
    Kind.EMAIL: "[e-mail]",
    Kind.ADDRESS: "[adres]",
    Kind.POSTCODE: "[postcode]",
    Kind.BSN: "[bsn]",
    Kind.BIRTHDATE: "[geboortedatum]",
    Kind.IBAN: "[iban]",
    Kind.LICENCE_PLATE: "[kenteken]",
}

_NAMES_OF_RULES = frozenset({"anna", "ana"})  # of the conversation rules, only ANNA is also what people are called

_DIGIT = re.compile(r"\d")
_BEFORE_DIGIT, _AFTER_DIGIT = 120, 80  # more than any address, date or number has around its digits


def surely_personal(pieces: Iterable[Found]) -> tuple[Found, ...]:
    """Return all but the names that a conversation rule has too: of "Anna" the question decides which of the two is meant."""
    return tuple(one for one in pieces if one.kind is not Kind.NAME or one.value.lower() not in _NAMES_OF_RULES)


def near_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return where the pattern, which has a digit, stands in `text`; only looks where digits are."""
    for start, end in _stretches(text):
        yield from pattern.finditer(text, start, end)


def _stretches(text: str) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for found in _DIGIT.finditer(text):
        start, end = max(0, found.start() - _BEFORE_DIGIT), found.end() + _AFTER_DIGIT
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def cut(text: str, kind: Kind, start: int, end: int) -> Found:
    """Return the piece of `text` from `start` to `end` as a Found."""
    return Found(kind, text[start:end], start, end)


def without_overlap(length: int, groups: Iterable[Sequence[Found]]) -> list[Found]:
    """Return the pieces of all groups in a text of `length`; where two overlap, the one of the earlier group stays."""
    taken = bytearray(length)
    kept: list[Found] = []
    for group in groups:
        for piece in group:
            if not any(taken[piece.start : piece.end]):
                taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
                kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def without(text: str, pieces: Iterable[Found]) -> str:
    """Return the text with each piece replaced by the label of its kind."""
    kept: list[str] = []
    place = 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        kept += [text[place : piece.start], _LABELS[piece.kind]]
        place = piece.end
    return "".join([*kept, text[place:]])
