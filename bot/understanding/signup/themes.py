"""Finds what a bijeenkomst should be about, also when the agenda has nothing about it."""

import re
from collections.abc import Iterator

from bot.understanding.personal_data.word_rows import word_set
from bot.understanding.signup.kind_words import names_a_meeting
from bot.understanding.signup.theme_words import EVERYDAY, GENERIC, OTHER_THEMES, SYNONYMS
from bot.understanding.signup.vocabulary import Vocabulary
from bot.understanding.signup.words import Message

_SHORTEST_PART = 6
_ABOUT = re.compile(r"\b(?:over|thema:?|onderwerp:?)\s+")
_LEADS = re.compile(
    r"(?:\b(?:iets|wat|die|dat|een|is|gaat|lezing|middag|avond|uurtje|verhaal|workshop|meer|ook|nog)|q&a'?s?) (?:\w+ ){0,2}$"
)
_STOP = word_set(
    "de het een dat dit die bij in op aan naar met voor van is kom kan wil ik mij me we wij ons jullie graag en of "
    "bij twee drie week weken dagen omgaan hoe wat welke waar wanneer alles er nog niet"
)
_NAMES_IT = frozenset({"over", "naar", "thema", "q&a", "onderwerp", "voor"})
_LEADS_TO = frozenset({"voor", "naar", "bij"})
_SHORTEST = 4
_REACH = 40

Span = tuple[int, int]


def find_themes(message: Message, vocabulary: Vocabulary, taken: list[Span]) -> Iterator[tuple[int, int, int, bool]]:
    """Return place, mask of events (0: none is about that) and weakness of every theme."""
    about = [match.end() for match in _ABOUT.finditer(message.plain)]
    answered: set[int] = set()
    for number, token in enumerate(message.tokens):
        if (
            len(token.plain) < _SHORTEST
            or token.plain in GENERIC
            or any(token.start < end and token.end > start for start, end in taken)
        ):
            continue
        asked = [start for start in about if 0 <= token.start - start <= _REACH]
        mask = _mask(token.plain, vocabulary, everyday=bool(asked)) or _mask_of_part(token.plain, vocabulary)
        if mask:
            answered.update(asked)
            yield token.start, token.end, mask, not asked and not _is_named(message, number)
        elif _is_other(token.plain, vocabulary) and (asked or _is_named(message, number)):
            answered.update(asked)
            yield token.start, token.end, 0, False
    yield from _unanswered(message, [start for start in about if start not in answered], taken)


def _mask(word: str, vocabulary: Vocabulary, *, everyday: bool) -> int:
    themes = {**vocabulary.themes, **vocabulary.everyday_themes} if everyday else vocabulary.themes
    word = SYNONYMS.get(word, word)
    if word in themes:
        return themes[word]
    if len(word) < _SHORTEST_PART or word in EVERYDAY:
        return 0
    mask = 0
    for theme, events in themes.items():
        if theme.startswith(word) or (len(theme) >= _SHORTEST_PART and word.startswith(theme)):
            mask |= events
    if not mask:
        meant = vocabulary.theme_spelling.meant(word)
        mask = vocabulary.themes[meant] if meant else 0
    return mask


def _mask_of_part(word: str, vocabulary: Vocabulary) -> int:
    """ "Psychose-avond", "stigma-middag": the theme stands before a hyphen."""
    before, hyphen, _ = word.partition("-")
    return _mask(before, vocabulary, everyday=False) if hyphen and len(before) >= _SHORTEST and before not in GENERIC else 0


def _is_other(word: str, vocabulary: Vocabulary) -> bool:
    return SYNONYMS.get(word, word) in OTHER_THEMES and SYNONYMS.get(word, word) not in vocabulary.themes


def _is_named(message: Message, number: int) -> bool:
    """Return whether the words next to it make this a theme: "q&a stigma", "stigmatraining"."""
    before, following = message.at(number - 1), message.at(number + 1)
    if before in {"de", "het", "die"} and message.at(number - 2) in _LEADS_TO:
        return True
    return before in _NAMES_IT or names_a_meeting(before) or names_a_meeting(following)


def _unanswered(message: Message, starts: list[int], taken: list[Span]) -> Iterator[tuple[int, int, int, bool]]:
    """ "Een q&a over tuinieren": asked for, and not there."""
    for start in starts:
        before = message.plain[: message.plain.rfind("over", 0, start)]
        number = message.token_at(start)
        first = message.at(number)
        said = any(end <= start and start - end < _REACH // 2 for _, end in taken) or names_a_meeting(before[-_REACH // 2 :])
        inside = any(place <= start < end for place, end in taken)
        if first.isalpha() and len(first) >= _SHORTEST and first not in _STOP and not inside and (said or _LEADS.search(before)):
            yield start, start + len(first), 0, False
