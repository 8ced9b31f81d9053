"""Copies of the database: made while the bot runs, checked before they count, and put back."""

import os
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from bot.db.database import as_uri, lock_file
from bot.db.migrations import DatabaseFault


def back_up(path: Path, target: Path) -> None:
    """Write a consistent copy of the database at `path` to `target`; the bot may go on meanwhile.

    Raises DatabaseFault when there is no database, the target exists, or the copy is not whole.
    """
    if not path.exists():
        raise DatabaseFault(f"{path}: there is no database here. Set WIJKMAAT_DATABASE.")
    if target.exists():
        raise DatabaseFault(f"{target}: exists already. Choose another name, so that no older backup is lost.")
    _copy(path, target).rename(target)


def restore(backup: Path, path: Path) -> None:
    """Put a backup back in the place of the database. The one that was there is kept as `<name>.replaced`.

    Raises DatabaseFault when the bot is running, or the backup is not a whole Wijkmaat database; then nothing has changed.
    """
    if not backup.exists():
        raise DatabaseFault(f"{backup}: there is no such file.")
    with lock_file(path):
        _check(backup)
        unfinished = _copy(backup, path)
        _set_aside(path)
        unfinished.replace(path)


def _copy(source: Path, target: Path) -> Path:
    """Write a whole, checked copy next to `target`, safe on the disk; return its name."""
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(as_uri(source, read_only=True), uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise DatabaseFault(f"{target}: the copy failed: {error}. Is there such a folder, with room on its disk?") from error
    _check(unfinished)
    return unfinished


def _set_aside(path: Path) -> None:
    """Keep the database that is replaced, also when it is damaged, and never over an older one that was kept."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    names = (path.with_name(f"{path.name}.replaced{'' if number == 1 else f'-{number}'}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    for part in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).rename(kept.with_name(kept.name + part))


def _check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(as_uri(file, read_only=True), uri=True)) as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
            connection.execute("SELECT 1 FROM migrations").fetchone()
    except sqlite3.Error as error:
        raise DatabaseFault(f"{file}: not a whole Wijkmaat database ({error}). Use another backup.") from error
    if verdict != "ok":
        raise DatabaseFault(f"{file}: damaged ({verdict}). Use another backup.")
