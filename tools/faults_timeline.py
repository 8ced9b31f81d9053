"""Kills the bot at random moments in a simulated month of trainings, while Telegram fails too, and proves what became of it.

Every message that should exist was delivered, or the tables say why not; none came twice but where a kill or a lost answer
fell between sending and noting; and everything was on time by the clock of that month.
"""

import asyncio
import json
import random
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import find_folder
from bot.clock import LOCAL_ZONE, from_text, to_text
from bot.db.migrations import migrate
from tools.bot_api import BotApi, Fault, Json
from tools.running import environment

_BEGIN = datetime(2027, 3, 8, 7, 0, tzinfo=UTC)  # the month in which summer time begins
_COACH = "INSERT INTO staff (person_id, role, area_id) VALUES (?, 'coach_welzijn', 1)"
_COACHES = 3
_LATE = timedelta(minutes=10)  # besides the step in which the clock moves
_AFTER_A_REFUSAL = timedelta(hours=3)
_STARTING = 60.0


@dataclass(frozen=True)
class Size:
    """How big a run is."""

    events: int = 40
    people: int = 500
    days: int = 30
    step: timedelta = timedelta(minutes=20)


@dataclass
class Outcome:
    """What a run proved. `lost`, `doubled` and `late` must be zero."""

    kills: int = 0
    kills_while_starting: int = 0
    messages: int = 0
    expected: int = 0
    lost: int = 0
    explained: int = 0
    doubled: int = 0
    doubled_in_send_window: int = 0
    late: int = 0
    refused_by_telegram: int = 0
    taps: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_proven(self) -> bool:
        """Say whether the promise held."""
        return not (self.lost or self.doubled or self.late)


class Phones(BotApi):
    """A Telegram that remembers what is on every phone, with its buttons, and at what simulated time it came."""

    def __init__(self, clock: "Month", chance: random.Random, trouble: float) -> None:
        """Fail for a share of the calls."""
        super().__init__()
        self.clock, self.chance, self.trouble = clock, chance, trouble
        self.fault = self._draw
        self.refused = 0
        self.delivered: list[tuple[int, int, str, datetime]] = []
        self.buttons: list[tuple[int, int, str]] = []
        self.blocked: set[int] = set()

    def _draw(self, method: str, parameters: Json) -> Fault | None:
        if method not in ("sendMessage", "editMessageText"):
            return None
        chat = int(parameters["chat_id"])
        if chat in self.blocked:
            return Fault(403, "Forbidden: bot was blocked by the user") if chat % 2 else Fault(400, "Bad Request: chat not found")
        if self.chance.random() > self.trouble:
            return None
        self.refused += 1
        if self.chance.random() < 0.05:
            return Fault(400, "Bad Request: message is too long")
        if self.chance.random() < 0.05:
            return Fault(403, "Forbidden: user is deactivated")
        return self.chance.choice(
            [
                Fault(500), Fault(502, "Bad Gateway"), Fault(429, "Too Many Requests: retry after 2", retry_after=2),
                Fault(drop=True), Fault(lost=True),
            ]
        )  # fmt: skip

    def _perform(self, method: str, parameters: Json) -> Any:
        result = super()._perform(method, parameters)
        if method in ("sendMessage", "editMessageText"):
            chat, number = int(parameters["chat_id"]), int(result["message_id"])
            if method == "sendMessage":
                self.delivered.append((chat, number, parameters["text"], self.clock.now))
            rows = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
            self.buttons += [
                (chat, number, button["callback_data"]) for row in rows for button in row if "callback_data" in button
            ]
        return result


class Month:
    """The clock of the simulated month, in a file that the bot reads."""

    def __init__(self, folder: Path) -> None:
        """Begin."""
        self.file = folder / "clock"
        self.now = _BEGIN
        self.up_since = [(_BEGIN, _BEGIN)]
        self.move(timedelta())

    def move(self, by: timedelta) -> None:
        """Move the clock; the file changes as a whole."""
        self.now += by
        new = self.file.with_suffix(".new")
        new.write_text(to_text(self.now), "utf-8")
        new.replace(self.file)

    def forget_done(self) -> None:
        """Forget that a bot before was ready."""
        self.file.with_suffix(".done").unlink(missing_ok=True)

    @property
    def is_done(self) -> bool:
        """Say whether the bot has done everything that was due at this time."""
        try:
            return from_text(self.file.with_suffix(".done").read_text("utf-8")) == self.now
        except (OSError, ValueError):
            return False


