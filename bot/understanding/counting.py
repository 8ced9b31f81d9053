"""Counts numbered features in a text; numpy's own `unique` spends more time on preparing than on counting what is this short."""

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.understanding.weights import Halves

Number = TypeVar("Number", bound=np.integer)


def count_up(ids: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.int64]]:
    """Return each number once, in order, and how often it is there."""
    ordered = np.sort(ids)
    is_first = np.empty(len(ordered), dtype=bool)
    is_first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    starts = is_first.nonzero()[0]
    counts = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=counts[:-1])
    counts[-1:] = len(ordered) - starts[-1:]
    return ordered[starts], counts


def count_texts(texts: Iterable[NDArray[Number]], at_least: int) -> tuple[NDArray[Number], Halves]:
    """Return the numbers that are in so many texts, in order, and how rare each is."""
    singles = [np.unique(ids) for ids in texts]
    ids, counts = np.unique(np.concatenate(singles), return_counts=True)
    often = counts >= at_least
    rarity = np.log((1 + len(singles)) / (1 + counts[often])) + 1
    return ids[often], rarity.astype(np.float16)
