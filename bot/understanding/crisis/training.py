"""Trains the model: softmax regression in small steps, with numpy alone."""

from dataclasses import dataclass

import numpy as np

from bot.understanding.crisis.vectors import Numbers, Weighed
from bot.understanding.weights import Floats, Linear, in_bytes, softmax


@dataclass(frozen=True)
class Recipe:
    """How to train; found by comparing with five-fold cross-validation."""

    rounds: int = 6
    batch: int = 256
    step: float = 0.5
    decay: float = 3e-6
    seed: int = 1


RECIPE = Recipe()
_Learnt = tuple[Floats, Floats, Floats]  # weights, what their slopes added up to, bias


@dataclass(frozen=True)
class _Batch:
    columns: Numbers
    rows: Numbers
    places: Numbers
    values: Floats
    targets: Floats

    def dense(self) -> Floats:
        """Return the batch with only the columns it uses."""
        full = np.zeros((len(self.targets), len(self.columns)), dtype=np.float32)
        full[self.rows, self.places] = self.values
        return full


def train(examples: Weighed, targets: Floats, width: int, recipe: Recipe = RECIPE) -> Linear:
    """Return what predicts the targets: shares, times what the example counts."""
    draw = np.random.default_rng(recipe.seed)
    order = draw.permutation(examples.height)
    batches = [_batch(examples, targets, order[at : at + recipe.batch]) for at in range(0, len(order), recipe.batch)]
    weights = np.zeros((width, targets.shape[1]), dtype=np.float32)
    squares = np.full((width, 1), 1e-3, dtype=np.float32)
    bias = np.zeros(targets.shape[1], dtype=np.float32)
    for done in range(recipe.rounds):
        step = recipe.step * (1 - done / recipe.rounds)
        for number in draw.permutation(len(batches)):
            _learn(batches[number], (weights, squares, bias), step, recipe.decay)
    return in_bytes(weights, bias)


def _learn(batch: _Batch, learnt: _Learnt, step: float, decay: float) -> None:
    weights, squares, bias = learnt
    dense = batch.dense()
    here = weights[batch.columns]
    error = softmax(dense @ here + bias) * batch.targets.sum(axis=1, keepdims=True) - batch.targets
    slope = dense.T @ error
    squares[batch.columns] += np.einsum("ij,ij->i", slope, slope)[:, None]
    pace = step / np.sqrt(squares[batch.columns])
    weights[batch.columns] = here - pace * (slope + decay * len(batch.targets) * here)
    bias -= step / len(batch.targets) * error.sum(axis=0)


def _batch(examples: Weighed, targets: Floats, chosen: Numbers) -> _Batch:
    places = np.full(examples.height, -1)
    places[chosen] = np.arange(len(chosen))
    here = places[examples.rows] >= 0
    columns, within = np.unique(examples.columns[here], return_inverse=True)
    return _Batch(columns, places[examples.rows[here]], within, examples.values[here], targets[chosen])
