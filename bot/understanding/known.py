"""Many words in little memory: eight bytes for each, where a set or a dictionary takes a hundred."""

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value", bound=Hashable)


_ROWS: dict[tuple[Any, ...], tuple[Any, ...]] = {}


def same(row: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return this row, for equal ones always the same: thousands of words share a few hundred."""
    kept: tuple[Value, ...] = _ROWS.setdefault(row, row)
    return kept


def shared(table: Mapping[Key, Iterable[Value]]) -> dict[Key, tuple[Value, ...]]:
    """Return the table with rows that cannot change, equal ones of which stand in memory once."""
    return {key: same(tuple(row)) for key, row in table.items()}


class Known:
    """Has these words. Of each it keeps the number of 64 bits that Python makes of it: one is hardly ever taken for another."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep these."""
        self._numbers = array("q", sorted({hash(word) for word in words}))

    def __contains__(self, word: object) -> bool:
        """Say whether this word is there."""
        number = hash(word)
        place = bisect_left(self._numbers, number)
        return place < len(self._numbers) and self._numbers[place] == number


class KnownFor:
    """Says of each of these words what it is known for; what that is stands here once, however many words share it."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Keep this."""
        self._values = tuple(dict.fromkeys(known.values()))
        places = {value: place for place, value in enumerate(self._values)}
        pairs = sorted((hash(word), places[value]) for word, value in known.items())
        self._numbers = array("q", (number for number, _ in pairs))
        self._places = array("I", (place for _, place in pairs))

    def get(self, word: str, otherwise: str) -> str:
        """Return what this word is known for, or `otherwise`."""
        number = hash(word)
        place = bisect_left(self._numbers, number)
        found = place < len(self._numbers) and self._numbers[place] == number
        return self._values[self._places[place]] if found else otherwise
