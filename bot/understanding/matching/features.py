"""Describes a text as a bag of numbered features: words, pairs of words, parts of words, and concepts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matching.lexicon import Lexicon
from bot.understanding.matching.spelling import Spelling
from bot.understanding.matching.words import LONGEST, words_of

Ids = NDArray[np.uint32]

WORDS, PARTS, CONCEPTS = range(3)
GROUPS = (WORDS, PARTS, CONCEPTS)
GROUP_SHIFT = 30
_LOW_BITS = (1 << GROUP_SHIFT) - 1
_OF_WORDS = WORDS << GROUP_SHIFT
_REMEMBERED = 10_000
_AROUND_A_DENIAL = (-3, -2, -1, 1, 2, 3)
DENIALS = frozenset(
    {"niet", "geen", "nooit", "niks", "niets", "niemand", "nergens", "zonder", "amper", "nauwelijks", "nie", "nit"}
)
_SIGN = re.compile(r"\b(?:[A-Z]{3,6}|(?:[A-Za-z]\.){2,6}[A-Za-z]?)(?![a-z])")


def feature_id(group: int, name: str) -> int:
    """Return the number of a feature; the two highest bits are its group."""
    return (crc32(name.encode()) & _LOW_BITS) | (group << GROUP_SHIFT)


@lru_cache(maxsize=_REMEMBERED)
def _hashed(word: str) -> tuple[int, bytes]:
    raw = word.encode()
    return crc32(raw + b" "), raw


@lru_cache(maxsize=_REMEMBERED)
def _concept_id(name: str) -> int:
    return feature_id(CONCEPTS, name)


def parts_of(word: str, shortest: int = 3, longest: int = 5) -> list[str]:
    """Return the pieces of a word between two borders: `drank` gives `<dr`, `dra`, … `rank>`."""
    edged = f"<{word}>"
    return [
        edged[start : start + size]
        for size in range(shortest, min(longest, len(edged)) + 1)
        for start in range(len(edged) - size + 1)
    ]


@dataclass
class Extractor:
    """Makes features; remembers the words it has seen, up to a limit."""

    lexicon: Lexicon
    spelling: Spelling = field(init=False)
    _seen: dict[str, tuple[tuple[str, ...], Ids]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spelling = Spelling(self.lexicon.known_words())

    def __call__(self, text: str) -> Ids:
        """Return the features of a text, a feature that occurs twice twice."""
        known = [self._of_word(word) for word in words_of(text)]
        whole = self.of_whole(text, [one for read, _ in known for one in read])
        return np.concatenate([*(piece for _, piece in known), np.array(whole, dtype=np.uint32)])

    def of_whole(self, text: str, words: Sequence[str]) -> list[int]:
        """Return the features that are more than one word, or depend on the words around: `words` is how the text is read."""
        # As feature_id of "first second": hashing goes on from what the first word came to, which is remembered.
        hashed = [_hashed("<"), *map(_hashed, words), _hashed(">")]
        ids = [crc32(second, begun) & _LOW_BITS | _OF_WORDS for (begun, _), (_, second) in pairwise(hashed)]
        ids += [_concept_id(concept) for concept in self._concepts_of(words)]
        ids += [feature_id(WORDS, f"={sign}") for sign in signs_of(text)]
        return ids

    def _concepts_of(self, words: Sequence[str]) -> Iterator[str]:
        """Return the concepts, and once more as denied those that stand near a `niet`."""
        denials = [place for place, word in enumerate(words) if word in DENIALS]
        denied = {place + step for place in denials for step in _AROUND_A_DENIAL}
        for place, concept in self.lexicon.concepts_of(words):
            yield concept
            if place in denied:
                yield f"!{concept}"

    def of_word(self, word: str) -> tuple[tuple[str, ...], Ids]:
        """Return the words it is read as; and as features these, in the form they have and in their basic form, and its parts."""
        read = self.spelling.read(word)
        names: Iterable[str] = (name for one in read for name in (one, f"+{self.lexicon.forms.basic_of(one)}"))
        ids = [*(feature_id(WORDS, name) for name in names), *(feature_id(PARTS, part) for part in parts_of(word))]
        return read, np.array(ids, dtype=np.uint32)

    def _of_word(self, word: str) -> tuple[tuple[str, ...], Ids]:
        found = self._seen.get(word)
        if found is None:
            found = self.of_word(word)
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = found
        return found


def signs_of(text: str) -> list[str]:
    """Return words in capitals in a text that is not all capitals, and words spelt with dots: `OMA`, `l.s.d.`."""
    if text.isupper():
        return []
    return [found.replace(".", "").lower() for found in _SIGN.findall(text[:LONGEST])]