async def run(kills: int, seed: int, *, size: Size = Size(), trouble: float = 0.08) -> Outcome:
    """Live through the month with `kills` kills spread over it."""
    chance, outcome = random.Random(seed), Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "month.sqlite3"
        _fill(database, size, chance)
        month = Month(folder)
        api = Phones(month, chance, trouble)
        # Some people blocked the bot before the month began, and nobody told us.
        api.blocked = {10_000 + n for n in range(size.people) if chance.random() < 0.03}
        env = environment(await api.start(), database, WIJKMAAT_LOG_LEVEL="ERROR")
        end = _BEGIN + timedelta(days=size.days)
        while outcome.kills < kills or month.now < end:
            steps_left = max(1, int((end - month.now) / size.step))
            kills_left = kills - outcome.kills
            await _live(api, month, env, folder, chance, outcome, size, steps_left // kills_left + 1 if kills_left > 0 else None)
        api.trouble = 0.0
        month.move(timedelta(days=1))
        await _live(api, month, env, folder, chance, outcome, size, None)
        await api.stop()
        outcome.refused_by_telegram = api.refused
        _prove(api, month, database, size, outcome)
    return outcome


async def _live(  # noqa: PLR0913
    api: Phones, month: Month, env: dict[str, str], folder: Path, chance: random.Random, outcome: Outcome, size: Size,
    steps: int | None,
) -> None:  # fmt: skip
    """One life of the bot: it starts, time passes in steps, people tap, and in the middle of a step it is killed.

    Without `steps` it lives until the end of the month and stops as an operator stops it.
    """
    api.first_poll_at = None
    with (folder / "log").open("ab") as stderr:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tools.timed_bot", str(month.file), env=env, stderr=stderr, cwd=folder
        )
    if steps is not None and chance.random() < 0.1:
        # While it starts, which may be while it settles what the kill before left.
        await asyncio.sleep(chance.uniform(0.0, 1.5))
        await kill(bot)
        outcome.kills += 1
        outcome.kills_while_starting += 1
        return
    if not await until_done(bot, month):
        outcome.notes.append(f"ended by itself: {bot.returncode}")
        return
    end = _BEGIN + timedelta(days=size.days + 1)
    lasts = chance.randint(1, 2 * steps) if steps is not None else int((end - month.now) / size.step) + 1
    for number in range(lasts):
        _tap(api, month, chance, outcome)
        month.move(size.step)
        if steps is not None and number == lasts - 1:
            # In the middle of planning, of sending, of noting.
            await asyncio.sleep(chance.expovariate(1 / 0.05))
            await kill(bot)
            outcome.kills += 1
            return
        await until_done(bot, month)
    bot.send_signal(signal.SIGTERM)
    if await bot.wait() != 0:
        outcome.notes.append(f"did not stop cleanly: {bot.returncode}")


async def kill(bot: asyncio.subprocess.Process) -> None:
    """Kill the bot, as a power cut does."""
    if bot.returncode is None:
        bot.send_signal(signal.SIGKILL)
    await bot.wait()


async def until_done(bot: asyncio.subprocess.Process, month: Month) -> bool:
    """Wait until the bot has done what was due; return False when it ended instead."""
    try:
        async with asyncio.timeout(_STARTING):
            while not month.is_done:
                if bot.returncode is not None:
                    return False
                await asyncio.sleep(0.002)
    except TimeoutError:
        # Whoever counts stops here; no bot may go on without them.
        await kill(bot)
        raise
    return True


