"""Everything in an agenda that a message may name, made once per agenda: codes, places, people, themes, for whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.clock import LOCAL_ZONE
from bot.understanding.signup.events import Event, Kind
from bot.understanding.signup.slots import Slot
from bot.understanding.signup.theme_words import EVERYDAY, GENERIC, PLACE_KINDS
from bot.understanding.signup.words import Spelling, folded

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_SHORTEST_STREET = 6
Masks = dict[str, int]


@dataclass
class Vocabulary:
    """Bit masks of events per folded word or phrase; bit 0 is the first event."""

    events: Sequence[Event]
    kinds: dict[Kind, int] = field(default_factory=dict)
    codes: Masks = field(default_factory=dict)
    neighbourhoods: Masks = field(default_factory=dict)
    municipalities: Masks = field(default_factory=dict)
    locations: Masks = field(default_factory=dict)
    people: Masks = field(default_factory=dict)
    themes: Masks = field(default_factory=dict)
    everyday_themes: Masks = field(default_factory=dict)
    phrases: Masks = field(default_factory=dict)
    targets: Masks = field(default_factory=dict)
    slots: list[list[Slot]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, event in enumerate(self.events):
            self._learn(event, 1 << number)
        self.prefixes = frozenset(re.sub(r"\d+", "", code) for code in self.codes)
        self.places = _place_pattern([*self.neighbourhoods, *self.municipalities])
        self.place_spelling = Spelling([*self.neighbourhoods, *self.municipalities])
        self.location_spelling = Spelling(self.locations)
        self.theme_spelling = Spelling(self.themes)

    def _learn(self, event: Event, bit: int) -> None:
        self.kinds[event.kind] = self.kinds.get(event.kind, 0) | bit
        _add(self.codes, [folded(event.code).replace("-", "")], bit)
        _add(self.neighbourhoods, [folded(event.neighbourhood)], bit)
        _add(self.municipalities, [folded(event.municipality)], bit)
        _add(self.locations, _location_words(event), bit)
        for person in (*event.trainers, *([event.cotrainer] if event.cotrainer else [])):
            first, *rest = folded(person).split()
            _add(self.people, [first, " ".join(rest)] if rest else [first], bit)
        self._learn_theme(event, bit)
        _add(self.targets, _target_words(event.target_group), bit)
        zone = LOCAL_ZONE
        begins = [part.begin.astimezone(zone) for part in event.parts]
        self.slots.append([Slot(begin.date(), begin.hour * 60 + begin.minute) for begin in begins])

    def _learn_theme(self, event: Event, bit: int) -> None:
        head, colon, tail = folded(event.title).partition(":")
        _add(self.phrases, [piece.strip() for piece in (head, tail) if len(piece.split()) > 2 and colon], bit)  # noqa: PLR2004
        places = set(_WORD.findall(folded(f"{event.neighbourhood} {event.municipality}")))
        about = f"{folded(event.theme)} {tail if event.kind in {Kind.QUESTIONS, Kind.TAILORED} else ''}"
        for word in set(_WORD.findall(about)) - places - GENERIC:
            _add(self.everyday_themes if word in EVERYDAY else self.themes, [word], bit)


def _add(masks: Masks, words: Iterable[str], bit: int) -> None:
    for word in words:
        masks[word] = masks.get(word, 0) | bit


def _location_words(event: Event) -> set[str]:
    """Return what is special in "Buurthuis De Zeilmaker, Loodsenpad 14": zeilmaker and loodsenpad."""
    name, _, street = folded(event.location).partition(",")
    places = set(_WORD.findall(folded(f"{event.neighbourhood} {event.municipality}"))) | {
        "noord",
        "oost",
        "zuid",
        "west",
        "centrum",
    }
    words = {word for word in _WORD.findall(name) if word not in PLACE_KINDS | places and len(word) > 3}  # noqa: PLR2004
    streets = {word for word in _WORD.findall(street) if len(word) >= _SHORTEST_STREET}
    library = {"bibliotheek", "bieb"} if "bibliotheek" in name else set()
    whole = {name.strip()} if len(name.split()) > 1 else set()
    return words | streets | library | whole


def _target_words(group: str) -> set[str]:
    return {singular(word) for word in _WORD.findall(folded(group))} - {singular(word) for word in GENERIC}


def singular(word: str) -> str:
    """Return a rough singular, good enough to compare: bewoners, bewoner; wijkagenten, wijkagent; boa's, boa."""
    for ending in ("'s", "en", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word


def _place_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern in which Nieuw-West is tried before West, and West is not found inside Nieuw-West or Westwijk."""
    ordered = sorted(set(names), key=len, reverse=True)
    forms = [re.escape(name).replace(r"\-", r"[- ]?").replace(r"\ ", r"[- ]?") for name in ordered]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?![\w]|-[a-z])")
