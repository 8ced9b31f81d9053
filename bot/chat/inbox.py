"""Handles stored updates in order, each whole or not at all: its effects, what is said back, and the done-mark."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.chat import inbox_store
from bot.chat.inbox_store import Waiting
from bot.chat.router import CURRENT_TURN
from bot.chat.turn import Gesture, Turn
from bot.chat.turns import TurnOpener
from bot.clock import Clock
from bot.db.database import Database, NothingChanged, Transaction, is_outage
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.understanding.listening import ListenerLost

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
_TOGETHER = 16
_AHEAD = 32
"""So many are looked at: while some are handled, what the others say is heard already."""
_PAUSE_AFTER_FAULT = 1.0
FAILED = "chat.failed"
ALARM = "chat.alarm_dead"


class Inbox:
    """Takes stored updates in order of arrival. Never waits for the network."""

    def __init__(  # noqa: PLR0913 - made once, in the composition root
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        clock: Clock,
        opener: TurnOpener,
        *,
        after_commit: Callable[[], None],
        gesture: Callable[[Update, Gesture | None], Awaitable[None]],
    ) -> None:
        """Handle updates for this application; `after_commit` wakes the sender."""
        self._application = application
        self._database = database
        self._clock = clock
        self._opener = opener
        self._after_commit = after_commit
        self._gesture = gesture
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._gestures: set[asyncio.Task[None]] = set()
        self._read_ahead: dict[int, Update] = {}

    def wake(self) -> None:
        """Say that something was stored."""
        self._idle.clear()
        self._arrived.set()

    async def settled(self) -> None:
        """Wait until everything that was stored is handled."""
        await self._idle.wait()

    async def run(self) -> None:
        """Handle everything, for ever. Whatever was stored before a crash comes first. Raises ListenerLost."""
        while True:
            self._arrived.clear()
            try:
                while await self.handle_stored():
                    pass
            except ListenerLost:
                raise  # waiting does not help: whoever runs us begins anew
            except (sqlite3.Error, OSError) as error:
                # The disk is full or the file is locked: nothing is lost, the rows wait. Say so and try again.
                log.exception("inbox", extra={"action": "database_fault", "error": type(error).__name__})
                await asyncio.sleep(_PAUSE_AFTER_FAULT)
                continue
            if not self._arrived.is_set():
                self._idle.set()
            await self._arrived.wait()

    async def handle_stored(self) -> bool:
        """Handle one batch; return whether there was any."""
        waiting_ones = await inbox_store.list_new(self._database, _AHEAD)
        batch, later = waiting_ones[:_TOGETHER], waiting_ones[_TOGETHER:]
        await self._opener.interpreter.expect(self._words_in(batch), self._words_in(later))
        if len(batch) > 1 and not any(waiting.attempts for waiting in batch):
            try:
                await self._handle_in_one(batch)
            except Exception as error:  # one of them failed: nothing was kept, so each gets a turn of its own
                if is_outage(error):
                    raise
                log.info("inbox", extra={"action": "batch_undone", "error": type(error).__name__})
            else:
                return True
        for waiting in batch:
            await self._handle(waiting)
        return bool(batch)

    async def _handle_in_one(self, batch: Sequence[Waiting]) -> None:
        """Handle several in one transaction: a commit costs as much as an update, and a crowd is waiting."""
        now = self._clock.now()
        async with self._database.transaction(brief=True) as tx:
            turns = [await self._take_turn(waiting, self._read(waiting), tx, now) for waiting in batch]
        self._finish([turn for turn in turns if turn is not None])

    async def _handle(self, waiting: Waiting) -> None:
        try:
            update = self._read(waiting)
        except Exception as error:  # whatever PTB cannot read is set aside, or everything behind it waits
            await self._bury(waiting, error, None)
            return
        for attempt in range(waiting.attempts + 1, MOST_ATTEMPTS + 1):
            try:
                now = self._clock.now()
                async with self._database.transaction(brief=True) as tx:
                    turn = await self._take_turn(waiting, update, tx, now)
            except NothingChanged:
                return
            except Exception as error:  # every fault of ours is counted, and logged by class only
                if is_outage(error):
                    raise
                if attempt >= MOST_ATTEMPTS:
                    await self._bury(waiting, error, update)
                else:
                    await self._note_attempt(waiting, error)
            else:
                self._finish([turn] if turn is not None else [])
                return

    def _words_in(self, batch: Sequence[Waiting]) -> list[str]:
        """Return what these say; one that cannot be read is left for its turn, when it is set aside."""
        words = []
        for waiting in batch:
            with suppress(Exception):
                if waiting.seq not in self._read_ahead:
                    self._read_ahead[waiting.seq] = self._parse(waiting)
                words.append(self._opener.words_of(self._read_ahead[waiting.seq]))
        return [some for some in words if some]

    def _read(self, waiting: Waiting) -> Update:
        return self._read_ahead.pop(waiting.seq, None) or self._parse(waiting)

    def _parse(self, waiting: Waiting) -> Update:
        return Update.de_json(json.loads(waiting.raw), self._application.bot)

    async def _take_turn(self, waiting: Waiting, update: Update, tx: Transaction, now: datetime) -> Turn | None:
        """Let the handler answer; its effects, what it says, and the done-mark are in `tx`, to be kept together or not at all."""
        turn = await self._opener.open(update, tx, now)
        if turn is None:
            log.info("inbox", extra={"action": "ignored", "update_id": waiting.update_id})
        else:
            await self._process(update, turn)
            outbox.put(tx, turn.outgoing)
        inbox_store.mark_done(tx, waiting.seq, now)
        return turn

    def _finish(self, turns: Sequence[Turn]) -> None:
        """After the commit: let the sender begin, and wave at who tapped."""
        if any(turn.outgoing for turn in turns):
            self._after_commit()
        for turn in turns:
            if turn.update.callback_query or turn.update.inline_query:
                self._wave(turn.update, turn.gesture)

    async def _process(self, update: Update, turn: Turn) -> None:
        token = CURRENT_TURN.set(turn)
        try:
            await self._application.process_update(update)
        finally:
            CURRENT_TURN.reset(token)
        if turn.failure is not None:
            raise turn.failure

    def _wave(self, update: Update, gesture: Gesture | None) -> None:
        """Fire and forget: the tap is handled, whether or not Telegram's little clock stops turning."""
        task = asyncio.create_task(self._gesture_quietly(update, gesture))
        self._gestures.add(task)
        task.add_done_callback(self._gestures.discard)

    async def _gesture_quietly(self, update: Update, gesture: Gesture | None) -> None:
        try:
            await self._gesture(update, gesture)
        except Exception as error:  # a gesture may fail, a person misses nothing
            log.info("gesture", extra={"action": "gesture_failed", "error": type(error).__name__})

    async def _note_attempt(self, waiting: Waiting, error: Exception) -> None:
        log.warning("inbox", extra={"action": "attempt_failed", "update_id": waiting.update_id, "error": type(error).__name__})
        async with self._database.transaction() as tx:
            inbox_store.mark_tried(tx, waiting.seq, type(error).__name__)

    async def _bury(self, waiting: Waiting, error: Exception, update: Update | None) -> None:
        """Set it aside, tell the asker calmly and the administrators with an alarm, and go on with the next."""
        # The place in the code, never the message of the exception: it may quote what was typed.
        log.error(
            "inbox",
            extra={"action": "dead", "update_id": waiting.update_id, "error": type(error).__name__, "at": _where(error)},
        )
        now = self._clock.now()
        async with self._database.transaction() as tx:
            inbox_store.mark_dead(tx, waiting.seq, type(error).__name__, now)
            chat = update.effective_chat if update else None
            if chat is not None:
                key = f"answer:update-{waiting.update_id}:failed"
                outbox.put(tx, [Message(key=key, chat_id=chat.id, text=FAILED, due_at=now, live=True)])
            outbox.put(
                tx,
                [
                    Message(
                        key=f"alarm:dead:update-{waiting.update_id}:to-{beheerder}",
                        chat_id=beheerder,
                        text=ALARM,
                        values={"update_id": waiting.update_id, "error": type(error).__name__},
                        due_at=now,
                    )
                    for beheerder in sorted(self._opener.beheerders)
                ],
            )
        self._after_commit()


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