def _tap(api: Phones, month: Month, chance: random.Random, outcome: Outcome) -> None:
    """People answer: 'kom je nog?' (mostly yes), go (never no-go, so that what is expected stays simple), and who is there."""
    fresh, api.buttons = api.buttons, []
    for chat, number, data in fresh:
        word = data.split(":")
        likely = {"yes": 0.5, "no": 0.05, "maybe": 0.1}.get(word[-1], 0.0) if word[1] == "coming" else 0.0
        likely = 0.6 if data.endswith(":go") else 0.5 if word[1] == "everybody" else likely
        if chance.random() < likely:
            outcome.taps += 1
            sender = {"id": chat, "is_bot": False, "first_name": "Iemand"}
            where = {"id": chat, "type": "private", "first_name": "Iemand"}
            shown = {"message_id": number, "date": int(month.now.timestamp()), "chat": where, "text": "…"}
            tap = {"id": str(outcome.taps), "from": sender, "chat_instance": "1", "data": data, "message": shown}
            api.put({"update_id": outcome.taps, "callback_query": tap})


def _fill(database: Path, size: Size, chance: random.Random) -> None:
    """Put a month on the agenda: trainings of one or two dagdelen, each with a list and some who wait."""
    migrate(database, find_folder("migrations"))
    long_ago = to_text(_BEGIN - timedelta(days=60))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO areas (id, code, name, gemeente) VALUES (1, 'oost', 'Oost', 'Utrecht')")
        connection.executemany(
            "INSERT INTO people (id, telegram_id, first_seen, last_seen) VALUES (?, ?, ?, ?)",
            [(n + 1, 10_000 + n, long_ago, long_ago) for n in range(size.people)]
            + [(5_000 + n, 90_000 + n, long_ago, long_ago) for n in range(_COACHES)],
        )
        connection.executemany(_COACH, [(5_000 + n,) for n in range(_COACHES)])
        for number in range(1, size.events + 1):
            connection.execute(
                "INSERT INTO events (id, code, kind, title, gemeente, neighbourhood, location, area_id, capacity, minimum,"
                " signup_required, created_at, changed_at) VALUES (?, ?, 'bouwstenentraining', ?, 'Utrecht', 'Oost',"
                " 'De Linde', 1, 14, 8, 1, ?, ?)",
                (number, f"BT-{number}", f"Bouwstenen {number}", long_ago, long_ago),
            )
            day = _BEGIN.astimezone(LOCAL_ZONE).date() + timedelta(days=1 + number * (size.days - 3) // size.events)
            hour, parts = chance.choice([9, 10, 13, 14, 19, 20]), 1 + (number % 4 == 0)
            for part in range(parts):
                start = datetime(day.year, day.month, day.day, hour, 30, tzinfo=LOCAL_ZONE) + timedelta(days=part)
                connection.execute(
                    "INSERT INTO event_parts VALUES (?, ?, ?, ?)",
                    (number, part + 1, to_text(start), to_text(start + timedelta(hours=3))),
                )
            guests = chance.sample(range(1, size.people + 1), min(size.people, 12 + chance.randint(0, 5)))
            connection.executemany(
                "INSERT INTO registrations (event_id, person_id, name, state, queue_number, created_at, changed_at)"
                " VALUES (?, ?, 'Iemand', ?, ?, ?, ?)",
                [(number, guest, "signed_up" if n < 14 else "waiting", n, long_ago, long_ago) for n, guest in enumerate(guests)],
            )


def _prove(api: Phones, month: Month, database: Path, size: Size, outcome: Outcome) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        rows = {row["key"]: row for row in connection.execute("SELECT * FROM outbox")}
        expected = set(_expected(connection, month))
        unreachable = {row["id"] for row in connection.execute("SELECT id FROM people WHERE reachable = 0")}
        taps_left = connection.execute("SELECT count(*) AS n FROM inbox WHERE state <> 'done'").fetchone()["n"]
    phones = {(chat, number) for chat, number, _, _ in api.delivered}
    outcome.messages, outcome.expected = len(api.delivered), len(expected)
    for key, person in expected:
        row = rows.get(key)
        if row is not None and row["state"] == "sent":
            outcome.lost += (row["chat_id"], row["message_id"]) not in phones
        elif (row is not None and row["state"] in ("failed", "missed", "cancelled") and row["result"]) or person in unreachable:
            outcome.explained += 1
        else:
            outcome.lost += 1
            outcome.notes.append(f"lost: {key} {row and row['state']}")
    outcome.lost += sum(row["state"] in ("queued", "sending") and from_text(row["due_at"]) < month.now for row in rows.values())
    # What people tapped: handled, and confirmed to Telegram.
    outcome.lost += taps_left + max(0, api.unconfirmed - 1)
    _count_doubles(api, rows, outcome)
    # Within a chat messages keep their order, so one that Telegram refused holds up those behind it.
    refused = {row["chat_id"] for row in rows.values() if row["attempts"] > 1}
    for row in rows.values():
        held_up = row["chat_id"] in refused
        if _is_late(row, size.step + (_AFTER_A_REFUSAL if held_up else _LATE), held_up=held_up):
            outcome.late += 1
            outcome.notes.append(f"late: {row['key']} {row['state']} due {row['due_at']}, left {row['finished_at']}")


def _expected(connection: sqlite3.Connection, month: Month) -> list[tuple[str, int]]:
    """Work out, apart from the planner, what everybody who kept their seat all the time must have got."""
    found = []
    parts = "SELECT e.id, e.code, p.number, p.starts_at FROM events e JOIN event_parts p ON p.event_id = e.id"
    for event in connection.execute(f"{parts} WHERE e.state IN ('planned', 'go')").fetchall():
        start = from_text(event["starts_at"]).astimezone(LOCAL_ZONE)
        if start > month.now - timedelta(days=1):
            continue
        guests = connection.execute(
            "SELECT r.person_id FROM registrations r WHERE r.event_id = ? AND r.state = 'signed_up'"
            " AND r.changed_at = r.created_at AND r.created_at < ?", (event["id"], to_text(_BEGIN)),
        ).fetchall()  # fmt: skip
        day, days_in = start.date().isoformat(), (start - _BEGIN).days
        for (person,) in guests:
            names = [f"reminder:{event['code']}:person-{person}:part-{event['number']}:hours-before:{day}"]
            if days_in >= 2:
                names.append(f"reminder:{event['code']}:person-{person}:part-{event['number']}:day-before:{day}")
            if event["number"] == 1:
                names.append(f"practical:{event['code']}:person-{person}:{day}")
                if days_in >= 8:
                    names.append(f"checkin:{event['code']}:person-{person}:first:{day}")
            found += [(name, person) for name in names]
        coaches = range(5_000, 5_000 + _COACHES)
        found += [(f"attendance:{event['code']}:part-{event['number']}:list:to-{coach}:{day}", coach) for coach in coaches]
        if event["number"] == 1 and days_in >= 15:
            found += [(f"decision:{event['code']}:round-1:to-{coach}:{day}", coach) for coach in coaches]
    return found


def _count_doubles(api: Phones, rows: dict[str, Any], outcome: Outcome) -> None:
    """A message that came twice is only excused when the bot wrote down that it could not know whether it had arrived.

    Answers are left to the other scenario: somebody may well tap twice and be answered twice.
    """
    planned = [row for row in rows.values() if not row["key"].startswith("answer:")]
    noted = {(row["chat_id"], row["message_id"]) for row in planned if row["message_id"]}
    unclear: Counter[int] = Counter()
    for row in planned:
        unclear[row["chat_id"]] += row["unclear"]
    came: dict[tuple[int, str], list[int]] = {}
    for chat, number, text, _ in api.delivered:
        came.setdefault((chat, text), []).append(number)
    for (chat, text), numbers in came.items():
        known = sum((chat, number) in noted for number in numbers)
        more = len(numbers) - known if known else 0
        excused = min(more, unclear[chat])
        unclear[chat] -= excused
        outcome.doubled_in_send_window += excused
        outcome.doubled += more - excused
        if more > excused:
            outcome.notes.append(f"doubled in {chat}: {text[:40]!r}")


def _is_late(row: Any, allowed: timedelta, *, held_up: bool) -> bool:
    if row["key"].startswith(("answer:", "thanks:")):
        # Thanks wait for whoever ticks who was there.
        return False
    if row["state"] == "missed":
        # Too late without Telegram having anything to do with it.
        return not held_up and row["attempts"] == 0 and from_text(row["due_at"]) > _BEGIN
    if row["state"] != "sent":
        return False
    # What was due before the month began could not be sent before it.
    return from_text(row["finished_at"]) - max(from_text(row["due_at"]), _BEGIN) > allowed
