"""How it learns: several softmax regressions side by side, trained in small steps with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.matching.batches import Batch, error_of
from bot.understanding.weights import Floats, Linear, in_bytes

Heads = Sequence[slice]


@dataclass(frozen=True)
class LinearRecipe:
    """How to train; found by comparing, see README.md."""

    rounds: int = 8
    step: float = 0.5
    forget: float = 0.1


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
