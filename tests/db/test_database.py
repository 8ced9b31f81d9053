"""The one write door: together or not at all, one process at a time, and a clear word when it cannot open."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.db import database as room
from bot.db.database import Database, NothingChanged, is_outage
from bot.db.migrations import DatabaseFault
from bot.folders import find_folder
from tools.running import ROOT

ADD = "INSERT INTO areas (code, name, gemeente) VALUES (:code, :code, 'Utrecht')"
RENAME = "UPDATE areas SET name = :name WHERE code = :code"


async def codes(database: Database) -> list[str]:
    return [row["code"] for row in await database.fetch_all("SELECT code FROM areas ORDER BY id")]


async def add(database: Database, *codes: str, then: BaseException | None = None) -> None:
    """Add areas in one transaction, and let it end in a fault."""
    async with database.transaction() as tx:
        for code in codes:
            await tx.execute(ADD, {"code": code})
        if then is not None:
            tx.later(ADD, {"code": "just before the fault"})
            raise then


async def rename(database: Database, code: str, name: str) -> None:
    """Add area Zuid and rename an area, which must be there."""
    async with database.transaction() as tx:
        tx.later(ADD, {"code": "zuid"})
        tx.later(RENAME, {"code": code, "name": name}, expected=1)


async def open_and_close(file: Path) -> None:
    database = await Database.open(file, find_folder("migrations"))
    await database.close()


@pytest.mark.parametrize("fault", [ValueError("ours"), KeyboardInterrupt(), asyncio.CancelledError()])
async def test_any_exception_undoes_everything(database: Database, fault: BaseException) -> None:
    with pytest.raises(type(fault)):
        await add(database, "oost", then=fault)

    assert await codes(database) == []


async def test_a_statement_that_fails_undoes_what_went_before(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await add(database, "oost", "oost")

    assert await codes(database) == []


async def test_the_door_is_open_again_after_a_failure(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await add(database, "oost", "oost")

    await add(database, "west")

    assert await codes(database) == ["west"]


async def test_the_door_is_open_again_after_a_failure_while_another_is_handled(database: Database) -> None:
    async def fail_again() -> None:
        try:
            await add(database, "oost", then=ValueError("ours"))
        except ValueError:
            await add(database, "oost", "oost")

    with pytest.raises(sqlite3.IntegrityError):
        await fail_again()
    await add(database, "west")

    assert await codes(database) == ["west"]


async def test_who_fails_holds_up_nobody_who_waits_for_the_door(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(add(database, f"wijk-{number}", then=ValueError("ours") if number % 2 else None) for number in range(10)),
        return_exceptions=True,
    )

    assert [isinstance(outcome, ValueError) for outcome in outcomes] == [False, True] * 5
    assert await codes(database) == [f"wijk-{number}" for number in range(0, 10, 2)]


async def test_who_is_cancelled_half_way_leaves_nothing_and_the_door_open(database: Database) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with database.transaction() as tx:
            await tx.execute(ADD, {"code": "oost"})
            inside.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(hang())
    await inside.wait()
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    await add(database, "west")

    assert await codes(database) == ["west"]


async def test_what_must_change_one_row_and_does_not_keeps_nothing(database: Database) -> None:
    with pytest.raises(NothingChanged):
        await rename(database, "nergens", "Nergens")

    assert await codes(database) == []


async def test_what_must_change_one_row_and_does_is_kept(database: Database) -> None:
    await add(database, "oost")
    await rename(database, "oost", "Oost-Indië")

    assert [row["name"] for row in await database.fetch_all("SELECT name FROM areas ORDER BY id")] == ["Oost-Indië", "zuid"]


async def test_what_waits_is_seen_by_the_next_read_in_the_same_transaction(database: Database) -> None:
    async with database.transaction() as tx:
        tx.later(ADD, {"code": "oost"})
        tx.later_many(ADD, [{"code": "west"}, {"code": "zuid"}])
        seen = await tx.fetch_one("SELECT count(*) AS areas FROM areas")
        outside = await database.fetch_all("SELECT 1 FROM areas")

    assert seen["areas"] == 3
    assert outside == []


async def test_two_who_write_at_the_same_time_take_turns(database: Database) -> None:
    await asyncio.gather(*(add(database, f"wijk-{number}") for number in range(20)))

    assert len(await codes(database)) == 20


async def test_the_reader_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.fetch_all(ADD, {"code": "oost"})


async def test_a_row_cannot_point_to_somebody_who_is_not_there(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as tx:
            await tx.execute("INSERT INTO staff (person_id, role) VALUES (7, 'trainer')")


async def test_what_is_erased_is_no_longer_in_the_file(database: Database, file: Path) -> None:
    await add(database, "kwikstaartje")
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM areas")
    await database.close()

    rest = b"".join(path.read_bytes() for path in file.parent.glob(file.name + "*"))
    assert b"kwikstaartje" not in rest


def test_a_second_process_is_refused_with_a_clear_message(file: Path) -> None:
    holder = (
        "import asyncio, sys, pathlib\n"
        "from bot.db.database import Database\n"
        "async def hold():\n"
        "    database = await Database.open(pathlib.Path(sys.argv[1]), pathlib.Path('migrations'))\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.read()\n"
        "    import os; os._exit(0)\n"
        "asyncio.run(hold())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as other:
        assert other.stdout.readline() == "open\n"

        with pytest.raises(DatabaseFault, match=r"another Wijkmaat is using this database.*WIJKMAAT_DATABASE"):
            asyncio.run(open_and_close(file))

        other.communicate()
    asyncio.run(open_and_close(file))


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(DatabaseFault, match=r"file: cannot write there .*WIJKMAAT_DATABASE"):
        asyncio.run(open_and_close(tmp_path / "file" / "wijkmaat.sqlite3"))


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "data" / "wijkmaat.sqlite3"
    asyncio.run(open_and_close(file))

    assert file.exists()


def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path) -> None:
    file.write_text("Boodschappen: melk, brood, kaas. " * 100)

    with pytest.raises(DatabaseFault, match="Is it a Wijkmaat database"):
        asyncio.run(open_and_close(file))

    assert file.read_text().startswith("Boodschappen")


def test_a_database_of_another_program_is_refused_and_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")

    with pytest.raises(DatabaseFault, match="another program"):
        asyncio.run(open_and_close(file))

    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_after_a_refusal_the_file_can_be_opened_by_who_mends_it(file: Path) -> None:
    file.write_text("no database, " * 100)
    with pytest.raises(DatabaseFault):
        asyncio.run(open_and_close(file))
    file.unlink()

    asyncio.run(open_and_close(file))

    assert file.exists()


@pytest.mark.parametrize("pragmas", ["_WRITER_PRAGMAS", "_READER_PRAGMAS"])
async def test_a_database_that_opens_half_way_leaves_no_thread_that_keeps_the_process_alive(
    file: Path, monkeypatch: pytest.MonkeyPatch, pragmas: str
) -> None:
    monkeypatch.setattr(room, pragmas, ("SELECT there_is_no_such_function()",))
    before = set(threading.enumerate())

    with pytest.raises(DatabaseFault):
        await Database.open(file, find_folder("migrations"))

    # By thread and not by number: one that an earlier test left may end meanwhile.
    for _ in range(100):
        if not set(threading.enumerate()) - before:
            break
        await asyncio.sleep(0.02)
    assert set(threading.enumerate()) - before == set()


async def test_a_path_may_hold_signs_that_mean_something_in_an_address(tmp_path: Path) -> None:
    file = tmp_path / "100%25 klaar? #1.sqlite3"
    database = await Database.open(file, find_folder("migrations"))
    await add(database, "oost")

    assert await codes(database) == ["oost"]
    await database.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT code FROM areas").fetchall() == [("oost",)]


async def test_a_wrong_statement_is_no_outage_but_a_locked_or_full_database_is(database: Database, file: Path) -> None:
    async def fails(sql: str) -> BaseException:
        with pytest.raises(sqlite3.OperationalError) as caught:
            await database._writer.execute_fetchall(sql)
        return caught.value

    assert not is_outage(await fails("SELECT * FROM nowhere"))
    assert not is_outage(await fails("SELECT FROM WHERE"))
    await database._writer.execute_fetchall("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert is_outage(await fails("BEGIN IMMEDIATE"))
    await database._writer.execute_fetchall("PRAGMA max_page_count=1")
    assert is_outage(await fails(f"INSERT INTO areas (code, name, gemeente) VALUES ('{'x' * 500_000}', '', '')"))
    assert is_outage(OSError("no space left on device"))


async def test_a_brief_transaction_is_whole_or_nothing_as_well(database: Database) -> None:
    async with database.transaction(brief=True) as tx:
        await tx.execute(ADD, {"code": "oost"})
        await tx.execute(ADD, {"code": "west"})
        seen = await tx.fetch_one("SELECT count(*) AS areas FROM areas")
        outside = await database.fetch_all("SELECT 1 FROM areas")

    async def stops_half_way() -> None:
        async with database.transaction(brief=True) as tx:
            await tx.execute(ADD, {"code": "noord"})
            await tx.execute(ADD, {"code": "zuid"})
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        await stops_half_way()
    assert (seen["areas"], outside) == (2, [])
    assert await codes(database) == ["oost", "west"]


async def test_the_commit_of_a_brief_transaction_does_not_hold_up_the_event_loop(database: Database) -> None:
    threads: list[int] = []
    async with database.transaction(brief=True) as tx:
        await tx.execute(ADD, {"code": "oost"})
        note = database._writer._conn.set_trace_callback
        note(lambda sql: threads.append(threading.get_ident()) if sql in {"COMMIT", "SELECT 1"} else None)
        await tx.fetch_one("SELECT 1")

    assert len(threads) == 2
    assert threads[0] == threading.get_ident() != threads[1]
