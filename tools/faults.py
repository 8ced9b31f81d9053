"""Kills the bot at random moments, and proves that nothing is lost and nothing done twice.

Three scenarios: people write while it is killed (here), a simulated month of trainings (`faults_timeline`), and the mornings on
which coaches get their digest (`faults_digest`).
"""

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools import faults_digest, faults_timeline
from tools.bot_api import BotApi, Fault, message
from tools.running import ROOT, Nursery, environment, keep

_QUESTIONS = (
    "hoe zeg ik tegen iemand dat hij niet fris ruikt",
    "iemand zit altijd alleen en zegt niets, wat doe ik",
    "mijn buurman voert de vogels en er komen ratten",
    "ze belt mij tien keer per dag en laat niet los",
)
_SAME_TWICE = 0.05
_ON_MONDAYS = 40
_MOST_WAITING = 500


@dataclass
class Outcome:
    """What a run proved. `lost` and `doubled` must be zero; a kill between sending and noting is counted apart."""

    kills: int = 0
    messages: int = 0
    lost: int = 0
    doubled: int = 0
    doubled_in_send_window: int = 0
    late: int = 0
    handled_twice: int = 0
    refused_by_telegram: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_proven(self) -> bool:
        """Say whether the promise held."""
        return not (self.lost or self.doubled or self.handled_twice)


async def run(kills: int, seed: int, *, trouble: float = 0.05) -> Outcome:
    """Kill the bot `kills` times while messages come in; `trouble` is the share of sends that Telegram refuses or loses."""
    chance = random.Random(seed)
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), "faults.sqlite3"
        api = BotApi(delay=0.005, fault=lambda method, _: _draw_fault(chance, trouble, method, outcome))
        env = environment(await api.start(), folder / file)
        async with Nursery() as nursery:
            ready = await _seconds_to_start(api, nursery, env, folder)
            writing = asyncio.create_task(_keep_writing(api, chance, outcome))
            while outcome.kills < kills:
                bot = await nursery.start_bot(env, folder / "log", folder)
                # Also in the middle of starting up, but mostly while it works.
                await asyncio.sleep(chance.uniform(0.0, ready + 1.0))
                await bot.kill()
                outcome.kills += 1
            writing.cancel()
            api.fault = None
            bot = await nursery.start_bot(env, folder / "log", folder)
            await _until_quiet(api, folder / file)
            if await bot.stop() != 0:
                outcome.notes.append(f"did not stop cleanly: {bot.returncode}")
        await api.stop()
        _prove(api, folder / file, outcome)
        if not outcome.is_proven:
            keep(folder, f"faults-writing-{seed}", file)
    return outcome


async def _seconds_to_start(api: BotApi, nursery: Nursery, env: dict[str, str], folder: Path) -> float:
    bot = await nursery.start_bot(env, folder / "log", folder)
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(60):
        while api.first_poll_at is None:
            await asyncio.sleep(0.02)
    await bot.kill()
    return api.first_poll_at - began


async def _keep_writing(api: BotApi, chance: random.Random, outcome: Outcome) -> None:
    """Let a new person ask a question every few milliseconds; each from a chat of their own, so answers can be counted."""
    while True:
        outcome.messages += 1
        number = outcome.messages
        update = message(number, 10_000 + number, chance.choice(_QUESTIONS))
        # Now and then Telegram offers the same update twice.
        api.put(*([update] * (2 if chance.random() < _SAME_TWICE else 1)))
        await asyncio.sleep(chance.uniform(0.0, 0.08))
        # Telegram takes thirty answers a second: what waits at the end must still be sent.
        while outcome.messages - len(api.sent) > _MOST_WAITING:
            await asyncio.sleep(0.05)


def _draw_fault(chance: random.Random, trouble: float, method: str, outcome: Outcome) -> Fault | None:
    if method != "sendMessage" or chance.random() > trouble:
        return None
    outcome.refused_by_telegram += 1
    return chance.choice([Fault(500), Fault(502, "Bad Gateway"), Fault(429, "Too Many Requests", retry_after=1)])


async def _until_quiet(api: BotApi, database: Path) -> None:
    async with asyncio.timeout(300):
        while (
            api.unconfirmed
            or _count(database, "inbox", "state = 'new'")
            or _count(database, "outbox", "state IN ('queued', 'sending')")
        ):
            await asyncio.sleep(0.5)


def _prove(api: BotApi, database: Path, outcome: Outcome) -> None:
    answers = Counter(sent.chat_id for sent in api.sent)
    people = range(10_001, 10_001 + outcome.messages)
    outcome.lost = sum(answers[person] == 0 for person in people)
    with closing(sqlite3.connect(database)) as connection:
        unclear = dict(connection.execute("SELECT chat_id, unclear FROM outbox WHERE unclear > 0"))
        handled = connection.execute("SELECT count(*) FROM questions").fetchone()[0]
        done = connection.execute("SELECT count(*) FROM inbox WHERE state = 'done'").fetchone()[0]
    for person, times in answers.items():
        if times > 1:
            # The bot itself wrote down, each time, that it could not know whether this one had arrived.
            in_window = times <= unclear.get(person, 0) + 1
            outcome.doubled_in_send_window += in_window
            outcome.doubled += not in_window
    outcome.handled_twice = max(0, handled - outcome.messages)
    outcome.lost += max(0, outcome.messages - handled) + max(0, outcome.messages - done)


def _count(database: Path, table: str, where: str) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])


def _report(outcomes: list[tuple[str, Any]]) -> dict[str, int]:
    """Print what came of every scenario; return it as figures, and without a scenario in front all together."""
    figures: dict[str, int] = {}
    for scenario, outcome in outcomes:
        print(f"\n{scenario}")
        for name, value in vars(outcome).items():
            if isinstance(value, Counter):
                for why, number in value.most_common():
                    print(f"  {name}: {why:60s}{number:6d}")
                    figures[f"{scenario}_{name}: {why}"] = number
            elif isinstance(value, int):
                print(f"  {name:26s}{value:8d}")
                figures[f"{scenario}_{name}"] = value
                figures[name] = figures.get(name, 0) + value
        print("\n".join(f"  {note}" for note in outcome.notes[:20]))
    return figures


def main() -> None:
    """Run from the command line; writes build/faults.json and exits with 1 when the promise did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="kills in each scenario")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("writing", "month", "digest"), help="one scenario instead of all")
    options = parser.parse_args()
    outcomes: list[tuple[str, Any]] = []
    if options.only in (None, "writing"):
        outcomes.append(("writing", asyncio.run(run(options.kills, options.seed))))
    if options.only in (None, "month"):
        outcomes.append(("month", asyncio.run(faults_timeline.run(options.kills, options.seed))))
    if options.only in (None, "digest"):
        # Every kill costs a start: some dozens are enough to fall into everything that happens on such a morning.
        outcomes.append(("digest", asyncio.run(faults_digest.run(min(options.kills, _ON_MONDAYS), options.seed))))
    figures = _report(outcomes)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "faults.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    raise SystemExit(0 if all(outcome.is_proven for _, outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
