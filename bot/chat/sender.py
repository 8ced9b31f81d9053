"""Empties the outbox: claims what is due, sends it within Telegram's limits, and writes down what became of it."""

import asyncio
import logging
import sqlite3

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.chat.calls import edit_message, open_topic, send_file, send_message
from bot.chat.door import IN_FLIGHT
from bot.chat.errors import judge
from bot.chat.limits import Limits
from bot.clock import Clock
from bot.db.database import Database
from bot.files.making import make
from bot.outbox import store
from bot.outbox.models import Claimed, Delivered, Refused, Result, RetryAfter, Unreachable
from bot.outbox.rules import DIGEST, kind_of
from bot.people import store as people
from bot.texts.library import Texts
from bot.texts.rendering import visible

log = logging.getLogger(__name__)

_CANNOT_EDIT = ("message to edit not found", "can't be edited", "there is no text in the message to edit")
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "the chat is not a forum")
_LONGEST_TOPIC = 128
_PAUSE_AFTER_FAULT = 1.0
_GATHER = 0.004


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
        self._limits = Limits(self._clock.seconds())
        self._most = IN_FLIGHT
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
        """Settle what a crash left half-sent. Call once, before `run`.

        After a crash sending begins with one message, and twice as many each time that some are noted: whatever made us crash may
        do so again, and then only that one is in doubt.
        """
        async with self._database.transaction() as tx:
            again, given_up = await store.recover(tx, self._clock.now())
        if again or given_up:
            self._most = 1
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
        under_way = [message for task, message in self._in_flight.items() if task not in done]
        now, seconds = self._clock.now(), self._clock.seconds()
        self._most = min(IN_FLIGHT, self._most * 2) if results else self._most
        most = 0 if self._stopping or self._limits.is_paused(seconds) else self._most - len(under_way)
        if not results and most == 0:
            return
        room = min(most, self._limits.room(seconds))
        live_most = room if self._limits.is_strict(seconds) else most
        async with self._database.transaction() as tx:
            store.note(tx, results, now)
            for message, result in results:
                if isinstance(result, Unreachable):
                    people.mark_unreachable(tx, message.chat_id)
            full = self._limits.full_chats(seconds)
            claimed = await store.claim(
                tx, now, live_most=live_most, planned_most=room, full=full,
                is_digest_under_way=any(kind_of(message.key) == DIGEST for message in under_way),
            )  # fmt: skip
        self._held_back = room < most and len(claimed) >= room
        # Only now that `sending` is committed may anything leave: a crash from here on leaves a trace.
        for task in done:
            del self._in_flight[task]
        for message in claimed:
            self._limits.count(seconds, message.chat_id)
            self._in_flight[asyncio.create_task(self._send(message))] = message
        self._log(results)

    async def _wait(self) -> None:
        """Sleep until something is sent, woken, or allowed again."""
        paused = self._limits.is_paused(self._clock.seconds())
        if not (self._in_flight or self._wake.is_set()):
            self._quiet.set()
        timeout = max(self._limits.wait(self._clock.seconds()), 0.02) if self._held_back or paused else None
        if self._in_flight:
            # Under load, note and claim for many at a time: each visit to the database costs as much as a message.
            await asyncio.sleep(_GATHER)
        waker = asyncio.ensure_future(self._wake.wait())
        await asyncio.wait([waker, *self._in_flight], timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        waker.cancel()

    async def _send(self, message: Claimed) -> Result:
        try:
            return await self._call(message)
        except TelegramError as error:
            result = judge(error, message.attempts)
            if isinstance(result, RetryAfter) and result.everything:
                self._limits.pause(self._clock.seconds(), result.wait.total_seconds())
            return result
        except Exception as error:
            log.exception("sender", extra={"action": "cannot_render", "key": message.key, "error": type(error).__name__})
            return Refused(type(error).__name__)

    async def _call(self, message: Claimed) -> Delivered:
        html = self._texts.render(message.text, message.values)
        if message.edits is not None:
            try:
                return Delivered(await edit_message(self._bot, self._texts, message, html))
            except BadRequest as error:
                if not _says(error, _CANNOT_EDIT):
                    raise
                # Too old to change, or deleted by the reader: say it anew.
        topic = await self._topic(message)
        try:
            return Delivered(await self._say(message, html, topic), topic)
        except BadRequest as error:
            if topic is None or not _says(error, _NO_TOPIC):
                raise
            # Somebody threw the topic away: say it in the group itself.
            return Delivered(await self._say(message, html, None))

    async def _say(self, message: Claimed, html: str, topic: int | None) -> int | None:
        if message.attachment is None:
            return await send_message(self._bot, self._texts, message, html, topic)
        content = await make(message.attachment.maker, message.attachment.values)
        async with self._database.transaction() as tx:
            store.note_leaving(tx, message)
        return await send_file(self._bot, self._texts, message, html, content, topic)

    async def _topic(self, message: Claimed) -> int | None:
        if message.topic is not None or message.opens_topic is None:
            return message.topic
        title = visible(self._texts.render(message.opens_topic, message.values))[:_LONGEST_TOPIC]
        try:
            return await open_topic(self._bot, message.chat_id, title)
        except BadRequest:
            # No forum, or no right to make topics: the group itself will do.
            return None

    def _log(self, results: list[tuple[Claimed, Result]]) -> None:
        for message, result in results:
            if isinstance(result, Refused):
                log.error("sender", extra={"action": "alarm_refused", "key": message.key, "why": result.why})
            elif not isinstance(result, Delivered):
                log.info("sender", extra={"action": type(result).__name__, "key": message.key})


def _says(error: BadRequest, signs: tuple[str, ...]) -> bool:
    return any(sign in error.message.lower() for sign in signs)
