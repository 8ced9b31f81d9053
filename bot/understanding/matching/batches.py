"""Cuts the training examples into batches that hold only the columns they use."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.weights import Columns, Floats, softmax

Vector = tuple[Columns, Floats]


@dataclass(frozen=True)
class Batch:
    """Some examples: row, column (as a place among `columns`) and value of each feature, and what the model should say."""

    columns: Columns
    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    values: Floats
    targets: Floats

    def dense(self, draw: "np.random.Generator", forget: float) -> Floats:
        """Return rows by columns, a share of the features left out at random so that none becomes too important."""
        kept = draw.random(len(self.values), dtype=np.float32) >= forget
        full = np.zeros((len(self.targets), len(self.columns)), dtype=np.float32)
        full[self.rows[kept], self.places[kept]] = self.values[kept] / (1 - forget)
        return full


def make_batches(vectors: Sequence[Vector], targets: Floats, size: int, draw: "np.random.Generator") -> list[Batch]:
    """Deal the examples into batches of this size, in random order."""
    order = draw.permutation(len(vectors))
    return [_batch(vectors, targets, order[at : at + size]) for at in range(0, len(order), size)]


def _batch(vectors: Sequence[Vector], targets: Floats, chosen: NDArray[np.int64]) -> Batch:
    rows = np.repeat(np.arange(len(chosen)), [len(vectors[index][0]) for index in chosen])
    columns, places = np.unique(np.concatenate([vectors[index][0] for index in chosen]), return_inverse=True)
    values = np.concatenate([vectors[index][1] for index in chosen])
    return Batch(columns, rows, places, values, targets[chosen])


def error_of(scores: Floats, targets: Floats) -> Floats:
    """Return how far the shares are from the targets, as heavy as each example is; a row of zeros has no say."""
    error: Floats = softmax(scores) * targets.sum(axis=1, keepdims=True) - targets
    return error
