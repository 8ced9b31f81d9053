"""Reads what a button carries; an older or made-up button may carry anything."""

from bot.chat.turn import Turn


def parts(turn: Turn, count: int) -> list[str]:
    """Return what stands behind `feature:action`, padded to `count`."""
    found = list(turn.said.tapped[2 : 2 + count])
    return found + [""] * (count - len(found))
