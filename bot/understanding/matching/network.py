"""The bent half of the model: one hidden layer, so that features can count together; trained with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matching.batches import Batch, error_of
from bot.understanding.matching.vectors import Columns, Floats


@dataclass(frozen=True)
class NetworkRecipe:
    """How to train; found by comparing, see README.md."""

    hidden: int = 64
    rounds: int = 7
    step: float = 0.1
    step_out: float = 0.01
    forget: float = 0.5
    forget_hidden: float = 0.3


@dataclass(frozen=True)
class Network:
    """Features to hidden units to labels."""

    inward: NDArray[np.float16]
    inward_bias: Floats
    outward: Floats
    outward_bias: Floats

    def scores(self, columns: Columns, values: Floats) -> Floats:
        """Return the score of every label."""
        hidden = np.maximum(values @ self.inward[columns].astype(np.float32) + self.inward_bias, 0)
        scores: Floats = hidden @ self.outward + self.outward_bias
        return scores


class _Learner:
    """Adagrad for the features, of which each batch sees a few; Adam for the labels, which it always sees."""

    def __init__(self, width: int, labels: int, recipe: NetworkRecipe, draw: np.random.Generator) -> None:
        self.recipe, self.draw = recipe, draw
        spread = 1 / np.sqrt(recipe.hidden)
        self.inward = (draw.standard_normal((width, recipe.hidden), dtype=np.float32) * spread / 2).astype(np.float32)
        self.outward = (draw.standard_normal((recipe.hidden, labels), dtype=np.float32) * spread).astype(np.float32)
        self.inward_bias = np.zeros(recipe.hidden, dtype=np.float32)
        self.outward_bias = np.zeros(labels, dtype=np.float32)
        self._squares = np.full(width, 1e-6, dtype=np.float32)
        self._mean, self._spread, self._steps = np.zeros_like(self.outward), np.zeros_like(self.outward), 0

    def learn(self, batch: Batch, dense: Floats, pace: float) -> None:
        """Take one step; `pace` goes down from one to zero."""
        here = self.inward[batch.columns]
        before = dense @ here + self.inward_bias
        kept = (self.draw.random(before.shape, dtype=np.float32) >= self.recipe.forget_hidden) & (before > 0)
        hidden = before * kept / (1 - self.recipe.forget_hidden)
        error = error_of(hidden @ self.outward + self.outward_bias, batch.targets) / len(dense)
        back = error @ self.outward.T * kept / (1 - self.recipe.forget_hidden)
        self._learn_inward(batch.columns, here, dense.T @ back, pace)
        self.inward_bias -= pace * self.recipe.step * back.sum(axis=0)
        self._learn_outward(hidden.T @ error, pace)
        self.outward_bias -= pace / 2 * error.sum(axis=0)

    def _learn_inward(self, columns: Columns, here: Floats, slope: Floats, pace: float) -> None:
        squares = self._squares[columns] + np.einsum("ij,ij->i", slope, slope) / self.recipe.hidden
        self._squares[columns] = squares
        self.inward[columns] = here - pace * self.recipe.step / np.sqrt(squares)[:, None] * slope

    def _learn_outward(self, slope: Floats, pace: float) -> None:
        self._steps += 1
        self._mean = 0.9 * self._mean + 0.1 * slope
        self._spread = 0.99 * self._spread + 0.01 * slope * slope
        mean, spread = self._mean / (1 - 0.9**self._steps), self._spread / (1 - 0.99**self._steps)
        self.outward -= pace * self.recipe.step_out * mean / (np.sqrt(spread) + 1e-8)


def train_network(batches: Sequence[Batch], head: slice, width: int, recipe: NetworkRecipe, draw: np.random.Generator) -> Network:
    """Learn the labels of one head from the batches; examples without a say in this head are passed over."""
    learner = _Learner(width, head.stop - head.start, recipe, draw)
    for done in range(recipe.rounds):
        for number in draw.permutation(len(batches)):
            batch = batches[number].only(head)
            learner.learn(batch, batch.dense(draw, recipe.forget), 1 - done / recipe.rounds)
    return Network(learner.inward.astype(np.float16), learner.inward_bias, learner.outward, learner.outward_bias)
