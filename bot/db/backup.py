"""Copies of the database: made while the bot runs, checked before they count, and put back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.db.database import lock_file
from bot.db.migrations import DatabaseFault


def back_up(path: Path, target: Path) -> None:
    """Write a consistent copy of the database at `path` to `target`; the bot may go on meanwhile.

    Raises DatabaseFault when there is no database, the target exists, or the copy is not whole.
    """
    if not path.exists():
        raise DatabaseFault(f"{path}: there is no database here. Set WIJKMAAT_DATABASE.")
    if target.exists():
        raise DatabaseFault(f"{target}: exists already. Choose another name, so that no older backup is lost.")
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        _check(unfinished)
        unfinished.rename(target)
    except sqlite3.Error as error:
        raise DatabaseFault(f"{target}: the backup failed: {error}. Is there room on the disk?") from error


def restore(backup: Path, path: Path) -> None:
    """Put a backup back in the place of the database. The one that was there is kept as `<name>.replaced`.

    Raises DatabaseFault when the bot is running, or the backup is not a whole Wijkmaat database.
    """
    if not backup.exists():
        raise DatabaseFault(f"{backup}: there is no such file.")
    _check(backup)
    with lock_file(path):
        if path.exists():
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            path.replace(path.with_name(path.name + ".replaced"))
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        shutil.copyfile(backup, path)


def _check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
            connection.execute("SELECT 1 FROM migrations").fetchone()
    except sqlite3.Error as error:
        raise DatabaseFault(f"{file}: not a Wijkmaat database ({error}).") from error
    if verdict != "ok":
        raise DatabaseFault(f"{file}: damaged ({verdict}). Use another backup.")
