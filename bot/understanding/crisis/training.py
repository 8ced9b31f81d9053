"""Trains the model: softmax regression in small steps, with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.crisis.vectors import Columns, Floats

Vector = tuple[Columns, Floats]


@dataclass(frozen=True)
class Recipe:
    """How to train; found by comparing with five-fold cross-validation."""

    rounds: int = 16
    batch: int = 256
    step: float = 0.5
    decay: float = 3e-6
    seed: int = 1


RECIPE = Recipe()


@dataclass(frozen=True)
class _Batch:
    columns: Columns
    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    values: Floats
    targets: Floats

    def dense(self) -> Floats:
        """Return the batch with only the columns it uses."""
        full = np.zeros((len(self.targets), len(self.columns)), dtype=np.float32)
        full[self.rows, self.places] = self.values
        return full


def train(vectors: Sequence[Vector], targets: Floats, width: int, recipe: Recipe = RECIPE) -> tuple[Floats, Floats]:
    """Return weights (width x labels) and biases that predict the targets (a row of shares each)."""
    draw = np.random.default_rng(recipe.seed)
    order = draw.permutation(len(vectors))
    batches = [_batch(vectors, targets, order[at : at + recipe.batch]) for at in range(0, len(order), recipe.batch)]
    weights = np.zeros((width, targets.shape[1]), dtype=np.float32)
    squares = np.full((width, 1), 1e-3, dtype=np.float32)
    bias = np.zeros(targets.shape[1], dtype=np.float32)
    for done in range(recipe.rounds):
        step = recipe.step * (1 - done / recipe.rounds)
        for number in draw.permutation(len(batches)):
            _learn(batches[number], weights, squares, bias, step, recipe.decay)
    return weights, bias


def softmax(scores: Floats) -> Floats:
    """Turn scores into shares that add up to one, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _learn(batch: _Batch, weights: Floats, squares: Floats, bias: Floats, step: float, decay: float) -> None:
    dense = batch.dense()
    here = weights[batch.columns]
    error = softmax(dense @ here + bias) - batch.targets
    slope = dense.T @ error
    squares[batch.columns] += np.einsum("ij,ij->i", slope, slope)[:, None]
    pace = step / np.sqrt(squares[batch.columns])
    weights[batch.columns] = here - pace * (slope + decay * len(batch.targets) * here)
    bias -= step / len(batch.targets) * error.sum(axis=0)


def _batch(vectors: Sequence[Vector], targets: Floats, chosen: NDArray[np.int64]) -> _Batch:
    rows = np.repeat(np.arange(len(chosen)), [len(vectors[index][0]) for index in chosen])
    columns, places = np.unique(np.concatenate([vectors[index][0] for index in chosen]), return_inverse=True)
    values = np.concatenate([vectors[index][1] for index in chosen])
    return _Batch(columns, rows, places, values, targets[chosen])
