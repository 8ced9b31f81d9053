"""Reads our own numbers back from the data of a button."""

from collections.abc import Sequence

_LONGEST = 15


def number_in(tapped: Sequence[str], place: int) -> int:
    """Return the number at this place of a button's data, or 0 when there is none that the database could hold."""
    text = tapped[place] if place < len(tapped) else ""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else 0
