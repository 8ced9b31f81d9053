"""Turns what people type into plain words: no accents, no capitals, no drawn-out letters."""

import re

from bot.understanding.accents import without_accents
from bot.understanding.drawn_out import without_drawn_out

LONGEST = 4096
_SHORT_ENOUGH, _BEGINNING, _END = 1000, 600, 400
_WORD = re.compile(r"[a-z]+|\d+")
_INSIDE = re.compile(r"(?<=[a-z])['’`´](?=[a-z])")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,24}\]")
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")


def heart_of(text: str) -> str:
    """Return the beginning and the end of a long story: what somebody wants to know stands there, and the middle costs time."""
    return text if len(text) <= _SHORT_ENOUGH else f"{text[:_BEGINNING]} {text[-_END:]}"


def plain(text: str) -> str:
    """Return the text in small letters without accents; `zo'n` becomes `zon`, `heeeel` becomes `heel`, `[naam]` is left out."""
    text = _PLACEHOLDER.sub(" ", text[:LONGEST]).lower()
    if not text.isascii():
        text = without_accents(text)
    return without_drawn_out(_INSIDE.sub("", text))


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text, in order."""
    return words_in(plain(text))


def words_in(line: str) -> list[str]:
    """Return the words and numbers of a text that is plain already."""
    return _WORD.findall(line)


def sentences_of(text: str) -> list[str]:
    """Split a text after . ! ? ; and line ends."""
    return [part for part in _SENTENCE.split(text.strip()) if part]
