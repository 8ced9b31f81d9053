"""The demo itself: four phones, one clock, and the real application on a database that is thrown away afterwards."""

import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from telegram.request import BaseRequest

from bot.clock import LOCAL_ZONE, Clock, RunningClock, SystemClock
from bot.demo.agenda import Cast, set_the_stage
from bot.demo.telegram.fake import BOT_USERNAME, TOKEN, Chat, FakeTelegram, User
from bot.demo.telegram.refusal import Json
from bot.settings import Settings

_ANNA, _DIRK, _BRAM = 1001, 1002, 1003
_MONDAY_START = time(9)
_DAYS = 7
_STEP = timedelta(hours=1)


class Running(Protocol):
    """What the demo needs of an application."""

    async def start(self) -> None: ...  # noqa: D102
    async def tick(self) -> None: ...  # noqa: D102
    async def settle(self) -> None: ...  # noqa: D102
    async def stop(self) -> None: ...  # noqa: D102


class Opener(Protocol):
    """Opens the application on these settings, with these connections."""

    def __call__(  # noqa: D102
        self, settings: Settings, clock: Clock, *, request: BaseRequest, updates_request: BaseRequest
    ) -> Awaitable[Running]: ...


@dataclass(frozen=True, slots=True)
class Phone:
    """One screen on the page: whose it is, and which conversation is open on it."""

    key: str
    name: str
    role: str
    user_id: int
    is_group: bool = False


PHONES = (
    Phone("anna", "Anna", "vrijwilliger", _ANNA),
    Phone("dirk", "Dirk", "deelnemer", _DIRK),
    Phone("bram", "Bram", "coach", _BRAM),
    Phone("coaches", "Coaches Oost", "groep, je typt als Bram", _BRAM, is_group=True),
)

Listener = Callable[[Json], None]


class Show:
    """One run of the demo. Everything that changes on a screen is told to the listeners."""

    def __init__(self, open_app: Opener) -> None:
        """Prepare; `start` opens the application."""
        self.listeners: list[Listener] = []
        self._open_app = open_app
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._app: Running | None = None
        self._set_up()

    def _set_up(self) -> None:
        self.clock = RunningClock(SystemClock().now())
        self.telegram = FakeTelegram(self.clock)
        names = {phone.user_id: phone.name for phone in PHONES if not phone.is_group}
        # Whoever became a coach opened the chat before, with the link of an invitation.
        users = {user_id: self.telegram.add_user(user_id, name, started=user_id == _BRAM) for user_id, name in names.items()}
        self._group = self.telegram.add_group(PHONES[-1].name, users[_BRAM])
        self.telegram.watch(self._changed)

    async def start(self) -> None:
        """Open the application on a database in which there is nothing but an agenda."""
        # Cleaning up must not fail because something still has the file open.
        self._folder = tempfile.TemporaryDirectory(prefix="wijkmaat-demo-", ignore_cleanup_errors=True)
        database = Path(self._folder.name) / "demo.sqlite3"
        known = {"token": TOKEN, "database": database, "beheerders": [_BRAM]}
        cast = Cast((_ANNA, _DIRK), _BRAM, "Bram", self._group.id)
        await set_the_stage(database, self.clock.now(), cast)
        telegram = self.telegram
        self._app = await self._open_app(
            Settings.model_validate(known),
            self.clock,
            request=telegram.request(),
            updates_request=telegram.request(),
        )
        await self._app.start()

    async def stop(self) -> None:
        """Close the application and throw the database away."""
        if self._app is not None:
            app, self._app = self._app, None
            await app.stop()
        if self._folder is not None:
            folder, self._folder = self._folder, None
            folder.cleanup()

    async def begin_again(self) -> None:
        """Start fresh: nobody has said anything, and the clock shows the real time."""
        self._tell({"what": "wait"})
        await self.stop()
        self._set_up()
        await self.start()
        self._tell(self.state())

    async def move_clock(self, to: str) -> None:
        """Move the clock to 'hour', 'day', 'week' or 'monday' from now, and do on the way what is due."""
        match to:
            case "hour":
                await self._let_time_pass(self.clock.now() + timedelta(hours=1))
            case "day":
                await self._let_time_pass(_days_later(self.clock.now(), 1))
            case "week":
                await self._let_time_pass(_days_later(self.clock.now(), _DAYS))
            case "monday":
                await self._let_time_pass(next_monday(self.clock.now()))
            case _:
                raise ValueError(to)

    async def _let_time_pass(self, until: datetime) -> None:
        """Move the clock in steps of an hour, so that a reminder on the way comes in time instead of being found too late."""
        while (left := until - self.clock.now()) > timedelta():
            self.clock.advance(min(left, _STEP))
            self._tell({"what": "clock", "now": self.clock.now().isoformat()})
            if self._app is not None:
                await self._app.tick()
                await self._app.settle()

    def find(self, key: str) -> tuple[Phone, User, Chat | None]:
        """Return a phone, whose it is, and the group on it if it is one. Raises KeyError."""
        phone = {phone.key: phone for phone in PHONES}[key]
        return phone, self.telegram.world.users[phone.user_id], self._group if phone.is_group else None

    def state(self) -> Json:
        """Return everything there is to show."""
        phones = [asdict(phone) | self._conversation(phone) for phone in PHONES]
        return {"what": "state", "now": self.clock.now().isoformat(), "bot": self.telegram.world.bot, "phones": phones}

    def _conversation(self, phone: Phone) -> Json:
        user = self.telegram.world.users[phone.user_id]
        chat = self._group if phone.is_group else self.telegram.world.chats[phone.user_id]
        return {
            "messages": self.telegram.messages(chat),
            "commands": self.telegram.menu(chat),
            "started": phone.is_group or user.started,
        }

    def _changed(self, what: str, details: Json) -> None:
        for phone in PHONES:
            chat_id = self._group.id if phone.is_group else phone.user_id
            if what == "commands":
                commands = self.telegram.menu(self.telegram.world.chats[chat_id])
                self._tell({"what": what, "phone": phone.key, "commands": commands})
            elif what == "inline":
                if details["user_id"] == phone.user_id:
                    self._tell({"what": what, "phone": phone.key} | details)
            elif details["chat_id"] == chat_id:
                self._tell({"what": what, "phone": phone.key} | details)

    def _tell(self, event: Json) -> None:
        for listener in list(self.listeners):
            listener(event)


def next_monday(now: datetime) -> datetime:
    """Return the first Monday 09:00 in Amsterdam after `now`."""
    local = now.astimezone(LOCAL_ZONE)
    this_week = datetime.combine(local.date() - timedelta(days=local.weekday()), _MONDAY_START, LOCAL_ZONE)
    return this_week if this_week > local else this_week + timedelta(days=_DAYS)


def _days_later(now: datetime, days: int) -> datetime:
    # On the wall clock: a day is 23 or 25 hours long when the clocks change. In UTC, because it is counted with.
    return (now.astimezone(LOCAL_ZONE) + timedelta(days=days)).astimezone(UTC)


__all__ = ["BOT_USERNAME", "PHONES", "Opener", "Phone", "Running", "Show", "next_monday"]
