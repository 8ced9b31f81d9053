"""Knows which words point at danger: reads content/taal/crisis-woorden.yaml, which editors extend."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

from bot.texts.faults import one_fault
from bot.texts.reading import read_text, read_yaml
from bot.understanding.crisis.wording import plain, sound_of
from bot.understanding.known import shared

FILE = "taal/crisis-woorden.yaml"
SOUNDS_FROM = 5  # shorter words sound like too many others: bom, boom
_STEM = 3
_REMEMBERED = 5_000

Masks = dict[str, int]
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]  # by the second word


@dataclass(frozen=True)
class Lexicon:
    """Concepts by word, by how a word sounds, by how it begins, and by phrase."""

    words: Mapping[str, Sequence[str]]
    sounds: Mapping[str, Sequence[str]]
    beginnings: Mapping[str, Sequence[tuple[str, str]]]
    phrases: Mapping[str, Phrases]
    numbers: Mapping[str, int]
    _seen: dict[str, tuple[tuple[str, ...], Phrases]] = field(default_factory=dict, compare=False)

    def places_of(self, words: Sequence[str]) -> Masks:
        """Return where in a sentence each concept stands: bit 3 is set when the fourth word is part of it."""
        places: Masks = {}
        bit = 1
        for place, word in enumerate(words):
            concepts, phrases = self._seen.get(word) or self._of_word(word)
            for concept in concepts:
                places[concept] = places[concept] | bit if concept in places else bit
            if phrases and place + 1 < len(words):
                for phrase, concept in phrases.get(words[place + 1], ()):
                    if tuple(words[place : place + len(phrase)]) == phrase:
                        places[concept] = places.get(concept, 0) | (((1 << len(phrase)) - 1) << place)
            bit <<= 1
        return places

    def _of_word(self, word: str) -> tuple[tuple[str, ...], Phrases]:
        """Return the concepts of a word and the phrases that begin with it; remembers the words it has seen, up to a limit."""
        sounds = self.sounds.get(sound_of(word), ()) if len(word) >= SOUNDS_FROM else ()
        beginnings = (concept for start, concept in self.beginnings.get(word[:_STEM], ()) if word.startswith(start))
        concepts = tuple(dict.fromkeys((*self.words.get(word, ()), *sounds, *beginnings)))
        found = (concepts, self.phrases.get(word, {}))
        if len(self._seen) < _REMEMBERED:
            self._seen[word] = found
        return found


def load_concepts(folder: Path) -> dict[str, str]:
    """Read the concepts: `begrip: word, begin*, a few words, …`. Raises ContentFault."""
    file = folder / FILE
    data, _ = read_yaml(file, read_text(file))
    concepts = data.get("begrippen") if isinstance(data, dict) else None
    if not isinstance(concepts, dict) or not all(isinstance(line, str) for line in concepts.values()):
        raise one_fault(file, 1, "begrippen", "hier hoort bij elk begrip een rij woorden met komma's te staan")
    return concepts


def lexicon_of(concepts: Mapping[str, str], literals: Iterable[str]) -> Lexicon:
    """Build the lexicon from lines of words; `literals` are words that rules use by themselves."""
    lines = ((intern(f"<{concept}>"), line) for concept, line in concepts.items())
    entries = [(concept, entry) for concept, line in lines for entry in plain(line, limit=None).split(",")]
    words: dict[str, list[str]] = {}
    sounds: dict[str, list[str]] = {}
    beginnings: dict[str, list[tuple[str, str]]] = {}
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for concept, entry in (*entries, *((literal, literal) for literal in literals)):
        match [intern(word) for word in entry.split()]:
            case []:
                continue
            case [word] if word.endswith("*"):
                beginnings.setdefault(word[:-1][:_STEM], []).append((word[:-1], concept))
            case [word]:
                words.setdefault(word, []).append(concept)
                if len(word) >= SOUNDS_FROM:
                    sounds.setdefault(sound_of(word), []).append(concept)
            case [first, second, *rest]:
                phrases.setdefault(first, {}).setdefault(second, []).append(((first, second, *rest), concept))
    numbers = {f"<{concept}>": number for number, concept in enumerate(concepts)}
    return Lexicon(shared(words), shared(sounds), shared(beginnings), phrases, numbers)
