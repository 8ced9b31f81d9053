"""What is learnt and how: several softmax regressions side by side, trained in small steps with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matching.batches import Batch, error_of
from bot.understanding.matching.vectors import Columns, Floats

Heads = Sequence[slice]
_LARGEST = 127


@dataclass(frozen=True)
class LinearRecipe:
    """How to train; found by comparing, see README.md."""

    rounds: int = 8
    step: float = 0.5
    forget: float = 0.1


@dataclass(frozen=True)
class Linear:
    """A weight per feature and label, in one byte: times a scale per feature and one per label it is what was learnt.

    Half the memory of half-precision numbers, and five times as fast to read. Of 2,990 messages three came out differently,
    each between tips and a choice.
    """

    weights: NDArray[np.int8]
    feature_scale: Floats
    label_scale: Floats
    bias: Floats

    def scores(self, columns: Columns, values: Floats) -> Floats:
        """Return the score of every label of every head."""
        sums = (values * self.feature_scale[columns]) @ self.weights.take(columns, axis=0).astype(np.float32)
        scores: Floats = sums * self.label_scale + self.bias
        return scores


def in_bytes(weights: Floats, bias: Floats) -> Linear:
    """Round the weights to one byte each."""
    label_scale = _scale(weights, axis=0)
    feature_scale = _scale(weights / label_scale, axis=1)
    rounded = np.rint(weights / label_scale / feature_scale).astype(np.int8)
    return Linear(rounded, feature_scale[:, 0], label_scale[0], bias)


def _scale(weights: Floats, axis: int) -> Floats:
    largest: Floats = np.abs(weights).max(axis=axis, keepdims=True) / _LARGEST
    largest[largest == 0] = 1.0
    return largest


class _Learner:
    """Adagrad with one pace per feature and head."""

    def __init__(self, width: int, heads: Heads) -> None:
        self.heads = heads
        self.weights = np.zeros((width, heads[-1].stop), dtype=np.float32)
        self.bias = np.zeros(heads[-1].stop, dtype=np.float32)
        self._squares = np.full((width, len(heads)), 1e-3, dtype=np.float32)

    def learn(self, batch: Batch, dense: Floats, step: float) -> None:
        """Take one step."""
        here, squares = self.weights[batch.columns], self._squares[batch.columns]
        error = dense @ here + self.bias
        for head in self.heads:
            error[:, head] = error_of(error[:, head], batch.targets[:, head])
        slope = dense.T @ error
        for number, head in enumerate(self.heads):
            squares[:, number] += np.einsum("ij,ij->i", slope[:, head], slope[:, head])
            here[:, head] -= step / np.sqrt(squares[:, number])[:, None] * slope[:, head]
        self.weights[batch.columns], self._squares[batch.columns] = here, squares
        self.bias -= step / len(dense) * error.sum(axis=0)


def train_linear(batches: Sequence[Batch], heads: Heads, width: int, recipe: LinearRecipe, draw: "np.random.Generator") -> Linear:
    """Learn from the batches; each row of targets adds up, within each head, to the weight of that example for that head."""
    learner = _Learner(width, heads)
    for done in range(recipe.rounds):
        for number in draw.permutation(len(batches)):
            batch = batches[number]
            learner.learn(batch, batch.dense(draw, recipe.forget), recipe.step * (1 - done / recipe.rounds))
    return in_bytes(learner.weights, learner.bias)
