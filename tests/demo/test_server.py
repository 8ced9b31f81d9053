"""The demo's web server with a tiny application of our own behind it: the page's own tests run the real one."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest

from bot.clock import LOCAL_ZONE, Clock
from bot.demo.server import Server, serve_demo
from bot.demo.show import Show, next_monday
from bot.demo.telegram.fake import TOKEN
from bot.settings import Settings


class Echo:
    """Says back what was said."""

    ticks = 0

    def __init__(self, request: BaseRequest, updates_request: BaseRequest) -> None:
        self._bot = Bot(TOKEN, request=request, get_updates_request=updates_request)

    async def start(self) -> None:
        await self._bot.initialize()
        self._task = asyncio.create_task(self._run())

    async def tick(self) -> None:
        self.ticks += 1

    async def settle(self) -> None:
        """Everything was said at once."""

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._bot.shutdown()

    async def _run(self) -> None:
        offset = None
        while True:
            for update in await self._bot.get_updates(offset, timeout=50):
                offset = update.update_id + 1
                if update.message and update.message.text:
                    await self._bot.send_message(update.message.chat_id, f"Je zei: {update.message.text}")


class Opened:
    """Opens an echo, and remembers on which files."""

    def __init__(self) -> None:
        self.databases: list[Path] = []
        self.apps: list[Echo] = []

    async def __call__(self, settings: Settings, clock: Clock, *, request: BaseRequest, updates_request: BaseRequest) -> Echo:
        settings.database.write_bytes(b"rows")
        self.databases.append(settings.database)
        self.apps.append(Echo(request, updates_request))
        return self.apps[-1]


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
async def show(opened: Opened) -> AsyncIterator[Show]:
    show = Show(opened)
    await show.start()
    yield show
    await show.stop()


@pytest.fixture
async def client(show: Show) -> AsyncIterator[httpx.AsyncClient]:
    server = Server(show)
    runner = web.AppRunner(server.application(), shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{runner.addresses[0][1]}", trust_env=False) as client:
        yield client
        server.hang_up()
    await runner.cleanup()


async def texts(show: Show, key: str, count: int) -> list[str]:
    """Wait until there are so many messages on a phone, and return them."""
    for _ in range(200):
        (phone,) = [phone for phone in show.state()["phones"] if phone["key"] == key]
        if len(phone["messages"]) >= count:
            break
        await asyncio.sleep(0.01)
    return [message.get("text", "") for message in phone["messages"]]


async def test_what_somebody_types_is_answered_on_their_own_phone_only(client: httpx.AsyncClient, show: Show) -> None:
    answer = await client.post("/do/say", json={"phone": "anna", "text": "hoi"})

    assert answer.status_code == 200
    assert await texts(show, "anna", 2) == ["hoi", "Je zei: hoi"]
    assert await texts(show, "dirk", 0) == []


async def test_the_stream_begins_with_everything_and_goes_on_with_every_change(client: httpx.AsyncClient) -> None:
    async with client.stream("GET", "/events") as stream:
        lines = stream.aiter_lines()
        first = await anext(lines)
        await client.post("/do/say", json={"phone": "anna", "text": "hoi"})
        events = [line async for line in take(lines, 4) if line]

    assert '"what": "state"' in first
    assert '"text": "hoi"' in events[0]


async def take(lines: Any, count: int) -> AsyncIterator[str]:
    for _ in range(count):
        yield await asyncio.wait_for(anext(lines), 2)


async def test_moving_the_clock_lets_the_application_look_at_it(client: httpx.AsyncClient, show: Show, opened: Opened) -> None:
    before = show.clock.now()
    await client.post("/do/clock", json={"to": "hour"})

    assert 3599 < (show.clock.now() - before).total_seconds() < 3630
    assert opened.apps[0].ticks == 1


async def test_beginning_again_throws_everything_away(client: httpx.AsyncClient, show: Show, opened: Opened) -> None:
    await client.post("/do/say", json={"phone": "anna", "text": "hoi"})
    await client.post("/do/restart", json={})
    old, new = opened.databases

    assert await texts(show, "anna", 0) == []
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize(
    ("deed", "details"),
    [
        ("tap", {"phone": "anna", "message_id": 999, "data": "x"}),
        ("say", {"phone": "niemand", "text": "hoi"}),
        ("say", {"phone": "anna", "text": "   "}),
        ("send", {"phone": "anna", "kind": "olifant"}),
        ("clock", {"to": "gisteren"}),
    ],
)
async def test_what_cannot_be_done_is_said_calmly(client: httpx.AsyncClient, deed: str, details: dict[str, Any]) -> None:
    answer = await client.post(f"/do/{deed}", json=details)

    assert (answer.status_code, answer.json()) == (409, {"fault": "Dat kan nu niet."})


async def test_another_site_cannot_use_the_demo(client: httpx.AsyncClient) -> None:
    assert (await client.get("/", headers={"Host": "kwaad.example"})).status_code == 403
    assert (await client.post("/do/say", content='{"phone":"anna","text":"x"}')).status_code == 404
    assert (await client.get("/file/../../etc/passwd")).status_code == 404


async def test_a_file_is_handed_over_as_a_download(client: httpx.AsyncClient, show: Show) -> None:
    await client.post("/do/send", json={"phone": "anna", "kind": "document"})
    (message,) = show.telegram.messages(show.telegram.world.users[1001])
    answer = await client.get(f"/file/{message['document']['file_id']}")

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-disposition"] == 'attachment; filename="brief.pdf"'


async def test_a_taken_port_is_no_problem_and_sigterm_leaves_nothing_behind(opened: Opened) -> None:
    taken = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    said: list[str] = []
    ready = asyncio.Event()

    def announce(line: str) -> None:
        said.append(line)
        ready.set()

    running = asyncio.create_task(serve_demo(port, open_app=opened, announce=announce))
    await asyncio.wait_for(ready.wait(), 5)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 5)
    taken.close()

    assert said[0].startswith("Open http://127.0.0.1:")
    assert said[0].endswith(" in je browser. Stoppen: Ctrl+C.")
    assert f":{port} " not in said[0]
    assert not opened.databases[0].parent.exists()


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-11-23T08:59", "2026-11-23T09:00+01:00"),
        ("2026-11-23T09:00", "2026-11-30T09:00+01:00"),
        ("2026-11-29T23:59", "2026-11-30T09:00+01:00"),
        ("2026-10-24T12:00", "2026-10-26T09:00+01:00"),
        ("2027-03-27T12:00", "2027-03-29T09:00+02:00"),
    ],
)
def test_next_monday_is_nine_o_clock_on_the_wall(now: str, monday: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LOCAL_ZONE)

    assert next_monday(moment) == datetime.fromisoformat(monday)
