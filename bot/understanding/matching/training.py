"""Trains the model: several softmax regressions side by side, in small steps, with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matching.vectors import Columns, Floats

Vector = tuple[Columns, Floats]
Heads = Sequence[slice]
_State = tuple[Floats, Floats, Floats]
_Pace = tuple[float, float]


@dataclass(frozen=True)
class Recipe:
    """How to train; found by comparing, see README.md."""

    rounds: int = 8
    batch: int = 256
    step: float = 0.5
    decay: float = 1e-5
    smoothing: float = 0.1
    forget: float = 0.3
    seed: int = 1


@dataclass(frozen=True)
class _Batch:
    columns: Columns
    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    values: Floats
    targets: Floats

    def dense(self, draw: np.random.Generator, forget: float) -> Floats:
        """Return the batch with only the columns it uses, a share of the features left out so that none becomes too important."""
        kept = draw.random(len(self.values), dtype=np.float32) >= forget
        full = np.zeros((len(self.targets), len(self.columns)), dtype=np.float32)
        full[self.rows[kept], self.places[kept]] = self.values[kept] / (1 - forget)
        return full


def train(vectors: Sequence[Vector], targets: Floats, heads: Heads, width: int, recipe: Recipe) -> tuple[Floats, Floats]:
    """Return weights (width x labels) and biases.

    Each row of `targets` adds up, within each head, to the weight of that example for that head; zero means that it has no say.
    """
    draw = np.random.default_rng(recipe.seed)
    order = draw.permutation(len(vectors))
    batches = [_batch(vectors, targets, order[at : at + recipe.batch]) for at in range(0, len(order), recipe.batch)]
    weights = np.zeros((width, targets.shape[1]), dtype=np.float32)
    squares = np.full((width, len(heads)), 1e-3, dtype=np.float32)
    bias = np.zeros(targets.shape[1], dtype=np.float32)
    for done in range(recipe.rounds):
        step = recipe.step * (1 - done / recipe.rounds)
        for number in draw.permutation(len(batches)):
            dense = batches[number].dense(draw, recipe.forget)
            _learn(dense, batches[number], heads, (weights, squares, bias), (step, recipe.decay))
    return weights, bias


def _learn(dense: Floats, batch: _Batch, heads: Heads, state: _State, pace: _Pace) -> None:
    """Take one step for one batch; Adagrad with one pace per feature and head."""
    weights, squares, bias = state
    step, decay = pace
    here, seen = weights[batch.columns], squares[batch.columns]
    scores = dense @ here + bias
    for head in heads:
        aim = batch.targets[:, head]
        scores[:, head] = softmax(scores[:, head]) * aim.sum(axis=1, keepdims=True) - aim
    slope = dense.T @ scores
    for number, head in enumerate(heads):
        seen[:, number] += np.einsum("ij,ij->i", slope[:, head], slope[:, head])
        stride = step / np.sqrt(seen[:, number])[:, None]
        here[:, head] -= stride * (slope[:, head] + decay * len(dense) * here[:, head])
    weights[batch.columns], squares[batch.columns] = here, seen
    bias -= step / len(dense) * scores.sum(axis=0)


def softmax(scores: Floats) -> Floats:
    """Turn scores into shares that add up to one, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _batch(vectors: Sequence[Vector], targets: Floats, chosen: NDArray[np.int64]) -> _Batch:
    rows = np.repeat(np.arange(len(chosen)), [len(vectors[index][0]) for index in chosen])
    columns, places = np.unique(np.concatenate([vectors[index][0] for index in chosen]), return_inverse=True)
    values = np.concatenate([vectors[index][1] for index in chosen])
    return _Batch(columns, rows, places, values, targets[chosen])
