"""Receives updates by webhook: the secret is checked, the update stored and committed, and only then Telegram gets its 200."""

import hashlib
import hmac
import json
import logging
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.chat import inbox_store
from bot.clock import Clock
from bot.db.database import Database
from bot.settings import SettingsError

log = logging.getLogger(__name__)

PATH = "/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 2 * 1024 * 1024


def secret_for(token: str) -> str:
    """Derive the secret that Telegram must show: nothing more for the operator to keep."""
    return hmac.new(token.encode(), b"wijkmaat webhook", hashlib.sha256).hexdigest()


class Webhook:
    """The little web server on which Telegram calls."""

    def __init__(self, secret: str, database: Database, clock: Clock, *, stored: Callable[[], None]) -> None:
        """Accept calls that show `secret`; `stored` wakes whoever handles."""
        self._secret = secret
        self._database = database
        self._clock = clock
        self._stored = stored
        self._runner: web.AppRunner | None = None
        self.port: int | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 is any free one, and `port` tells which. Raises SettingsError when we cannot."""
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post(PATH, self._receive)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise SettingsError(
                f"The webhook cannot listen on {host}, port {port} ({error.strerror}). "
                "Stop what uses it, or choose another with WIJKMAAT_WEBHOOK_HOST and WIJKMAAT_WEBHOOK_PORT."
            ) from error
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening; calls that are being answered are finished."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _health(self, request: web.Request) -> web.Response:  # noqa: ARG002
        waiting = await inbox_store.count_waiting(self._database)
        return web.json_response({"ok": True, "waiting": waiting})

    async def _receive(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode("utf-8", "replace"), self._secret.encode()):
            log.warning("webhook", extra={"action": "wrong_secret"})
            return web.Response(status=403)
        update = _parse(await request.read())
        if update is None:
            log.warning("webhook", extra={"action": "malformed"})
            return web.Response(status=400)
        # A fault here becomes a 500, and Telegram offers the update again.
        await inbox_store.store(self._database, [update], self._clock.now())
        self._stored()
        return web.Response()


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    # Larger than SQLite can hold is not an update of Telegram's.
    fits = isinstance(number, int) and not isinstance(number, bool) and abs(number) < 2**53
    return update if fits else None
