"""Numbered steps: each whole or not at all, in order, and never without a copy of what was there."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.db.migrations import DatabaseFault, migrate, read_migrations
from bot.folders import find_folder
from tools.schema import PICTURE, draw, draw_all

ANNA = "INSERT INTO people (telegram_id, first_seen, last_seen) VALUES (101, '2026-11-23', '2026-11-23')"


def ask(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def add_step(steps: Path, sql: str, name: str = "added") -> int:
    number = len(read_migrations(steps)) + 1
    (steps / f"{number:04d}_{name}.sql").write_text(sql, "utf-8")
    return number


@pytest.fixture
def existing(file: Path, steps: Path) -> Path:
    """A database that is up to date, with Anna in it."""
    migrate(file, steps)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(ANNA)
    return file


def test_all_migrations_together_make_the_picture_for_readers() -> None:
    assert PICTURE.read_text("utf-8") == draw_all(), "draw it again with: python -m tools.schema"


def test_the_picture_makes_the_same_database_as_the_migrations(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "picture.sqlite3")) as connection:
        connection.executescript(PICTURE.read_text("utf-8"))

    assert draw(tmp_path / "picture.sqlite3") == draw_all()


def test_every_step_is_applied_once_and_recorded_with_its_time(file: Path, steps: Path) -> None:
    applied = migrate(file, steps)
    again = migrate(file, steps)

    recorded = ask(file, "SELECT number, name FROM migrations ORDER BY number")
    assert recorded == [(step.number, step.name) for step in applied] != []
    assert again == []
    assert all(moment.endswith("Z") for (moment,) in ask(file, "SELECT applied_at FROM migrations"))


def test_an_existing_database_is_copied_before_a_new_step(existing: Path, steps: Path) -> None:
    number = add_step(steps, "DELETE FROM people; ALTER TABLE people ADD COLUMN shoe_size TEXT;")

    migrate(existing, steps)

    copy = existing.with_name(f"{existing.name}.before-{number:04d}")
    assert ask(copy, "SELECT telegram_id FROM people") == [(101,)]
    assert ask(copy, "SELECT max(number) FROM migrations") == [(number - 1,)]
    assert ask(existing, "SELECT shoe_size FROM people") == []


def test_a_new_or_finished_database_is_not_copied(existing: Path, steps: Path) -> None:
    migrate(existing, steps)

    assert list(existing.parent.glob("*.before-*")) == []


def test_a_step_that_fails_half_way_leaves_nothing_of_itself(existing: Path, steps: Path) -> None:
    number = add_step(steps, "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);")

    with pytest.raises(DatabaseFault, match="nowhere"):
        migrate(existing, steps)

    assert ask(existing, "SELECT name FROM sqlite_master WHERE name = 'half'") == []
    assert ask(existing, "SELECT max(number) FROM migrations") == [(number - 1,)]
    assert ask(existing, "SELECT telegram_id FROM people") == [(101,)]


def test_a_step_that_failed_can_be_mended_and_applied(existing: Path, steps: Path) -> None:
    number = add_step(steps, "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);")
    with pytest.raises(DatabaseFault):
        migrate(existing, steps)
    (steps / f"{number:04d}_added.sql").write_text("CREATE TABLE half (id INTEGER);")

    assert [step.number for step in migrate(existing, steps)] == [number]


def test_a_database_of_a_newer_wijkmaat_is_refused_and_left_alone(existing: Path, steps: Path) -> None:
    add_step(steps, "CREATE TABLE newer (id INTEGER);")
    migrate(existing, steps)
    before = existing.read_bytes()

    with pytest.raises(DatabaseFault, match=r"written by a newer Wijkmaat .*restore a backup"):
        migrate(existing, find_folder("migrations"))

    assert existing.read_bytes() == before


def test_a_gap_in_the_numbers_is_refused(file: Path, steps: Path) -> None:
    number = len(read_migrations(steps))
    (steps / f"{number + 2:04d}_after_the_gap.sql").write_text("SELECT 1;")

    with pytest.raises(DatabaseFault, match="without gaps"):
        migrate(file, steps)

    assert not file.exists()


def test_two_steps_with_the_same_number_are_refused(file: Path, steps: Path) -> None:
    (steps / "0001_another_first.sql").write_text("SELECT 1;")

    with pytest.raises(DatabaseFault, match="without gaps"):
        migrate(file, steps)


@pytest.mark.parametrize("name", ["9_short.sql", "0009-dash.sql", "0009_Capital.sql"])
def test_a_step_with_a_strange_name_is_named(file: Path, steps: Path, name: str) -> None:
    (steps / name).write_text("SELECT 1;")

    with pytest.raises(DatabaseFault, match=name):
        migrate(file, steps)


def test_no_steps_at_all_is_a_fault_and_not_an_empty_database(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match="not numbered"):
        migrate(file, tmp_path)

    assert not file.exists()
