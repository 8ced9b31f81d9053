"""Where an expression occurs in a message, looked up once: asking for every number again would cost too much."""

import re
from bisect import bisect_left


class Places:
    """The places of `pattern` in `text`, found when first asked for."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._spans: list[tuple[int, int]] | None = None

    def between(self, low: int, high: int) -> bool:
        """Return whether the expression stands, whole, from `low` up to `high`."""
        if self._spans is None:
            self._spans = [match.span() for match in self._pattern.finditer(self._text)]
        first = bisect_left(self._spans, (low, 0))
        return first < len(self._spans) and self._spans[first][1] <= high
