"""Weighs the features of a text: rare ones heavier, each group of features at a fixed share."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.counting import count_up
from bot.understanding.matching.features import GROUP_SHIFT, GROUPS, Ids

Floats = NDArray[np.float32]
Columns = NDArray[np.int64]
SHARES = (1.0, 1.0, 1.0)  # how much words, parts of words and concepts weigh
_GROUP_STARTS = np.array([number << GROUP_SHIFT for number in GROUPS[1:]], dtype=np.uint32)
AT_LEAST = 2  # a feature in one example only teaches nothing about the next


@dataclass(frozen=True)
class Vocabulary:
    """The features the model knows, sorted, with how rare each is."""

    ids: Ids
    rarity: Floats

    def weigh(self, ids: Ids) -> tuple[Columns, Floats]:
        """Return the columns of the features we know and their weights; every group has length one times its share."""
        found, counts = count_up(ids)
        columns = self.ids.searchsorted(found)
        columns[columns == len(self.ids)] = 0
        known = self.ids[columns] == found
        found, columns, counts = found[known], columns[known], counts[known]
        weights = (1 + np.log(counts)).astype(np.float32) * self.rarity[columns]
        # Sorted, so each group is a piece without holes.
        edges = [0, *found.searchsorted(_GROUP_STARTS).tolist(), len(found)]
        for start, end, share in zip(edges, edges[1:], SHARES, strict=False):
            part = weights[start:end]
            part *= share / (float(np.sqrt(part @ part)) or 1.0)
        return columns, weights


def build_vocabulary(texts: Iterable[Ids]) -> Vocabulary:
    """Count in how many texts each feature occurs and keep those that occur often enough."""
    singles = [np.unique(ids) for ids in texts]
    ids, counts = np.unique(np.concatenate(singles), return_counts=True)
    often = counts >= AT_LEAST
    rarity = np.log((1 + len(singles)) / (1 + counts[often])) + 1
    return Vocabulary(ids[often], rarity.astype(np.float32))
