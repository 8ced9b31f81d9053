"""The participants list: for the coaches of the area and for nobody else."""

import io
import zipfile
from dataclasses import replace

import pytest

from bot.agenda import seats, store
from bot.agenda.models import Applicant, Event
from bot.agenda.rosters import Words, read_roster
from bot.app import App
from bot.demo.telegram.fake import Chat
from bot.files.making import make
from bot.understanding.interpreter import Interpreter
from tests.agenda.conftest import TRAINING
from tests.personas import Person


@pytest.fixture
async def events(app: App, bram: Person) -> tuple[Event, Event]:
    """One bijeenkomst in Bram's area and one elsewhere; three people on the first list, of whom one waits."""
    now = app.clock.now()
    async with app.database.transaction() as tx:
        area = await tx.fetch_one("SELECT id FROM areas")
        assert area is not None
        here = await store.insert_event(tx, replace(TRAINING, capacity=3, area_id=area["id"]), now)
        elsewhere = await store.insert_event(tx, replace(TRAINING, code="BT-99", title="Ergens anders"), now)
        for name, role, organisation, many in (
            ("=1+1", "wijkagent", "Politie", 1),
            ("Fatima <b>", "buddy", "Humanitas", 2),
            ("Joke", None, None, 1),
        ):
            applicant = Applicant(None, name, role, organisation, "Banne", many, source="coach")
            await seats.sign_up(tx, here, applicant, now)
    return here, elsewhere


async def test_a_coach_sees_who_comes_how_the_group_is_made_up_and_who_waits(bram: Person, events: tuple[Event, Event]) -> None:
    await bram.says("/deelnemers bt-11")

    bram.sees("3 van 3 plekken bezet", "1. =1+1, wijkagent, Politie, Banne", "2. Fatima <b> (met 2)", "Wachtlijst: Joke")
    bram.sees("Rollen: wijkagent 1, buddy 1", "Organisaties: Politie 1, Humanitas 1")


@pytest.mark.parametrize("code", ["BT-11", "bw-31", "QA-21", "MW-41", "HW-51"])
def test_the_code_of_a_bijeenkomst_is_never_taken_for_danger(interpreter: Interpreter, code: str) -> None:
    assert interpreter.recognise_crisis(code) is None


async def test_a_coach_chooses_from_the_own_area_only(bram: Person, events: tuple[Event, Event]) -> None:
    await bram.says("/deelnemers")
    assert bram.buttons == ["woensdag 13 januari: Bouwstenen voor een ggz-vriendelijk Noord"]

    await bram.taps(bram.buttons[0])
    bram.sees("Fatima")

    await bram.says("/deelnemers BT-99")
    bram.sees("Ik vind geen bijeenkomst BT-99")
    bram.sees_no("Ergens anders")


async def test_a_button_that_was_made_up_opens_no_other_list(bram: Person, events: tuple[Event, Event]) -> None:
    await bram.says("/deelnemers")

    await bram.taps_old(bram.last_id, f"organising:list:{events[1].id}")

    bram.sees_no("Ergens anders")


async def test_the_administrator_sees_everything_and_a_volunteer_nothing(
    carla: Person, anna: Person, events: tuple[Event, Event]
) -> None:
    await carla.says("/deelnemers")
    assert len(carla.buttons) == 2

    await anna.says("/deelnemers BT-11")
    anna.sees_no("Fatima", "Bouwstenen")


async def test_names_do_not_go_to_a_group(bram: Person, coaches: Chat, events: tuple[Event, Event]) -> None:
    await bram.says("/deelnemers BT-11", coaches)

    bram.sees_no("Fatima")


async def test_in_the_spreadsheet_what_people_typed_stays_text(app: App, events: tuple[Event, Event]) -> None:
    columns = ["nr", "naam", "rol", "organisatie", "wijk", "aantal", "staat", "mist", "bereikbaar", "sinds"]
    words = Words(["Lijst", "Wachtlijst", "Groep"], columns, ["wat", "welke", "aantal"], ["ja", "kan", "wacht", "t", "bel"])

    file = (await read_roster(app.database, events[0])).as_file(words)
    content = zipfile.ZipFile(io.BytesIO(await make(file.maker, file.values)))

    written = content.read("xl/sharedStrings.xml").decode()
    assert "<t>=1+1</t>" in written
    assert "Joke" in written
    assert "<f>" not in content.read("xl/worksheets/sheet1.xml").decode()


async def test_a_long_list_fits_on_the_screen_and_the_file_has_the_rest(
    bram: Person, app: App, events: tuple[Event, Event]
) -> None:
    async with app.database.transaction() as tx:
        await seats.change_capacity(tx, events[0].id, 200, app.clock.now())
        for number in range(90):
            applicant = Applicant(None, f"{'Zeer lange naam ' * 18}{number}", "r" * 100, "o" * 100, source="coach")
            await seats.sign_up(tx, events[0], applicant, app.clock.now())

    await bram.says("/deelnemers BT-11")

    bram.sees("zie het bestand")
    assert len(bram.screen) <= 1024
