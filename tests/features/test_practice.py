"""Practising with /oefenen, as a volunteer sees it on the phone."""

from collections.abc import Awaitable, Callable

import pytest

from bot.demo.telegram.fake import FakeTelegram
from bot.texts.library import Texts
from tests.personas import ANNA, BRAM, Person

LETTERS = ("A", "B", "C")


async def test_oefenen_offers_scenes_and_a_surprise(anna: Person) -> None:
    await anna.says("/oefenen")

    anna.sees("Oefenen", "Welke oefening wil je doen?")
    assert anna.buttons[0] == "Verras me"
    assert "Drukke Dora" in anna.buttons
    assert anna.buttons[-1] == "Meer oefeningen"


async def test_every_scene_stands_on_one_of_the_screens(anna: Person, texts: Texts) -> None:
    await anna.says("/oefenen")
    offered = anna.buttons
    while "Meer oefeningen" in anna.buttons:
        await anna.taps("Meer oefeningen")
        offered += anna.buttons

    assert {scene.title for scene in texts.scenes.values()} <= set(offered)
    assert "Terug" in anna.buttons

    await anna.taps("Terug")

    assert "Drukke Dora" in anna.buttons


async def test_a_scene_tells_what_happens_and_gives_three_choices(anna: Person) -> None:
    await anna.says("/oefenen")
    await anna.taps("Drukke Dora")

    anna.sees("breicafé", "Wat doe jij?", "A. Je zegt", "B. Je praat", "C. Je zegt")
    assert anna.buttons == ["A", "B", "C", "Alle oefeningen"]


async def test_the_best_choice_is_praised_with_the_rule_and_its_source(anna: Person) -> None:
    await anna.says("/oefenen")
    await anna.taps("Drukke Dora")
    await anna.taps("B")

    anna.sees("Jij koos B.", "Zo gaat het:", "Dit past goed.", "DIK: denk in kwaliteiten", "Handreiking Welkome Wijk (bijlage 5)")
    anna.sees_no("Wat doe jij?")
    assert anna.buttons == ["Kies nog eens", "Volgende oefening", "Tips hierbij"]


async def test_another_choice_is_met_kindly_and_can_be_made_again(anna: Person) -> None:
    await anna.says("/oefenen")
    await anna.taps("Drukke Dora")
    await anna.taps("A")

    anna.sees("Begrijpelijk, maar het kan anders.", "DIK")

    await anna.taps("Kies nog eens")
    await anna.taps("C")

    anna.sees("Bijna.", "DIK")


async def test_practising_changes_one_message_instead_of_filling_the_chat(anna: Person, telegram: FakeTelegram) -> None:
    await anna.says("/oefenen")
    before = len(telegram.messages(anna.user))
    for button in ("Drukke Dora", "B", "Kies nog eens", "A", "Volgende oefening", "Alle oefeningen", "Verras me", "C"):
        await anna.taps(button)

    assert len(telegram.messages(anna.user)) == before


async def test_the_tips_that_belong_to_a_scene_are_one_tap_away(anna: Person, texts: Texts) -> None:
    await anna.says("/oefenen")
    await anna.taps("Drukke Dora")
    await anna.taps("B")
    await anna.taps("Tips hierbij")

    anna.sees(texts.situations["drukke-deelnemer"].title, "Coach erbij:")


async def test_the_next_scene_leads_through_all_of_them_and_round_again(anna: Person, texts: Texts) -> None:
    await anna.says("/oefenen")
    await anna.taps(next(iter(texts.scenes.values())).title)
    met = []
    for _ in texts.scenes:
        met.append(anna.screen.splitlines()[0])
        await anna.taps("A")
        await anna.taps("Volgende oefening")

    assert sorted(met) == sorted(scene.title for scene in texts.scenes.values())
    assert anna.screen.splitlines()[0] == met[0]


async def test_the_surprise_is_the_same_all_day_and_another_one_tomorrow(
    anna: Person, bram: Person, later: Callable[..., Awaitable[None]]
) -> None:
    shown = []
    for person in (anna, bram):
        await person.says("/oefenen")
        await person.taps("Verras me")
        shown.append(person.screen)
    await later(days=1)
    await anna.says("/oefenen")
    await anna.taps("Verras me")

    assert shown[0] == shown[1] != anna.screen


async def test_a_whole_group_can_practise_with_one_message(anna: Person, bram: Person, telegram: FakeTelegram) -> None:
    users = telegram.world.users
    group = telegram.add_group("Vrijwilligers Oost", users[ANNA], users[BRAM])

    await anna.says("/oefenen", group)
    await bram.taps("Drukke Dora", group)
    await anna.taps("B", group)

    bram.sees("Dit past goed.")
    assert len(telegram.messages(group)) == 2


@pytest.mark.parametrize(
    "data", ["practice:show:weggehaald", "practice:choose:weggehaald:1", "practice:choose:drukke-dora:9", "practice:choose",
             "practice:choose:drukke-dora:x:y", "practice:show"],
)  # fmt: skip
async def test_a_button_from_an_older_version_gets_a_calm_sentence(anna: Person, data: str) -> None:
    await anna.says("/oefenen")
    await anna.taps_old(anna.last_id, data)

    anna.sees("Deze oefening is er niet meer.")
    anna.sees_no("ging bij mij iets mis")

    await anna.taps("Alle oefeningen")

    anna.sees("Welke oefening wil je doen?")


@pytest.mark.parametrize("number", ["9", "99999999999999999999", "x", "-1", "²"])
async def test_a_screen_of_the_list_that_is_gone_shows_one_that_is_there(anna: Person, number: str) -> None:
    await anna.says("/oefenen")
    await anna.taps("Drukke Dora")
    await anna.taps_old(anna.last_id, f"practice:list:{number}")

    anna.sees("Welke oefening wil je doen?")


async def test_a_double_tap_does_no_harm(anna: Person) -> None:
    await anna.says("/oefenen")
    await anna.taps("Drukke Dora")
    for _ in range(2):
        await anna.taps_old(anna.last_id, "practice:choose:drukke-dora:2")

    anna.sees_no("ging bij mij iets mis")
    assert "Dit past goed." in anna.screen


async def test_every_choice_of_every_scene_can_be_read(anna: Person, texts: Texts) -> None:
    await anna.says("/oefenen")
    for scene in texts.scenes.values():
        for letter, choice in zip(LETTERS, scene.choices, strict=True):
            await anna.taps_old(anna.last_id, f"practice:show:{scene.id}")
            await anna.taps(letter)

            anna.sees(choice.outcome, choice.feedback)


async def test_oefenen_stands_in_the_menu(stage: object, telegram: FakeTelegram) -> None:
    commands = telegram.calls_of("setMyCommands")

    assert "Oefen een lastige situatie" in str(commands)
