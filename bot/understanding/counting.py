"""Counts numbered features in a text; numpy's own `unique` spends more time on preparing than on counting what is this short."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

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
