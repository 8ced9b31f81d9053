"""Cuts a message into words that still know where they stood, and reads past small slips of the pen."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

LONGEST = 1500  # the rest of a longer message is not read: what somebody wants stands in what comes first
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_TOKEN = re.compile(r"q ?& ?a(?:'?s)?(?![a-z])|[a-z]+(?:['-][a-z]+)*|\d+|[^\w\s]")
_SHORTEST_MENDED = 5
_TWO_SLIPS = 9
_REMEMBERED = 5_000


def folded(text: str) -> str:
    """Return the text in small letters, without accents and with plain quotes; every sign keeps its place."""
    text = text.translate(_QUOTES)
    if text.isascii():
        return text.lower()
    return "".join(_fold(sign) for sign in text)


@lru_cache(maxsize=2048)
def _fold(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign)[0].lower()
    return plain if len(plain) == 1 else sign


class Token(NamedTuple):
    """A word, number or sign; `plain` is folded, `start` and `end` are places in the message."""

    plain: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message with what it looks like folded and cut into tokens."""

    text: str
    plain: str
    tokens: tuple[Token, ...]

    def at(self, place: int) -> str:
        """Return the folded token at `place`, or nothing outside the message."""
        return self.tokens[place].plain if 0 <= place < len(self.tokens) else ""

    def token_at(self, start: int) -> int:
        """Return the number of the first token that ends after sign `start`."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.tokens[middle].end <= start else (low, middle)
        return low


def read_message(text: str) -> Message:
    """Cut `text` into tokens."""
    text = text[:LONGEST]
    plain = folded(text)
    tokens = tuple(Token(match.group(), *match.span(), text[match.start()].isupper()) for match in _TOKEN.finditer(plain))
    return Message(text, plain, tokens)


class Spelling:
    """Finds which known word was meant; longer words may have a slip or two."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._near: dict[str, list[str]] = {}
        self._read: dict[str, str | None] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORTEST_MENDED:
                for shorter in _shorter(word):
                    self._near.setdefault(shorter, []).append(word)

    def meant(self, word: str) -> str | None:
        """Return the known word that was meant, or None; remembers words, up to a limit."""
        if word in self._known:
            return word
        if len(word) < _SHORTEST_MENDED or not self._near:
            return None
        if word not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[word] = self._mended(word)
        return self._read[word]

    def _mended(self, word: str) -> str | None:
        """Return the first known word that is near enough; the first letter is taken to be right."""
        for shorter in _shorter(word):
            for known in self._near.get(shorter, ()):
                if known[0] == word[0] and _is_slip(word, known):
                    return known
        return None


def _shorter(word: str) -> Iterator[str]:
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _is_slip(word: str, known: str) -> bool:
    """Words that are equal after leaving out one letter each differ by one slip, two letters swapped, or two slips."""
    if len(word) >= _TWO_SLIPS and len(known) >= _TWO_SLIPS:
        return True
    if len(word) != len(known):
        return True
    wrong = [place for place, (one, other) in enumerate(zip(word, known, strict=True)) if one != other]
    swapped = len(wrong) > 1 and sorted(word[wrong[0] : wrong[-1] + 1]) == sorted(known[wrong[0] : wrong[-1] + 1])
    return len(wrong) == 1 or swapped
