"""Weighs whether a message names a conversation rule, and whether it asks about one: `OMA` is a rule, `oma` mostly is not."""

import re
from enum import StrEnum

from bot.understanding.matching.lexicon import Lexicon
from bot.understanding.matching.words import words_in, words_of

ASKS = "r_regel"  # the concept in content/taal/begrippen/regels.yaml: betekenis, afkorting, uitleg, …
_NAMES = frozenset(
    {"lsd", "oma", "anna", "nivea", "oen", "dik", "blizz", "bliz", "blitz", "blizzz", "nievea", "nivia", "ana", "elesdee"}
)
_SPELT_OUT = re.compile(r"\b(?:[a-z][. ]){2,5}[a-z]\b")
_CAPITALS = re.compile(r"\b(?:LSD|OMA|ANNA|NIVEA|OEN|DIK|BLIZ+|(?:[A-Z]\.){2,})")
_BARE = 2


class Sign(StrEnum):
    """What a message shows of a rule, apart from what the model makes of it."""

    NAMED_AND_ASKED = "named_and_asked"
    NAMED = "named"
    ASKED = "asked"
    NONE = "none"


def sign_of(text: str, line: str, lexicon: Lexicon) -> Sign:
    """Say whether a rule is named, and whether capitals, a bare name or words like `betekenis` show that a rule is meant.

    `line` is the text in plain words.
    """
    spelt = _SPELT_OUT.sub(lambda found: re.sub(r"[. ]", "", found.group()), line)
    words = words_in(line) if spelt == line else words_of(spelt)
    is_named = not _NAMES.isdisjoint(words)
    is_asked = lexicon.has(ASKS, words)
    if is_named:
        in_capitals = not text.isupper() and _CAPITALS.search(text) is not None
        return Sign.NAMED_AND_ASKED if in_capitals or is_asked or len(words) <= _BARE else Sign.NAMED
    return Sign.ASKED if is_asked else Sign.NONE
