"""The way in: a request of any HTTP client becomes a call, and the answer goes back as Telegram writes it."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from bot.demo.telegram import answering, editing, profile, sending
from bot.demo.telegram.reading import Address, read_address, read_values
from bot.demo.telegram.refusal import Json, Refusal
from bot.demo.telegram.signatures import METHODS, read_parameters
from bot.demo.telegram.world import Method, World

_HANDLERS: dict[str, Method] = sending.METHODS | editing.METHODS | answering.METHODS | profile.METHODS
_NAMES = {name.lower(): name for name in METHODS}


@dataclass(slots=True)
class Call:
    """One request of the bot: what, with what, when, and what Telegram said (0 as long as it waits)."""

    method: str
    params: Json
    at: datetime
    status: int = 0
    result: Any = None


@dataclass
class Trouble:
    """What goes wrong on purpose."""

    unreachable: bool = False
    failures: dict[str, deque[Refusal]] = field(default_factory=dict)
    lost_answers: deque[str] = field(default_factory=deque)
    delay: float = 0.0

    def next_failure(self, method: str) -> Refusal | None:
        """Return what this call fails with, once."""
        for name in (method, "*"):
            if self.failures.get(name):
                return self.failures[name].popleft()
        return None

    def is_lost(self, method: str) -> bool:
        """Say, once, that the answer to this call gets lost on the way back."""
        if method not in self.lost_answers:
            return False
        self.lost_answers.remove(method)
        return True


class Transport:
    """Answers requests; every call is kept in `calls`."""

    def __init__(self, world: World, token: str) -> None:
        """Answer for the bot with this token."""
        self.calls: list[Call] = []
        self.trouble = Trouble()
        self._world = world
        self._token = token
        self._under_way = 0
        self._rest = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of httpx. Raises the errors of httpx when the line is cut on purpose."""
        if self.trouble.unreachable:
            raise httpx.ConnectError("All connection attempts failed", request=request)
        status, body, mime_type = await self.answer(
            str(request.url), request.headers.get("content-type", ""), await request.aread(), _lost(request)
        )
        return httpx.Response(status, content=body, headers={"content-type": mime_type})

    async def answer(self, url: str, content_type: str, body: bytes, lose: Callable[[], Exception]) -> tuple[int, bytes, str]:
        """Answer one request; `lose` makes the error for an answer that is lost on purpose."""
        if self.trouble.delay:
            await asyncio.sleep(self.trouble.delay)
        address = read_address(url)
        if address is None:
            return self._written(Refusal(404, "Not Found"))
        if address.token != self._token:
            return self._written(Refusal(401, "Unauthorized"))
        if address.is_file:
            return self._download(address)
        method = _NAMES.get(address.rest.lower(), address.rest)
        call = Call(method, {}, self._world.clock.now())
        self.calls.append(call)
        self._under_way += method != "getUpdates"
        try:
            call.result = await self._perform(call, url, content_type, body)
            call.status = 200
        except Refusal as refusal:
            call.status = refusal.status
            return self._written(refusal)
        finally:
            self._under_way -= method != "getUpdates"
            self._rest.set()
        if self.trouble.is_lost(method):
            raise lose()
        return 200, json.dumps({"ok": True, "result": call.result}).encode(), "application/json"

    async def idle(self) -> None:
        """Wait until no call is under way, except one that waits for updates."""
        await asyncio.sleep(0)
        while self._under_way:
            self._rest.clear()
            await self._rest.wait()

    async def _perform(self, call: Call, url: str, content_type: str, body: bytes) -> Any:
        try:
            values = read_values(url, content_type, body)
        except ValueError:
            raise Refusal(400, "Bad Request: can't parse request") from None
        call.params.update(values)
        if failure := self.trouble.next_failure(call.method):
            raise failure
        parameters = read_parameters(call.method, values)
        call.params.clear()
        call.params.update(parameters)
        if call.method == "getUpdates":
            self._world.updates.allow(parameters.pop("allowed_updates", None))
            return await self._world.updates.fetch(**parameters)
        return _HANDLERS[call.method](self._world, parameters)

    def _download(self, address: Address) -> tuple[int, bytes, str]:
        for file in self._world.files.values():
            if file.path == address.rest:
                return 200, file.content, file.mime_type
        return self._written(Refusal(404, "Not Found"))

    @staticmethod
    def _written(refusal: Refusal) -> tuple[int, bytes, str]:
        return refusal.status, json.dumps(refusal.as_json()).encode(), "application/json"


def _lost(request: httpx.Request) -> Callable[[], Exception]:
    return lambda: httpx.ReadTimeout("The answer got lost", request=request)
