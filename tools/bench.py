"""Measures speed and memory, next to a bare echo bot against the same server in the same run; writes build/bench.json."""

import argparse
import asyncio
import json
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot import memory
from bot.clock import SystemClock
from bot.folders import find_folder
from bot.texts.library import load_texts
from bot.understanding.building import build_interpreter
from tools import bench_digest, bench_timeline
from tools.bot_api import BotApi, message
from tools.burst import sign_up_at_once
from tools.running import ROOT, environment, memory_mb, start_bot

# As people ask them, and each another: what would be remembered of one does not help with the next.
_QUESTIONS = tuple(
    json.loads(line)["vraag"] for line in (ROOT / "tests" / "vragen" / "dev_vragen.jsonl").read_text("utf-8").splitlines()
)
_ECHO_SETTINGS = (1, 8, 16)
_DELAYS = (0.0, 0.05)
_ROUNDS = 5


async def _run(argv: Sequence[str] | None, api: BotApi, url: str, folder: Path, name: str) -> asyncio.subprocess.Process:
    """Start a bot and wait for its first getUpdates; None is Wijkmaat, otherwise the arguments of the echo bot."""
    api.first_poll_at = None
    env = environment(url, folder / f"{name}.sqlite3")
    if argv is None:
        bot = await start_bot(env, folder / "log", folder)
    else:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tools.echo_bot", *argv, env=env, stderr=asyncio.subprocess.DEVNULL
        )
    async with asyncio.timeout(60):
        while api.first_poll_at is None:
            await asyncio.sleep(0.01)
    return bot


async def _end(bot: asyncio.subprocess.Process) -> None:
    bot.send_signal(signal.SIGTERM)
    await bot.wait()


async def _answer_all(api: BotApi, first_id: int, count: int) -> float:
    """Let `count` people ask something at once; return how many were answered per second."""
    api.sent.clear()
    began = time.perf_counter()
    api.put(*(message(first_id + i, first_id + i, _QUESTIONS[i % len(_QUESTIONS)]) for i in range(count)))
    async with asyncio.timeout(300):
        while len(api.sent) < count:
            await asyncio.sleep(0.005)
    return count / (time.perf_counter() - began)


async def _throughput(folder: Path, argv: Sequence[str] | None, delay: float, count: int) -> float:
    api = BotApi(delay=delay)
    with tempfile.TemporaryDirectory(dir=folder) as own:
        bot = await _run(argv, api, await api.start(), Path(own), "bot")
        await _answer_all(api, 1, len(_QUESTIONS))
        rate = await _answer_all(api, 1_000, count)
        await _end(bot)
    await api.stop()
    return rate


async def _compare(folder: Path, figures: dict[str, float], count: int) -> None:
    for delay in _DELAYS:
        many = (count if delay == 0 else count // 2) // _ROUNDS
        bots: dict[str, list[str] | None] = {**{f"echo_{n}": [str(n)] for n in _ECHO_SETTINGS}, "wijkmaat": None}
        # In turns, and the middle one of each: a shared machine is twice as fast in one minute as in the next.
        rounds = [{name: await _throughput(folder, argv, delay, many) for name, argv in bots.items()} for _ in range(_ROUNDS)]
        rates = {name: statistics.median(one[name] for one in rounds) for name in bots}
        best = max(rate for name, rate in rates.items() if name != "wijkmaat")
        label = f"{int(delay * 1000)}ms"
        figures |= {f"echo_per_s_{label}": best} | {f"{name}_per_s_{label}": rate for name, rate in rates.items()}
        figures[f"echo_ratio_{label}"] = rates["wijkmaat"] / best
    figures["echo_ratio"] = min(value for name, value in figures.items() if name.startswith("echo_ratio_"))


async def _live(folder: Path, figures: dict[str, float]) -> None:
    """Start-up, the time to an answer at twenty questions a second, and memory after ten thousand."""
    api = BotApi()
    url = await api.start()
    loop = asyncio.get_running_loop()
    began = loop.time()
    bot = await _run(None, api, url, folder, "live")
    figures["first_getupdates_s"] = (api.first_poll_at or 0.0) - began
    await _answer_all(api, 1, 20)
    api.sent.clear()
    asked: dict[int, float] = {}
    for i in range(300):
        asked[2_000 + i] = loop.time()
        api.put(message(2_000 + i, 2_000 + i, _QUESTIONS[i % len(_QUESTIONS)]))
        await asyncio.sleep(0.05)
    await asyncio.sleep(1.0)
    # Some answers are two messages: what counts is when somebody first reads something.
    first_at = {sent.chat_id: sent.at for sent in reversed(api.sent)}
    waits = sorted((first_at[chat] - at) * 1000 for chat, at in asked.items() if chat in first_at)
    figures["answer_p50_ms"] = statistics.median(waits)
    figures["answer_p95_ms"] = waits[int(len(waits) * 0.95)]
    figures["answers_missing"] = len(asked) - len(waits)
    figures["memory_idle_mb"] = memory_mb(bot.pid)
    await _answer_all(api, 10_000, 10_000)
    figures["memory_mb"] = memory_mb(bot.pid)
    await _end(bot)
    await api.stop()


def _understanding(figures: dict[str, float]) -> None:
    folder = find_folder("content")
    began = time.perf_counter()
    interpreter = build_interpreter(load_texts(folder), folder)
    figures["understand_ready_s"] = time.perf_counter() - began
    memory.keep_what_stays()  # as the process does that listens
    now = SystemClock().now()
    for question in _QUESTIONS:
        interpreter.understand(question, now)
    longest = (" ".join(_QUESTIONS) * 4)[:4096]
    waits, of_longest = [], []
    for _ in range(5):
        for number, question in enumerate(_QUESTIONS):
            waits.append(_timed(lambda q=question: interpreter.understand(q, now)))
            if number % 6 == 0:  # in between, as the machine may be twice as fast in the next second
                of_longest.append(_timed(lambda: interpreter.understand(longest, now)))
    waits.sort()
    figures["understand_p50_ms"] = statistics.median(waits)
    figures["understand_p99_ms"] = waits[int(len(waits) * 0.99)]
    figures["understand_per_s"] = 1000 / statistics.mean(waits)
    figures["understand_4096_ms"] = statistics.median(of_longest)
    figures["understand_4096_times"] = figures["understand_4096_ms"] / statistics.mean(waits)


def _timed(call: object) -> float:
    began = time.perf_counter()
    call()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000


async def _measure(count: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        await _compare(Path(name), figures, count)
        await _live(Path(name), figures)
        await bench_timeline.measure_planning(Path(name), figures)
        await bench_digest.measure_digest(Path(name), figures)
        await bench_timeline.measure_reminders(Path(name), figures)
        await sign_up_at_once(Path(name), figures)
    _understanding(figures)
    return figures


def main() -> None:
    """Run from the command line: prints a table, writes build/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=3000, help="how many updates to compare with")
    figures = asyncio.run(_measure(parser.parse_args().updates))
    for name, value in figures.items():
        print(f"{name:28s}{value:12.2f}")
    (ROOT / "build").mkdir(exist_ok=True)
    rounded = {name: round(value, 3) for name, value in figures.items()}
    (ROOT / "build" / "bench.json").write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
