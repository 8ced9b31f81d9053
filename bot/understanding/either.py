"""Words here or there, asked as one: most are in both, and are kept once."""

from collections.abc import Container, Iterable

from bot.understanding.known import Known


class Either:
    """Has every word that one of the two has."""

    def __init__(self, one: Container[str], other: Iterable[str]) -> None:
        """Ask these; what is in both is kept once."""
        self._one = one
        self._other = Known(word for word in other if word not in one)

    def __contains__(self, word: object) -> bool:
        """Say whether one of them has this word."""
        return word in self._one or word in self._other
