"""How alike two short texts are; for what coaches write themselves, of which there is too little to learn from."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

ALIKE = 0.35
"""From here on two questions are about the same: of 3,000 pairs of examples about two situations, one was this alike."""

_LONGEST = 1000
_GRAM = 4
# Words that say nothing about what it is about.
_EMPTY = frozenset({
    "de", "het", "een", "en", "of", "maar", "dat", "die", "dit", "deze", "er", "is", "zijn", "was", "wat", "hoe", "wie",
    "als", "dan", "om", "te", "van", "in", "op", "aan", "met", "voor", "bij", "naar", "ook", "niet", "geen", "ik", "je",
    "jij", "hij", "zij", "ze", "we", "wij", "mij", "me", "hem", "haar", "iemand", "mensen", "kan", "kun", "moet", "wil",
    "ga", "doe", "heb", "heeft", "hebben", "wel", "nog", "steeds", "altijd",
})  # fmt: skip


def likeness(one: str, other: str) -> float:
    """Return from 0 (nothing in common) to 1 (the same) how alike two texts are, by pieces of their words."""
    left, right = _pieces(one), _pieces(other)
    if not left or not right:
        return 0.0
    common = sum(number * right[piece] for piece, number in left.items())
    return common / math.sqrt(_square(left) * _square(right))


def most_alike(text: str, candidates: Iterable[tuple[int, str]]) -> int | None:
    """Return the number of the candidate (number, text) that is most like the text, if it is alike enough."""
    scored = [(likeness(text, candidate), number) for number, candidate in candidates]
    best = max(scored, default=(0.0, 0))
    return best[1] if best[0] >= ALIKE else None


def _pieces(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFD", text[:_LONGEST].lower()).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z]{2,}", plain) if word not in _EMPTY]
    return Counter(f"_{word}_"[place : place + _GRAM] for word in words for place in range(max(1, len(word) + 3 - _GRAM)))


def _square(pieces: Counter[str]) -> int:
    return sum(number * number for number in pieces.values())
