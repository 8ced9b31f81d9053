"""Weighs the features of some sentences: rare ones heavier, each group of features at a fixed share."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.crisis.features import GROUP_SHIFT, GROUPS, RULES, Ids

Floats = NDArray[np.float32]
Columns = NDArray[np.int64]

_SHARES = np.array([1.0, 1.0, 1.0, 1.0, 1.5], dtype=np.float32)  # words, neighbours, parts, concepts, rules
_AT_LEAST = 2  # a feature in one example only teaches nothing about the next


@dataclass(frozen=True)
class Vocabulary:
    """The features the model knows, sorted, with how rare each is."""

    ids: Ids
    rarity: Floats

    def weigh(self, ids: Ids) -> tuple[Columns, Floats]:
        """Return the columns of the features we know and their weights.

        Each group has the length of its share, except rules: two rules say more than one.
        """
        found, counts = np.unique(ids, return_counts=True)
        columns = np.searchsorted(self.ids, found)
        columns[columns == len(self.ids)] = 0
        known = self.ids[columns] == found
        columns, counts = columns[known], counts[known]
        groups = self.ids[columns] >> GROUP_SHIFT
        weights = ((1 + np.log(counts)) * self.rarity[columns]).astype(np.float32)
        weights[groups == RULES] = 1.0
        lengths = np.sqrt(np.bincount(groups, weights=weights * weights, minlength=len(GROUPS)))
        lengths[RULES] = np.sqrt(lengths[RULES])
        lengths[lengths == 0] = 1.0
        return columns, (weights * (_SHARES / lengths)[groups]).astype(np.float32)


def build_vocabulary(texts: Iterable[Ids]) -> Vocabulary:
    """Count in how many texts each feature occurs and keep those that occur often enough."""
    singles = [np.unique(ids) for ids in texts]
    ids, counts = np.unique(np.concatenate(singles), return_counts=True)
    often = counts >= _AT_LEAST
    rarity = np.log((1 + len(singles)) / (1 + counts[often])) + 1
    return Vocabulary(ids[often], rarity.astype(np.float32))
