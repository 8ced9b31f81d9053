"""Empties the outbox: claims what is due, sends it within Telegram's limits, and writes down what became of it."""

import asyncio
import logging
import sqlite3

from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat.errors import judge
from bot.chat.keyboards import to_markup
from bot.chat.limits import Limits
from bot.clock import Clock
from bot.db.database import Database, Transaction
from bot.outbox import store
from bot.outbox.models import Claimed, Delivered, Refused, Result, RetryAfter, Unreachable
from bot.people import store as people
from bot.texts.library import Texts

log = logging.getLogger(__name__)

IN_FLIGHT = 16
"""More at a time is slower: measured, eight to sixteen is best."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PAUSE_AFTER_FAULT = 1.0


class Sender:
    """One loop that claims and notes; up to IN_FLIGHT sends at the same time, one per chat."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, texts: Texts) -> None:
        """Send for this bot."""
        self._bot = bot
        self._database = database
        self._clock = clock
        self._texts = texts
        self._wake = asyncio.Event()
        self._quiet = asyncio.Event()
        self._in_flight: dict[asyncio.Task[Result], Claimed] = {}
        self._limits = Limits(self._seconds())
        self._stopping = False
        self._held_back = False

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._quiet.clear()
        self._wake.set()

    async def settled(self) -> None:
        """Wait until nothing is due and nothing is under way."""
        await self._quiet.wait()

    async def recover(self) -> None:
        """Settle what a crash left half-sent. Call once, before `run`."""
        async with self._database.transaction() as tx:
            again, given_up = await store.recover(tx, self._clock.now())
        if again or given_up:
            log.warning("sender", extra={"action": "recovered", "again": again, "given_up": given_up})

    async def run(self) -> None:
        """Send until `stop`. Raises Unauthorised when Telegram refuses the token."""
        while not self._stopping or self._in_flight:
            self._wake.clear()
            try:
                await self._note_and_claim()
            except (sqlite3.Error, OSError) as error:
                log.exception("sender", extra={"action": "database_fault", "error": type(error).__name__})
                await asyncio.sleep(_PAUSE_AFTER_FAULT)
                continue
            await self._wait()

    async def stop(self) -> None:
        """Claim nothing more; what is under way is finished and noted by `run`."""
        self._stopping = True
        self._wake.set()

    async def _note_and_claim(self) -> None:
        done = {task: message for task, message in self._in_flight.items() if task.done()}
        results = [(message, task.result()) for task, message in done.items()]
        still = [message for task, message in self._in_flight.items() if task not in done]
        now, seconds = self._clock.now(), self._seconds()
        most = 0 if self._stopping or self._limits.is_paused(seconds) else IN_FLIGHT - len(still)
        if not results and most == 0:
            return
        async with self._database.transaction() as tx:
            await store.note(tx, results, now)
            for message, result in results:
                if isinstance(result, Unreachable):
                    await people.mark_unreachable(tx, message.chat_id)
            claimed = await self._claim(tx, most, [message.chat_id for message in still]) if most else []
        # Only now that `sending` is committed may anything leave: a crash from here on leaves a trace.
        for task in done:
            del self._in_flight[task]
        for message in claimed:
            self._limits.count(seconds, message.chat_id)
            self._in_flight[asyncio.create_task(self._send(message))] = message
        self._log(results)

    async def _claim(self, tx: Transaction, most: int, busy: list[int]) -> list[Claimed]:
        """Take answers first; what was planned only as far as Telegram's limits leave room."""
        now, seconds = self._clock.now(), self._seconds()
        room = self._limits.room(seconds)
        live_most = min(most, room) if self._limits.is_strict(seconds) else most
        claimed = await store.claim(tx, now, live_most, busy, live=True) if live_most else []
        rest = min(most, room) - len(claimed)
        if rest > 0:
            taken = busy + [message.chat_id for message in claimed] + self._limits.full_chats(seconds)
            claimed += await store.claim(tx, now, rest, taken, live=False)
        self._held_back = room < most and len(claimed) >= room
        return claimed

    async def _wait(self) -> None:
        """Sleep until something is sent, woken, or allowed again."""
        paused = self._limits.is_paused(self._seconds())
        if not (self._in_flight or self._wake.is_set() or self._held_back or paused):
            self._quiet.set()
        timeout = max(self._limits.wait(self._seconds()), 0.02) if self._held_back or paused else None
        waker = asyncio.ensure_future(self._wake.wait())
        await asyncio.wait([waker, *self._in_flight], timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        waker.cancel()

    async def _send(self, message: Claimed) -> Result:
        try:
            sent = await self._call(message)
        except TelegramError as error:
            result = judge(error, message.attempts)
            if isinstance(result, RetryAfter) and result.everything:
                self._limits.pause(self._seconds(), result.wait.total_seconds())
            return result
        except Exception as error:
            log.exception("sender", extra={"action": "cannot_render", "key": message.key, "error": type(error).__name__})
            return Refused(type(error).__name__)
        return Delivered(sent.message_id if isinstance(sent, Message) else None)

    async def _call(self, message: Claimed) -> Message | bool:
        text = self._texts.render(message.text, message.values)
        markup = to_markup(message.keyboard, self._texts)
        if message.edits is not None:
            try:
                return await self._bot.edit_message_text(
                    text, message.chat_id, message.edits, parse_mode=ParseMode.HTML, reply_markup=markup,
                    link_preview_options=_NO_PREVIEW,
                )  # fmt: skip
            except BadRequest as error:
                if "message to edit not found" not in error.message.lower() and "can't be edited" not in error.message.lower():
                    raise
                # Too old to change, or deleted by the reader: say it anew.
        reply = ReplyParameters(message.reply_to, allow_sending_without_reply=True) if message.reply_to else None
        return await self._bot.send_message(
            message.chat_id, text, parse_mode=ParseMode.HTML, reply_markup=markup,
            reply_parameters=reply, link_preview_options=_NO_PREVIEW,
        )  # fmt: skip

    def _log(self, results: list[tuple[Claimed, Result]]) -> None:
        for message, result in results:
            if isinstance(result, Refused):
                log.error("sender", extra={"action": "alarm_refused", "key": message.key, "why": result.why})
            elif not isinstance(result, Delivered):
                log.info("sender", extra={"action": type(result).__name__, "key": message.key})

    @staticmethod
    def _seconds() -> float:
        return asyncio.get_running_loop().time()
