"""Builds the crisis model from content; keeps what was learnt in one file next to it, until content or code changes."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.texts.reading import read_bullets, read_text, split_front_matter
from bot.understanding.crisis.features import Extractor
from bot.understanding.crisis.lexicon import FILE as CONCEPTS
from bot.understanding.crisis.lexicon import lexicon_of, load_concepts
from bot.understanding.crisis.recogniser import LABELS, NONE, SELF, CrisisModel
from bot.understanding.crisis.rules import FILE as RULES
from bot.understanding.crisis.rules import load_rules
from bot.understanding.crisis.training import train
from bot.understanding.crisis.vectors import build_vocabulary
from bot.understanding.crisis.weighing import load_weighing
from bot.understanding.crisis.wording import sentences_of
from bot.understanding.keeping import FOLDER, code_of, keep_arrays, read_arrays

if TYPE_CHECKING:
    from bot.texts.library import Texts

logger = logging.getLogger(__name__)

KIND = "crisis"
AROUND = "**/*.md"  # sign-ups, greetings, questions about the weather
ORDINARY, LOOKS_LIKE_IT, DANGER = 0.5, 2.0, 3.0  # how much an example counts; otherwise the many would drown the few
HARMLESS = -1.0  # log-odds under which a sentence is not what makes a story a crisis
_FULL_STOP = re.compile(r"(?<=[.!?])\s+")
SUICIDE = "suicidaal"
_NOTHING = np.zeros(0, np.uint32)  # a text without words has no features
_NEVER_ORDINARY = frozenset({SUICIDE, "agressie-dreiging"})  # their examples are crises, or nearly
_SOMETIMES_ACUTE = frozenset({
    "zorgen-om-kinderen", "verward-gedrag", "psychose-achterdocht", "manie-ontremd", "zorgen-om-iemand", "waar-melden",
    "heftig-verhaal", "verslaving-onder-invloed", "oplopende-spanning", "niemand-binnenlaten", "geluidsoverlast", "angst-paniek",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A message, what it should be recognised as, and how much that counts."""

    text: str
    label: str
    weight: float


def build_crisis_model(lessons: str, folder: Path, *, save: bool = True) -> CrisisModel:
    """Load the model that belongs to these lessons (see `Texts.lessons`), or train it (two minutes) and try to save it.

    Raises ContentFault.
    """
    extract = build_extractor(folder)
    place = folder / FOLDER / KIND / _fingerprint(lessons, folder)
    weighing = load_weighing(folder)
    if (stored := read_arrays(place)) is not None:
        return replace(CrisisModel.from_arrays(stored, extract), weighing=weighing)
    from bot.texts.library import load_texts  # noqa: PLC0415 - reads and checks pages: much to load, and only to learn from

    examples = gather(load_texts(folder, with_examples=True), folder, extract)
    logger.info("training the crisis model", extra={"action": "train", "examples": len(examples)})
    model = fit(examples, extract)
    if save:
        keep_arrays(place, model.to_arrays())
    return replace(model, weighing=weighing)


def build_extractor(folder: Path) -> Extractor:
    """Read the words and the rules."""
    rules = load_rules(folder)
    literals = {literal for group in rules.groups() for literal in group.literals()}
    return Extractor(lexicon_of(load_concepts(folder), literals), rules)


def gather(texts: "Texts", folder: Path, extract: Extractor) -> list[Example]:
    """Return what to learn from: danger, what only sounds like it, and everything else that people ask."""
    ordinary = _shuffled(_ordinary(texts, extract))
    around = _shuffled(text for file in sorted((folder / "taal").glob(AROUND)) for text in _bullets(file))
    return [*_crises(texts), *ordinary, *_sentences(ordinary[1::4]), *around]


def _sentences(stories: Iterable[Example]) -> Iterator[Example]:
    """Return the sentences of ordinary stories one by one, as they are also weighed one by one."""
    for story in stories:
        if len(parts := _FULL_STOP.split(story.text)) > 1:
            yield from (Example(part, NONE, ORDINARY) for part in parts)


def _crises(texts: "Texts") -> Iterator[Example]:
    for kind, crisis in texts.crises.items():
        of_self = kind if kind == "suicide_other" else kind + SELF
        yield from (Example(text, of_self if kind == "suicide_self" else kind, DANGER) for text in crisis.examples)
        yield from (Example(text, of_self, DANGER) for text in crisis.examples_self)
    yield from (Example(text, NONE, LOOKS_LIKE_IT) for text in texts.not_a_crisis)
    if SUICIDE in texts.situations:
        yield from (Example(text, "suicide_other", LOOKS_LIKE_IT) for text in texts.situations[SUICIDE].examples)


def _ordinary(texts: "Texts", extract: Extractor) -> Iterator[str]:
    for id_, page in texts.situations.items():
        if id_ in _NEVER_ORDINARY:
            continue
        for text in page.examples:
            # Among these are real emergencies; what a rule calls danger teaches nothing about safety.
            if id_ not in _SOMETIMES_ACUTE or not any(one.danger for one in map(extract, sentences_of(text))):
                yield text
    for rule in texts.rules.values():
        yield from (*rule.examples, *rule.look_alikes)


def _shuffled(texts: Iterable[str]) -> list[Example]:
    """Return them in an order that has nothing to do with what they say, and that stays the same."""
    return [Example(text, NONE, ORDINARY) for text in sorted(set(texts), key=lambda text: sha256(text.encode()).digest())]


def _bullets(file: Path) -> Iterator[str]:
    _, body, first_line = split_front_matter(file, read_text(file))
    for sentences in read_bullets(file, body, first_line).values():
        yield from (text for text in sentences if not text.endswith("]"))


def fit(examples: Sequence[Example], extract: Extractor) -> CrisisModel:
    """Learn from a part of the examples, and from all of them with what is harmless in the story of a crisis."""
    first = _learn([example for place, example in enumerate(examples) if example.weight > ORDINARY or not place % 4], extract)
    return _learn([*examples, *_harmless(examples, first)], extract)


def _harmless(examples: Sequence[Example], model: CrisisModel) -> Iterator[Example]:
    """Return the everyday sentences around danger; otherwise making soup would become a sign of it."""
    for example in examples:
        if example.label == NONE or len(parts := _FULL_STOP.split(example.text)) <= 1:
            continue
        odds = [model.odds(part) for part in parts]
        loudest = odds.index(max(odds))
        for place, part in enumerate(parts):
            if place != loudest and odds[place] < HARMLESS:
                yield Example(part, NONE, ORDINARY)


def _learn(examples: Sequence[Example], extract: Extractor) -> CrisisModel:
    features = [
        np.concatenate([_NOTHING, *(extract.ids_of(words) for words in sentences_of(example.text))]) for example in examples
    ]
    vocabulary = build_vocabulary(features)
    targets = np.zeros((len(examples), len(LABELS)), dtype=np.float32)
    targets[np.arange(len(examples)), [LABELS.index(example.label) for example in examples]] = [
        example.weight for example in examples
    ]
    linear = train(vocabulary.weigh([vocabulary.find(ids) for ids in features]), targets, len(vocabulary.ids))
    return CrisisModel(vocabulary, linear, extract)


def _fingerprint(lessons: str, folder: Path) -> str:
    """Return a name for everything that `gather` learns from, these words and rules, and this code.

    Of what it reads, not of what it makes of that: gathering looks at every example, which takes longer than all else at a start.
    """
    digest = sha256(lessons.encode())
    around = sorted((folder / "taal").glob(AROUND))
    for source in (*around, folder / CONCEPTS, folder / RULES, *code_of(Path(__file__))):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:24]
