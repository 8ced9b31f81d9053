"""A backup is whole or is not there; restoring loses nothing, whatever the state of what it replaces."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.db.backup import back_up, restore
from bot.db.database import Database
from bot.db.migrations import DatabaseFault, migrate
from bot.folders import find_folder

ADD = "INSERT INTO areas (code, name, gemeente) VALUES (?, ?, 'Utrecht')"


@pytest.fixture
def filled(file: Path) -> Path:
    """A database with area Oost in it."""
    migrate(file, find_folder("migrations"))
    write(file, "oost")
    return file


def write(file: Path, code: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(ADD, (code, code))


def codes(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [code for (code,) in connection.execute("SELECT code FROM areas ORDER BY id")]


def replaced(file: Path) -> list[Path]:
    return sorted(file.parent.glob("*.replaced*"))


def damage(file: Path) -> None:
    """Overwrite the middle of the file: it still looks like a database."""
    content = bytearray(file.read_bytes())
    content[4096:-4096] = b"\xff" * len(content[4096:-4096])
    file.write_bytes(content)


def test_a_backup_made_while_somebody_writes_is_consistent(filled: Path, tmp_path: Path) -> None:
    # The writer always adds a pair; a backup that saw half a pair would not be consistent.
    stop, wrote, pairs = threading.Event(), threading.Event(), []

    def keep_writing() -> None:
        with closing(sqlite3.connect(filled, isolation_level=None, timeout=30)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            while not stop.is_set():
                number = len(pairs)
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(ADD, [(f"{number}-a", "a"), (f"{number}-b", "b")])
                connection.execute("COMMIT")
                pairs.append(number)
                wrote.set()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            wrote.clear()
            assert wrote.wait(20)
            written = len(pairs)
            back_up(filled, tmp_path / f"{number}.backup")
            kept = codes(tmp_path / f"{number}.backup")
            assert [code[:-2] for code in kept if code.endswith("-a")] == [code[:-2] for code in kept if code.endswith("-b")]
            assert len(kept) >= 1 + 2 * written
    finally:
        stop.set()
        writer.join()


async def test_a_backup_can_be_made_while_the_bot_has_the_database_open(database: Database, file: Path, tmp_path: Path) -> None:
    async with database.transaction() as tx:
        await tx.execute("INSERT INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")
        back_up(file, tmp_path / "during.backup")
    back_up(file, tmp_path / "after.backup")

    assert codes(tmp_path / "during.backup") == []
    assert codes(tmp_path / "after.backup") == ["oost"]


def test_a_backup_never_overwrites(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "older").write_text("an older backup")

    with pytest.raises(DatabaseFault, match=r"older: exists already"):
        back_up(filled, tmp_path / "older")

    assert (tmp_path / "older").read_text() == "an older backup"


def test_without_a_database_there_is_no_backup(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match=r"there is no database here.*WIJKMAAT_DATABASE"):
        back_up(file, tmp_path / "backup")

    assert not file.exists()
    assert not (tmp_path / "backup").exists()


def test_a_backup_of_a_damaged_database_is_refused_and_leaves_no_file(filled: Path, tmp_path: Path) -> None:
    damage(filled)

    with pytest.raises(DatabaseFault):
        back_up(filled, tmp_path / "backup")

    assert list(tmp_path.glob("backup*")) == []


def test_a_backup_into_a_folder_that_is_not_there_says_so(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match="Is there such a folder"):
        back_up(filled, tmp_path / "nowhere" / "backup")


def test_restoring_puts_the_backup_back_and_keeps_what_it_replaced(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup")
    write(filled, "west")

    restore(tmp_path / "backup", filled)

    assert codes(filled) == ["oost"]
    assert codes(filled.with_name(filled.name + ".replaced")) == ["oost", "west"]
    assert codes(tmp_path / "backup") == ["oost"]


def test_restoring_twice_keeps_both_that_were_replaced(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup")
    write(filled, "west")
    restore(tmp_path / "backup", filled)
    write(filled, "zuid")

    restore(tmp_path / "backup", filled)

    assert [codes(file) for file in replaced(filled)] == [["oost", "west"], ["oost", "zuid"]]


def test_restoring_where_nothing_was_is_enough_after_a_lost_disk(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup")

    restore(tmp_path / "backup", tmp_path / "new" / "wijkmaat.sqlite3")

    assert codes(tmp_path / "new" / "wijkmaat.sqlite3") == ["oost"]


def test_a_database_that_is_no_database_any_more_can_be_replaced(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup")
    filled.write_bytes(b"what the disk left of it " * 400)

    restore(tmp_path / "backup", filled)

    assert codes(filled) == ["oost"]
    assert filled.with_name(filled.name + ".replaced").read_bytes().startswith(b"what the disk left")


def test_what_was_not_yet_in_the_main_file_is_kept_too(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup")
    killed = sqlite3.connect(filled)
    killed.execute("PRAGMA journal_mode=WAL")
    killed.execute("PRAGMA wal_autocheckpoint=0")
    with killed:
        killed.execute(ADD, ("west", "west"))
    whole = {part: filled.with_name(filled.name + part).read_bytes() for part in ("", "-wal")}
    killed.close()
    for part, content in whole.items():
        filled.with_name(filled.name + part).write_bytes(content)

    restore(tmp_path / "backup", filled)

    assert codes(filled) == ["oost"]
    assert codes(filled.with_name(filled.name + ".replaced")) == ["oost", "west"]


async def test_restoring_is_refused_while_the_bot_runs(database: Database, file: Path, tmp_path: Path) -> None:
    back_up(file, tmp_path / "backup")

    with pytest.raises(DatabaseFault, match="another Wijkmaat is using this database"):
        restore(tmp_path / "backup", file)

    await database.fetch_all("SELECT 1 FROM areas")
    assert replaced(file) == []


@pytest.mark.parametrize("kind", ["damaged", "text", "empty", "other"])
def test_a_file_that_is_no_whole_backup_is_refused_and_changes_nothing(filled: Path, tmp_path: Path, kind: str) -> None:
    backup = tmp_path / "backup"
    back_up(filled, backup)
    match kind:
        case "damaged":
            damage(backup)
        case "text":
            backup.write_text("Boodschappen: melk, brood, kaas. " * 100)
        case "empty":
            backup.write_bytes(b"")
        case "other":
            backup.unlink()
            with closing(sqlite3.connect(backup)) as connection:
                connection.execute("CREATE TABLE bookmarks (url TEXT)")
    write(filled, "west")

    with pytest.raises(DatabaseFault, match="Use another backup"):
        restore(backup, filled)

    assert codes(filled) == ["oost", "west"]
    assert replaced(filled) == []
    assert list(tmp_path.glob("*.unfinished")) == []


def test_a_backup_that_is_not_there_is_named(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match=r"nowhere: there is no such file"):
        restore(tmp_path / "nowhere", filled)
