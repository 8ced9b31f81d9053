"""A coach of another area changes nothing of a bijeenkomst that is not theirs, whichever button they find a way to tap."""

import pytest

from bot.people.models import Role
from tests.conversations.bijeenkomsten import Agenda
from tests.personas import Person, Stage

WORDS = "Dit is niet van mij"


@pytest.fixture
async def west(stage: Stage, vera: Person) -> Person:
    """Vera, a coach in West."""
    await vera.says("/start")
    async with stage.app.database.transaction() as tx:
        await tx.execute("INSERT INTO areas (code, name, gemeente) VALUES ('west', 'West', 'Utrecht')")
        await tx.execute(
            "INSERT INTO staff (person_id, role, area_id) SELECT p.id, :role, a.id FROM people p, areas a "
            "WHERE p.telegram_id = :id AND a.code = 'west'",
            {"role": Role.COACH_WELZIJN.value, "id": vera.user.id},
        )
    return vera


async def everything(stage: Stage) -> str:
    """What stands in the tables of the agenda."""
    tables = ("events", "event_parts", "registrations", "attendance", "event_decisions", "calls")
    return str([[tuple(row) for row in await stage.app.database.fetch_all(f"SELECT * FROM {table}")] for table in tables])


@pytest.mark.parametrize(
    "button",
    [
        "organising:change:{event}", "organising:field:{event}:parts", "organising:field:{event}:title",
        "organising:field:{event}:capacity", "organising:cancel:{event}", "organising:message:{event}",
        "organising:write:{event}:all", "organising:add:{event}", "organising:people:{event}", "organising:off:{place}",
        "organising:gone:{place}", "organising:list:{event}", "organising:event:{event}", "organising:copy:{event}",
        "timeline:decide:{event}:1:go", "timeline:decide:{event}:1:sure", "timeline:list:{event}:1:0",
        "timeline:tick:{place}:1:present:0", "timeline:everybody:{event}:1",
        "timeline:walkin:{event}:1", "timeline:called:{place}",
    ],
)  # fmt: skip
async def test_no_button_opens_anything(  # noqa: PLR0913
    stage: Stage, bram: Person, west: Person, anna: Person, agenda: Agenda, button: str
) -> None:
    event = await agenda.add()
    place = await agenda.signs_up(event, anna)
    before = await everything(stage)
    for person in (anna, bram):
        person.has_read_everything()

    await west.says("/help")
    await west.taps_old(west.last_id, button.format(event=event.id, place=place))
    west.sees_no("Anna", "Bouwstenen voor Oost")
    await west.says(WORDS)
    await west.taps_old(west.last_id, "organising:do")

    assert await everything(stage) == before
    assert WORDS not in anna.news
    bram.sees_nothing()


async def test_a_form_does_nothing_any_more_when_the_bijeenkomst_went_to_another_area(
    stage: Stage, bram: Person, west: Person, anna: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await bram.says("/bijeenkomsten")
    await bram.taps(next(label for label in bram.buttons if "Bouwstenen" in label))
    await bram.taps("Afzeggen")
    await bram.says("De trainer is ziek")
    bram.sees("Dit bericht gaat naar 1 persoon")
    await agenda.change("UPDATE events SET area_id = (SELECT id FROM areas WHERE code = 'west') WHERE id = :id", id=event.id)
    before = await everything(stage)
    anna.has_read_everything()

    await bram.taps("Zeg het af")

    bram.sees_no("is afgezegd")
    assert await everything(stage) == before
    anna.sees_nothing()


async def test_their_overview_and_lists_are_of_their_own_area(west: Person, anna: Person, agenda: Agenda, bram: Person) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, "Wim")
    for command in ("/bijeenkomsten", "/deelnemers", "/evenbellen", "/aanwezig"):
        await west.says(command)
        west.sees_no("Wim", "Bouwstenen voor Oost")
        assert not any("Bouwstenen" in label for label in west.buttons)
    await west.says(f"/deelnemers {event.code}")
    west.sees_no("Wim")
