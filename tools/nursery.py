"""Starts bots quickly: what takes seconds is loaded once, and each bot is a fork of that, a process of its own to be killed.

`python -m tools.nursery` listens on its standard input for one JSON object per line; `Nursery` in `tools.running` talks to it. A
bot that is born here opens the database, settles what its predecessor left and connects, like any other; only importing the code
and loading the content were done before.
"""

import asyncio
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from bot.app import open_app
from bot.clock import Clock, SystemClock
from bot.folders import find_folder
from bot.logs import set_up_logging
from bot.settings import read_settings
from bot.texts.library import Texts, load_texts
from bot.understanding.beside.listener import ListenerBeside
from bot.understanding.hearing import build_ear
from bot.understanding.interpreter import Interpreter
from bot.understanding.listening import Listener
from tools.timed_bot import FileClock, follow, impatient_request

_STOP = {signal.SIGTERM}


async def _live(clock_file: str | None, texts: Texts, listener: ListenerBeside) -> None:
    """Run a bot until it is told to stop; with a clock file on a clock that somebody else moves."""
    settings = read_settings()
    set_up_logging(settings.log_level)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP)
    clock: Clock = FileClock(Path(clock_file)) if clock_file else SystemClock()
    request = impatient_request() if clock_file else None
    await listener.learn(texts.lessons)
    app = await open_app(settings, clock, request=request, texts=texts, interpreter=Interpreter(listener))
    await app.start()
    follower = asyncio.create_task(follow(app, clock)) if isinstance(clock, FileClock) else None
    await app.run_until(stop)
    if follower is not None:
        follower.cancel()
    await app.stop()
    listener.close()


def _give_birth(wanted: dict[str, Any], texts: Texts, ear: Listener) -> int:
    if child := os.fork():
        return child
    code = 1
    try:
        log = os.open(wanted["log"], os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, log), (2, log)):
            os.dup2(source, target)
        os.chdir(wanted["folder"])
        os.environ.clear()  # noqa: TID251 - a bot has an environment of its own
        os.environ.update(wanted["env"])  # noqa: TID251
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)  # who is told to stop this early stops in order too
        listener = ListenerBeside.start(lambda: lambda _: ear)
        asyncio.run(_live(wanted["clock"], texts, listener))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def main() -> None:
    """Serve until standard input closes; then nobody is left behind."""
    folder = find_folder("content")
    texts = load_texts(folder)
    ear = build_ear(texts.lessons, folder)
    alive: set[int] = set()
    for line in sys.stdin:
        match json.loads(line):
            case {"start": wanted}:
                answer: int | None = _give_birth(wanted, texts, ear)
                alive.add(answer or 0)
            case {"wait": pid, "patiently": patiently}:
                found, status = os.waitpid(pid, 0 if patiently else os.WNOHANG)
                answer = os.waitstatus_to_exitcode(status) if found else None
                alive -= {found}
            case _:
                raise ValueError(line)
        print(json.dumps(answer), flush=True)
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
