"""The agenda of the demo is always of the coming weeks."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.agenda import store
from bot.app import App, find_folder, open_app
from bot.clock import LOCAL_ZONE
from bot.db.database import Database
from bot.demo.agenda import Cast, read_agenda_of, set_the_stage
from bot.demo.show import PHONES, Show
from tests.conftest import Content


@pytest.mark.parametrize("day", ["2026-11-29T23:30", "2027-02-28", "2027-10-04T09:00", "2032-02-29"])
async def test_every_bijeenkomst_is_still_to_come_whatever_the_day(tmp_path: Path, day: str) -> None:
    now = datetime.fromisoformat(day).replace(tzinfo=LOCAL_ZONE)

    await set_the_stage(tmp_path / "demo.sqlite3", now, Cast((1,), 2, "Bram", -3))

    database = await Database.open(tmp_path / "demo.sqlite3", find_folder("migrations"))
    events = await store.list_events(database, after=now)
    await database.close()
    assert len(events) == 12
    assert events[0].starts_at - now < timedelta(days=12)
    assert events[0].starts_at.astimezone(LOCAL_ZONE).strftime("%a %H:%M") == "Wed 09:30"
    assert [event.code for event in events if event.area_id] == ["QA-23", "BT-12", "HW-51"]


def test_the_hour_of_the_day_stays_when_the_clocks_change_in_between() -> None:
    entries = read_agenda_of(datetime(2027, 3, 1, 9, tzinfo=LOCAL_ZONE)).entries

    assert {part.begin.strftime("%H:%M") for part in entries[0].event.parts} == {"09:30"}
    assert all(part.end - part.begin < timedelta(hours=4) for entry in entries for part in entry.event.parts)


async def test_the_coach_of_the_demo_can_be_asked(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=LOCAL_ZONE)
    await set_the_stage(tmp_path / "demo.sqlite3", now, Cast((1,), 2, "Bram", -3))

    with closing(sqlite3.connect(tmp_path / "demo.sqlite3")) as connection:
        (staff,) = connection.execute("SELECT p.name, s.role, s.area_id FROM staff s JOIN people p ON p.id = s.person_id")
        groups = connection.execute("SELECT chat_id FROM team_groups").fetchall()

    assert staff == ("Bram", "coach_welzijn", 1)
    assert groups == [(-3,)]


async def test_the_coach_of_the_demo_has_figures_worth_reading(content: Content) -> None:
    show = Show(partial(open_app, texts=content.texts, interpreter=content.interpreter))
    await show.start()
    bram = show.telegram.world.users[PHONES[2].user_id]
    app = show._app
    assert isinstance(app, App)
    await app.settle()
    before = show.telegram.messages(bram)
    show.telegram.say(bram, "/cijfers")
    await show.telegram.handed_over()
    await app.settle()
    choice = show.telegram.messages(bram)[-1]
    show.telegram.tap(bram, choice["message_id"], "Oost")
    await show.telegram.handed_over()
    await app.settle()
    shown = show.telegram.messages(bram)[-1]
    await show.stop()

    assert before == []
    assert "photo" in shown
    for line in ("Deelnemers aan trainingen: ", "Samenwerkingsverbanden: 4", "Vragen:", "Cijfers: bijeenkomst "):
        assert line in shown["caption"]
    assert "0 gehouden" not in shown["caption"]
