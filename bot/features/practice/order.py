"""Which scene comes when: in the list, after another one, and on a given day. Pure, without chance."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import LOCAL_ZONE

ON_ONE_SCREEN = 7


def on_screen(scenes: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the scenes on this screen of the list, counted from 0."""
    return tuple(scenes[number * ON_ONE_SCREEN : (number + 1) * ON_ONE_SCREEN])


def last_screen(scenes: Sequence[str]) -> int:
    """Return the number of the last screen of the list."""
    return max(0, len(scenes) - 1) // ON_ONE_SCREEN


def after(scenes: Sequence[str], scene: str) -> str:
    """Return the scene that follows; after the last comes the first."""
    return scenes[(scenes.index(scene) + 1) % len(scenes)]


def of_the_day(scenes: Sequence[str], now: datetime) -> str:
    """Return today's scene: the same for everybody, and another one tomorrow."""
    return scenes[now.astimezone(LOCAL_ZONE).toordinal() % len(scenes)]
