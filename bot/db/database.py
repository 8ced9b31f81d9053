"""The database: one writer connection behind one lock, one reader, and a lock on the file itself."""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any, Self

import aiosqlite

from bot.db.migrations import DatabaseFault, migrate

Row = sqlite3.Row
Values = Mapping[str, Any]

# synchronous=FULL: a commit that we told Telegram about survives a power cut. secure_delete: erased is gone.
_WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=5000",
)
# Only the writer may checkpoint: SQLite before 3.51.3 can corrupt a WAL that two connections checkpoint.
_READER_PRAGMAS = ("PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0", "PRAGMA busy_timeout=5000")


class Transaction:
    """One BEGIN IMMEDIATE … COMMIT; what is done here happens together or not at all."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Wrap the writer connection for the time of one transaction."""
        self._connection = connection

    async def execute(self, sql: str, values: Values | None = None) -> int:
        """Run one statement; return how many rows it changed."""
        cursor = await self._connection.execute(sql, values or {})
        return cursor.rowcount

    async def execute_many(self, sql: str, values: Iterable[Values]) -> None:
        """Run one statement for each of `values`, in one go."""
        await self._connection.executemany(sql, values)

    async def fetch_all(self, sql: str, values: Values | None = None) -> Sequence[Row]:
        """Return all rows of a query, seeing what this transaction has already changed."""
        return list(await self._connection.execute_fetchall(sql, values or {}))

    async def fetch_one(self, sql: str, values: Values | None = None) -> Row | None:
        """Return the first row of a query, or None."""
        rows = await self.fetch_all(sql, values)
        return rows[0] if rows else None


class Database:
    """An open database. Open it with `Database.open`, close it with `close`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, lock: IO[bytes]) -> None:
        """Take connections that are already open; use `open` instead."""
        self.path = path
        self._writer = writer
        self._reader = reader
        self._file_lock = lock
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, migrations: Path) -> Self:
        """Lock the file, bring it up to date, and open it.

        Raises DatabaseFault when the folder cannot be written, another process has the file, the file is no
        database, or it was written by a newer Wijkmaat.
        """
        lock = lock_file(path)
        try:
            migrate(path, migrations)
            writer = await _connect(f"file:{path}", _WRITER_PRAGMAS)
            reader = await _connect(f"file:{path}?mode=ro", _READER_PRAGMAS)
        except sqlite3.Error as error:
            lock.close()
            raise DatabaseFault(f"{path}: SQLite says: {error}. Check the file, or restore a backup.") from error
        except BaseException:
            lock.close()
            raise
        return cls(path, writer, reader, lock)

    async def close(self) -> None:
        """Wait for a running transaction, then close and unlock."""
        async with self._turn:
            await self._reader.close()
            await self._writer.close()
        self._file_lock.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open the one write door. Commits at the end; any exception rolls everything back.

        Never await the network inside: everybody else who wants to write is waiting.
        """
        async with self._turn:
            await self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._writer)
                await self._writer.commit()
            except BaseException:
                # Shielded: a rollback that is itself cancelled would leave the door open for the next one.
                await asyncio.shield(self._writer.rollback())
                raise

    async def fetch_all(self, sql: str, values: Values | None = None) -> Sequence[Row]:
        """Read what is committed, without waiting for the write door."""
        return list(await self._reader.execute_fetchall(sql, values or {}))

    async def fetch_one(self, sql: str, values: Values | None = None) -> Row | None:
        """Read the first committed row of a query, or None."""
        rows = await self.fetch_all(sql, values)
        return rows[0] if rows else None


async def _connect(uri: str, pragmas: Iterable[str]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(uri, uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in pragmas:
        await connection.execute_fetchall(pragma)
    return connection


def lock_file(path: Path) -> IO[bytes]:
    """Make sure that this process is the only one: two would each answer every message."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(path.name + ".lock").open("wb")
    except OSError as error:
        raise DatabaseFault(
            f"{path.parent}: cannot write there ({error.strerror}). Give this user write access to the folder, "
            "or choose another file with WIJKMAAT_DATABASE."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DatabaseFault(
            f"{path}: another Wijkmaat is using this database. Stop that one first, "
            "or choose another file with WIJKMAAT_DATABASE."
        ) from error
    return lock
