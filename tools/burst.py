"""A rush for seats: a thousand people sign up for one bijeenkomst of twenty at once, through the whole conversation."""

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.agenda.exporting import export_agenda
from bot.agenda.models import Event, EventPart, EventState
from bot.clock import LOCAL_ZONE, SystemClock
from bot.understanding.signup import Kind
from tools.bot_api import BotApi, Sent, message, tap
from tools.running import environment, memory_mb, start_bot

SEATS = 20
_FIRST = 100_000
_PATIENCE = 600
# What somebody who only wants to sign up taps, whichever of these is on the screen.
_WAY = ("events:agree", "events:confirm", "events:skip", "events:join", "events:again")
_FORM = "events:stop"
_LIST = """
SELECT r.name, r.state, r.queue_number FROM registrations r JOIN events e ON e.id = r.event_id
WHERE e.code = 'BT-1' ORDER BY r.queue_number
"""


class WrongList(Exception):
    """The list is not exactly who came first, and then everybody else in order."""


class _Rush:
    """Everybody answers as soon as they are asked something; all confirm at the same moment, in an order we remember."""

    def __init__(self, api: BotApi, people: int) -> None:
        self._api = api
        self._updates = _FIRST
        self._summaries: list[tuple[int, int, str]] = []
        self.confirmed: list[int] = []
        self.confirmed_at = 0.0
        self.done: dict[int, float] = {}
        self.ready = asyncio.Event()
        self._people = people

    def start(self) -> None:
        """Let everybody scan the code on the flyer."""
        self._api.put(*(message(self._next(), _FIRST + number, "/start meedoen_BT-1") for number in range(self._people)))

    def hear(self, sent: Sent) -> None:
        """Answer what came on somebody's screen; no question means that they have their answer."""
        for action in _WAY:
            if data := next((data for data in sent.buttons if data.startswith(action)), None):
                if action == "events:confirm":
                    self._hold(sent, data)
                else:
                    self._api.put(tap(self._next(), sent.chat_id, sent.message_id, data))
                return
        if _FORM in sent.buttons:
            self._api.put(message(self._next(), sent.chat_id, f"Persoon {_name(sent.chat_id)}"))
            return
        self.done.setdefault(sent.chat_id, sent.at)
        if len(self.done) == self._people:
            self.ready.set()

    def _hold(self, sent: Sent, data: str) -> None:
        """Let everybody wait with the last tap for who is not so far yet."""
        self._summaries.append((sent.chat_id, sent.message_id, data))
        if len(self._summaries) == self._people:
            self.confirmed = [chat_id for chat_id, *_ in self._summaries]
            self.confirmed_at = sent.at
            self._api.put(*(tap(self._next(), *summary) for summary in self._summaries))

    def _next(self) -> int:
        self._updates += 1
        return self._updates


async def sign_up_at_once(folder: Path, figures: dict[str, float], people: int = 1000) -> None:
    """Measure the time until everybody has their answer, and prove that the list is right. Raises WrongList."""
    database = folder / "burst.sqlite3"
    api = BotApi()
    env = environment(await api.start(), database)
    await asyncio.to_thread(_fill_the_agenda, folder / "burst.yaml", env)
    bot = await start_bot(env, folder / "burst.log", folder)
    rush = _Rush(api, people)
    api.heard = rush.hear
    try:
        async with asyncio.timeout(_PATIENCE):
            while api.first_poll_at is None:
                await asyncio.sleep(0.01)
            began = asyncio.get_running_loop().time()
            rush.start()
            await rush.ready.wait()
        figures["signup_burst_memory_mb"] = memory_mb(bot.pid)
    finally:
        bot.terminate()
        await bot.wait()
        await api.stop()
    last = max(rush.done.values())
    figures |= {"signup_burst_s": last - began, "signup_burst_confirming_s": last - rush.confirmed_at}
    figures["signup_burst_messages"] = len(api.sent)
    _check(database, rush.confirmed)


def _fill_the_agenda(file: Path, env: dict[str, str]) -> None:
    file.write_text(export_agenda([_event(SystemClock().now())]), "utf-8")
    subprocess.run([sys.executable, "-m", "bot", "agenda", "import", str(file)], env=env, check=True, capture_output=True)


def _check(database: Path, confirmed: list[int]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(_LIST).fetchall()
    states = [state for _, state, _ in rows]
    if states != ["signed_up"] * SEATS + ["waiting"] * (len(confirmed) - SEATS):
        raise WrongList(f"{len(rows)} on the list, {states.count('signed_up')} of them with a seat")
    if [_number_in(name) for name, _, _ in rows] != [_name(chat_id) for chat_id in confirmed]:
        raise WrongList("not in order of arrival")


def _name(chat_id: int) -> str:
    """Return a name made of letters: a number in a name is asked about."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(chat_id - _FIRST).zfill(4))


def _number_in(name: str) -> str:
    return re.sub(r"^persoon ", "", name.lower())


def _event(now: datetime) -> Event:
    day = datetime.combine(now.astimezone(LOCAL_ZONE).date() + timedelta(days=42), datetime.min.time(), LOCAL_ZONE)
    part = EventPart(1, day.replace(hour=9, minute=30), day.replace(hour=12, minute=30))
    return Event(
        id=0, code="BT-1", kind=Kind.TRAINING, title="Bouwstenen", theme="kennismaken", gemeente="Amsterdam",
        neighbourhood="Oost", location="Buurthuis", area_id=None, capacity=SEATS, minimum=8, trainers=("Hanneke Vos",),
        cotrainer=None, target_group="iedereen", audience=None, signup_required=True, costs="", programme="", practical="",
        state=EventState.PLANNED, revision=0, parts=(part,),
    )  # fmt: skip
