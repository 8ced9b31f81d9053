"""What is filled in in a form stands only where it must: in the list it was meant for, with who looks after it, and in no log.

Every field of every form gets a mark of its own. Afterwards each table, each log line and each chat is searched for each mark.
"""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from bot.demo.telegram.fake import FakeTelegram
from bot.people.models import Role
from tests.conversations.bijeenkomsten import START, Agenda
from tests.conversations.test_team import link_for, make_area
from tests.house.test_logs import Log, log
from tests.personas import Person, Stage
from tests.town import text_of

__all__ = ["log"]

Marked = Callable[..., Awaitable[dict[str, set[str]]]]


@pytest.fixture
def marked(stage: Stage, log: Log) -> Marked:
    """Return in which tables each mark stands; a mark in a log line stands in the table 'log'."""

    async def look(*marks: str) -> dict[str, set[str]]:
        database = stage.app.database
        tables = [row["name"] for row in await database.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: str([tuple(row) for row in await database.fetch_all(f"SELECT * FROM {table}")]) for table in tables}
        rows["log"] = log.getvalue()
        return {mark: {table for table, written in rows.items() if mark in written} for mark in marks}

    return look


def readers_of(telegram: FakeTelegram, *marks: str) -> set[str]:
    """Return who reads one of these marks in something that the bot said."""
    ours = telegram.world.bot["id"]
    return {
        chat.title or telegram.world.users[chat.id].first_name
        for chat in telegram.world.chats.values()
        for message in chat.messages.values()
        if message["from"]["id"] == ours and any(mark in text_of(message) for mark in marks)
    }


