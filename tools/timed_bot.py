"""The bot on a clock that somebody else moves: `python -m tools.timed_bot <clock file>`. For the fault test only.

The file holds the time. After each move the planners and the delivery look at the clock, and `<clock file>.done` says so.
"""

import asyncio
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.app import App, open_app
from bot.clock import SystemClock, from_text
from bot.logs import set_up_logging
from bot.outbox import store as outbox
from bot.settings import read_settings

_LOOK_EVERY = 0.005
_LONGEST_SETTLE = 10.0
_FASTER = 1000.0


class FileClock:
    """A clock that stands on what is written in a file."""

    def __init__(self, file: Path) -> None:
        """Read this file."""
        self._file = file
        self._system = SystemClock()
        self._now = from_text(file.read_text("utf-8"))

    def now(self) -> datetime:
        """Return what the file says; half a line, because it is being written, does not count."""
        with suppress(ValueError):
            self._now = from_text(self._file.read_text("utf-8"))
        return self._now

    def seconds(self) -> float:
        """Return seconds that fly: a second between two messages to somebody must not last until the clock moves again."""
        return self._system.seconds() * _FASTER


async def _follow(app: App, clock: FileClock, done: Path) -> None:
    seen = None
    while True:
        now = clock.now()
        if now != seen:
            await app.tick()
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_SETTLE):
                    await _send_everything(app, now)
            seen = now
            done.write_text(now.isoformat(), "utf-8")  # noqa: ASYNC240 - a few bytes
        await asyncio.sleep(_LOOK_EVERY)


async def _send_everything(app: App, now: datetime) -> None:
    await app.settle()
    while (due := await outbox.find_next_due(app.database)) is not None and due <= now:
        await asyncio.sleep(_LOOK_EVERY)
        await app.settle()


async def _run(file: Path) -> None:
    settings = read_settings()
    set_up_logging(settings.log_level)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    clock = FileClock(file)
    app = await open_app(settings, clock)
    await app.start()
    follower = asyncio.create_task(_follow(app, clock, file.with_suffix(".done")))
    await stop.wait()
    follower.cancel()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(_run(Path(sys.argv[1])))
