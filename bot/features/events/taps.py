"""Reads what a button carries; a made-up one carries nothing."""

from bot.chat.turn import Turn


def word(turn: Turn, place: int = 2) -> str:
    """Return a word from the data of the button, or nothing."""
    return turn.said.tapped[place] if len(turn.said.tapped) > place else ""
