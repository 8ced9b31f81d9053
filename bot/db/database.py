"""The database: one writer connection behind one lock, one reader, and a lock on the file itself."""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self, TypeAlias, TypeVar

import aiosqlite

from bot.db.migrations import DatabaseFault, migrate, refuse_other_version

Row = sqlite3.Row
Values: TypeAlias = Mapping[str, Any]
Result = TypeVar("Result")

# cache_size: kilobytes of pages that each connection keeps; the system keeps them all anyway.
# synchronous=FULL: a commit that we told Telegram about survives a power cut. secure_delete: erased is gone.
_WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA cache_size=-500",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=5000",
)
# A visitor writes beside the bot that runs, and leaves checkpoints to it.
_VISITOR_PRAGMAS = (
    "PRAGMA wal_autocheckpoint=0",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=10000",
)
# Only the writer may checkpoint: SQLite before 3.51.3 can corrupt a WAL that two connections checkpoint.
_READER_PRAGMAS = (
    "PRAGMA query_only=ON",
    "PRAGMA wal_autocheckpoint=0",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-256",
)


class DatabaseInUse(DatabaseFault):
    """Another process has the database; the message says what to do."""


class NothingChanged(Exception):
    """A statement that had to change exactly one row did not; the transaction is rolled back."""


def is_outage(error: BaseException) -> bool:
    """Say whether trying again later may help: a full disk, a locked file. A statement of ours that is wrong stays wrong."""
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_BUSY) != sqlite3.SQLITE_ERROR
    return isinstance(error, OSError)


class _Connection(aiosqlite.Connection):
    """aiosqlite's connection, which can also run several statements in one visit to its thread.

    Each visit costs about 0.1 ms and a fight for the interpreter lock: one visit per statement made an update four times slower.
    """

    async def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `work` on the thread that owns the connection; return what it returns."""
        result: Result = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]
        return result

    def run_here(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `work` on this thread; only while nothing else can be using the connection."""
        return work(self._conn)


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    values: Values | Sequence[Values]
    expected: int | None = None

    def run(self, connection: sqlite3.Connection) -> None:
        if isinstance(self.values, Mapping):
            changed = connection.execute(self.sql, self.values).rowcount
            if self.expected is not None and changed != self.expected:
                raise NothingChanged(self.sql)
        else:
            connection.executemany(self.sql, self.values)


class Transaction:
    """One BEGIN IMMEDIATE … COMMIT; what is done here happens together or not at all.

    It begins with the first statement, so a transaction in which nothing happens costs nothing.
    """

    def __init__(self, connection: _Connection, *, brief: bool = False) -> None:
        """Wrap the writer connection for the time of one transaction."""
        self._connection = connection
        self._brief = brief
        self._begun = False
        self._waiting: list[_Statement] = []

    def later(self, sql: str, values: Values, *, expected: int | None = None) -> None:
        """Run one statement before the next read or the commit, whichever is first.

        With `expected`, changing another number of rows raises NothingChanged there, and nothing is kept.
        """
        self._waiting.append(_Statement(sql, values, expected))

    def later_many(self, sql: str, values: Iterable[Values]) -> None:
        """Run one statement for each of `values` before the next read or the commit."""
        if rows := list(values):
            self._waiting.append(_Statement(sql, rows))

    async def execute(self, sql: str, values: Values | None = None) -> int:
        """Run one statement now; return how many rows it changed."""
        return await self._visit(lambda connection: connection.execute(sql, values or {}).rowcount)

    async def fetch_all(self, sql: str, values: Values | None = None, *, heavy: bool = False) -> Sequence[Row]:
        """Return all rows of a query, seeing what this transaction has already changed.

        `heavy` is for what goes through weeks of rows, such as a digest: it never holds up the event loop, also when brief.
        """
        return await self._visit(lambda connection: connection.execute(sql, values or {}).fetchall(), heavy=heavy)

    async def fetch_one(self, sql: str, values: Values | None = None) -> Row | None:
        """Return the first row of a query, or None."""
        rows = await self.fetch_all(sql, values)
        return rows[0] if rows else None

    async def fetch_together(self, *queries: tuple[str, Values]) -> list[Row | None]:
        """Return the first row, or None, of several queries, in one visit."""
        return await self._visit(lambda connection: [connection.execute(sql, values).fetchone() for sql, values in queries])

    async def fetch_and_commit(self, *queries: tuple[str, Values]) -> list[list[Row]]:
        """Run what waits, then several queries, and commit, all in one visit; return the rows of each. Ends the transaction."""

        def work(connection: sqlite3.Connection) -> list[list[Row]]:
            found = [connection.execute(sql, values).fetchall() for sql, values in queries]
            connection.commit()
            return found

        self._brief = False
        found = await self._visit(work)
        self._begun = False
        return found

    async def commit(self) -> None:
        """Run what waits and commit; for the database room only."""
        if self._begun or self._waiting:
            # Waits for the disk, so never on the thread of the event loop.
            self._brief = False
            await self._visit(lambda connection: connection.commit())

    async def rollback(self) -> None:
        """Undo everything; for the database room only."""
        if self._begun:
            await self._connection.rollback()

    async def _visit(self, work: Callable[[sqlite3.Connection], Result], *, heavy: bool = False) -> Result:
        begun, self._begun = self._begun, True
        waiting, self._waiting = self._waiting, []

        def visit(connection: sqlite3.Connection) -> Result:
            if not begun:
                connection.execute("BEGIN IMMEDIATE")
            for statement in waiting:
                statement.run(connection)
            return work(connection)

        if begun and self._brief and not heavy:
            return self._connection.run_here(visit)
        return await self._connection.run(visit)


