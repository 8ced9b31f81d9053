"""A message cut into words, each knowing what stands around it; no word is judged here."""

import re
from typing import NamedTuple

from bot.understanding.personal_data.lists import fold
from bot.understanding.personal_data.word_rows import word_set

_LETTER = r"[^\W\d_][\u00ad\u200b-\u200d\u2060\u0300-\u036f]*"
_TOKEN = re.compile(
    r"(?<![^\W_])(?:(?P<plain>(?!vd\s)[a-z]+(?=[ ,?!\n]|$))"
    r"|(?P<particle>[Vv](?:\.\s?|/)?[Dd](?:\.|(?=\s)))(?=\s)"
    r"|(?P<initials>(?:(?:[A-ZÀ-Þ]|Th|Ch|Ph|IJ|Tj|Sj|Chr|Joh|Fr)\.-?)+|(?:[a-z]\.){1,4}(?=\s?[^\W\d_]))"
    rf"|(?P<word>['’][tns](?![^\W_])|(?:{_LETTER})+(?:[-'’\u2011](?:{_LETTER})+)*))"
)
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_SHORTEST_POSSESSIVE = 3
_NEAR = re.compile(r"[ \t\u00a0\u202f]{1,3}")
_NEAR_AFTER_SHORT = re.compile(r"\.[ \t\u00a0]{0,2}")
_DASH = re.compile(r"\s?[-–]\s")
_SENTENCE_BREAK = re.compile(r"[.!?…\n\"“”„:;(\[*•>]|\s[-–—]\s|\s['‘]$")
_SHORT = word_set("mw dhr mevr fam mr dr drs ir st hr br zr mrs ms mej mvr prof ds burg ing gr ")


class Word(NamedTuple):
    """A word or a row of initials.

    `near` means that only a space parts it from the word before, `dashed` only a dash, `first` that a sentence may start here.
    """

    text: str
    start: int
    end: int
    folded: str
    initials: bool
    capital: bool
    shouted: bool
    first: bool
    near: bool
    dashed: bool
    possessive: bool


def split_words(text: str) -> list[Word]:
    """Return the words of `text` in order; `text[word.start:word.end] == word.text`."""
    words: list[Word] = []
    previous: Word | None = None
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "plain":  # as most words are
            start, end = match.span()
            bare = match.group()
            near, dashed, first = _joint(text, start, previous, capital=False)
            previous = Word(bare, start, end, bare, False, False, False, first, near, dashed, False)
        else:
            previous = _word(text, match, previous)
        words.append(previous)
    return words


def _word(text: str, match: re.Match[str], previous: Word | None) -> Word:
    start, end = match.span()
    bare = match.group()
    initials = match.lastgroup == "initials"
    if not initials and end - start >= _SHORTEST_POSSESSIVE and ("'" in bare or "’" in bare):
        bare = _POSSESSIVE.sub("", bare)
    capital = bare[0].isupper()
    near, dashed, first = _joint(text, start, previous, capital=capital)
    shouted = not initials and len(bare) > 1 and bare.isupper()
    folded = "v.d." if match.lastgroup == "particle" else fold(bare)
    return Word(
        bare, start, start + len(bare), folded, initials, capital, shouted, first, near, dashed, len(bare) < end - start
    )  # fmt: skip


def _joint(text: str, start: int, previous: Word | None, *, capital: bool) -> tuple[bool, bool, bool]:
    """Return whether a word is near to the one before it, only a dash parts them, and whether a sentence may start with it."""
    if previous is None:
        return False, False, True
    small = previous.initials and not previous.capital
    gap = text[previous.end : start]
    if gap == " ":  # as nearly always
        return True, False, small and capital
    short = previous.folded in _SHORT and bool(_NEAR_AFTER_SHORT.fullmatch(gap))
    near = short or bool(_NEAR.fullmatch(gap)) or (previous.initials and not gap)
    first = (small and capital) or (not short and not near and bool(_SENTENCE_BREAK.search(gap)))
    return near, bool(_DASH.fullmatch(gap)), first
