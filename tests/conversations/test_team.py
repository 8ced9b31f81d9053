"""Areas, roles and the coaches' group, as a beheerder, a coach and somebody who is invited see them."""

import asyncio
import re

import pytest

from bot.app import App
from bot.demo.telegram.fake import Chat, FakeTelegram
from bot.people.areas import is_dutch_phone
from tests.personas import Person, Stage
from tests.town import data_of


async def make_area(carla: Person, name: str = "Oost") -> None:
    await carla.says("/werkgebied")
    await carla.taps("Nieuw werkgebied")
    await carla.says(name)
    await carla.says("Amsterdam")


async def link_for(person: Person, role: str) -> str:
    await person.says("/team")
    await person.taps("Iemand uitnodigen")
    await person.taps(role)
    found = re.search(r"start=(\S+)", person.screen)
    assert found is not None, person.screen
    return found[1]


async def test_a_beheerder_makes_an_area_and_fills_it_in(carla: Person) -> None:
    await make_area(carla)
    await carla.taps("Wijken")
    await carla.says("Indische Buurt, IJburg")
    await carla.taps("Coaches zijn er")
    await carla.says("ma-vr 9.00-17.00")
    await carla.taps("Flyers en links")
    await carla.says("Over ons https://example.org/flyer")

    carla.sees("Oost", "Amsterdam", "Indische Buurt, IJburg", "ma-vr 9.00-17.00", "https://example.org/flyer")


@pytest.mark.parametrize(
    ("button", "typed", "answer"),
    [
        ("Huisartsenpost", "bel gewoon", "geen telefoonnummer"),
        ("Huisartsenpost", "0800-1205", "landelijk nummer"),
        ("Coaches zijn er", "meestal wel", "begrijp ik niet"),
        ("Coaches zijn er", "ma 17-9", "begrijp ik niet"),
        ("Flyers en links", "onze flyer", "mis een webadres"),
        ("Naam", "n" * 61, "te lang"),
    ],
)
async def test_what_cannot_be_right_is_asked_again(carla: Person, button: str, typed: str, answer: str) -> None:
    await make_area(carla)
    await carla.taps(button)

    await carla.says(typed)

    carla.sees(answer)


async def test_a_field_can_be_emptied_and_a_form_survives_a_restart(carla: Person, stage: Stage) -> None:
    await make_area(carla)
    await carla.taps("Wijkteam")
    await stage.restart()
    await carla.says("020 123 4567")
    carla.sees("Wijkteam: 020 123 4567")

    await carla.taps("Wijkteam")
    await carla.taps("Leegmaken")

    carla.sees_no("020 123 4567")


async def test_a_number_that_nobody_checked_for_a_year_is_named(carla: Person, stage: Stage) -> None:
    await make_area(carla)
    await carla.taps("Wijkteam")
    await carla.says("020 123 4567")

    await stage.later(days=366)
    await carla.says("/werkgebied")
    await carla.taps("Oost (Amsterdam)")

    carla.sees("Langer dan een jaar niet nagekeken: Wijkteam")


async def test_an_invitation_makes_somebody_coach_once(carla: Person, anna: Person, vera: Person) -> None:
    await make_area(carla)
    link = await link_for(carla, "coach welzijn")

    await anna.says(f"/start {link}")
    await anna.says("Anna de Boer")
    anna.sees("Welkom, Anna de Boer", "coach welzijn", "Oost")
    await anna.says("/team")
    anna.sees("Anna de Boer, coach welzijn")

    await vera.says(f"/start {link}")
    vera.sees("al gebruikt")
    await vera.says("/team")
    vera.sees_no("Anna")


@pytest.mark.parametrize("name", ["0612345678", "<b>Bram</b>", "😀", "x" * 61])
async def test_what_is_no_name_is_asked_again(carla: Person, anna: Person, name: str) -> None:
    await make_area(carla)
    await anna.says(f"/start {await link_for(carla, 'trainer')}")

    await anna.says(name)

    anna.sees("geen naam")


async def test_an_invitation_expires_and_can_be_withdrawn(carla: Person, anna: Person, stage: Stage) -> None:
    await make_area(carla)
    withdrawn = await link_for(carla, "trainer")
    await carla.taps("Trek deze link in")
    carla.sees("werkt nu niet meer")
    expired = await link_for(carla, "trainer")
    await stage.later(days=8)

    await anna.says(f"/start {withdrawn}")
    anna.sees("ingetrokken")
    await anna.says(f"/start {expired}")
    anna.sees("verlopen")
    await anna.says("/start team_zomaar")
    anna.sees("ken ik niet")


async def test_a_coach_invites_for_the_own_area_but_no_beheerder(bram: Person) -> None:
    await bram.says("/team")
    await bram.taps("Iemand uitnodigen")

    assert "coach ggz" in bram.buttons
    assert "beheerder" not in bram.buttons


async def test_a_role_that_is_taken_away_is_gone_at_once(carla: Person, bram: Person) -> None:
    await carla.says("/team")
    await carla.taps("zonder naam, coach welzijn")
    await carla.taps("Ja, trek de rol in")

    bram.sees("geen coach welzijn meer in Oost")
    await bram.says("/team")
    bram.sees_no("Team van")


