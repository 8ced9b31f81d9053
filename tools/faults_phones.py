"""The simulated month of the fault test: its clock, its Telegram that fails at random, and people who tap and type."""

import asyncio
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.clock import from_text, to_text
from tools.bot_api import BotApi, Fault, Json, message, tap
from tools.running import Fork
from tools.timed_bot import PATIENCE

BEGIN = datetime(2027, 3, 8, 7, 0, tzinfo=UTC)  # the month in which summer time begins
_PATIENCE = 300.0
_SAYING = ("sendMessage", "editMessageText", "sendPhoto")
_TITLE = re.compile(r"Bouwstenen (\d+)")
_WORDS = ("Dat luisteren helpt", "Meer geduld", "De oefening met het stokje", "Rust en koffie")


class Month:
    """The clock of the simulated month, in a file that the bot reads."""

    def __init__(self, folder: Path) -> None:
        """Begin."""
        self.file = folder / "clock"
        self.now = BEGIN
        self._count = 0
        self.write()

    def move(self, by: timedelta) -> None:
        """Move the clock."""
        self.now += by
        self.write()

    def write(self) -> None:
        """Let the bot look again, also when the clock stands still; the file changes as a whole."""
        self._count += 1
        new = self.file.with_suffix(".new")
        new.write_text(self._line, "utf-8")
        new.replace(self.file)

    @property
    def is_done(self) -> bool:
        """Say whether the bot has done everything that was due at this time."""
        return self._done.startswith(f"{self._line} ")

    async def until_done(self, bot: Fork) -> None:
        """Wait until the bot has done everything that was due. Raises RuntimeError when it ended instead."""
        looks = 0
        async with asyncio.timeout(_PATIENCE):
            while not self.is_done:
                looks += 1
                if looks % 100 == 0 and await bot.has_ended():
                    raise RuntimeError(f"the bot ended by itself: {bot.returncode}")
                await asyncio.sleep(0.002)

    @property
    def next_due(self) -> datetime | None:
        """Return when the next message wants to leave, as the bot said it."""
        last = self._done.split()[-1:]
        return from_text(last[0]) if last and last[0] != "-" else None

    @property
    def _line(self) -> str:
        return f"{to_text(self.now)} {self._count}"

    @property
    def _done(self) -> str:
        try:
            return self.file.with_suffix(".done").read_text("utf-8")
        except FileNotFoundError:
            return ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One call that did not simply succeed: how, for whom, and at what simulated time."""

    kind: str
    chat: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message on somebody's phone."""

    chat: int
    number: int
    text: str
    buttons: tuple[str, ...]


@dataclass
class Phones(BotApi):
    """A Telegram that remembers what is on every phone, fails for a share of the calls, and remembers that too."""

    month: Month = field(kw_only=True)
    chance: random.Random = field(kw_only=True)
    trouble: float = field(kw_only=True)
    blocked: set[int] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)
    arrived: list[Arrival] = field(default_factory=list)
    fresh: list[Arrival] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fail at random."""
        self.fault = self._draw

    def _draw(self, method: str, parameters: Json) -> Fault | None:
        if method not in _SAYING:
            return None
        chat = int(parameters["chat_id"])
        if chat in self.blocked:
            return self._refuse("blocked", chat)
        if self.chance.random() > self.trouble:
            return None
        kinds = ("500", "502", "429", "lost answer", "lost call", "timeout", "400", "403")
        return self._refuse(self.chance.choices(kinds, (20, 15, 20, 15, 10, 12, 4, 4))[0], chat)

    def _refuse(self, kind: str, chat: int) -> Fault:
        self.refusals.append(Refusal(kind, chat, self.month.now))
        match kind:
            case "blocked" if chat % 2:
                return Fault(403, "Forbidden: bot was blocked by the user")
            case "blocked":
                return Fault(400, "Bad Request: chat not found")
            case "429":
                return Fault(429, "Too Many Requests: retry after 2", retry_after=2)
            case "lost answer":
                return Fault(drop=True)
            case "lost call":
                return Fault(lost=True)
            case "timeout":
                # Longer than the bot waits; half of these messages are on the phone all the same.
                return Fault(drop=True, hold=PATIENCE + 1) if chat % 2 else Fault(lost=True, hold=PATIENCE + 1)
            case "400":
                return Fault(400, "Bad Request: message is too long")
            case "403":
                return Fault(403, "Forbidden: user is deactivated")
            case _:
                return Fault(int(kind), "Internal Server Error")

    def _perform(self, method: str, parameters: dict[str, str]) -> Any:
        result = super()._perform(method, parameters)
        if method in _SAYING:
            number = int(parameters.get("message_id", result["message_id"]))
            keyboard = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
            buttons = tuple(button["callback_data"] for row in keyboard for button in row if "callback_data" in button)
            text = parameters.get("text") or parameters.get("caption", "")
            arrival = Arrival(int(parameters["chat_id"]), number, text, buttons)
            self.fresh.append(arrival)
            if method != "editMessageText":
                self.arrived.append(arrival)
        return result


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody tapped, and at what simulated time."""

    at: datetime
    chat: int
    data: str


