"""What a bot needs to live on a clock that somebody else moves, for the fault test: the clock, and saying that it is ready.

The file holds the time and a number. After each change what is due is sent, and the planners look at the clock as often as they
do in life; then `<clock file>.done` repeats the line, with the moment at which the next message wants to leave.
"""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.chat.http import AiohttpRequest
from bot.chat.sender import IN_FLIGHT
from bot.clock import SystemClock, from_text, to_text

PATIENCE = 1.5
"""Seconds that this bot waits for an answer of Telegram, so that a test of timeouts does not last a month itself."""
_LOOK_EVERY = 0.003
_LONGEST_SETTLE = 240.0
_FASTER = 1000.0
# What waits behind an answer that is tried again later can only leave after it, when the clock has moved.
_CAN_LEAVE = """
SELECT 1 FROM outbox o WHERE state = 'queued' AND due_at <= :now AND (retry_at IS NULL OR retry_at <= :now)
  AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.chat_id = o.chat_id AND e.id < o.id AND e.state = 'queued'
    AND e.live >= o.live AND e.retry_at > :now AND (o.live = 1 OR o.expires_at IS NULL))
UNION ALL SELECT 1 FROM outbox WHERE state = 'sending' LIMIT 1
"""
_NEXT = """
SELECT min(max(due_at, coalesce(retry_at, due_at))) AS at FROM outbox
WHERE state = 'queued' AND max(due_at, coalesce(retry_at, due_at)) > :now
"""
_PLANNERS_EVERY = timedelta(seconds=30)


class FileClock:
    """A clock that stands on what is written in a file."""

    def __init__(self, file: Path) -> None:
        """Read this file."""
        self.file = file
        self._system = SystemClock()
        self.line = file.read_text("utf-8")

    def now(self) -> datetime:
        """Return what the file says."""
        self.look()
        return from_text(self.line.split()[0])

    def look(self) -> str:
        """Return the whole line. The file is replaced as a whole, so there is never half a line."""
        self.line = self.file.read_text("utf-8")
        return self.line

    def seconds(self) -> float:
        """Return seconds that fly: a second between two messages to somebody must not last until the clock moves again."""
        return self._system.seconds() * _FASTER


def impatient_request() -> AiohttpRequest:
    """Return a connection that gives up soon."""
    return AiohttpRequest(IN_FLIGHT + 4, patience=PATIENCE)


async def follow(app: App, clock: FileClock) -> None:
    """Each time that the clock moves: plan, send all that is due, and say that it is done."""
    seen, planned_at = "", None
    done = clock.file.with_suffix(".done")
    while True:
        line = clock.look()
        if line != seen:
            now = clock.now()
            if planned_at is None or now - planned_at >= _PLANNERS_EVERY:
                await app.tick()
                planned_at = now
            next_due = None
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_SETTLE):
                    next_due = await _send_everything(app, now)
            seen = line
            new = done.with_suffix(".new_done")
            new.write_text(f"{line} {to_text(next_due) if next_due else '-'}", "utf-8")
            new.replace(done)
        await asyncio.sleep(_LOOK_EVERY)


async def _send_everything(app: App, now: datetime) -> datetime | None:
    """Send until nothing can leave any more; return when the next message is due or may be tried again."""
    await app.settle()
    while await app.database.fetch_one(_CAN_LEAVE, {"now": to_text(now)}) is not None:
        await asyncio.sleep(_LOOK_EVERY)
        await app.settle()
    row = await app.database.fetch_one(_NEXT, {"now": to_text(now)})
    return from_text(row["at"]) if row and row["at"] else None
