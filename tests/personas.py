"""The people in our tests, each with a phone: what they do goes in through Telegram, what they see is on their screen.

Anna is a volunteer, Bram a coach, Carla the administrator, and Vera a stranger who has never written before.
Dirk and Esra are participants: they sign up for what is on the agenda.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.app import App
from bot.clock import FixedClock, to_text
from bot.demo.telegram.fake import Chat, FakeTelegram, User

ANNA, BRAM, CARLA, VERA, DIRK, ESRA = 101, 102, 103, 104, 105, 106
_PATIENCE = 10.0
_TOGETHER = 4
_HELD_BACK = "SELECT 1 FROM outbox WHERE state = 'queued' AND due_at <= :now AND retry_at IS NULL LIMIT 1"

Json = dict[str, Any]


@dataclass
class Stage:
    """Where a test plays: the running application, its Telegram, its clock, and a way to stop and start it again."""

    telegram: FakeTelegram
    clock: FixedClock
    open: Callable[[], Awaitable[App]]
    running: App | None = None

    @property
    def app(self) -> App:
        """Return the application that runs now; another one after a restart."""
        assert self.running is not None, "the application is not running"
        return self.running

    async def start(self) -> App:
        """Open the application on the database as it is, and start it."""
        self.running = await self.open()
        await self.running.start()
        return self.running

    async def stop(self) -> None:
        """Stop the application if it runs."""
        if self.running is not None:
            app, self.running = self.running, None
            await app.stop()

    async def restart(self) -> App:
        """Stop, open again on the same database, and let it finish what was still to do."""
        await self.stop()
        app = await self.start()
        await self.settle()
        return app

    async def settle(self) -> None:
        """Wait until the bot has heard everything and has said everything."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.telegram.handed_over()
                await self.app.settle()
                for _ in range(3):
                    await self.telegram.idle()
        except TimeoutError:
            last = [(call.method, call.status) for call in self.telegram.calls[-5:]]
            waiting = len(self.telegram.world.updates.waiting)
            raise AssertionError(
                f"the bot was not ready within {_PATIENCE:.0f} s: {waiting} update(s) not fetched; its last calls were {last}"
            ) from None

    async def later(self, by: timedelta | None = None, **units: float) -> None:
        """Let time pass (`days=1`, `hours=2`, or a timedelta), and let the planners and the delivery look at the clock."""
        self.clock.advance(by if by is not None else timedelta(**units))
        await self.app.tick()
        await self.settle()
        # Telegram takes one planned message a second in a chat: give several that fall due together their seconds.
        for _ in range(_TOGETHER):
            if not await self.app.database.fetch_all(_HELD_BACK, {"now": to_text(self.clock.now())}):
                return
            self.clock.advance(timedelta(seconds=1))
            await self.app.tick()
            await self.settle()


