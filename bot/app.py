"""The composition root: settings, a clock, a database and a connection become a running application."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.request import BaseRequest

from bot.chat import announcing, gestures, inbox_store, left_alone
from bot.chat.door import Door
from bot.chat.inbox import Inbox
from bot.chat.menus import Menus
from bot.chat.router import Router, RouterHandler
from bot.chat.sender import Sender
from bot.chat.turns import TurnOpener
from bot.chat.webhook import PATH, Webhook, secret_for
from bot.clock import LOCAL_ZONE, Clock
from bot.feature import Job
from bot.folders import find_folder
from bot.outbox import store as outbox_store
from bot.people import store as people
from bot.registry import FEATURES
from bot.settings import Settings
from bot.texts.library import Texts, load_texts
from bot.ticker import Every, Nightly, Ticker
from bot.understanding.interpreter import Interpreter

log = logging.getLogger(__name__)

_STOP_WITHIN = 5.0
_PRUNE = "house.prune"
_FAREWELLS = {feature.name: feature.farewell for feature in FEATURES if feature.farewell is not None}


class App:
    """The running application. Made by `open_app`; `start` it, and `stop` it when done."""

    def __init__(  # noqa: PLR0913 - the one place where everything meets
        self,
        settings: Settings,
        clock: Clock,
        door: Door,
        inbox: Inbox,
        sender: Sender,
        router: Router,
        texts: Texts,
    ) -> None:
        """Hold the parts; use `open_app`."""
        self.settings = settings
        self.clock = clock
        self.database = door.database
        self.texts = texts
        self.inbox = inbox
        self.sender = sender
        self._door = door
        self._application = door.application
        self._entrance = door.entrance
        self._menus = Menus(door.application.bot, door.database, router.menu_for, texts, settings.beheerders)
        self._ticker = Ticker()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._nights_until = clock.now().astimezone(LOCAL_ZONE).date()

    async def start(self) -> None:
        """Settle what a crash left behind, then begin to handle, send and fetch."""
        await self.sender.recover()
        async with self.database.transaction() as tx:
            await people.follow_settings(tx, self.settings.beheerders, self.clock.now())
        for job in self._jobs():
            self._ticker.add(job.name, job.when, self._run_job(job))
        self._ticker.add("deliver", Every(seconds=1), self._deliver)
        self._ticker.start()
        # First what was stored before the crash, then what is new.
        self._begin("inbox", self.inbox.run())
        self._begin("sender", self.sender.run())
        self._begin("menus", self._menus.begin())
        self._door.begin()
        self._tasks |= self._door.tasks
        if isinstance(self._entrance, Webhook):
            await self._entrance.start(self.settings.webhook_host, self.settings.webhook_port)
            address, secret = f"{self.settings.webhook_url}{PATH}", secret_for(self.settings.require_token())
            self._begin("webhook", announcing.ask_for_webhook(self._application.bot, address, secret))
        log.info("app", extra={"action": "started"})

    async def run_until(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set. Raises what a part raises that cannot go on, such as Unauthorised."""
        waiter = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                running = {task for task in self._tasks.values() if not task.done()}
                done, _ = await asyncio.wait({waiter, *running}, return_when=asyncio.FIRST_COMPLETED)
                for task in done - {waiter}:
                    task.result()
        finally:
            waiter.cancel()

    async def settle(self) -> None:
        """Wait until everything that came in is handled and everything due is sent."""
        while True:
            await self.inbox.settled()
            self.sender.wake()
            await self.sender.settled()
            if await inbox_store.count_waiting(self.database) == 0:
                return

    async def tick(self) -> None:
        """Let every planner and the delivery look at the clock now; call it after moving a clock that does not run by itself."""
        today = self.clock.now().astimezone(LOCAL_ZONE).date()
        night_passed, self._nights_until = today != self._nights_until, today
        for job in self._jobs():
            if isinstance(job.when, Every) or night_passed:
                await self._run_job(job)()
        await self._deliver()

    async def stop(self) -> None:
        """Stop fetching, finish what is under way, and close. What is not finished is in the database."""
        self._ticker.stop()
        await self._end("poller", "menus", "webhook")
        if isinstance(self._entrance, Webhook):
            await self._entrance.stop()
        await self._end("inbox")
        await self.sender.stop()
        if sender := self._tasks.get("sender"):
            await asyncio.wait({sender}, timeout=_STOP_WITHIN)
        await self._end("sender")
        await self._application.bot.shutdown()
        await self.database.close()
        log.info("app", extra={"action": "stopped"})

    def _jobs(self) -> list[Job]:
        forms = Job("house.left_alone", Every(seconds=300), self._let_go)
        prune = Job(_PRUNE, Nightly(3), self._prune)
        # Last, so that what the others erased in the night is gone from the journal too.
        return [*(job for feature in FEATURES for job in feature.jobs), forms, prune]

    async def _let_go(self, tx: Any, now: Any) -> None:
        await left_alone.let_go(tx, now, _FAREWELLS)

    async def _prune(self, tx: Any, now: Any) -> None:
        await inbox_store.prune(tx, now)
        await outbox_store.prune(tx, now)

    def _run_job(self, job: Job) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            async with self.database.transaction() as tx:
                await job.run(tx, self.clock.now())
            if job.name == _PRUNE:
                await self.database.cut_log()
            self.sender.wake()

        return run

    async def _deliver(self) -> None:
        self.sender.wake()
        # Beside the delivery: as long as Telegram cannot be reached, this waits.
        if (telling := self._tasks.get("menus")) is not None and telling.done():
            self._begin("menus", self._menus.follow())

    def _begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._tasks[name] = asyncio.create_task(work, name=name)

    async def _end(self, *names: str) -> None:
        tasks = [self._tasks.pop(name) for name in names if name in self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def open_app(  # noqa: PLR0913 - tests and the demo replace the parts they must
    settings: Settings,
    clock: Clock,
    *,
    request: BaseRequest | None = None,
    updates_request: BaseRequest | None = None,
    texts: Texts | None = None,
    interpreter: Interpreter | None = None,
    door: Door | None = None,
) -> App:
    """Open the database, load the content, and put everything together; `start` it to run. A door may be open already.

    Raises SettingsError, ContentFault, DatabaseFault or RouteFault, each with what is wrong and how to mend it, and
    Unauthorised when Telegram refuses the token.
    """
    settings.require_token()
    texts = texts or load_texts(settings.content or find_folder("content"))
    if interpreter is None:
        # Not above: who understands in a process of its own does without the models, and without what they are computed with.
        from bot.understanding.building import build_interpreter  # noqa: PLC0415

        interpreter = build_interpreter(texts, settings.content or find_folder("content"))
    router = Router([route for feature in FEATURES for route in feature.routes], _FAREWELLS)
    if door is None:
        door = await Door.open(
            settings, clock, find_folder("migrations"), request=request, updates_request=updates_request
        )  # fmt: skip
        try:
            await door.get_acquainted()
        except BaseException:
            await door.close()
            raise
    bot = door.application.bot
    door.application.add_handler(RouterHandler(router))
    opener = TurnOpener(texts, interpreter, settings.beheerders, bot.id, bot.username)
    sender = Sender(bot, door.database, clock, texts)
    inbox = Inbox(
        door.application, door.database, clock, opener,
        after_commit=sender.wake, gesture=gestures.make(bot, texts),
    )  # fmt: skip
    door.on_arrival(inbox.wake)
    return App(settings, clock, door, inbox, sender, router, texts)
