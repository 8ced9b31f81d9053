"""Leaves out what a message denies: "hij is niet agressief maar wel heel stil" is about somebody who is silent."""

import re

from bot.understanding.matching.lexicon import Lexicon
from bot.understanding.matching.words import words_of

_FEWEST_LEFT = 3
_REACHES = 3
_NOT = frozenset({"niet", "geen", "nooit", "nie", "ni"})
_NO_DENIAL = frozenset(
    {"meer", "willen", "wil", "naar", "met", "zonder", "te", "tegen"}
)  # "niet meer boos", "niet met drugs": who knows
_MAY_DENY = re.compile(r"\b(?:niet|geen|nooit|nie|ni)\b")
_BUT = re.compile(
    r"\b(?:(?:is|zijn|was|heeft|heb|doet|wordt) )?(?:(?:echt|helemaal|zeker|ook) )?(?:niet|geen|nooit|nie)\b"
    r"[^.?!;]{2,60}?\b(?:maar|alleen|eerder|juist|gewoon)\b(?: (?:wel|juist|gewoon|eerder|meer)\b)?"
)
STATES = frozenset(
    [
        "achterdocht",
        "angst",
        "boos",
        "d_boos",
        "dood_willen",
        "drank",
        "dreigen",
        "drugs",
        "dwang",
        "e_ziek",
        "eenzaam",
        "eetstoornis",
        "geldzorgen",
        "geweld",
        "gokken",
        "honderduit",
        "manie",
        "paniek",
        "psychose",
        "rouw",
        "schreeuwen",
        "somber",
        "spanning",
        "stank",
        "verslaving",
        "vervuild",
        "verward",
    ]
)


def without_denied(line: str, lexicon: Lexicon) -> str | None:
    """Return a plain text without "niet … maar" and without denied states; None when none is, or little would be left."""
    if _MAY_DENY.search(line) is None:
        return None
    words = line.split()
    left: list[str] = []
    shortened = _BUT.sub(" ", " ".join(words)).split()
    place = 0
    while place < len(shortened):
        denies = shortened[place] in _NOT
        skipped = _denied(shortened[place : place + 1 + _REACHES], lexicon) if denies else 0
        if not skipped:
            left.append(shortened[place])
        place += max(1, skipped)
    return " ".join(left) if _FEWEST_LEFT <= len(left) < len(words) else None


def _denied(words: list[str], lexicon: Lexicon) -> int:
    """Return how many of these words deny a state: `niet erg boos` is three, `niet meer boos` none."""
    found = 0
    for number, word in enumerate(words[1:], 2):
        inside = words_of(word)
        if _NO_DENIAL & set(inside):
            break
        if any(concept in STATES for _, concept in lexicon.concepts_of(inside)):
            found = number
        if word[-1] in ",.;!?":
            break
    return found
