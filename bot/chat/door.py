"""The door to Telegram and the shelf behind it: opened before all else, so that what people say is kept while the rest loads.

Nothing is handled yet, and nothing can be lost: an update is confirmed to Telegram only when it is in the database. That is
why this room imports as little as it can.
"""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import BaseRequest

from bot.chat import announcing
from bot.chat.http import AiohttpRequest
from bot.chat.polling import Poller
from bot.clock import Clock
from bot.db.database import Database
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.chat.webhook import Webhook

IN_FLIGHT = 16
"""How many messages are sent at the same time. More is slower: measured, eight to sixteen is best."""


class _Forgetful(Application[Any, Any, Any, Any, Any, Any]):
    """PTB notes who wrote, for a memory of its own that we do not use; it would grow with everybody who ever writes."""

    def _mark_for_persistence_update(self, *, update: object | None = None, job: Any = None) -> None:
        """Note nothing."""


class Door:
    """An open database, a bot that can call Telegram, and the way in for updates."""

    def __init__(
        self,
        database: Database,
        application: Application[Any, Any, Any, Any, Any, Any],
        requests: tuple[BaseRequest, BaseRequest],
    ) -> None:
        """Hold what is open; use `open`."""
        self.database = database
        self.application = application
        self.entrance: Poller | Webhook
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._requests = requests
        self._tell: Callable[[], None] | None = None

    @classmethod
    async def open(
        cls,
        settings: Settings,
        clock: Clock,
        migrations: Path,
        *,
        request: BaseRequest | None = None,
        updates_request: BaseRequest | None = None,
    ) -> Self:
        """Open the database and make ready to call. Raises SettingsError and DatabaseFault."""
        token = settings.require_token()
        database = await Database.open(settings.database, migrations)
        request, updates_request = request or AiohttpRequest(IN_FLIGHT + 4), updates_request or AiohttpRequest(1)
        bot: ExtBot[None] = ExtBot(
            token, base_url=f"{settings.api_url}/bot", base_file_url=f"{settings.api_url}/file/bot",
            request=request, get_updates_request=updates_request,
        )  # fmt: skip
        application = ApplicationBuilder().application_class(_Forgetful).bot(bot).updater(None).job_queue(None).build()
        door = cls(database, application, (request, updates_request))
        if settings.webhook_url:
            from bot.chat.webhook import Webhook, secret_for  # noqa: PLC0415 - a web server, which polling does without

            door.entrance = Webhook(secret_for(token), database, clock, stored=door._arrived)
        else:
            door.entrance = Poller(bot, updates_request, database, clock, stored=door._arrived)
        return door

    async def get_acquainted(self) -> None:
        """Ask Telegram who we are, until it answers. Raises Unauthorised."""
        await announcing.get_acquainted(self.application)

    def begin(self) -> None:
        """Begin to fetch, if we do that ourselves, and not yet."""
        if isinstance(self.entrance, Poller) and not self.tasks:
            self._begin("poller", self.entrance.run())
            self._begin("webhook", announcing.forget_webhook(self.application.bot))

    def on_arrival(self, tell: Callable[[], None]) -> None:
        """Call this whenever something was stored; what was stored before is for who begins to look."""
        self._tell = tell

    async def close(self) -> None:
        """Close what never came to run."""
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        for request in self._requests:
            await request.shutdown()
        await self.database.close()

    def _arrived(self) -> None:
        if self._tell is not None:
            self._tell()

    def _begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self.tasks[name] = asyncio.create_task(work, name=name)
