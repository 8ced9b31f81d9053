"""Reads what a button carries; an older or made-up button may carry anything."""

from bot.chat.turn import Turn

_LONGEST_ID = 17


def parts(turn: Turn, count: int) -> list[str]:
    """Return what stands behind `feature:action`, padded to `count`."""
    found = list(turn.said.tapped[2 : 2 + count])
    return found + [""] * (count - len(found))


def number(text: str) -> int:
    """Read an id; what is none becomes 0, which nothing has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID else 0
