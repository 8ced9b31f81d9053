"""Shortens what is drawn out: `heeeel` is `heel`."""

import re
from string import ascii_lowercase

_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_THRICE = tuple(letter * 3 for letter in ascii_lowercase)


def without_drawn_out(line: str) -> str:
    """Return the text with no small letter more than twice in a row."""
    # Nearly no text has one, and looking for each of the 26 is ten times as fast as the pattern.
    return _DRAWN_OUT.sub(r"\1\1", line) if any(letters in line for letters in _THRICE) else line
