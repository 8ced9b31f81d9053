"""Reads what a button carries; a made-up one carries nothing."""

from bot.chat.turn import Turn

_LONGEST_NUMBER = 15


def number(turn: Turn, place: int = 2) -> int:
    """Return a number from the data of the button; 0 when there is none, which finds nothing."""
    text = word(turn, place)
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def word(turn: Turn, place: int = 2) -> str:
    """Return a word from the data of the button, or nothing."""
    return turn.said.tapped[place] if len(turn.said.tapped) > place else ""