class Database:
    """An open database. Open it with `Database.open`, close it with `close`."""

    def __init__(self, path: Path, writer: _Connection, reader: _Connection, lock: IO[bytes] | None) -> None:
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
            writer = await _connect(as_uri(path), _WRITER_PRAGMAS)
            try:
                reader = await _connect(as_uri(path, read_only=True), _READER_PRAGMAS)
            except BaseException:
                await writer.close()
                raise
        except sqlite3.Error as error:
            lock.close()
            raise DatabaseFault(f"{path}: SQLite says: {error}. Check the file, or restore a backup.") from error
        except BaseException:
            lock.close()
            raise
        return cls(path, writer, reader, lock)

    @classmethod
    async def open_for_a_moment(cls, path: Path, migrations: Path) -> Self:
        """Open the file for one command of the operator: by itself, or beside the bot that is running on it.

        Raises DatabaseFault as `open` does, and when the bot that runs is of another version.
        """
        try:
            return await cls.open(path, migrations)
        except DatabaseInUse:
            refuse_other_version(path, migrations)
        try:
            writer = await _connect(as_uri(path), _VISITOR_PRAGMAS)
            try:
                reader = await _connect(as_uri(path, read_only=True), _READER_PRAGMAS)
            except BaseException:
                await writer.close()
                raise
        except sqlite3.Error as error:
            raise DatabaseFault(f"{path}: SQLite says: {error}.") from error
        return cls(path, writer, reader, None)

    async def close(self) -> None:
        """Wait for a running transaction, then close and unlock."""
        async with self._turn:
            await self._reader.close()
            await self._writer.close()
        if self._file_lock is not None:
            self._file_lock.close()

    async def cut_log(self) -> None:
        """Bring everything into the file itself and empty the journal: what was erased may still stand in it."""
        async with self._turn:
            await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    @asynccontextmanager
    async def transaction(self, *, brief: bool = False) -> AsyncIterator[Transaction]:
        """Open the one write door. Commits at the end; any exception rolls everything back.

        Never await the network inside: everybody else who wants to write is waiting. With `brief` every statement but the
        first and the commit runs on the thread of the event loop: for what takes a fraction of a millisecond, handing it to
        another thread costs more than doing it. The first may wait for a lock, the commit for the disk, and a query that its
        store calls `heavy` reads a lot: those never do.
        """
        async with self._turn:
            transaction = Transaction(self._writer, brief=brief)
            try:
                yield transaction
                await transaction.commit()
            except BaseException:
                # Shielded: a rollback that is itself cancelled would leave the door open for the next one.
                await asyncio.shield(transaction.rollback())
                raise

    async def fetch_all(self, sql: str, values: Values | None = None) -> Sequence[Row]:
        """Read what is committed, without waiting for the write door."""
        return await self._reader.run(lambda connection: connection.execute(sql, values or {}).fetchall())

    async def fetch_one(self, sql: str, values: Values | None = None) -> Row | None:
        """Read the first committed row of a query, or None."""
        rows = await self.fetch_all(sql, values)
        return rows[0] if rows else None


async def _connect(uri: str, pragmas: Iterable[str]) -> _Connection:
    connection = _Connection(
        lambda: sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False), iter_chunk_size=64
    )
    await connection
    try:
        connection.row_factory = sqlite3.Row
        for pragma in pragmas:
            await connection.execute_fetchall(pragma)
    except BaseException:
        # Its thread would keep the process alive for ever.
        await connection.close()
        raise
    return connection


def as_uri(path: Path, *, read_only: bool = False) -> str:
    """Write a path as SQLite wants it, also when there is a % or a ? in it."""
    return path.absolute().as_uri() + ("?mode=ro" if read_only else "")


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
        raise DatabaseInUse(
            f"{path}: another Wijkmaat is using this database. Stop that one first, "
            "or choose another file with WIJKMAAT_DATABASE."
        ) from error
    return lock
