"""Starts `wijkmaat run` as a process, the way an operator does."""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TOKEN = "1:bench"
_HEAD = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *", re.MULTILINE)
_SIZE = re.compile(r"^(Rss|Private_Dirty): +(\d+) kB", re.MULTILINE)


def environment(api_url: str, database: Path, **more: str) -> dict[str, str]:
    """Return the environment of a bot process as it is deployed: ours without settings of ours, and those it is given."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WIJKMAAT_")}  # noqa: TID251 - handed on
    settings = {"WIJKMAAT_TOKEN": TOKEN, "WIJKMAAT_API_URL": api_url, "WIJKMAAT_DATABASE": str(database), "PYTHONOPTIMIZE": "2"}
    return ours | settings | {"WIJKMAAT_LOG_LEVEL": "WARNING", "PYTHONPATH": str(ROOT)} | more


async def start_bot(env: dict[str, str], log: Path, folder: Path) -> asyncio.subprocess.Process:
    """Start the bot; its log lines are added to `log`. It runs in `folder`, so that no .env is picked up."""
    with log.open("ab") as stderr:
        return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=env, stderr=stderr, cwd=folder)


@dataclass
class Fork:
    """A bot that was born in a nursery."""

    pid: int
    nursery: "Nursery"
    returncode: int | None = None

    async def kill(self) -> int:
        """Kill it, and wait until it is gone."""
        return await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop, as an operator does; return its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> int:
        if self.returncode is None:
            os.kill(self.pid, sign)
            self.returncode = await self.nursery.ask({"wait": self.pid, "patiently": True})
        return self.returncode or 0

    async def has_ended(self) -> bool:
        """Say whether it has ended by itself."""
        if self.returncode is None:
            self.returncode = await self.nursery.ask({"wait": self.pid, "patiently": False})
        return self.returncode is not None


class Nursery:
    """The other end of `tools.nursery`: `async with Nursery() as nursery`."""

    async def __aenter__(self) -> "Nursery":
        """Start the process that loads everything once."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tools.nursery", cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let nobody behind."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()

    async def start_bot(self, env: dict[str, str], log: Path, folder: Path, clock: Path | None = None) -> Fork:
        """Start a bot; with `clock` on the time in that file."""
        wanted = {"env": env, "log": str(log), "folder": str(folder), "clock": str(clock) if clock else None}
        return Fork(int(await self.ask({"start": wanted}) or 0), self)

    async def ask(self, question: dict[str, Any]) -> int | None:
        """Say a line, and return the answer."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the nursery has no pipes")
        stdin.write(json.dumps(question).encode() + b"\n")
        await stdin.drain()
        answer: int | None = json.loads(await stdout.readline())
        return answer


def keep(folder: Path, name: str, database: str) -> None:
    """Copy the database and the log of a run that failed to `build/`, to be looked into."""
    (ROOT / "build").mkdir(exist_ok=True)
    for part in (database, f"{database}-wal", "log", "notes"):
        if (folder / part).exists():
            shutil.copy(folder / part, ROOT / "build" / f"{name}-{part}")


def memory_mb(pid: int) -> float:
    """Return the memory of a process and of those it started, in megabytes; what they share counts once."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    own, shared = 0, dict[str, int]()
    for one in (pid, *map(int, children)):
        by_file: Counter[str] = Counter()
        for mapping in _HEAD.split(Path(f"/proc/{one}/smaps").read_text("utf-8"))[1:]:
            where, *lines = mapping.splitlines()
            sizes = {name: int(kilobytes) for name, kilobytes in _SIZE.findall("\n".join(lines))}
            own += sizes["Private_Dirty"]
            by_file[where] += sizes["Rss"] - sizes["Private_Dirty"]
        shared |= {where: max(size, shared.get(where, 0)) for where, size in by_file.items()}
    return (own + sum(shared.values())) / 1024
