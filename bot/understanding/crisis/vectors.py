"""Weighs the features of some sentences: rare ones heavier, each group of features at a fixed share."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.counting import count_up
from bot.understanding.crisis.features import GROUP_SHIFT, GROUPS, RULES, Ids

Floats = NDArray[np.float32]
Weights = Floats | NDArray[np.float16]  # half of them in memory, whole while learning
Numbers = NDArray[np.int64]

_SHARES = np.array([1.0, 1.0, 1.0, 1.0, 1.5], dtype=np.float32)  # words, neighbours, parts, concepts, rules
_AT_LEAST = 2  # a feature in one example only teaches nothing about the next


@dataclass(frozen=True, slots=True)
class Weighed:
    """The features of some texts, text after text: its row, the column of the feature, and how much it weighs."""

    rows: Numbers
    columns: Numbers
    values: Floats
    height: int

    def scores(self, weights: Weights, bias: Floats) -> Floats:
        """Return a row of scores for each text."""
        sums = np.zeros((self.height, weights.shape[1]))
        if len(self.rows):
            # In order of row, so each text is a piece without holes.
            starts = np.flatnonzero(np.diff(self.rows, prepend=-1))
            parts = weights[self.columns].astype(np.float32) * self.values[:, None]
            sums[self.rows[starts]] = np.add.reduceat(parts, starts, axis=0, dtype=np.float64)
        return (sums + bias).astype(np.float32)


@dataclass(frozen=True)
class Vocabulary:
    """The features the model knows, sorted, with how rare each is."""

    ids: Ids
    rarity: Floats

    def weigh(self, texts: Sequence[Ids]) -> Weighed:
        """Return the features of each text that we know, and their weights.

        Each group has the length of its share, except rules: two rules say more than one.
        """
        rows = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(ids) for ids in texts])
        found, counts = count_up((rows << np.uint64(32)) | np.concatenate(texts))
        rows, ids = (found >> np.uint64(32)).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        columns = np.searchsorted(self.ids, ids)
        columns[columns == len(self.ids)] = 0
        known = self.ids[columns] == ids
        rows, columns, counts = rows[known], columns[known], counts[known]
        groups = (self.ids[columns] >> GROUP_SHIFT).astype(np.int64)
        weights = (1 + np.log(counts)) * self.rarity[columns]
        weights[groups == RULES] = 1.0
        places = rows * len(GROUPS) + groups
        lengths = np.sqrt(np.bincount(places, weights=weights * weights, minlength=len(texts) * len(GROUPS)))
        lengths[RULES :: len(GROUPS)] **= 0.5
        lengths[lengths == 0] = 1.0
        return Weighed(rows, columns, (weights * _SHARES[groups] / lengths[places]).astype(np.float32), len(texts))


def build_vocabulary(texts: Sequence[Ids]) -> Vocabulary:
    """Count in how many texts each feature occurs and keep those that occur often enough."""
    singles = [np.unique(ids) for ids in texts]
    ids, counts = np.unique(np.concatenate(singles), return_counts=True)
    often = counts >= _AT_LEAST
    rarity = np.log((1 + len(singles)) / (1 + counts[often])) + 1
    return Vocabulary(ids[often], rarity.astype(np.float32))
