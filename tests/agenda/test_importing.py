"""An agenda file is taken over as a whole or refused as a whole; what changed is told once, to everybody it matters to."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.agenda import store
from bot.agenda.exporting import export_agenda
from bot.agenda.importing import Done, Report, import_agenda
from bot.agenda.models import EventState
from bot.db.database import Database
from bot.people.area_store import save_area
from bot.people.areas import Area
from bot.texts.faults import ContentFault
from bot.texts.library import Texts
from bot.texts.rendering import visible
from bot.understanding.signup.loading import parse_agenda
from tests.agenda.conftest import NOW, TRAINING, Room
from tools.running import ROOT

FILE = Path("agenda.yaml")
AGENDA = (ROOT / "tests" / "vragen" / "agenda.yaml").read_text("utf-8")
ONE = export_agenda([TRAINING])


async def take(database: Database, text: str) -> Report:
    async with database.transaction() as tx:
        return await import_agenda(tx, parse_agenda(FILE, text), NOW)


def changed(**what: object) -> str:
    return export_agenda([replace(TRAINING, **what)])  # type: ignore[arg-type]


async def full(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)


async def test_what_was_imported_comes_out_again(database: Database) -> None:
    await take(database, AGENDA)

    written = export_agenda(await store.list_events(database))
    again = await take(database, written)

    assert len(again.imported) == 12
    assert {imported.done for imported in again.imported} == {Done.SAME}
    assert export_agenda(await store.list_events(database)) == written


async def test_a_separate_audience_is_read_from_the_target_group(database: Database) -> None:
    await take(database, AGENDA)

    events = {event.code: event.audience for event in await store.list_events(database)}

    assert (events["BW-31"], events["BW-32"], events["BT-11"]) == ("professionals", "residents", None)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (ONE.replace("begin: '2027-01-13T09:30:00", "begin: '2027-01-13T13:30:00"), 12, "eind"),
        (ONE.replace("begin: '2027-01-20T09:30:00", "begin: '2027-01-13T10:30:00"), 14, "overlapt"),
        (ONE.replace("2027-01", "2026-01"), 12, "verleden"),
        (ONE.replace("bouwstenentraining", "feestje"), 5, "kies uit"),
        (ONE.replace("capaciteit: 2", "capaciteit: 0"), 16, "minstens 1"),
        (ONE.replace("capaciteit: 2", "capaciteit: veel"), 16, "geen heel getal"),
        (ONE.replace("thema:", "onderwerp: x\n  thema:"), 7, "onbekend veld"),
        (ONE.replace("code: BT-11", "code: BT 11"), 4, "vorm"),
        (ONE.replace("T09:30:00+01:00", "T09:30:00"), 12, "tijdzone"),
        (ONE + ONE[ONE.index("- code") :], 23, "staat al op regel 4"),
        (ONE.replace("titel: Bouwstenen", "titel: [Bouwstenen"), 7, "YAML"),
        ("", 1, "ontbreekt"),
    ],
)  # fmt: skip
async def test_a_wrong_file_is_refused_as_a_whole_with_line_and_reason(
    database: Database, text: str, line: int, why: str
) -> None:
    with pytest.raises(ContentFault) as refused:
        await take(database, text)

    assert refused.value.faults[0].line == line
    assert why in str(refused.value)
    assert await store.list_events(database) == []


async def test_a_move_is_told_once_to_who_is_on_the_list_and_who_waits(room: Room, texts: Texts) -> None:
    await full(room)
    later = tuple(
        replace(part, starts_at=part.starts_at.replace(hour=12), ends_at=part.ends_at.replace(hour=14)) for part in TRAINING.parts
    )

    first, second = await take(room.database, changed(parts=later)), await take(room.database, changed(parts=later))

    assert [(imported.done, imported.told) for imported in (*first.imported, *second.imported)] == [
        (Done.ANNOUNCED, 3),
        (Done.SAME, 0),
    ]
    messages = await room.messages()
    assert [message["key"] for message in messages] == [f"announcement:BT-11:r1:person-{number}" for number in (1, 2, 3)]
    shown = [visible(texts.renderer.render(message["text"], json.loads(message["values"]))) for message in messages]
    assert "woensdag 13 januari, 13.00 tot" not in shown[0]
    assert "woensdag 13 januari, 13.30 tot 15.30 uur" in shown[0]
    assert "op de lijst" in shown[0]
    assert "wachtlijst" in shown[2]
    assert json.loads(messages[0]["attachment"])["maker"] == "ics"
    assert messages[2]["attachment"] is None


async def test_another_place_or_trainer_is_told_and_a_better_title_is_not(room: Room) -> None:
    await room.signs_up("Anna")

    title = await take(room.database, changed(title="Bouwstenen voor iedereen"))
    place = await take(room.database, changed(title="Bouwstenen voor iedereen", location="De Kelk"))
    trainer = await take(room.database, changed(title="Bouwstenen voor iedereen", location="De Kelk", trainers=("Yvonne",)))

    assert [report.imported[0].done for report in (title, place, trainer)] == [Done.UPDATED, Done.ANNOUNCED, Done.ANNOUNCED]
    # The first of the two had not left yet: the newer one takes its place.
    assert [message["key"] for message in await room.messages()] == ["announcement:BT-11:r2:person-1"]


async def test_a_cancelled_event_is_told_and_offers_nothing_any_more(room: Room, texts: Texts) -> None:
    await full(room)

    report = await take(room.database, changed(state=EventState.CANCELLED))

    assert (report.imported[0].done, report.imported[0].told) == (Done.CALLED_OFF, 3)
    message, *_ = await room.messages()
    assert "gaat niet door" in visible(texts.renderer.render(message["text"], json.loads(message["values"])))
    revived = await take(room.database, changed() + "  status: gepland\n")
    assert revived.imported[0].done is Done.ANNOUNCED


async def test_a_file_without_a_status_does_not_bring_a_cancelled_event_back(room: Room) -> None:
    await take(room.database, changed(state=EventState.CANCELLED))

    assert (await take(room.database, ONE)).imported[0].done is Done.SAME


async def test_more_seats_are_offered_and_fewer_are_reported(room: Room) -> None:
    await full(room)

    await take(room.database, changed(capacity=3))
    assert (await room.states())["Carla"] == "offered"

    assert (await take(room.database, changed(capacity=1))).imported[0].over == 2


async def test_what_is_not_in_the_file_is_left_alone_and_named(room: Room) -> None:
    report = await take(room.database, changed(code="BT-99"))

    assert report.left_alone == ("BT-11",)


async def test_an_event_is_of_the_area_that_names_its_neighbourhood(database: Database) -> None:
    async with database.transaction() as tx:
        await save_area(tx, Area(0, "west", "West", "Amsterdam", ("Bos en Lommer",)))
        north = await save_area(tx, Area(0, "noord", "Amsterdam-Noord", "Amsterdam", ("Noord", "Banne")))
    await take(database, ONE)

    event = await store.find_event_by_code(database, "BT-11")

    assert event is not None
    assert event.area_id == north.id


@pytest.fixture
def wijkmaat(tmp_path: Path) -> Callable[..., asyncio.Future[tuple[int, str, str]]]:
    """The command as a process of its own, on the database of this test."""

    async def run(*arguments: str) -> tuple[int, str, str]:
        env = os.environ | {"WIJKMAAT_DATABASE": str(tmp_path / "wijkmaat.sqlite3")}  # noqa: TID251
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "agenda", *arguments, cwd=ROOT, env=env,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    return run  # type: ignore[return-value]


async def test_the_command_imports_beside_a_bot_that_runs(room: Room, tmp_path: Path, wijkmaat: Callable[..., object]) -> None:
    await room.signs_up("Anna")
    file = tmp_path / "agenda.yaml"
    file.write_text(export_agenda([replace(TRAINING, location="De Kelk"), replace(TRAINING, code="BT-12")]), "utf-8")

    status, out, err = await wijkmaat("import", str(file))  # type: ignore[misc]

    assert (status, err) == (0, "")
    assert out.splitlines() == ["BT-11: changed, told to 1", "BT-12: added"]
    assert len(await room.messages()) == 1


async def test_the_command_refuses_a_bot_of_another_version(room: Room, tmp_path: Path, wijkmaat: Callable[..., object]) -> None:
    async with room.database.transaction() as tx:
        await tx.execute("INSERT INTO migrations (number, name) VALUES (9999, 'later')")
    file = tmp_path / "agenda.yaml"
    file.write_bytes(b"\xff\xfe")
    status, _, err = await wijkmaat("import", str(file))  # type: ignore[misc]
    assert (status, "UTF-8" in err) == (1, True)

    file.write_text(ONE, "utf-8")
    status, _, err = await wijkmaat("import", str(file))  # type: ignore[misc]

    assert status == 1
    assert "step 9999" in err


async def test_the_command_draws_a_code_for_a_flyer(room: Room, tmp_path: Path, wijkmaat: Callable[..., object]) -> None:
    status, out, _ = await wijkmaat("qr", "BT-11", "--bot", "@wijkmaat_bot", "--out", str(tmp_path / "flyers"))  # type: ignore[misc]

    assert status == 0
    assert out.splitlines()[-1] == "https://t.me/wijkmaat_bot?start=meedoen_BT-11"
    assert (tmp_path / "flyers" / "BT-11.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "flyers" / "BT-11.svg").read_text("utf-8")
    for wrong in (("qr", "BT-99", "--bot", "wijkmaat_bot"), ("qr", "BT-11"), ("qr", "BT-11", "--bot", "a b")):
        status, _, err = await wijkmaat(*wrong)  # type: ignore[misc]
        assert status == 1
        assert len(err.splitlines()) == 1
