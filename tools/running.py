"""Starts `wijkmaat run` as a process, the way an operator does."""

import asyncio
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOKEN = "1:bench"


def environment(api_url: str, database: Path, **more: str) -> dict[str, str]:
    """Return the environment of a bot process: ours without settings of ours, and those it is given."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WIJKMAAT_")}  # noqa: TID251 - handed on
    settings = {"WIJKMAAT_TOKEN": TOKEN, "WIJKMAAT_API_URL": api_url, "WIJKMAAT_DATABASE": str(database)}
    return ours | settings | {"WIJKMAAT_LOG_LEVEL": "WARNING", "PYTHONPATH": str(ROOT)} | more


async def start_bot(env: dict[str, str], log: Path, folder: Path) -> asyncio.subprocess.Process:
    """Start the bot; its log lines are added to `log`. It runs in `folder`, so that no .env is picked up."""
    with log.open("ab") as stderr:
        return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=env, stderr=stderr, cwd=folder)


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
