"""A Bot API server on localhost, as light as it can be: hands out updates, takes messages, and can be made to fail.

The demo's FakeTelegram is strict and slow; this one is for measuring. It runs in the process of whoever measures, so what the
bot under test costs is not mixed with what the server costs.
"""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]

_PART = re.compile(r'name="(\w+)"[^\r]*(?:\r\n[\w-]+:[^\r]*)*\r\n\r\n(.*?)\r\n--', re.DOTALL)
_DATA = re.compile(r'"callback_data": ?"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that arrived here: where, what, and when (seconds of the event loop)."""

    chat_id: int
    text: str
    at: float
    method: str = "sendMessage"
    message_id: int = 0
    buttons: tuple[str, ...] = ()


@dataclass
class Fault:
    """An answer that is no success.

    `drop` performs the call and then breaks the connection; `lost` does not even perform it. With `hold` seconds the server is
    that slow about it: longer than the bot waits.
    """

    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    drop: bool = False
    lost: bool = False
    hold: float = 0.0


@dataclass
class BotApi:
    """The server. Put updates in with `put`; what the bot sends is in `sent`."""

    delay: float = 0.0
    fault: Callable[[str, Json], Fault | None] | None = None
    sent: list[Sent] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    first_poll_at: float | None = None
    heard: Callable[[Sent], None] | None = None
    _pending: deque[Json] = field(default_factory=deque)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _server: asyncio.Server | None = None
    _message_id: int = 0
    _port: int = 0

    async def start(self) -> str:
        """Listen on a free port of this machine; return the address for WIJKMAAT_API_URL."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        """Close the port. `start` opens the same one again."""
        if self._server is not None:
            self._server.close()
            self._server = None

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._pending)

    def put(self, *updates: Json) -> None:
        """Let these updates wait for the bot."""
        self._pending.extend(updates)
        self._arrived.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                line, *headers = head.decode("latin-1").split("\r\n")
                length = next((int(h.split(":")[1]) for h in headers if h.lower().startswith("content-length:")), 0)
                body = await reader.readexactly(length) if length else b""
                answer = await self._answer(line.split(" ")[1], body)
                if answer is None:
                    break
                writer.write(answer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, target: str, body: bytes) -> bytes | None:
        path, _, query = target.partition("?")
        method = path.rsplit("/", 1)[-1]
        text = body.decode("utf-8", "replace")
        parameters = dict(parse_qsl(query)) | (dict(_PART.findall(text)) if text.startswith("--") else dict(parse_qsl(text)))
        self.calls.append(method)
        if method == "getUpdates":
            return _response(200, {"ok": True, "result": await self._updates(parameters)})
        if self.delay:
            await asyncio.sleep(self.delay)
        fault = self.fault(method, parameters) if self.fault else None
        if fault is not None and fault.lost:
            await asyncio.sleep(fault.hold)
            return None
        if fault is not None and not fault.drop:
            extra = {"parameters": {"retry_after": fault.retry_after}} if fault.retry_after else {}
            return _response(fault.status, {"ok": False, "error_code": fault.status, "description": fault.description, **extra})
        result = self._perform(method, parameters)
        if fault is not None:
            await asyncio.sleep(fault.hold)
            return None
        return _response(200, {"ok": True, "result": result})

    async def _updates(self, parameters: dict[str, str]) -> list[Json]:
        if self.first_poll_at is None:
            self.first_poll_at = asyncio.get_running_loop().time()
        offset = int(parameters.get("offset", 0))
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        if not self._pending:
            self._arrived.clear()
            try:
                async with asyncio.timeout(float(parameters.get("timeout", 0))):
                    await self._arrived.wait()
            except TimeoutError:
                return []
        return [self._pending[i] for i in range(min(len(self._pending), int(parameters.get("limit", 100))))]

    def _perform(self, method: str, parameters: dict[str, str]) -> Any:
        match method:
            case "getMe":
                return {"id": 1, "is_bot": True, "first_name": "Wijkmaat", "username": "wijkmaat_bot"}
            case "sendMessage" | "editMessageText" | "sendDocument" | "sendPhoto":
                self._message_id += 1
                chat_id = int(parameters["chat_id"])
                said = parameters.get("text") or parameters.get("caption", "")
                now = asyncio.get_running_loop().time()
                sent = Sent(
                    chat_id, said, now, method, self._message_id, tuple(_DATA.findall(parameters.get("reply_markup", "")))
                )
                self.sent.append(sent)
                if self.heard is not None:
                    self.heard(sent)
                return {"message_id": self._message_id, "date": 1, "chat": {"id": chat_id, "type": "private"}, "text": "…"}
            case _:
                return True


def message(update_id: int, chat_id: int, text: str) -> Json:
    """Build an update: somebody types `text` in a private chat."""
    sender = {"id": chat_id, "is_bot": False, "first_name": "Iemand"}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id, "date": 1_790_000_000, "from": sender, "text": text,
            "chat": {"id": chat_id, "type": "private", "first_name": "Iemand"},
        },
    }  # fmt: skip


def tap(update_id: int, chat_id: int, message_id: int, data: str) -> Json:
    """Build an update: somebody taps a button under a message of ours."""
    sender = {"id": chat_id, "is_bot": False, "first_name": "Iemand"}
    chat = {"id": chat_id, "type": "private", "first_name": "Iemand"}
    under = {"message_id": message_id, "date": 1_790_000_000, "chat": chat, "text": "…"}
    query = {"id": str(update_id), "from": sender, "chat_instance": "1", "data": data, "message": under}
    return {"update_id": update_id, "callback_query": query}


def _response(status: int, content: Json) -> bytes:
    body = json.dumps(content).encode()
    return b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)
