"""The command `run`: the bot, and beside it the process that understands, from the start until somebody stops them."""

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from bot import memory
from bot.clock import Clock, SystemClock
from bot.folders import find_folder
from bot.logs import set_up_logging
from bot.settings import Settings
from bot.understanding.beside.listener import ListenerBeside
from bot.understanding.beside.process import hearing
from bot.understanding.listening import ListenerLost

# What is imported in the functions below is loaded while messages are fetched and kept already.
if TYPE_CHECKING:
    from bot.app import App
    from bot.chat.door import Door
    from bot.texts.library import Texts

_THREAD_SWITCH = 0.0005


def run_until_stopped(settings: Settings) -> None:
    """Run the bot with these settings. Raises what the operator must mend, and ListenerLost."""
    set_up_logging(settings.log_level)
    memory.share_among_threads()
    memory.keep_what_stays()  # or collecting rubbish would touch, and so copy, what both processes have
    # Before there are threads and an event loop, of which a process that is split off would inherit half.
    listener = ListenerBeside.start(hearing(settings.content or find_folder("content")))
    asyncio.run(_run(settings, listener))


async def _run(settings: Settings, listener: ListenerBeside) -> None:
    # The database works on threads of its own. By default a busy event loop lets them wait 5 ms for the interpreter lock,
    # which is longer than a whole update takes.
    sys.setswitchinterval(_THREAD_SWITCH)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    try:
        opening = asyncio.create_task(_open(settings, SystemClock(), listener))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not opening.done():
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)
            return
        await _live(opening.result(), listener, stop)
    finally:
        listener.close()


async def _live(app: "App", listener: ListenerBeside, stop: asyncio.Event) -> None:
    lost = asyncio.create_task(listener.lost())
    lost.add_done_callback(lambda _: stop.set())
    try:
        await app.start()
        memory.keep_what_stays()
        await app.run_until(stop)
    finally:
        await app.stop()
    if lost.done():
        raise ListenerLost
    lost.cancel()


async def _open(settings: Settings, clock: Clock, listener: ListenerBeside) -> "App":
    """Fetch and keep what people say as soon as we can, and meanwhile load everything that answering needs."""
    from bot.chat.door import Door  # noqa: PLC0415

    door = await Door.open(settings, clock, find_folder("migrations"))
    greeting = asyncio.create_task(_greet(door))
    try:
        # Whichever fails first ends the start: a fault in the content must not wait for a Telegram that is down.
        texts, _ = await asyncio.gather(_load(settings, listener), greeting)
        from bot.app import open_app  # noqa: PLC0415
        from bot.understanding.interpreter import Interpreter  # noqa: PLC0415

        return await open_app(settings, clock, texts=texts, interpreter=Interpreter(listener), door=door)
    except BaseException:
        greeting.cancel()
        await door.close()
        raise


async def _greet(door: "Door") -> None:
    await door.get_acquainted()
    door.begin()


async def _load(settings: Settings, listener: ListenerBeside) -> "Texts":
    texts = await asyncio.to_thread(_load_texts, settings)
    await listener.learn(texts.lessons)
    return texts


def _load_texts(settings: Settings) -> "Texts":
    import bot.app  # noqa: F401, PLC0415
    from bot.texts.library import load_texts  # noqa: PLC0415

    return load_texts(settings.content or find_folder("content"))
