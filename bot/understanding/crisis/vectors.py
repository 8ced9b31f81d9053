"""Weighs the features of some sentences: rare ones heavier, each group of features at a fixed share."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.counting import count_texts, count_up
from bot.understanding.crisis.features import GROUP_SHIFT, GROUPS, RULES, Ids
from bot.understanding.weights import Floats, Halves, Linear

Numbers = NDArray[np.int64]

_SHARES = np.array([1.0, 1.0, 1.0, 1.0, 1.5], dtype=np.float32)  # words, neighbours, parts, concepts, rules
UNKNOWN = -1
_ROW_SHIFT = 32
_COLUMN_BITS = (1 << _ROW_SHIFT) - 1
_AT_LEAST = 4  # a feature in one, two or three examples teaches little about the next


@dataclass(frozen=True, slots=True)
class Weighed:
    """The features of some texts, text after text: its row, the column of the feature, and how much it weighs."""

    rows: Numbers
    columns: Numbers
    values: Floats
    height: int

    def scores(self, linear: Linear) -> Floats:
        """Return a row of scores for each text."""
        # In order of row, so each text is a piece without holes.
        return linear.scores_of_each(self.columns, self.values, self.rows.searchsorted(np.arange(self.height + 1)).tolist())


@dataclass(frozen=True)
class Vocabulary:
    """The features the model knows, sorted, with how rare each is."""

    ids: Ids
    rarity: Halves

    def find(self, ids: Ids) -> Numbers:
        """Return the column of each feature; UNKNOWN for one that we do not know."""
        columns = self.ids.searchsorted(ids)
        columns[columns == len(self.ids)] = 0
        columns[self.ids[columns] != ids] = UNKNOWN
        return columns

    def weigh(self, texts: Sequence[Numbers]) -> Weighed:
        """Return the columns of each text once and in order, without the unknown, and their weights.

        Each group has the length of its share, except rules: two rules say more than one.
        """
        columns = np.concatenate(texts)
        if len(texts) > 1:
            columns |= np.repeat(np.arange(len(texts)) << _ROW_SHIFT, [len(text) for text in texts])
        found, counts = count_up(columns[columns >= 0])
        rows, columns = found >> _ROW_SHIFT, found & _COLUMN_BITS
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
    return Vocabulary(*count_texts(texts, _AT_LEAST))
