"""The bot's side: asks the process beside us, ahead of time where it can."""

import asyncio
import logging
import os
import signal
from collections import deque
from collections.abc import Sequence
from typing import Any, Self

from bot.texts.faults import ContentFault
from bot.understanding.beside.line import HungUp, Line, make_line
from bot.understanding.beside.process import Failed, Loader, Ready, ToHear, ToScrub, serve
from bot.understanding.listening import Heard, ListenerLost

log = logging.getLogger(__name__)

Question = ToHear | ToScrub


class CannotHear(Exception):
    """A fault of ours while hearing a text; the message is the kind of error."""


class ListenerBeside:
    """A listener whose work is done in a process of its own. Start it while this process has only one thread."""

    def __init__(self, line: Line, pid: int) -> None:
        """Hold a line to the process `pid`; use `start`."""
        self._line = line
        self._pid = pid
        self._asked: deque[Question] = deque()
        self._answers: dict[Question, Any] = {}
        self._came = asyncio.Event()
        self._ready: Ready | None = None
        self._gone = asyncio.Event()

    @classmethod
    def start(cls, load: Loader) -> Self:
        """Split off a process, and begin to load in it what hearing needs."""
        ours, theirs = make_line()
        if pid := os.fork():
            theirs.close()
            return cls(ours, pid)
        code = 1
        try:
            ours.close()
            serve(theirs, load)
            code = 0
        except BaseException as error:  # this process has no caller: it says what happened, and ends
            log.exception("listener", extra={"action": "ended", "error": type(error).__name__})
        finally:
            os._exit(code)

    async def learn(self, lessons: str) -> None:
        """Wait until it can hear, having learnt `Texts.lessons`. Raises ContentFault, OSError and ListenerLost."""
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._receive)
        self._send(lessons)
        while self._ready is None:
            await self._next()
        if self._ready.faults:
            raise ContentFault(list(self._ready.faults))
        if self._ready.trouble:
            raise OSError(self._ready.trouble)

    def listen(self, text: str) -> Heard:
        """Return what this message means; waits for it if it was not expected. Raises CannotHear and ListenerLost."""
        heard: Heard = self._answer(ToHear(text))
        return heard

    def scrub(self, text: str) -> str:
        """Return the text without personal data of others. Raises CannotHear and ListenerLost."""
        scrubbed: str = self._answer(ToScrub(text))
        return scrubbed

    async def expect(self, texts: Sequence[str], later: Sequence[str] = ()) -> None:
        """Wait until these are heard, and let it go on with those for `later`; forget all others. Raises ListenerLost."""
        wanted = dict.fromkeys(map(ToHear, texts))
        expected = wanted | dict.fromkeys(map(ToHear, later))
        self._answers = {question: answer for question, answer in self._answers.items() if question in expected}
        for question in expected:
            self._ask(question)
        while not self._answers.keys() >= wanted.keys():
            await self._next()

    async def lost(self) -> None:
        """Wait until the process has ended by itself, which it never should."""
        await self._gone.wait()

    def close(self) -> None:
        """Hang up, and end the process: it has nothing to lose, and may be learning for minutes."""
        self._lose()
        self._line.close()
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0

    def _answer(self, question: Question) -> Any:
        self._ask(question)
        while question not in self._answers:
            self._line.wait()
            self._receive()
            self._mind()
        answer = self._answers[question]
        if isinstance(answer, Failed):
            raise CannotHear(answer.error)
        return answer

    def _ask(self, question: Question) -> None:
        if question not in self._answers and question not in self._asked:
            self._send(question)
            self._asked.append(question)

    def _send(self, thing: Any) -> None:
        self._mind()
        try:
            self._line.send(thing)
        except HungUp:
            self._lose()
            self._mind()

    async def _next(self) -> None:
        """Wait for the next answer."""
        self._mind()
        self._came.clear()
        await self._came.wait()
        self._mind()

    def _receive(self) -> None:
        try:
            for answer in self._line.receive():
                if isinstance(answer, Ready):
                    self._ready = answer
                else:
                    self._answers[self._asked.popleft()] = answer
        except HungUp:
            self._lose()
        self._came.set()

    def _mind(self) -> None:
        if self._gone.is_set():
            raise ListenerLost

    def _lose(self) -> None:
        if not self._gone.is_set():
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            self._gone.set()
