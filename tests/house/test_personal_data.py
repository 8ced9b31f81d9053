"""Everything that is kept about a person is shown to them and erased when they want: SQLite itself says which tables that are."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, find_folder
from bot.db.migrations import migrate
from bot.feature import PersonalData
from bot.features.privacy.records import Records
from bot.registry import FEATURES
from bot.retention import PERIODS
from bot.texts.library import Texts
from bot.texts.rendering import visible
from tests.house.test_logs import Log, log
from tests.marked import NAMES, add_event, fill
from tests.personas import ANNA, Person

__all__ = ["log"]

# Holds the id of a group of coaches, which is nobody.
_NOT_A_PERSON = {"team_groups", "digest_groups"}
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_HOLDS_AN_ID = re.compile(r"(^|_)(person|chat|telegram|user)_id$|^raw$")


def shares() -> tuple[PersonalData, ...]:
    return Records(data for feature in FEATURES for data in feature.personal_data).shown


def tables_about_people(database: Path) -> set[str]:
    """Ask SQLite which tables point to people, also by way of another table, or hold an id of Telegram."""
    migrate(database, find_folder("migrations"))
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute(_TABLES)]
        points_to = {table: {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")} for table in tables}
        columns = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables}
    found = {"people"} | {table for table in tables if any(_HOLDS_AN_ID.search(column) for column in columns[table])}
    while more := {table for table in tables if points_to[table] & found} - found:
        found |= more
    return found - _NOT_A_PERSON


def test_every_table_that_is_about_people_is_in_somebodys_share(tmp_path: Path) -> None:
    about_people = tables_about_people(tmp_path / "new.sqlite3")
    covered = set().union(*(data.tables for data in shares()))

    assert about_people >= {"people", "staff", "outbox", "attendance", "handover_messages"}
    assert about_people - covered == set(), "nobody shows and erases what stands in these tables: give a feature a PersonalData"
    assert covered - about_people == set()


def test_what_people_asked_cannot_be_led_back_to_them(tmp_path: Path) -> None:
    counted = {"questions", "survey_answers", "audit", "event_counts", "event_groups", "question_counts"}

    assert not counted & tables_about_people(tmp_path / "new.sqlite3")


def test_every_share_has_a_name_of_its_own_and_a_heading(texts: Texts) -> None:
    names = [data.name for data in shares()]

    assert len(names) == len(set(names))
    for name in names:
        assert visible(texts.render("privacy.mine", {"groups": [{"name": name, "rows": [], "more": 0}]}))


async def test_all_of_it_is_in_the_file_and_none_of_it_is_left_after_erasing(
    app: App, anna: Person, bram: Person, log: Log
) -> None:
    await bram.says("/start")
    await anna.says("/start")
    await fill(app, ANNA, await add_event(app, app.clock.now() + timedelta(days=20)))
    await anna.taps_old(anna.last_id, "privacy:file")
    document = anna.stage.telegram.messages(anna.user)[-1]["document"]
    written = anna.stage.telegram.world.files[document["file_id"]].content.decode()
    file = json.loads(written)

    assert {name for name, rows in file.items() if not rows} == set(), "a share that shows nothing"
    assert [mark for mark in NAMES.values() if mark not in written] == []
    await anna.says("/vergeetmij")
    await anna.taps("Ja, wis alles")

    with closing(sqlite3.connect(app.database.path)) as connection:
        left = "\n".join(line for line in connection.iterdump() if not line.startswith('INSERT INTO "sqlite_sequence"'))
        audit = [tuple(row) for row in connection.execute("SELECT action, subject FROM audit ORDER BY id")]
    assert [mark for mark in (*NAMES.values(), str(ANNA)) if mark in left] == []
    assert "van iemand anders" in left
    assert audit == [("exported", ""), ("erased", "")]
    assert [mark for mark in (*NAMES.values(), "Anna") if mark in log.getvalue()] == []


_SPAN = {"uur": 1 / 24, "dag": 1, "dagen": 1, "maanden": 30.5, "jaar": 365}
_NUMBER = {"een": 1, "twee": 2, "vijf": 5, "zes": 6, "dertig": 30, "negentig": 90, "honderd": 100, "vierhonderd": 400, "48": 48}
_LINES = {
    "people": "Jij", "questions": "Vragen", "registrations": "Aanmeldingen", "handovers": "Gesprekken", "surveys": "Evaluaties",
    "wishes": "Wens",
    "invitations": "Uitnodigingen", "topic": "Onderwerp", "form": "Formulier", "inbox": "Ontvangen", "answers": "Antwoorden",
    "planned": "Herinneringen", "audit": "Logboek",
}  # fmt: skip


def test_the_list_of_periods_and_the_text_name_the_same_things(texts: Texts) -> None:
    bullets = [line for line in visible(texts.render("privacy.periods")).splitlines() if line.startswith("–")]

    assert set(_LINES) == set(PERIODS)
    assert [line.split()[1].strip(",") for line in bullets] == list(_LINES.values())


@pytest.mark.parametrize("name", sorted(PERIODS))
def test_the_text_says_how_long_something_is_kept_as_it_is_kept(texts: Texts, name: str) -> None:
    (line,) = (line for line in visible(texts.render("privacy.periods")).splitlines() if line.startswith(f"– {_LINES[name]}"))
    number, unit = PERIODS[name].says.split()

    assert PERIODS[name].says in line
    assert PERIODS[name].why
    assert PERIODS[name].keep / timedelta(days=1) == pytest.approx(_NUMBER[number] * _SPAN[unit], abs=0.5)
