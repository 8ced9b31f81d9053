"""Everything in a message that says which bijeenkomst is meant, each as the set of dagdelen that it leaves possible."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.understanding.signup.agenda import Upcoming
from bot.understanding.signup.dates import find_moments
from bot.understanding.signup.kind_words import find_half_kinds, find_kinds
from bot.understanding.signup.people import find_trainers
from bot.understanding.signup.places import Place
from bot.understanding.signup.themes import find_themes
from bot.understanding.signup.vocabulary import Vocabulary, singular
from bot.understanding.signup.words import Message

_CODE = re.compile(r"\b([a-z]{2,4})[ -]?(\d{1,4})\b(?! ?(?:januari|februari|maart|jan\b|feb|mrt))")
_FOR_WHOM = re.compile(r"\bvoor (?:de |alle |ons |een )?(?P<who>[a-z][a-z'-]+)")
_AS_WHAT = re.compile(r"\bals (?:een )?(?P<who>[a-z][a-z'-]+)")
_HOST = re.compile(
    r"\b(?P<who>bewoners?|buurtbewoners?|professionals?|vrijwilligers?)-?(?=avond|ochtend|middag"
    r"|bijeenkomst|training)|(?<=avond )(?P<then>bewoners|buurtbewoners|professionals|vrijwilligers)\b"
)
_FIRST = re.compile(
    r"\b(?:eerstvolgende|eerst volgende|eerstkomende|eerste volgende|volgende (?=bouwst|q&a|q en a|herstel"
    r"|training|bewust|maatwerk|vragenuur|bijeenkomst))"
)
_FIRST_FEW = frozenset({"eerste", "tweede", "derde", "vierde", "de eerste", "de tweede", "de derde", "de vierde"})
_COUNTED_PARTS = re.compile(
    r"\b(?:eerste|1e|tweede|2e|derde|3e|laatste|andere) (?:keer|dagdeel|deel|dag|ochtend|middag|avond|les|bijeenkomst|sessie)\b"
)
_AT_HOUSE = re.compile(
    r"\b(?:de|het|die|dat|in|bij|naar|huis|huiskamer|buurthuis|wijkcentrum|wijkhuis|bibliotheek|dorpshuis"
    r"|inloophuis|buurtkamer|locatie|adres) $|, ?$|^$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """In which respect something is said, where, which dagdelen it leaves (and which otherwise), and how firmly."""

    respect: str
    start: int
    end: int
    fits: int
    otherwise: int | None = None
    weak: bool = False
    negative: bool = False


Finder = Callable[[Message, Upcoming, bool], Iterator[Mention]]


def find_mentions(message: Message, upcoming: Upcoming, places: list[Place], *, asking: bool) -> list[Mention]:
    """Return all mentions, in order of place; `asking` is for questions about the agenda."""
    found: list[Mention] = []
    for finder in (_codes, _kinds, _phrases, _locations, _trainers, _targets, _moments, _first):
        found += finder(message, upcoming, asking)
    found += [Mention("place", place.start, place.end, upcoming.parts_of(place.mask)) for place in places if not place.own]
    spans = [
        (mention.start, mention.end) for mention in found if mention.respect in {"kind", "place", "code", "location", "phrase"}
    ]
    for start, end, mask, weak in find_themes(message, upcoming.vocabulary, spans):
        found.append(Mention("theme", start, end, upcoming.parts_of(mask), weak=weak))
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _codes(message: Message, upcoming: Upcoming, _asking: bool) -> Iterator[Mention]:
    vocabulary = upcoming.vocabulary
    for match in _CODE.finditer(message.plain):
        if match[1] in vocabulary.prefixes:
            mask = vocabulary.codes.get(match[1] + match[2], 0)
            if mask or "-" in match.group() or " " not in match.group():
                yield Mention("code", *match.span(), upcoming.parts_of(mask))


def _kinds(message: Message, upcoming: Upcoming, _asking: bool) -> Iterator[Mention]:
    kinds = upcoming.vocabulary.kinds
    words = [(token.plain, token.start, token.end) for token in message.tokens]
    found = find_kinds(message.plain, words)
    for kind, start, end in found:
        yield Mention("kind", start, end, upcoming.parts_of(kinds.get(kind, 0)))
    for half, start, end, weak in find_half_kinds(message.plain):
        if not any(start < past and end > first for _, first, past in found):
            yield Mention("half kind", start, end, upcoming.parts_of(sum(kinds.get(kind, 0) for kind in half)), weak=weak)


def _phrases(message: Message, upcoming: Upcoming, _asking: bool) -> Iterator[Mention]:
    for phrase, mask in upcoming.vocabulary.phrases.items():
        place = message.plain.find(phrase)
        if place >= 0:
            yield Mention("phrase", place, place + len(phrase), upcoming.parts_of(mask))


def _locations(message: Message, upcoming: Upcoming, _asking: bool) -> Iterator[Mention]:
    vocabulary = upcoming.vocabulary
    for token in message.tokens:
        mask = vocabulary.locations.get(token.plain, 0)
        if not mask and len(token.plain) > 6 and token.capital:  # noqa: PLR2004 - shorter ones look too much alike
            meant = vocabulary.location_spelling.meant(token.plain)
            mask = vocabulary.locations[meant] if meant else 0
        if mask and (_AT_HOUSE.search(message.plain[: token.start]) or token.capital):
            yield Mention("location", token.start, token.end, upcoming.parts_of(mask))


def _trainers(message: Message, upcoming: Upcoming, asking: bool) -> Iterator[Mention]:
    for start, end, mask in find_trainers(message, upcoming.vocabulary, asking=asking):
        yield Mention("person", start, end, upcoming.parts_of(mask))


def _targets(message: Message, upcoming: Upcoming, asking: bool) -> Iterator[Mention]:
    for pattern in (_FOR_WHOM, _HOST, *([_AS_WHAT] if asking else [])):
        for match in pattern.finditer(message.plain):
            group = "who" if match["who"] else "then"
            mask = _target_mask(singular(match[group]), upcoming.vocabulary)
            if mask:
                yield Mention("target", *match.span(group), upcoming.parts_of(mask))


def _target_mask(who: str, vocabulary: Vocabulary) -> int:
    exact = vocabulary.targets.get(who, 0)
    mask = exact
    for word, events in vocabulary.targets.items():
        if len(who) > 4 and (word.endswith(who) or who.endswith(word)):  # noqa: PLR2004 - bewoner, buurtbewoner
            mask |= events
    return mask


def _moments(message: Message, upcoming: Upcoming, _asking: bool) -> Iterator[Mention]:
    counted = _COUNTED_PARTS.search(message.plain)
    for when in find_moments(message.plain, upcoming.now):
        if counted and message.plain[when.start : when.end] in _FIRST_FEW:
            continue  # "de eerste ochtend niet, de tweede wel" is no second of the month
        otherwise = upcoming.parts_when(when.otherwise) if when.otherwise else None
        yield Mention(when.respect, when.start, when.end, upcoming.parts_when(when.fits), otherwise, when.weak)


def _first(message: Message, _upcoming: Upcoming, _asking: bool) -> Iterator[Mention]:
    for match in _FIRST.finditer(message.plain):
        yield Mention("first", *match.span(), -1)
