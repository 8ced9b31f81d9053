"""Weighs the features of a text: rare ones heavier, each group of features at a fixed share."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.understanding.counting import count_texts, count_up
from bot.understanding.matching.features import GROUP_SHIFT, GROUPS, Ids
from bot.understanding.weights import Columns, Floats, Halves

SHARES = (1.0, 1.0, 1.0)  # how much words, parts of words and concepts weigh
_GROUP_STARTS = np.array([number << GROUP_SHIFT for number in GROUPS[1:]], dtype=np.uint32)
AT_LEAST = 6  # a feature in five examples teaches little about the next, and such features take a third of the memory


@dataclass(frozen=True)
class Vocabulary:
    """The features the model knows, sorted, with how rare each is."""

    ids: Ids
    rarity: Halves

    def columns_of(self, ids: Ids) -> Columns:
        """Return the columns of the features that we know."""
        columns = self.ids.searchsorted(ids)
        columns[columns == len(self.ids)] = 0
        known: Columns = columns[self.ids[columns] == ids]
        return known

    def weigh(self, columns: Columns) -> tuple[Columns, Floats]:
        """Return these columns once and in order, and their weights; every group has length one times its share."""
        columns, counts = count_up(columns)
        weights = (1 + np.log(counts)).astype(np.float32) * self.rarity[columns]
        # In order, so each group is a piece without holes.
        edges = [0, *columns.searchsorted(self._group_starts).tolist(), len(columns)]
        for start, end, share in zip(edges, edges[1:], SHARES, strict=False):
            part = weights[start:end]
            part *= share / (float(np.sqrt(part @ part)) or 1.0)
        return columns, weights

    @cached_property
    def _group_starts(self) -> Columns:
        return self.ids.searchsorted(_GROUP_STARTS)


def build_vocabulary(texts: Iterable[Ids]) -> Vocabulary:
    """Count in how many texts each feature occurs and keep those that occur often enough."""
    return Vocabulary(*count_texts(texts, AT_LEAST))
