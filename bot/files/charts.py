"""Charts as PNG: drawn by matplotlib in a process of its own, so that the bot does not carry it in memory."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_PATIENCE = 60.0
_KEPT = 8
_ONE_AT_A_TIME = threading.Lock()


class ChartFault(Exception):
    """The picture could not be drawn; the message is the last line of what the drawing process said."""


def make_chart(values: Mapping[str, Any]) -> bytes:
    """Draw `values["charts"]`, one below the other: a list of {"title", "labels", "bars"}, optionally "shown", "line" and "unit".

    `bars` are numbers, one for each label; `shown` is what stands at their ends instead of the numbers; `line` is a number to
    compare with, such as the minimum; `most` is how far the bars can reach. Raises ChartFault.

    On a Monday morning all coaches of an area get the same picture: it is drawn once, and never two at the same time.
    """
    with _ONE_AT_A_TIME:
        return _draw(json.dumps(dict(values)).encode())


@lru_cache(maxsize=_KEPT)
def _draw(wanted: bytes) -> bytes:
    drawn = subprocess.run(
        [sys.executable, "-m", "bot.files.drawing"],
        input=wanted, capture_output=True, timeout=_PATIENCE, check=False,
    )  # fmt: skip
    if drawn.returncode != 0:
        said = drawn.stderr.decode(errors="replace").strip().splitlines()
        raise ChartFault(said[-1] if said else f"status {drawn.returncode}")
    return drawn.stdout
