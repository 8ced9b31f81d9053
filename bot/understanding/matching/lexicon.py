"""Knows which words mean about the same: reads content/taal/begrippen/*.yaml, which editors extend."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from sys import intern
from typing import TypeVar

from bot.texts.faults import one_fault
from bot.texts.reading import read_text, read_yaml
from bot.understanding.either import Either
from bot.understanding.known import same
from bot.understanding.matching.forms import Forms, load_forms
from bot.understanding.matching.words import words_of

FOLDER = "taal/begrippen"
GAP = "_"
ANY = ""
_WIDEST_GAP = 3
_SHORTEST_PART = 3
_REMEMBERED = 5_000

Phrase = tuple[str, ...]
Concepts = tuple[str, ...]
Phrases = dict[Phrase, Concepts]
Entry = TypeVar("Entry", str, Phrase)


@dataclass
class Lexicon:
    """Concepts by word, by how a word begins or ends, and by phrase; a phrase is found by its first word and then its second."""

    forms: Forms = field(default_factory=lambda: Forms({}))
    words: dict[str, Concepts] = field(default_factory=dict)
    beginnings: dict[str, Concepts] = field(default_factory=dict)
    endings: dict[str, Concepts] = field(default_factory=dict)
    phrases: dict[str, tuple[dict[str, Phrases], dict[str, Phrases]]] = field(default_factory=dict)
    _seen: dict[str, "_Known"] = field(default_factory=dict, compare=False)

    def concepts_of(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Return the concepts in these words, each with its place."""
        known = [self._seen.get(word) or self._of_word(word) for word in words]
        basics = [one.basic for one in known]
        for place, one in enumerate(known):
            concepts = one.concepts
            if one.phrases or one.gapped:
                said = one.said(basics, place + 1)
                concepts = tuple(dict.fromkeys((*concepts, *chain.from_iterable(said)))) if said else concepts
            for concept in concepts:
                yield place, concept

    def has(self, concept: str, words: Sequence[str]) -> bool:
        """Say whether this concept is in these words; quick to say no."""
        known = [self._seen.get(word) or self._of_word(word) for word in words]
        basics: list[str] = []
        for place, one in enumerate(known, 1):
            if concept in one.within_reach:
                basics = basics or [other.basic for other in known]
                if concept in one.concepts or any(concept in found for found in one.said(basics, place)):
                    return True
        return False

    def _of_word(self, word: str) -> "_Known":
        """Return what there is to know of a word; remembers the words it has seen, up to a limit."""
        basic = self.forms.basic_of(word)
        found = _Known(basic, tuple(dict.fromkeys(self._look_up(word, basic))), *self.phrases.get(basic, ({}, {})))
        if len(self._seen) < _REMEMBERED:
            self._seen[word] = found
        return found

    def _look_up(self, word: str, basic: str) -> Iterator[str]:
        yield from self.words.get(word, ())
        yield from self.words.get(basic, ())
        for size in range(_SHORTEST_PART, len(word) + 1):
            yield from self.beginnings.get(word[:size], ())
            yield from self.endings.get(word[-size:], ())

    def known_words(self) -> Container[str]:
        """Return every word we know, in every form."""
        in_phrases = (
            word
            for both in self.phrases.values()
            for some in both
            for phrases in some.values()
            for phrase in phrases
            for word in phrase
        )
        return Either(self.forms.words, {*self.words, *in_phrases})

    def add(self, concept: str, entry: str) -> None:
        """Add a word or phrase to a concept."""
        self._seen.clear()
        if entry.startswith("*"):
            _join(self.endings, words_of(entry)[0], concept)
            return
        if entry.endswith("*") and " " not in entry:
            _join(self.beginnings, words_of(entry)[0], concept)
            return
        words = [part for piece in entry.split() for part in ([GAP] if piece == GAP else words_of(piece))]
        match words:
            case []:
                return
            case [word]:
                _join(self.words, word, concept)
            case _:
                phrase = tuple(intern(self.forms.basic_of(word)) for word in words)
                plain, gapped = self.phrases.setdefault(phrase[0], ({}, {}))
                _join((gapped if phrase[1] == GAP else plain).setdefault(_word_after(phrase), {}), phrase, concept)


@dataclass(frozen=True, slots=True)
class _Known:
    """A word: its basic form, its concepts, and the phrases that begin with it, by the word after it or after a gap."""

    basic: str
    concepts: Concepts
    phrases: Mapping[str, Phrases]
    gapped: Mapping[str, Phrases]
    within_reach: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        phrases = chain(self.phrases.values(), self.gapped.values())
        in_phrases = (concept for some in phrases for concepts in some.values() for concept in concepts)
        object.__setattr__(self, "within_reach", frozenset({*self.concepts, *in_phrases}))

    def said(self, basics: Sequence[str], place: int) -> list[Concepts]:
        """Return the concepts of the phrases that go on at `place`."""
        found = []
        if place < len(basics) and (possible := self.phrases.get(basics[place])):
            found += [possible[phrase] for phrase in possible if _follows(phrase[1:], basics, place)]
        if self.gapped:
            within = {ANY, *basics[place : place + _WIDEST_GAP + 1]}
            if not within.isdisjoint(self.gapped):
                for word in (ANY, *dict.fromkeys(basics[place : place + _WIDEST_GAP + 1])):
                    if possible := self.gapped.get(word):
                        found += [possible[phrase] for phrase in possible if _follows(phrase[1:], basics, place)]
        return found


def _word_after(phrase: Phrase) -> str:
    """Return the word after the first one and a gap; ANY when that may be any word."""
    rest = phrase[2:] if phrase[1] == GAP else phrase[1:]
    return rest[0] if rest and rest[0] != GAP else ANY


def _join(concepts: dict[Entry, Concepts], entry: Entry, concept: str) -> None:
    concepts[entry] = same(tuple(dict.fromkeys((*concepts.get(entry, ()), concept))))


def _follows(rest: Phrase, words: Sequence[str], place: int) -> bool:
    """Say whether the rest of a phrase stands here; a gap is nothing up to three words."""
    if not rest:
        return True
    if rest[0] == GAP:
        return any(_follows(rest[1:], words, place + skipped) for skipped in range(_WIDEST_GAP + 1))
    return place < len(words) and words[place] == rest[0] and _follows(rest[1:], words, place + 1)


def load_lexicon(folder: Path) -> Lexicon:
    """Read the concepts: `begrip: word, word, a few words, …`. Without the folder there are none. Raises ContentFault."""
    lexicon = Lexicon(load_forms(folder))
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        for concept, line in _read(file).items():
            for entry in line.split(","):
                lexicon.add(concept, entry.strip())
    return lexicon


def _read(file: Path) -> Mapping[str, str]:
    data, _ = read_yaml(file, read_text(file))
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise one_fault(file, 1, "bestand", "hier hoort bij elk begrip een rij woorden met komma's te staan")
    return data
