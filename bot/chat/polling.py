"""Fetches updates by long polling: stored and committed first, confirmed to Telegram only with the next request."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.chat import inbox_store
from bot.chat.errors import back_off, wait_asked
from bot.chat.faults import Unauthorised
from bot.clock import Clock
from bot.db.database import Database

log = logging.getLogger(__name__)

# Telegram sends only what is named here; the rest of what people do is none of our business.
ALLOWED_UPDATES = '["message","edited_message","callback_query","inline_query","my_chat_member"]'
_LONG_POLL = 50
_BATCH = 100
_FORGET_OFFSET_AFTER = timedelta(hours=48)
_PAUSE_ON_CONFLICT = 5.0


class Poller:
    """The loop that fetches. PTB's own would confirm an update as soon as it is fetched, so a kill would lose it."""

    def __init__(self, bot: Bot, request: BaseRequest, database: Database, clock: Clock, *, stored: Callable[[], None]) -> None:
        """Fetch for this bot over its own connection; `stored` wakes whoever handles."""
        self._bot = bot
        self._request = request
        self._database = database
        self._clock = clock
        self._stored = stored

    async def run(self) -> None:
        """Fetch for ever. Raises Unauthorised when Telegram refuses the token."""
        # No offset at the start: Telegram gives everything that was not confirmed, and the inbox knows what it has.
        offset: int | None = None
        last_arrival = self._clock.now()
        faults = 0
        while True:
            if self._clock.now() - last_arrival > _FORGET_OFFSET_AFTER:
                # After a silent week Telegram may go on from a random, lower number, which an old offset would hide.
                offset, last_arrival = None, self._clock.now()
            try:
                updates = await self._fetch(offset)
                if updates:
                    await inbox_store.store(self._database, updates, self._clock.now())
            except InvalidToken as error:
                raise Unauthorised from error
            except Exception as error:
                faults += 1
                await asyncio.sleep(self._explain(error, faults))
                continue
            faults = 0
            if updates:
                offset, last_arrival = updates[-1]["update_id"] + 1, self._clock.now()
                self._stored()

    async def _fetch(self, offset: int | None) -> list[dict[str, Any]]:
        query = f"timeout={_LONG_POLL}&limit={_BATCH}&allowed_updates={quote(ALLOWED_UPDATES)}"
        if offset is not None:
            query += f"&offset={offset}"
        answer: Any = await self._request.post(f"{self._bot.base_url}/getUpdates?{query}", read_timeout=_LONG_POLL + 10.0)
        return answer if isinstance(answer, list) else []

    def _explain(self, error: Exception, faults: int) -> float:
        """Log what is wrong and return how many seconds to wait."""
        if isinstance(error, Conflict):
            log.error("poll", extra={"action": "alarm_conflict", "hint": "another process uses this token, or a webhook is set"})
            return _PAUSE_ON_CONFLICT
        level = logging.WARNING if isinstance(error, TelegramError) else logging.ERROR
        log.log(level, "poll", extra={"action": "fetch_failed", "error": type(error).__name__, "faults": faults})
        if isinstance(error, RetryAfter):
            return wait_asked(error).total_seconds()
        return min(back_off(faults).total_seconds(), 30.0)