async def test_a_role_is_changed_into_another(carla: Person, bram: Person, stage: Stage) -> None:
    await carla.says("/team")
    await carla.taps("zonder naam, coach welzijn")
    await carla.taps("Geef een andere rol")
    carla.sees("Welke rol is het voortaan?")
    assert "beheerder" not in carla.buttons
    question = carla.last_id
    shown = stage.telegram.world.chats[carla.user.id].messages[question]
    data = next(data for data in data_of(shown) if data.endswith(":trainer"))
    await carla.taps("trainer")
    carla.sees("is nu trainer, en geen coach welzijn meer")

    bram.sees("Je bent nu trainer in Oost, en geen coach welzijn meer")
    await bram.says("/team")
    bram.sees_no("Team van")
    rows = await stage.app.database.fetch_all("SELECT role FROM staff WHERE area_id IS NOT NULL")
    assert [row["role"] for row in rows] == ["trainer"]
    await carla.taps_old(question, data)
    carla.sees("al ingetrokken")


@pytest.mark.parametrize(
    "made_up", ["team:change:1:2:coach_welzijn:beheerder", "team:change", "team:roles:1", "team:change:1:2:x:y"]
)
async def test_a_made_up_change_of_role_changes_nothing(carla: Person, bram: Person, stage: Stage, made_up: str) -> None:
    before = [tuple(row) for row in await stage.app.database.fetch_all("SELECT * FROM staff")]
    await carla.says("/help")
    await carla.taps_old(carla.last_id, made_up)

    carla.sees("al ingetrokken")
    assert [tuple(row) for row in await stage.app.database.fetch_all("SELECT * FROM staff")] == before


async def test_somebody_chooses_an_area_once(carla: Person, anna: Person) -> None:
    await make_area(carla)
    await anna.says("/mijnwijk")
    await anna.taps("Oost (Amsterdam)")
    anna.sees("Je hoort nu bij Oost")

    await anna.says("/mijnwijk")

    anna.sees("Je hoort nu bij Oost")


async def test_a_group_is_connected_and_its_coaches_hear_when_it_is_lost(
    bram: Person, coaches: Chat, telegram: FakeTelegram, stage: Stage, app: App
) -> None:
    await bram.says("/koppel", coaches)
    bram.sees("hoort nu bij de coaches van Oost")

    new = telegram.upgrade(bram.user, coaches)
    await stage.settle()
    rows = await app.database.fetch_all("SELECT chat_id FROM team_groups")
    assert [row["chat_id"] for row in rows] == [new.id]

    bram.has_read_everything()
    telegram.remove_bot(bram.user, new)
    await stage.settle()
    bram.sees("niet meer in de groep van de coaches van Oost")


async def test_staff_see_their_own_commands_in_the_menu_and_nobody_else_does(
    bram: Person, anna: Person, telegram: FakeTelegram, stage: Stage
) -> None:
    await stage.restart()

    assert "team" in {command["command"] for command in telegram.menu(bram.user)}
    assert "team" not in {command["command"] for command in telegram.menu(anna.user)}


async def commands_of(person: Person, stage: Stage) -> set[str]:
    """Return the menu after the second in which it follows."""
    await stage.later(seconds=1)
    for _ in range(50):
        await asyncio.sleep(0.01)
        await stage.settle()
    return {command["command"] for command in stage.telegram.menu(person.user)}


async def test_the_menu_follows_an_invitation_and_a_withdrawal(stage: Stage, carla: Person, anna: Person) -> None:
    await make_area(carla)
    link = await link_for(carla, "coach ggz")
    await anna.says(f"/start {link}")
    assert "cijfers" not in await commands_of(anna, stage)

    await anna.says("Anna de Boer")
    assert "cijfers" in await commands_of(anna, stage)

    await carla.says("/team")
    await carla.taps("Anna de Boer, coach ggz")
    await carla.taps("Ja, trek de rol in")
    assert "cijfers" not in await commands_of(anna, stage)
    assert "help" in await commands_of(anna, stage)


async def test_the_menu_of_somebody_who_is_erased_is_everybodys_again(stage: Stage, bram: Person) -> None:
    assert "cijfers" in await commands_of(bram, stage)

    await bram.says("/vergeetmij")
    await bram.taps("Ja, wis alles")

    assert "cijfers" not in await commands_of(bram, stage)


async def test_a_beheerder_whom_the_settings_name_gets_the_menu_with_the_first_message(
    stage: Stage, carla: Person, telegram: FakeTelegram
) -> None:
    telegram.world.commands.clear()
    await carla.says("/start")

    assert "werkgebied" in await commands_of(carla, stage)


@pytest.mark.parametrize("good", ["020 123 4567", "06-12345678", "+31 20 123 4567", "088-1234567", "14020", "(020) 1234567"])
def test_what_a_dutch_phone_dials(good: str) -> None:
    assert is_dutch_phone(good)


@pytest.mark.parametrize("bad", ["123", "06", "+49 30 123456", "bel mij", "020 123 45678 90"])
def test_what_no_dutch_phone_dials(bad: str) -> None:
    assert not is_dutch_phone(bad)
