"""The process beside the bot: hears what it is asked about, in order, until the bot hangs up."""

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import memory
from bot.texts.faults import ContentFault, Fault
from bot.understanding.beside.line import HungUp, Line
from bot.understanding.listening import Heard, Listener

Loader = Callable[[], Callable[[str], Listener]]
"""Loads what is needed whatever the lessons are, and returns what builds the listener from `Texts.lessons`."""


@dataclass(frozen=True, slots=True)
class ToHear:
    """Asks what this means; the answer is Heard."""

    text: str


@dataclass(frozen=True, slots=True)
class ToScrub:
    """Asks for this without personal data; the answer is text."""

    text: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Says that everything is loaded, or what is wrong with the content or with reading it."""

    faults: tuple[Fault, ...] = ()
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Answers a question that broke something of ours; only what kind of error, for its message may quote what was typed."""

    error: str


def serve(line: Line, load: Loader) -> None:
    """Load what hearing needs, and hear. First comes `Texts.lessons`, then questions; the first answer is Ready."""
    # Who stops the bot stops its whole group of processes; the bot still finishes what it has in hand, and then hangs up.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    with suppress(HungUp):
        _serve(line, load)


def _serve(line: Line, load: Loader) -> None:
    build = load()  # while the bot reads its texts
    questions = _questions(line)
    try:
        ear = build(next(questions))
    except ContentFault as fault:
        line.send(Ready(tuple(fault.faults)))
        return
    except OSError as error:
        line.send(Ready(trouble=str(error)))
        return
    memory.keep_what_stays()
    line.send(Ready())
    for question in questions:
        line.send(_answer(ear, question))


def hearing(folder: Path) -> Loader:
    """Return what loads the ear of this content folder; only who calls it loads numpy."""

    def load() -> Callable[[str], Listener]:
        from bot.understanding.hearing import build_ear  # noqa: PLC0415

        return lambda lessons: build_ear(lessons, folder)

    return load


def _questions(line: Line) -> Iterator[Any]:
    while True:
        yield from line.receive()


def _answer(ear: Listener, question: ToHear | ToScrub) -> Heard | str | Failed:
    try:
        return ear.listen(question.text) if isinstance(question, ToHear) else ear.scrub(question.text)
    except Exception as error:  # told to who asked: one text that we cannot hear must not end hearing
        return Failed(type(error).__name__)
