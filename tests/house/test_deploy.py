"""What an operator copies from deploy/ works: the units, the image, and above all the backup."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import _STOP_WITHIN, find_folder
from bot.db.migrations import migrate
from tools.running import ROOT, environment

DEPLOY = ROOT / "deploy"
SCRIPT = DEPLOY / "backup.sh"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")


def read_unit(file: Path) -> dict[str, dict[str, list[str]]]:
    """Read a unit; a name may stand in it more than once."""
    unit: dict[str, dict[str, list[str]]] = {}
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = unit.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            section.setdefault(name, []).append(value)
    return unit


@pytest.fixture
def wijkmaat(tmp_path: Path) -> dict[str, str]:
    """The environment of backup.sh: the command on the path, and a database with area Oost in it."""
    command = tmp_path / "bin" / "wijkmaat"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n')
    command.chmod(0o755)
    database = tmp_path / "wijkmaat.sqlite3"
    migrate(database, find_folder("migrations"))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")
    env = environment("http://127.0.0.1:1", database)
    return env | {"PATH": f"{command.parent}:{env['PATH']}"}


def back_up(env: dict[str, str], *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(SCRIPT), *map(str, arguments)], env=env, cwd=cwd, capture_output=True, text=True, check=False
    )  # fmt: skip


def older(folder: Path, count: int) -> list[str]:
    """Put older backups in a folder."""
    folder.mkdir(exist_ok=True)
    names = [f"wijkmaat-2026-10-{day:02d}T023000Z.sqlite3" for day in range(1, count + 1)]
    for name in names:
        (folder / name).write_text("older")
    return names


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_backup_is_whole_readable_for_its_owner_only_and_leaves_the_newest_fourteen(
    wijkmaat: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "back ups"
    before = older(folder, 20)
    (folder / "notes.txt").write_text("not ours")

    ended = back_up(wijkmaat, folder, cwd=tmp_path)

    assert (ended.returncode, ended.stderr) == (0, "")
    *kept, made, notes = sorted(names_in(folder), key=lambda name: (name == "notes.txt", name))
    assert kept == before[-13:]
    assert notes == "notes.txt"
    assert (folder / made).stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(folder / made)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT name FROM areas").fetchall() == [("Oost",)]


def test_a_backup_that_fails_says_so_and_throws_nothing_away(wijkmaat: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    before = older(folder, 20)
    Path(wijkmaat["WIJKMAAT_DATABASE"]).write_bytes(b"what the disk left of it " * 400)

    ended = back_up(wijkmaat, folder, cwd=tmp_path)

    assert ended.returncode != 0
    assert "wijkmaat:" in ended.stderr
    assert names_in(folder) == before


@pytest.mark.parametrize("arguments", [(), ("folder", "0"), ("folder", "-1"), ("folder", "all")], ids=str)
def test_a_backup_without_a_folder_or_that_keeps_nothing_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = back_up({"PATH": os.defpath}, *arguments, cwd=tmp_path)

    assert ended.returncode != 0
    assert "backup.sh" in ended.stderr
    assert not (tmp_path / "folder").exists()


def test_the_script_can_be_started_and_has_no_mistakes_of_form() -> None:
    assert SCRIPT.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(SCRIPT)], capture_output=True, check=False).stderr == b""


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_runs_as_a_user_of_its_own_and_can_write_only_its_state(unit: Path) -> None:
    service = read_unit(unit)["Service"]

    assert service["User"] == ["wijkmaat"]
    assert service["NoNewPrivileges"] == ["yes"]
    assert service["ProtectSystem"] == ["strict"]
    assert service["ProtectHome"] == ["yes"]
    assert service["CapabilityBoundingSet"] == [""]
    assert service["StateDirectoryMode"] == ["0700"]
    assert service["StateDirectory"][0].split()[0] == "wijkmaat"


def test_the_bot_comes_back_after_a_crash_for_ever_and_gets_the_time_to_stop() -> None:
    unit = read_unit(DEPLOY / "wijkmaat.service")

    assert unit["Service"]["Restart"] == ["on-failure"]
    assert unit["Unit"]["StartLimitIntervalSec"] == ["0"]
    assert int(unit["Service"]["TimeoutStopSec"][0]) > 2 * _STOP_WITHIN


def test_the_units_and_the_readme_speak_of_the_same_places() -> None:
    readme = (DEPLOY / "README.md").read_text("utf-8")
    bot, backup = (read_unit(DEPLOY / name)["Service"] for name in ("wijkmaat.service", "wijkmaat-backup.service"))

    (database,) = [value for value in bot["Environment"] if value.startswith("WIJKMAAT_DATABASE=")]
    assert database in backup["Environment"]
    assert f"export {database}" in readme
    assert bot["EnvironmentFile"] == backup["EnvironmentFile"]
    script, folder, keep = backup["ExecStart"][0].split()
    assert (ROOT / script.removeprefix("/opt/wijkmaat/")) == SCRIPT
    assert folder in readme
    assert keep == "14"
    assert all(unit.name in readme for unit in UNITS)


def test_what_runs_day_and_night_was_compiled_for_it_when_it_was_installed() -> None:
    levels = [
        value.removeprefix("PYTHONOPTIMIZE=")
        for value in read_unit(DEPLOY / "wijkmaat.service")["Service"]["Environment"]
        if value.startswith("PYTHONOPTIMIZE=")
    ]

    assert levels == ["2"]
    assert re.findall(r"\bPYTHONOPTIMIZE=(\d)", DOCKERFILE) == levels * 2  # where it is installed, and where it runs
    for module in ("telegram", "pydantic", "bot.understanding.beside.process"):
        source = find_spec(module).origin  # type: ignore[union-attr]
        assert Path(cache_from_source(source, optimization=levels[0])).exists(), module  # type: ignore[arg-type]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        # The checkout is not in /opt here; all else is as it will be.
        (tmp_path / unit.name).write_text(
            re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"), flags=re.MULTILINE)
        )

    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    ours = [line for line in ended.stderr.splitlines() if "wijkmaat" in line]
    assert ours == []


@pytest.fixture
def compose() -> dict[str, Any]:
    """The compose file."""
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8")))


def test_the_container_keeps_its_database_on_a_volume_and_gets_the_time_to_stop(compose: dict[str, Any]) -> None:
    service = compose["services"]["wijkmaat"]
    volumes = dict(volume.split(":") for volume in service["volumes"])

    assert set(volumes) == set(compose["volumes"])
    assert str(Path(service["environment"]["WIJKMAAT_DATABASE"]).parent) in volumes.values()
    assert service["environment"]["WIJKMAAT_DATABASE"] in DOCKERFILE
    assert int(service["stop_grace_period"].removesuffix("s")) > 2 * _STOP_WITHIN
    assert service["env_file"] == ".env"
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])


def test_the_compose_file_builds_from_the_root_of_the_checkout(compose: dict[str, Any]) -> None:
    build = compose["services"]["wijkmaat"]["build"]

    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).exists()


def test_the_image_is_small_does_not_run_as_root_and_learns_when_it_is_built() -> None:
    *_, last = DOCKERFILE.split("\nFROM ")

    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"python:3.13-slim"}
    assert "wijkmaat content learn" in DOCKERFILE.removesuffix(last)
    assert re.search(r"^USER wijkmaat$", last, re.MULTILINE)
    assert last.index("USER wijkmaat") < last.index("ENTRYPOINT")


def test_everything_that_the_image_copies_is_there_and_is_let_through() -> None:
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    copied = [
        source.rstrip("/")
        for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE)
        if "--from=" not in line
        for source in [part for part in line.split() if not part.startswith("--")][:-1]
    ]

    assert "content" in copied
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert [source for source in copied if f"!{source}" not in ignore] == []
    assert ignore[1] == "*"