@dataclass
class Crowd:
    """People who look at their phone each time that something came, and now and then tap or type. Remembers all they did."""

    phones: Phones
    chance: random.Random
    done: list[Done] = field(default_factory=list)
    answers: dict[tuple[int, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What was filled in, per bijeenkomst and question."""
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _events: dict[str, int] = field(default_factory=dict)
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _busy: set[int] = field(default_factory=set)

    def look(self) -> bool:
        """Let everybody react to what came; return whether anybody did anything."""
        fresh, self.phones.fresh = self.phones.fresh, []
        before = len(self.done)
        self._busy.clear()
        for arrival in fresh:
            self._react(arrival)
        return len(self.done) > before

    def _react(self, arrival: Arrival) -> None:
        by_word = {word: data for data in arrival.buttons for word in (":".join(data.split(":")[:2]),)}
        if "timeline:decide" in by_word:
            self._decide(arrival)
        elif "timeline:coming" in by_word:
            self._say_whether_they_come(arrival)
        elif "timeline:everybody" in by_word:
            self._tick(arrival, by_word["timeline:everybody"])
        elif "events:accept" in by_word:
            self._perhaps(0.7, arrival, by_word["events:accept"])
        elif "surveys:fill" in by_word:
            self._events[by_word["surveys:fill"].split(":")[2]] = int(_TITLE.findall(arrival.text)[0])
            self._survey(arrival, by_word["surveys:fill"])
        elif "surveys:stop" in by_word:
            self._survey(arrival, by_word["surveys:skip"])
        elif "surveys:later" in by_word:
            self._perhaps(0.3, arrival, by_word["surveys:later"])

    def _decide(self, arrival: Arrival) -> None:
        words = {data.split(":")[-1]: data for data in arrival.buttons}
        if "sure" in words:
            self._tap(arrival, words["sure"])
        else:
            choice = self.chance.choices(("go", "no_go", "wait", ""), (45, 5, 10, 40))[0]
            if choice in words:
                self._tap(arrival, words[choice])

    def _say_whether_they_come(self, arrival: Arrival) -> None:
        words = {data.split(":")[-1]: data for data in arrival.buttons if data.startswith("timeline:coming")}
        likely = (50, 6, 12, 32) if "yes" in words else (0, 1, 0, 99)
        choice = self.chance.choices(("yes", "no", "maybe", ""), likely)[0]
        if choice in words:
            self._tap(arrival, words[choice])

    def _tick(self, arrival: Arrival, everybody: str) -> None:
        drawn, names = self.chance.random(), [data for data in arrival.buttons if data.startswith("timeline:tick")]
        if drawn < 0.5 or not names:
            self._tap(arrival, everybody)
        elif drawn < 0.7:
            _, _, registration, part, *_ = self.chance.choice(names).split(":")
            self._tap(arrival, f"timeline:tick:{registration}:{part}:absent:0")

    def _survey(self, arrival: Arrival, data: str) -> None:
        """Fill in a question of the form, by tapping or typing; nobody does two things with forms in one moment."""
        _, action, ballot, *rest = data.split(":")
        question = rest[0] if rest else "begin"
        if (ballot, question) in self._asked or arrival.chat in self._busy or ballot not in self._events:
            return
        self._asked.add((ballot, question))
        self._busy.add(arrival.chat)
        box = self.answers[self._events[ballot], question]
        grades = [data for data in arrival.buttons if data.startswith("surveys:grade")]
        if action == "fill":
            self._perhaps(0.8, arrival, data)
        elif self.chance.random() < 0.06:
            self._tap(arrival, data)
        elif grades:
            chosen = self.chance.choice(grades)
            box[chosen.split(":")[-1]] += 1
            self._tap(arrival, chosen)
            if self.chance.random() < 0.1:
                # Twice, and the second time another one: the first counts.
                self._tap(arrival, self.chance.choice(grades))
        else:
            words = self.chance.choice(_WORDS)
            box[words] += 1
            number = next(self._numbers)
            self.done.append(Done(self.phones.month.now, arrival.chat, "typed"))
            self.phones.put(message(number, arrival.chat, words))

    def _perhaps(self, likely: float, arrival: Arrival, data: str) -> None:
        if self.chance.random() < likely:
            self._tap(arrival, data)

    def _tap(self, arrival: Arrival, data: str) -> None:
        self.done.append(Done(self.phones.month.now, arrival.chat, data))
        self.phones.put(tap(next(self._numbers), arrival.chat, arrival.number, data))
