"""Writes a group of words as one readable row in the code."""


def word_set(row: str) -> frozenset[str]:
    """Return the words of `row` as a set."""
    return frozenset(row.split())


def word_row(row: str) -> tuple[str, ...]:
    """Return the words of `row` in order, for str.endswith."""
    return tuple(row.split())
