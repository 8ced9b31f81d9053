"""What waits for the bot: updates are kept until the bot asks for a later one, as Telegram does."""

import asyncio
import copy
from typing import Any

from bot.demo.telegram.refusal import Json, Refusal

_FIRST_ID = 100_000_001
_MOST = 100
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Long polling: waits in real time, and two who poll at the same time get in each other's way."""

    def __init__(self) -> None:
        """Start empty."""
        self.webhook: Json = {}
        self._waiting: list[Json] = []
        self._allowed: frozenset[str] | None = None
        self._last_id = _FIRST_ID - 1
        self._changed = asyncio.Event()
        self._poller: asyncio.Event | None = None

    @property
    def waiting(self) -> tuple[Json, ...]:
        """Return what was not confirmed yet."""
        return tuple(self._waiting)

    def put(self, kind: str, payload: Json) -> Json | None:
        """Add an update of this kind; None when the bot did not ask for such updates."""
        if kind in _NOT_BY_DEFAULT if self._allowed is None else kind not in self._allowed:
            return None
        return self.put_raw({kind: payload})

    def put_raw(self, update: Json) -> Json:
        """Add an update as it is; it gets a number when it has none."""
        self._last_id = max(self._last_id + 1, int(update.get("update_id", 0)))
        # A copy: what is edited later must not change what was already on its way.
        added = copy.deepcopy({"update_id": self._last_id} | update)
        self._waiting.append(added)
        self._wake()
        return added

    def allow(self, kinds: Any) -> None:
        """Remember which kinds the bot wants from now on; an empty list means the usual ones."""
        if isinstance(kinds, list):
            self._allowed = frozenset(map(str, kinds)) if kinds else None

    def drop(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._wake()

    async def fetch(self, offset: int = 0, limit: int = _MOST, timeout: int = 0) -> list[Json]:  # noqa: ASYNC109
        """Confirm what is before `offset` and return what waits, at most after `timeout` seconds. Raises Refusal."""
        if self.webhook.get("url"):
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )
        if self._poller is not None:
            self._poller.set()
        stolen = self._poller = asyncio.Event()
        try:
            self._confirm(offset)
            async with asyncio.timeout(timeout or None):
                while not self._waiting and timeout:
                    await self._wait(stolen)
        except TimeoutError:
            pass
        finally:
            if self._poller is stolen:
                self._poller = None
        return copy.deepcopy(self._waiting[: max(1, min(limit, _MOST))])

    async def confirmed(self) -> None:
        """Wait until the bot has confirmed everything."""
        while self._waiting:
            await self._changed.wait()

    async def _wait(self, stolen: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(self._changed.wait()), asyncio.ensure_future(stolen.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if stolen.is_set():
            raise Refusal(
                409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )

    def _confirm(self, offset: int) -> None:
        before = len(self._waiting)
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset > 0:
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
        if len(self._waiting) != before:
            self._wake()

    def _wake(self) -> None:
        # Everybody who waits now is woken; who waits later waits for the next change.
        self._changed.set()
        self._changed = asyncio.Event()
