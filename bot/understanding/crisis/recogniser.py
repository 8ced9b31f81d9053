"""Decides whether a message tells of danger: which kind, how urgent, and who is in danger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.understanding.crisis.features import GROUP_OF_CONCEPTS, Extractor, Seen, concept_ids, every_two
from bot.understanding.crisis.vectors import UNKNOWN, Numbers, Vocabulary
from bot.understanding.crisis.weighing import UNFITTED, Weighing, odds_of, signals_of
from bot.understanding.crisis.wording import LONGEST_SENTENCE, sentences_of
from bot.understanding.meaning import CrisisFound, Leaning, Urgency
from bot.understanding.weights import Floats, Linear, softmax

NONE = "none"
SELF = "/self"
KINDS = (
    "suicide_other", "suicide_self", "violence_acute", "domestic_violence", "child_unsafe", "medical_acute", "psychosis_acute",
)  # fmt: skip
LABELS = (NONE, *(kind for kind in KINDS if kind != "suicide_self"), *(kind + SELF for kind in KINDS if kind != "suicide_other"))
KINDS_OF_TOPIC = {
    "suicide": ("suicide_other", "suicide_self"), "geweld": ("violence_acute",), "huiselijk": ("domestic_violence",),
    "kind": ("child_unsafe",), "medisch": ("medical_acute",), "psychose": ("psychosis_acute",),
}  # fmt: skip
_SUICIDE = KINDS_OF_TOPIC["suicide"]
_OTHERS = frozenset({"hij", "zij", "ze", "ie"})
ALWAYS_ACUTE = frozenset({"violence_acute", "medical_acute", "psychosis_acute"})

ALONE = 2.0  # how much surer one sentence must be when the rest of the message says nothing
_REMEMBERED = 5_000
_SHORTEST = 3  # letters of a word that says anything
# "Weet nog niet" must be likelier than a story to be an alarm: of 99 such dangers in the sets that misses none, of 31 alarms ten.
_FEW_WORDS, _LIKELY_OF_FEW = 5, -0.5
_EMPTY = frozenset({"een", "het", "voor", "van", "met", "dat", "dit", "die", "geef", "geven", "hoor", "uur", "wij", "zij", "jij"})


@dataclass(frozen=True)
class CrisisModel:
    """Rules for what is unmistakable, and a linear model for everything that is said in a roundabout way."""

    vocabulary: Vocabulary
    linear: Linear
    extract: Extractor
    weighing: Weighing = UNFITTED
    _seen: dict[str, Numbers] = field(default_factory=dict, compare=False)

    def recognise(self, text: str, leaning: Leaning | None = None) -> CrisisFound | None:
        """Return the crisis in this message, or None. Never raises, whatever the text.

        `leaning` is what the matcher makes of it: it knows the sixty situations, we know the words of danger.
        """
        sentences = sentences_of(text)
        if not sentences:
            return None
        seen = [self.extract(words) for words in sentences]
        shares = self._shares(seen)
        topics = {rule.topic for sentence in seen if not sentence.doubt for rule in sentence.sure}
        odds = self.weighing.odds(signals_of(seen, shares, leaning))
        if odds < self.weighing.clear and len(seen) > 1:
            odds = max(odds, self._unmistakable(seen, shares))
        if not topics and (odds < self.weighing.threshold or self._says_too_little(sentences, odds)):
            return None
        likely = self._likely(seen, shares[0] + 2 * shares[odds_of(shares).argmax()], topics)
        kind = likely.removesuffix(SELF)
        acute = kind in ALWAYS_ACUTE or any(sentence.acute for sentence in seen)
        clear = bool(topics) or odds >= self.weighing.clear
        return CrisisFound(kind, Urgency.ACUTE if acute else Urgency.HIGH, likely.endswith(SELF), clear)

    def odds(self, text: str) -> float:
        """Return how likely the model by itself finds danger, as log-odds."""
        seen = [self.extract(words) for words in sentences_of(text)]
        if not seen:
            return -np.inf
        odds = odds_of(self._shares(seen))
        return float(max((odds[0] + odds.max()) / 2, odds.max() - ALONE))

    def signals(self, text: str, leaning: Leaning | None) -> dict[str, float]:
        """Return what there is to weigh in a message; none in one without words."""
        seen = [self.extract(words) for words in sentences_of(text)]
        return signals_of(seen, self._shares(seen), leaning) if seen else {}

    def _unmistakable(self, seen: Sequence[Seen], shares: Floats) -> float:
        """Return the odds of the loudest sentence as if it were all that was said, where those are clear; else no odds at all.

        However much is told around it, "ze zegt dat ze zelfmoord gaat plegen" stays what it is.
        """
        sentences = shares[1 : len(seen) + 1]
        loudest = int(odds_of(sentences).argmax())
        odds = self.weighing.odds(signals_of(seen[loudest : loudest + 1], sentences[loudest : loudest + 1], None))
        return odds if odds >= self.weighing.clear else -np.inf

    def _says_too_little(self, sentences: Sequence[Sequence[str]], odds: float) -> bool:
        """Say whether there is too little to weigh, as in a number, a time, a name or "weet nog niet".

        One word alone must be likely by itself, and so must words that we know none of.
        """
        if sum(map(len, sentences)) <= _FEW_WORDS and odds < _LIKELY_OF_FEW:
            return True
        words = {word for sentence in sentences for word in sentence if len(word) >= _SHORTEST and word.isalpha()} - _EMPTY
        if len(words) == 1:
            return self.odds(words.pop()) < 0
        return not words or (odds < 0 and not any(map(self._knows, words)))

    def _knows(self, word: str) -> bool:
        """Say whether we have seen this word, or one that sounds the same."""
        return bool((self._of_word(word)[:2] != UNKNOWN).any())

    def _shares(self, seen: Sequence[Seen]) -> Floats:
        columns, edges = self._columns(seen)
        windows = _windows([len(sentence.words) for sentence in seen])
        return softmax(
            self.vocabulary.weigh([columns[edges[first] : edges[last]] for first, last in windows]).scores(self.linear)
        )

    def _columns(self, seen: Sequence[Seen]) -> tuple[Numbers, Sequence[int]]:
        """Return the columns of the features, sentence after sentence, and where each sentence begins and the last one ends.

        They are looked up for all sentences at once: that costs little more than for one.
        """
        whole = self.vocabulary.find(np.array([feature for sentence in seen for feature in sentence.whole], dtype=np.uint32))
        pairs = [every_two(len(sentence.numbers)) for sentence in seen]
        together = self._together(
            np.concatenate([sentence.numbers[first] for sentence, (first, _) in zip(seen, pairs, strict=True)]),
            np.concatenate([sentence.numbers[second] for sentence, (_, second) in zip(seen, pairs, strict=True)]),
        )
        begin_whole = begin_pairs = 0
        pieces: list[Numbers] = []
        ends = [0]
        for sentence, (first, _) in zip(seen, pairs, strict=True):
            end_whole, end_pairs = begin_whole + len(sentence.whole), begin_pairs + len(first)
            pieces += [self._of_word(word) if (found := self._seen.get(word)) is None else found for word in sentence.words]
            pieces += [whole[begin_whole:end_whole], self._concepts[sentence.numbers], together[begin_pairs:end_pairs]]
            begin_whole, begin_pairs = end_whole, end_pairs
            ends.append(len(pieces))
        edges = np.cumsum([0, *map(len, pieces)])[ends].tolist()
        return np.concatenate(pieces), edges

    def _of_word(self, word: str) -> Numbers:
        """Return the columns of a word by itself; remembers the words it has seen, up to a limit."""
        columns = self.vocabulary.find(self.extract.of_word(word))
        if len(self._seen) < _REMEMBERED:
            self._seen[word] = columns
        return columns

    @cached_property
    def _concepts(self) -> Numbers:
        return self.vocabulary.find(concept_ids(np.arange(len(self.extract.lexicon.numbers), dtype=np.uint32)))

    def _together(self, numbers: Numbers, others: Numbers) -> Numbers:
        """Return the columns of concepts in pairs. They stand together, so a small part of the vocabulary is searched."""
        start, known = self._of_concepts
        columns = known.find(concept_ids(numbers.astype(np.uint32), others.astype(np.uint32)))
        columns[columns != UNKNOWN] += start
        return columns

    @cached_property
    def _of_concepts(self) -> tuple[int, Vocabulary]:
        """Return where the features of concepts begin, and those alone."""
        start, end = self.vocabulary.ids.searchsorted(np.array(GROUP_OF_CONCEPTS, dtype=np.uint32)).tolist()
        return start, Vocabulary(self.vocabulary.ids[start:end], self.vocabulary.rarity[start:end])

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return what was learnt."""
        return {
            "ids": self.vocabulary.ids,
            "rarity": self.vocabulary.rarity,
            **self.linear.to_arrays(),
            "labels": np.array(LABELS),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], extract: Extractor) -> "CrisisModel":
        """Build the model from what `to_arrays` returned. Raises ValueError if it was learnt by other code."""
        if tuple(arrays["labels"].tolist()) != LABELS:
            raise ValueError("other labels")
        vocabulary = Vocabulary(arrays["ids"].astype(np.uint32, copy=False), arrays["rarity"].astype(np.float16, copy=False))
        return cls(vocabulary, Linear.from_arrays(arrays), extract)

    def _likely(self, seen: Sequence[Seen], shares: Floats, topics: set[str]) -> str:
        """Return the likeliest label of a kind, within what the rules are sure about."""
        kinds = {kind for topic in topics for kind in KINDS_OF_TOPIC[topic]} or set(KINDS)
        per_kind = dict.fromkeys(kinds, 0.0)
        for label, share in zip(LABELS[1:], shares[1:].tolist(), strict=True):
            if (kind := label.removesuffix(SELF)) in per_kind:
                per_kind[kind] += share
        kind = max(per_kind, key=per_kind.__getitem__)
        if kind in _SUICIDE:
            kind = who_wants_to_die(seen) or kind
        of_kind = [label for label in LABELS if label.removesuffix(SELF) == kind]
        return max(of_kind, key=lambda label: float(shares[LABELS.index(label)]))


def _windows(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return what to weigh, as first and past-last sentence: the whole message, and in a longer one every sentence and every two.

    Danger hides in a story. `lengths` says how many words each sentence has.
    """
    count = len(lengths)
    yield 0, count
    if count > 1:
        yield from ((number, number + 1) for number in range(count))
        yield from (
            (number, number + 2) for number, (words, more) in enumerate(pairwise(lengths)) if words + more <= LONGEST_SENTENCE
        )


def who_wants_to_die(seen: Sequence[Seen]) -> str | None:
    """Say who wants to die, where the words leave no doubt; None leaves it to the model."""
    said = any("<zij_ik>" in sentence.concepts for sentence in seen)
    witness = any("<getuige>" in sentence.concepts for sentence in seen)
    writer = any("<ik>" in sentence.concepts for sentence in seen)
    others = any("<mens>" in sentence.concepts or not _OTHERS.isdisjoint(sentence.words) for sentence in seen)
    if said or (others and not writer):
        return "suicide_other"
    return "suicide_self" if writer and not others and not witness else None
