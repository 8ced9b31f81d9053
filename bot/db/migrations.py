"""Numbered migrations: brings a database file up to date, one step at a time, each step whole or not at all."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")
_RECORD = """
CREATE TABLE IF NOT EXISTS migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT
"""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


class DatabaseFault(Exception):
    """The database cannot be used; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, its name, and the SQL."""

    number: int
    name: str
    sql: str


def read_migrations(folder: Path) -> list[Migration]:
    """Read the steps in order. Raises DatabaseFault for a wrong file name or a gap in the numbers."""
    steps = []
    for path in sorted(folder.glob("[0-9]*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise DatabaseFault(f"{path}: a migration is named 0001_what_it_adds.sql")
        steps.append(Migration(int(match[1]), match[2], path.read_text("utf-8")))
    if not steps or [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise DatabaseFault(f"{folder}: the migrations are not numbered 1, 2, 3 … without gaps.")
    return steps


def migrate(path: Path, folder: Path) -> list[Migration]:
    """Apply to the file at `path` the steps that it lacks; return them.

    An existing database is first copied next to itself (`<name>.before-<number>`), so that a step that turns
    out wrong can be undone. Raises DatabaseFault for a file that a newer version wrote or that is no database.
    """
    steps = read_migrations(folder)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _refuse_a_stranger(connection, path)
            connection.execute(_RECORD)
            done = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0]
            if done > steps[-1].number:
                raise DatabaseFault(
                    f"{path}: written by a newer Wijkmaat (step {done}, this one knows {steps[-1].number}). "
                    "Install that version again, or restore a backup from before."
                )
            missing = steps[done:]
            if done and missing:
                _copy_first(connection, path, missing[0].number)
            for step in missing:
                _apply(connection, step)
    except sqlite3.Error as error:
        raise DatabaseFault(
            f"{path}: SQLite says: {error}. Is it a Wijkmaat database, may it be written, is there room on the disk?"
        ) from error
    return missing


def refuse_other_version(path: Path, folder: Path) -> None:
    """Make sure that the bot that is running on this file knows the same steps as we do. Raises DatabaseFault."""
    ours = read_migrations(folder)[-1].number
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA query_only=ON")
            theirs = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseFault(f"{path}: SQLite says: {error}. The bot that runs may still be starting; try again.") from error
    if theirs != ours:
        raise DatabaseFault(
            f"{path}: the bot that is running has step {theirs} of the database, this command knows {ours}. "
            "Use the same version for both, or stop the bot first."
        )


def _refuse_a_stranger(connection: sqlite3.Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute(_TABLES)}
    if tables and "migrations" not in tables:
        raise DatabaseFault(f"{path}: holds the tables of another program. Choose another file with WIJKMAAT_DATABASE.")


def _copy_first(connection: sqlite3.Connection, path: Path, number: int) -> None:
    copy = path.with_name(f"{path.name}.before-{number:04d}")
    copy.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(copy),))


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    record = f"INSERT INTO migrations (number, name) VALUES ({step.number}, '{step.name}')"  # noqa: S608 - both matched
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{step.sql}\n;{record};\nCOMMIT;")
    except sqlite3.Error:
        connection.execute("ROLLBACK") if connection.in_transaction else None
        raise
