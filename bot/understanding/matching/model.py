"""The trained model: from a text to how likely each topic, rule and intent is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from bot.understanding.matching.batches import make_batches
from bot.understanding.matching.corpus import NO_RULE, OUTSIDE, VAGUE, Example
from bot.understanding.matching.features import Extractor
from bot.understanding.matching.lexicon import Lexicon
from bot.understanding.matching.linear import LinearRecipe, train_linear
from bot.understanding.matching.vectors import Vocabulary, build_vocabulary
from bot.understanding.matching.words import words_of
from bot.understanding.weights import Columns, Floats, Linear

HEADS = ("topic", "rule", "intent", "danger")
RARE_WEIGHT = 5.0
_REMEMBERED = 5_000
TEMPERATURE = 0.6  # makes the likelihoods as sure as they are right, on examples that were kept apart


@dataclass(frozen=True)
class Likely:
    """How likely each label is, a mapping per head; each adds up to one."""

    topic: Mapping[str, float]
    rule: Mapping[str, float]
    intent: Mapping[str, float]
    danger: Mapping[str, float]


@dataclass(frozen=True)
class Recipe:
    """How to train; found by comparing, see README.md."""

    linear: LinearRecipe = field(default_factory=LinearRecipe)
    batch: int = 256
    smoothing: float = 0.2
    seed: int = 1


RECIPE = Recipe()


@dataclass(frozen=True)
class Model:
    """Numbers only, so that it is stored as arrays; see storage.py."""

    vocabulary: Vocabulary
    linear: Linear
    labels: Mapping[str, tuple[str, ...]]
    extract: Extractor
    _seen: dict[str, tuple[tuple[str, ...], Columns]] = field(default_factory=dict, compare=False)

    def scores(self, text: str, words: Sequence[str] | None = None) -> Floats:
        """Return the score of every label of every head; `words` are those of the text, for who has them already."""
        known = [self._seen.get(word) or self._of_word(word) for word in (words_of(text) if words is None else words)]
        whole = self.extract.of_whole(text, [one for read, _ in known for one in read])
        columns = np.concatenate([*(piece for _, piece in known), self.vocabulary.columns_of(np.array(whole, dtype=np.uint32))])
        return self.linear.scores(*self.vocabulary.weigh(columns))

    def likely(self, text: str, words: Sequence[str] | None = None) -> Likely:
        """Say how likely each label is for this text; `words` as for `scores`."""
        scores = self.scores(text, words) / TEMPERATURE
        return Likely(*(_shares(names, scores[part]) for names, part in zip(self.labels.values(), self._slices, strict=True)))

    def topics(self, text: str) -> dict[str, float]:
        """Say how likely each topic is, which is the first head; cheaper than everything."""
        return _shares(self.labels[HEADS[0]], self.scores(text)[self._slices[0]] / TEMPERATURE)

    def _of_word(self, word: str) -> tuple[tuple[str, ...], Columns]:
        """Return how a word is read and the columns of its features; remembers the words it has seen, up to a limit."""
        read, ids = self.extract.of_word(word)
        found = (read, self.vocabulary.columns_of(ids))
        if len(self._seen) < _REMEMBERED:
            self._seen[word] = found
        return found

    @cached_property
    def _slices(self) -> list[slice]:
        return slices(self.labels)


def _shares(names: Sequence[str], scores: Floats) -> dict[str, float]:
    powers = np.exp(scores - scores.max())
    return dict(zip(names, (powers / powers.sum()).tolist(), strict=True))


def slices(labels: Mapping[str, Sequence[str]]) -> list[slice]:
    """Return where each head stands in the scores."""
    ends = np.cumsum([len(names) for names in labels.values()]).tolist()
    return [slice(end - len(names), end) for end, names in zip(ends, labels.values(), strict=True)]


def labels_of(examples: Sequence[Example]) -> dict[str, tuple[str, ...]]:
    """Return the labels of each head, sorted."""
    return {
        "topic": tuple(sorted({example.topic for example in examples if example.topic})),
        "rule": tuple(sorted({example.rule for example in examples} | {NO_RULE})),
        "intent": tuple(sorted({example.intent for example in examples if example.intent})),
        "danger": tuple(sorted({example.danger for example in examples if example.danger})),
    }


def fit(examples: Sequence[Example], lexicon: Lexicon, recipe: Recipe = RECIPE) -> Model:
    """Train a model on these examples."""
    extract, draw = Extractor(lexicon), np.random.default_rng(recipe.seed)
    found = [extract(example.text) for example in examples]
    vocabulary = build_vocabulary(found)
    labels = labels_of(examples)
    vectors = [vocabulary.weigh(vocabulary.columns_of(ids)) for ids in found]
    batches = make_batches(vectors, _targets(examples, labels, recipe.smoothing), recipe.batch, draw)
    linear = train_linear(batches, slices(labels), len(vocabulary.ids), recipe.linear, draw)
    return Model(vocabulary, linear, labels, extract)


def _targets(examples: Sequence[Example], labels: Mapping[str, Sequence[str]], smoothing: float) -> Floats:
    """Return what the model should say of each example, as heavy as the example is."""
    targets = np.zeros((len(examples), sum(map(len, labels.values()))), dtype=np.float32)
    for head, part in zip(HEADS, slices(labels), strict=True):
        place = {name: number + part.start for number, name in enumerate(labels[head])}
        named = [getattr(example, head) for example in examples]
        weight = _weights(head, Counter(name for name in named if name))
        for row, name in enumerate(named):
            if name:
                targets[row, part] = weight[name] * smoothing / len(place)
                targets[row, place[name]] += weight[name] * (1 - smoothing)
    return targets


def _weights(head: str, counts: Counter[str]) -> dict[str, float]:
    """Return how heavy an example is: situations count equally, however many examples each has; rare labels count more."""
    if head != "topic":
        return {name: RARE_WEIGHT if count < sum(counts.values()) / 2 else 1.0 for name, count in counts.items()}
    usual = sum(counts.values()) / len(counts)
    return {name: 1.0 if name in {OUTSIDE, VAGUE} else min(3.0, usual / count) for name, count in counts.items()}
