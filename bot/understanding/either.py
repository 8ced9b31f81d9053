"""Two sets of words asked as one: a third would take two megabytes, and most of the words are in both."""

from collections.abc import Set as AbstractSet


class Either:
    """Has every word that one of the two has."""

    def __init__(self, one: AbstractSet[str], other: AbstractSet[str]) -> None:
        """Ask these; what is in both is kept once."""
        self._one = one
        self._other = frozenset(other - one)

    def __contains__(self, word: object) -> bool:
        """Say whether one of them has this word."""
        return word in self._one or word in self._other
