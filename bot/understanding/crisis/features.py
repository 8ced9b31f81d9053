"""Describes sentences as a bag of numbered features: words, neighbours, parts of words, concepts and concepts together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.understanding.crisis.lexicon import Lexicon
from bot.understanding.crisis.rules import Rule, RuleBook
from bot.understanding.crisis.wording import sound_of

Ids = NDArray[np.uint32]

WORDS, PAIRS, PARTS, CONCEPTS, RULES = range(5)
GROUPS = (WORDS, PAIRS, PARTS, CONCEPTS, RULES)
GROUP_SHIFT = 29
GROUP_OF_CONCEPTS = (CONCEPTS << GROUP_SHIFT, RULES << GROUP_SHIFT)  # from, up to
_LOW_BITS = (1 << GROUP_SHIFT) - 1
_OF_PAIRS = PAIRS << GROUP_SHIFT
_REMEMBERED = 10_000
_PART = 4  # letters
_TOGETHER = 1 << 12
_DENIALS = frozenset({"geen", "niet", "nie", "ni", "nooit", "niemand", "niks", "zonder"})
_DENIAL_REACHES = 4


def feature_id(group: int, name: str) -> int:
    """Return the number of a feature; the three highest bits are its group."""
    return (crc32(name.encode()) & _LOW_BITS) | (group << GROUP_SHIFT)


@lru_cache(maxsize=_REMEMBERED)
def _hashed(word: str) -> tuple[int, int, bytes]:
    """Return where hashing stands after "sound " and after "sound * ", the beginnings of pairs; and what is hashed in the end."""
    raw = sound_of(word).encode()
    return crc32(raw + b" "), crc32(raw + b" * "), raw


def _denied(words: Sequence[str]) -> list[str]:
    """Return the words that follow soon after a "niet" or "geen"."""
    places = [place for place, word in enumerate(words) if word in _DENIALS]
    return [word for place in places for word in words[place + 1 : place + 1 + _DENIAL_REACHES]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in a sentence: its features, the rules that it fits, and the concepts that it speaks of.

    Of the features only those that are more than one word (`whole`), and the `numbers` of the concepts, in order.
    """

    words: Sequence[str]
    whole: Sequence[int]
    numbers: NDArray[np.intp]
    danger: tuple[Rule, ...]
    doubt: tuple[Rule, ...]
    sure: tuple[Rule, ...]
    acute: bool
    concepts: frozenset[str]


@dataclass
class Extractor:
    """Makes features; remembers the words it has seen, up to a limit."""

    lexicon: Lexicon
    rules: RuleBook
    _seen: dict[str, Ids] = field(default_factory=dict)

    def __call__(self, words: Sequence[str]) -> Seen:
        """Return what is in a sentence."""
        ids = [feature_id(WORDS, f"geen {word}") for word in _denied(words)]
        sounds = [_hashed("<"), *map(_hashed, words), _hashed(">")]
        ids += [crc32(second, next_to) & _LOW_BITS | _OF_PAIRS for (next_to, _, _), (_, _, second) in pairwise(sounds)]
        ids += [
            crc32(second, near) & _LOW_BITS | _OF_PAIRS for (_, near, _), (_, _, second) in zip(sounds, sounds[2:], strict=False)
        ]  # fmt: skip
        masks = self.lexicon.places_of(words)
        danger, doubt, sure, acute = (tuple(found.values()) for found in self.rules.fitting(masks))
        if danger or doubt:
            ids += [feature_id(RULES, rule.name) for rule in (*danger, *doubt)]
            ids += [feature_id(RULES, topic) for topic in {rule.topic for rule in (*danger, *doubt)}]
            ids += [feature_id(RULES, f"{one.topic}+{other.topic}") for one in danger for other in doubt]
        known = self.lexicon.numbers
        numbers = np.array(sorted(known[concept] for concept in masks if concept in known), dtype=np.intp)
        return Seen(words, ids, numbers, danger, doubt, sure, acute=bool(acute), concepts=frozenset(masks))

    def ids_of(self, words: Sequence[str]) -> Ids:
        """Return every feature of a sentence; one that occurs twice is there twice."""
        seen = self(words)
        numbers = seen.numbers.astype(np.uint32)
        first, second = every_two(len(numbers))
        return np.concatenate([
            *map(self._of_word, words),
            np.array(seen.whole, dtype=np.uint32),
            concept_ids(numbers),
            concept_ids(numbers[first], numbers[second]),
        ])  # fmt: skip

    def of_word(self, word: str) -> Ids:
        """Return the features of a word by itself."""
        edged = f"<{sound_of(word)}>"
        parts = [edged[start : start + _PART] for start in range(len(edged) - _PART + 1)]
        found = [feature_id(WORDS, word), feature_id(WORDS, edged), *(feature_id(PARTS, part) for part in parts)]
        return np.array(found, dtype=np.uint32)

    def _of_word(self, word: str) -> Ids:
        ids = self._seen.get(word)
        if ids is None:
            ids = self.of_word(word)
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = ids
        return ids


def concept_ids(numbers: Ids, others: Ids | None = None) -> Ids:
    """Return the features of concepts, or of two of them together: by number, for there are hundreds in a sentence."""
    names = numbers if others is None else (numbers + 1) * _TOGETHER + others
    return names | np.uint32(CONCEPTS << GROUP_SHIFT)


@lru_cache(maxsize=128)
def every_two(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the places of every two among so many, the first before the second."""
    first, second = np.triu_indices(count, 1)
    return first, second
