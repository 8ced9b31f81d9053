"""Counts numbered features in a text; numpy's own `unique` spends more time on preparing than on counting what is this short."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.unsignedinteger)


def count_up(ids: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.int64]]:
    """Return each number once, in order, and how often it is there."""
    ordered = np.sort(ids)
    is_first = np.empty(len(ordered), dtype=bool)
    is_first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    starts = is_first.nonzero()[0]
    ends = np.append(starts[1:], len(ordered)) if len(starts) else starts
    return ordered[starts], ends - starts
