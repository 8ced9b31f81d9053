"""Knows which words mean about the same: reads content/taal/begrippen/*.yaml, which editors extend."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TypeVar

from bot.texts.faults import one_fault
from bot.texts.reading import read_text, read_yaml
from bot.understanding.either import Either
from bot.understanding.matching.forms import Forms, load_forms
from bot.understanding.matching.words import words_of

FOLDER = "taal/begrippen"
GAP = "_"
_WIDEST_GAP = 3
_SHORTEST_PART = 3
_REMEMBERED = 20_000

Phrase = tuple[str, ...]
Concepts = tuple[str, ...]
Phrases = dict[Phrase, Concepts]
Entry = TypeVar("Entry", str, Phrase)


@dataclass
class Lexicon:
    """Concepts by word, by how a word begins or ends, and by phrase; a phrase is found by its first word and then its second."""

    forms: Forms = field(default_factory=Forms)
    words: dict[str, Concepts] = field(default_factory=dict)
    beginnings: dict[str, Concepts] = field(default_factory=dict)
    endings: dict[str, Concepts] = field(default_factory=dict)
    phrases: dict[str, dict[str, Phrases]] = field(default_factory=dict)
    _seen: dict[str, "_Known"] = field(default_factory=dict, compare=False)

    def concepts_of(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Return the concepts in these words, each with its place."""
        known = [self._seen.get(word) or self._of_word(word) for word in words]
        basics = [basic for basic, _, _ in known]
        for place, (_, concepts, phrases) in enumerate(known):
            found = concepts if phrases is None else self._with_phrases(concepts, phrases, basics, place + 1)
            for concept in found:
                yield place, concept

    @staticmethod
    def _with_phrases(concepts: Concepts, phrases: Mapping[str, Phrases], basics: Sequence[str], place: int) -> Concepts:
        """Add the concepts of phrases that begin with the word before `place`."""
        coming = basics[place : place + _WIDEST_GAP + 1]
        # After a gap the next word of the phrase is one of these as well; by that word they are listed.
        possible = [phrases.get(word) for word in coming[:1]] + [phrases.get(GAP + word) for word in ("", *coming)]
        said = [
            found[phrase] for found in possible if found for phrase in found if _follows(phrase[1:], basics, place)
        ]  # fmt: skip
        return tuple(dict.fromkeys((*concepts, *chain.from_iterable(said)))) if said else concepts

    def _of_word(self, word: str) -> "_Known":
        """Return what there is to know of a word; remembers the words it has seen, up to a limit."""
        basic = self.forms.basic_of(word)
        found = (basic, tuple(dict.fromkeys(self._look_up(word, basic))), self.phrases.get(basic))
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
            word for seconds in self.phrases.values() for phrases in seconds.values() for phrase in phrases for word in phrase
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
                phrase = tuple(map(self.forms.basic_of, words))
                # A gap and the word after it count as one, so that few phrases are tried in vain.
                after_gap = phrase[2] if phrase[1] == GAP and len(phrase) > 2 and phrase[2] != GAP else ""  # noqa: PLR2004
                _join(self.phrases.setdefault(phrase[0], {}).setdefault(phrase[1] + after_gap, {}), phrase, concept)


_Known = tuple[str, Concepts, dict[str, Phrases] | None]  # its basic form, its concepts, the phrases that begin with it


def _join(concepts: dict[Entry, Concepts], entry: Entry, concept: str) -> None:
    concepts[entry] = tuple(dict.fromkeys((*concepts.get(entry, ()), concept)))


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