@dataclass
class Person:
    """Somebody with a phone."""

    user: User
    stage: Stage = field(repr=False)
    _seen: list[Json] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        """Watch the screen from here on."""
        self.stage.telegram.watch(self._notice)

    async def says(self, text: str, chat: Chat | None = None, *, reply_to: int | None = None) -> None:
        """Type a message, send it, and wait for the answer."""
        self._seen.clear()
        self.stage.telegram.say(self.user, text, chat, reply_to)
        await self.stage.settle()

    async def taps(self, button: str, chat: Chat | None = None) -> None:
        """Tap the lowest button with this text (or this data), and wait for what happens."""
        messages = self.stage.telegram.messages(chat or self.user)
        for message in reversed(messages):
            if button in _labels(message) or button in _labels(message, "callback_data"):
                break
        else:
            raise AssertionError(f"{self.name} has no button {button!r}. On the screen:\n{self._shown(messages[-3:])}")
        self._seen.clear()
        self.stage.telegram.tap(self.user, message["message_id"], button, chat)
        await self.stage.settle()

    async def taps_old(self, message_id: int, data: str) -> None:
        """Tap a button by its data that may have disappeared in the meantime."""
        self._seen.clear()
        message = self.stage.telegram.world.chats[self.user.id].messages[message_id]
        self.stage.telegram.tap_data(self.user, message, data)
        await self.stage.settle()

    async def sends(self, kind: str, caption: str = "", chat: Chat | None = None) -> None:
        """Send a sticker, voice, photo, location, contact, document, poll or dice."""
        self._seen.clear()
        self.stage.telegram.send_media(self.user, kind, chat, caption)
        await self.stage.settle()

    async def edits(self, message_id: int, text: str) -> None:
        """Change an own message."""
        self._seen.clear()
        self.stage.telegram.edit(self.user, message_id, text)
        await self.stage.settle()

    async def asks_inline(self, query: str) -> list[Json]:
        """Type @wijkmaat_bot and some words in another chat; returns what is offered."""
        self._seen.clear()
        self.stage.telegram.inline(self.user, query)
        await self.stage.settle()
        offered = [seen["results"] for seen in self._seen if "results" in seen]
        return list(offered[-1]) if offered else []

    async def blocks(self) -> None:
        """Block the bot."""
        self.stage.telegram.block(self.user)
        await self.stage.settle()

    async def unblocks(self) -> None:
        """Let the bot in again."""
        self.stage.telegram.unblock(self.user)
        await self.stage.settle()

    def sees(self, *texts: str) -> None:
        """Check that all of this is in what came since the last thing this person did."""
        missing = [text for text in texts if text not in self.news]
        if missing:
            raise AssertionError(f"{self.name} does not see {missing[0]!r}. Since the last action:\n{self._shown(self._seen)}")

    def sees_no(self, *texts: str) -> None:
        """Check that none of this is in what came since the last thing this person did."""
        found = [text for text in texts if text in self.news]
        if found:
            raise AssertionError(f"{self.name} should not see {found[0]!r}. Since the last action:\n{self._shown(self._seen)}")

    def sees_nothing(self, but: str | None = None) -> None:
        """Check that nothing came since the last thing this person did, `but` for messages that begin so."""
        if any(text for text in map(_text, self._seen) if but is None or not text.startswith(but)):
            raise AssertionError(f"{self.name} should see nothing new. Since the last action:\n{self._shown(self._seen)}")

    def has_read_everything(self) -> None:
        """Count only what comes from here on."""
        self._seen.clear()

    @property
    def name(self) -> str:
        """Return the first name."""
        return self.user.first_name

    @property
    def news(self) -> str:
        """Return everything that came since the last action, as visible text, notices included."""
        return "\n".join(_text(seen) for seen in self._seen)

    @property
    def screen(self) -> str:
        """Return the visible text of the last message of the bot."""
        return _text(self._last())

    @property
    def buttons(self) -> list[str]:
        """Return what is on the buttons under the last message of the bot."""
        return _labels(self._last())

    @property
    def last_id(self) -> int:
        """Return the number of the last message of the bot."""
        return int(self._last()["message_id"])

    def _last(self) -> Json:
        telegram = self.stage.telegram
        ours = [message for message in telegram.messages(self.user) if message["from"]["id"] == telegram.world.bot["id"]]
        assert ours, f"the bot has not said anything to {self.name} yet"
        return ours[-1]

    def _notice(self, what: str, details: Json) -> None:
        if what in ("message", "edited") and self._is_mine(details["chat_id"]):
            if details["message"]["from"]["id"] == self.stage.telegram.world.bot["id"]:
                self._seen.append(details["message"])
        elif what in ("notice", "inline") and details["user_id"] == self.user.id:
            self._seen.append(details)

    def _is_mine(self, chat_id: int) -> bool:
        return self.user.id in self.stage.telegram.world.chats[chat_id].members

    @staticmethod
    def _shown(messages: list[Json]) -> str:
        lines = []
        for message in messages:
            lines.append("  | " + _text(message).replace("\n", "\n  | "))
            lines.extend(f"  | [{label}]" for label in _labels(message))
            lines.append("")
        return "\n".join(lines) or "  (nothing)"


def _text(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _labels(message: Json, part: str = "text") -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button[part] for row in rows for button in row if part in button]
