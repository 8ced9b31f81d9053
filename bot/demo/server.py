"""The web server behind the demo page: it listens on this computer only, and tells the page what changes as it changes."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.demo.show import Opener, Show
from bot.demo.telegram.fake import NotPossible
from bot.demo.telegram.refusal import Json

_HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"
_FILES = {"/": ("index.html", "text/html"), "/style.css": ("style.css", "text/css"), "/page.js": ("page.js", "text/javascript")}
_HEARTBEAT = 15.0
_print_now = partial(print, flush=True)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def serve_demo(port: int, *, open_app: Opener, announce: Callable[[str], object] = _print_now) -> None:
    """Run the demo until SIGINT or SIGTERM. Takes a free port when this one is taken, and says where it is."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    show = Show(open_app)
    server = Server(show)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=1.0)
    try:
        await show.start()
        await runner.setup()
        announce(f"Open {await _listen(runner, port)} in je browser. Stoppen: Ctrl+C.")
        await stop.wait()
    finally:
        server.hang_up()
        await runner.cleanup()
        await show.stop()


async def _listen(runner: web.AppRunner, port: int) -> str:
    try:
        site = web.TCPSite(runner, _HOST, port)
        await site.start()
    except OSError:
        site = web.TCPSite(runner, _HOST, 0)
        await site.start()
    return f"http://{_HOST}:{runner.addresses[-1][1]}"


class Server:
    """Shows the page, streams what changes, and passes on what people on the phones do."""

    def __init__(self, show: Show) -> None:
        """Serve this show."""
        self._show = show
        self._lines: set[asyncio.Queue[Json | None]] = set()
        # The clock and the restart wait for each other: a restart in the middle of a tick would close its database.
        self._one_at_a_time = asyncio.Lock()
        self._deeds: dict[str, Callable[[Json], Awaitable[Json | None]]] = {
            "say": self._say,
            "tap": self._tap,
            "start": self._start,
            "send": self._send,
            "inline": self._inline,
            "choose": self._choose,
            "clock": self._clock,
            "restart": self._restart,
        }
        show.listeners.append(self._pass_on)

    def application(self) -> web.Application:
        """Return the web application."""
        application = web.Application(middlewares=[_only_this_computer])
        for path in _FILES:
            application.router.add_get(path, _page)
        application.router.add_get("/events", self._events)
        application.router.add_get("/file/{id}", self._file)
        application.router.add_post("/do/{deed}", self._do)
        return application

    def hang_up(self) -> None:
        """End every stream, so that the server can stop."""
        for line in self._lines:
            line.put_nowait(None)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Stream: first everything, then every change. Whoever was away gets everything again."""
        response = web.StreamResponse(headers=_HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        line: asyncio.Queue[Json | None] = asyncio.Queue()
        line.put_nowait(self._show.state())
        self._lines.add(line)
        try:
            while (event := await self._next(line)) is not None:
                await response.write(f"data: {json.dumps(event)}\n\n".encode() if event else b": still here\n\n")
        except ConnectionResetError:
            pass
        finally:
            self._lines.discard(line)
        return response

    @staticmethod
    async def _next(line: asyncio.Queue[Json | None]) -> Json | None:
        try:
            return await asyncio.wait_for(line.get(), _HEARTBEAT)
        except TimeoutError:
            return {}

    async def _do(self, request: web.Request) -> web.Response:
        deed = self._deeds.get(request.match_info["deed"])
        if deed is None or request.content_type != "application/json":
            return web.json_response({"fault": "Dit kan de demo niet."}, status=404)
        try:
            answer = await deed(await request.json())
        except (NotPossible, KeyError, ValueError):
            return web.json_response({"fault": "Dat kan nu niet."}, status=409, headers=_HEADERS)
        return web.json_response(answer or {}, headers=_HEADERS)

    async def _file(self, request: web.Request) -> web.Response:
        file = self._show.telegram.world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        response = web.Response(body=file.content, content_type=file.mime_type, headers=_HEADERS)
        # Never opened as a page of ours, whatever is in it.
        if not file.mime_type.startswith("image/") or "svg" in file.mime_type:
            response.headers["Content-Disposition"] = f'attachment; filename="{file.name.replace(chr(34), "")}"'
        return response

    async def _say(self, asked: Json) -> None:
        _, user, group = self._show.find(asked["phone"])
        self._show.telegram.say(user, asked["text"], group)

    async def _tap(self, asked: Json) -> None:
        _, user, group = self._show.find(asked["phone"])
        self._show.telegram.tap(user, int(asked["message_id"]), asked["data"], group)

    async def _start(self, asked: Json) -> None:
        _, user, _ = self._show.find(asked["phone"])
        self._show.telegram.start(user, asked.get("payload", ""))

    async def _send(self, asked: Json) -> None:
        _, user, group = self._show.find(asked["phone"])
        self._show.telegram.send_media(user, asked["kind"], group)

    async def _inline(self, asked: Json) -> Json:
        _, user, _ = self._show.find(asked["phone"])
        return {"query_id": self._show.telegram.inline(user, asked["query"])}

    async def _choose(self, asked: Json) -> None:
        _, user, group = self._show.find(asked["phone"])
        self._show.telegram.choose(user, asked["query_id"], asked["result_id"], group)

    async def _clock(self, asked: Json) -> None:
        async with self._one_at_a_time:
            await self._show.move_clock(asked["to"])

    async def _restart(self, _: Json) -> None:
        async with self._one_at_a_time:
            await self._show.begin_again()

    def _pass_on(self, event: Json) -> None:
        for line in self._lines:
            line.put_nowait(event)


async def _page(request: web.Request) -> web.Response:
    name, mime_type = _FILES[request.path]
    return web.Response(body=(_PAGE / name).read_bytes(), content_type=mime_type, charset="utf-8", headers=_HEADERS)


@web.middleware
async def _only_this_computer(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    # A page elsewhere could point its own name at 127.0.0.1; the name in the request gives it away.
    if request.host.partition(":")[0] not in (_HOST, "localhost"):
        raise web.HTTPForbidden
    return await handler(request)