async def test_a_sign_up_stands_on_the_list_and_with_its_coach(  # noqa: PLR0913
    stage: Stage, marked: Marked, anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    await agenda.add()
    await vera.says("/start")
    group = stage.telegram.add_group("Coaches Oost", bram.user)
    await bram.says("/koppel", group)
    await anna.says("/start meedoen_BT-12")
    await anna.taps("Ja, dat is goed")
    for answer in ("Merel Zwaluwstaart", "kwikstaartrol", "Stichting Roodborst", "Wijk Koolmees"):
        await anna.says(answer)
    anna.sees("Klopt dit?")
    await anna.taps("Ja, meld me aan")
    marks = ("Zwaluwstaart", "kwikstaartrol", "Roodborst", "Koolmees")
    await bram.says("/deelnemers BT-12")

    found = await marked(*marks)
    assert {mark: tables - {"people"} for mark, tables in found.items()} == {mark: {"registrations"} for mark in marks}
    assert readers_of(stage.telegram, *marks) == {"Anna", "Bram"}


async def test_who_a_coach_or_a_trainer_writes_down_stands_on_the_list_only(
    stage: Stage, marked: Marked, bram: Person, vera: Person, agenda: Agenda
) -> None:
    await vera.says("/start")
    await agenda.add()
    await bram.says("/bijeenkomsten")
    await bram.taps(next(label for label in bram.buttons if "Bouwstenen" in label))
    await bram.taps("Iemand aanmelden")
    for answer in ("Wim Zwaluwstaart", "Stichting Roodborst", "kwikstaartrol", "1"):
        await bram.says(answer)
    await bram.taps("Meld aan")
    bram.sees("Wim Zwaluwstaart staat op de lijst")
    await agenda.until(START)
    await bram.says("/aanwezig")
    await bram.taps(bram.buttons[0])
    await bram.taps("timeline:walkin:1:1")
    await bram.says("Truus Winterkoning")
    assert "Truus Winterkoning: aanwezig" in bram.buttons

    marks = ("Zwaluwstaart", "Roodborst", "kwikstaartrol", "Winterkoning")
    # A list that the coach still gets lies ready in the outbox, and is emptied when it leaves.
    found = await marked(*marks)
    assert {mark: tables - {"outbox"} for mark, tables in found.items()} == {mark: {"registrations"} for mark in marks}
    assert readers_of(stage.telegram, *marks) == {"Bram"}


async def test_a_message_to_the_list_is_forgotten_once_it_was_sent(  # noqa: PLR0913
    stage: Stage, marked: Marked, anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    await vera.says("/start")
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await bram.says("/bijeenkomsten")
    await bram.taps(next(label for label in bram.buttons if "Bouwstenen" in label))
    await bram.taps("Bericht aan de lijst")
    await bram.taps("Wie op de lijst staat")
    await bram.says("Vraag naar Zwaluwstaart bij de deur")
    assert (await marked("Zwaluwstaart"))["Zwaluwstaart"] <= {"dialogues"}
    await bram.taps("Verstuur")
    await stage.later(seconds=3)
    anna.sees("Zwaluwstaart")

    assert await marked("Zwaluwstaart") == {"Zwaluwstaart": set()}
    assert readers_of(stage.telegram, "Zwaluwstaart") == {"Anna", "Bram"}


async def test_what_is_corrected_in_my_data_stands_where_it_stood(  # noqa: PLR0913
    stage: Stage, marked: Marked, anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await vera.says("/start")
    group = stage.telegram.add_group("Coaches Oost", bram.user)
    await bram.says("/koppel", group)
    await anna.says("/start")
    number = await agenda.signs_up(event, anna)
    await anna.says("/mijngegevens")
    await anna.taps_old(anna.last_id, "privacy:agree")
    await anna.says("Merel Zwaluwstaart van 06-12345678")
    anna.sees("zonder nummer")
    assert (await marked("Zwaluwstaart"))["Zwaluwstaart"] == set()
    await anna.says("Merel Zwaluwstaart")
    typed = {
        "name": "Merel Kwikstaart",
        "role": "winterkoningrol",
        "organisation": "Stichting Roodborst",
        "neighbourhood": "Koolmees",
    }
    for detail, words in typed.items():
        await anna.taps_old(anna.last_id, f"privacy:detail:{number}:{detail}")
        await anna.says(words)
        anna.sees(f"Er staat nu: {words}")
    marks = ("Kwikstaart", "winterkoningrol", "Roodborst", "Koolmees")
    await bram.says("/deelnemers BT-12")
    await stage.later(seconds=3)

    assert await marked("Zwaluwstaart", *marks) == {"Zwaluwstaart": {"people"}} | {mark: {"registrations"} for mark in marks}
    assert readers_of(stage.telegram, "Zwaluwstaart") == {"Anna"}
    assert readers_of(stage.telegram, *marks) == {"Anna", "Bram"}
    await anna.says("/vergeetmij")
    await anna.taps("Ja, wis alles")
    assert await marked("Zwaluwstaart", *marks) == {mark: set() for mark in ("Zwaluwstaart", *marks)}


CHANGES = {
    "Titel": "Zwaluwstaart", "Thema": "omgaan met Zwaluwstaart", "Plek": "Zwaluwstaartlaan 12",
    "Trainers": "Henk Zwaluwstaart", "Programma": "Koffie bij Zwaluwstaart", "Goed om te weten": "Vraag naar Zwaluwstaart",
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
async def test_a_changed_bijeenkomst_is_read_by_who_is_on_its_list_and_stands_on_the_agenda_only(  # noqa: PLR0913
    stage: Stage, marked: Marked, anna: Person, vera: Person, bram: Person, agenda: Agenda, field: str
) -> None:
    await vera.says("/start")
    await agenda.signs_up(await agenda.add(), anna)
    await bram.says("/bijeenkomsten")
    await bram.taps(next(label for label in bram.buttons if "Bouwstenen" in label))
    await bram.taps("Wijzigen")
    await bram.taps(field)
    await bram.says(CHANGES[field])
    bram.sees("Zwaluwstaart")
    assert (await marked("Zwaluwstaart"))["Zwaluwstaart"] <= {"dialogues"}
    assert readers_of(stage.telegram, "Zwaluwstaart") == {"Bram"}
    await bram.taps("organising:do")
    await stage.later(seconds=3)

    assert (await marked("Zwaluwstaart"))["Zwaluwstaart"] - {"outbox"} == {"events"}
    assert readers_of(stage.telegram, "Zwaluwstaart") <= {"Bram", "Anna"}


async def test_why_it_is_called_off_is_read_by_who_is_on_its_list_and_kept_nowhere(  # noqa: PLR0913
    stage: Stage, marked: Marked, anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    await vera.says("/start")
    await agenda.signs_up(await agenda.add(), anna)
    await bram.says("/bijeenkomsten")
    await bram.taps(next(label for label in bram.buttons if "Bouwstenen" in label))
    await bram.taps("Afzeggen")
    await bram.says("Zwaluwstaart is ziek")
    await bram.taps("Zeg het af")
    await stage.later(seconds=3)

    assert await marked("Zwaluwstaart") == {"Zwaluwstaart": set()}
    assert readers_of(stage.telegram, "Zwaluwstaart") == {"Bram", "Anna"}


async def test_of_the_partnerships_only_a_number_is_kept(
    stage: Stage, marked: Marked, bram: Person, agenda: Agenda, vera: Person
) -> None:
    await vera.says("/start")
    await bram.says("/cijfers")
    await bram.taps("Samenwerkingsverbanden")
    await bram.says("het overleg met Zwaluwstaart, 06-12345678")
    bram.sees("Dat is geen getal")
    assert await marked("Zwaluwstaart", "12345678") == {"Zwaluwstaart": set(), "12345678": set()}
    await bram.says("7")
    bram.sees("7 samenwerkingsverbanden")

    assert await marked("Zwaluwstaart", "12345678") == {"Zwaluwstaart": set(), "12345678": set()}
    assert readers_of(stage.telegram, "Zwaluwstaart", "12345678") == set()


async def test_an_area_and_its_team_stand_in_their_own_tables(
    stage: Stage, marked: Marked, carla: Person, anna: Person, vera: Person
) -> None:
    await make_area(carla, "Roodborstwijk")
    fields: Mapping[str, str] = {"Wijken": "Koolmeesbuurt", "Hoe te bereiken": "bij de balie van Kwikstaart"}
    for button, typed in fields.items():
        if button in carla.buttons:
            await carla.taps(button)
            await carla.says(typed)
    await anna.says(f"/start {await link_for(carla, 'coach welzijn')}")
    await anna.says("Merel Zwaluwstaart")
    anna.sees("Welkom, Merel Zwaluwstaart")
    await vera.says("/start")

    found = await marked("Zwaluwstaart", "Koolmeesbuurt", "Roodborstwijk")
    assert found["Zwaluwstaart"] == {"people"}
    assert found["Koolmeesbuurt"] == {"areas"}
    assert "log" not in found["Roodborstwijk"]
    assert "Vera" not in readers_of(stage.telegram, "Zwaluwstaart")


@pytest.mark.parametrize("leaves", ["stop", "/vergeetmij"])
async def test_a_form_that_is_thrown_away_leaves_nothing(
    stage: Stage, marked: Marked, bram: Person, agenda: Agenda, leaves: str
) -> None:
    await agenda.appoint(bram, Role.COACH_WELZIJN, "Bram")
    await bram.says("/bijeenkomsten")
    await bram.taps("Nieuwe bijeenkomst")
    await bram.taps("Q&A")
    await bram.says("Praten met Zwaluwstaart")
    assert await marked("Zwaluwstaart") == {"Zwaluwstaart": {"dialogues"}}
    await bram.says(leaves)
    if leaves == "/vergeetmij":
        await bram.taps("Ja, wis alles")

    assert await marked("Zwaluwstaart") == {"Zwaluwstaart": set()}
