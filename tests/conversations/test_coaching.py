"""Whole conversations about a coaching question, as a volunteer has them."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app import App
from tests.personas import Person, Stage

SMELL = "hoe zeg ik tegen iemand dat hij niet fris ruikt"
VAGUE = "ik heb een probleem met iemand"
TWO = "ze is somber sinds haar zoon dood is, en ze laat niemand binnen"


async def test_a_question_gets_tips_with_a_sentence_a_rule_and_the_source(anna: Person) -> None:
    await anna.says(SMELL)

    anna.sees("Iemand ruikt niet fris", "“", "OMA", "Liever niet", "Coach erbij", "Bron: Handreiking Welkome Wijk")
    assert len(anna.screen) <= 900


async def test_a_question_about_two_things_gets_tips_for_one_and_a_button_for_the_other(anna: Person) -> None:
    await anna.says(TWO)
    anna.sees("Bron:")
    first, also = anna.screen, next(button for button in anna.buttons if button.startswith("Ook: "))
    await anna.taps("Ja, vraag het me later")
    assert also in anna.buttons
    await anna.taps(also)

    anna.sees("Bron:")
    assert anna.screen != first
    assert not any(button.startswith("Ook: ") for button in anna.buttons)


async def test_more_tips_show_where_each_tip_stands_and_what_lies_near(anna: Person) -> None:
    await anna.says(SMELL)
    await anna.taps("Meer tips")

    anna.sees("Waar het staat", "Handreiking Welkome Wijk (bijlage 7)")
    assert "Vraag het een coach" in anna.buttons


async def test_whether_it_helped_is_kept_without_who_asked(anna: Person, stage: Stage) -> None:
    await anna.says(SMELL)
    await anna.taps("Dit helpt")

    anna.sees("Dank je wel")
    row = await stage.app.database.fetch_one("SELECT * FROM questions")
    assert row is not None
    assert row["helped"] == "yes"
    assert "person_id" not in row.keys()  # noqa: SIM118 - a row of SQLite is no dict


async def test_when_it_did_not_help_there_are_other_situations_and_a_coach(anna: Person) -> None:
    await anna.says(SMELL)
    await anna.taps("Helpt niet")

    anna.sees("Jammer dat dit niet hielp")
    assert "Vraag het een coach" in anna.buttons


async def test_thanks_for_the_tips_is_no_new_question(anna: Person, stage: Stage) -> None:
    await anna.says(SMELL)
    await anna.says("dankjewel!")

    anna.sees("Graag gedaan")
    row = await stage.app.database.fetch_one("SELECT count(*) AS kept FROM questions")
    assert row is not None
    assert row["kept"] == 1


async def test_something_outside_the_guides_is_declined_honestly(anna: Person) -> None:
    await anna.says("wat is de hoofdstad van Frankrijk")

    anna.sees("Dat weet ik niet")
    assert "Vraag het een coach" in anna.buttons


async def test_a_vague_question_is_asked_back(anna: Person) -> None:
    await anna.says(VAGUE)

    anna.sees("Wil je iets meer vertellen?")


async def test_saying_that_it_is_not_what_you_meant_offers_something_else(anna: Person) -> None:
    await anna.says(SMELL)
    await anna.says("nee, dat bedoel ik niet")

    anna.sees_no("Bron:")
    assert len(anna.buttons) >= 2


async def test_a_follow_up_is_understood_with_the_answer_before_it(anna: Person) -> None:
    await anna.says(SMELL)
    await anna.says("en wat als hij dat niet wil horen?")

    assert "Iemand ruikt niet fris" in anna.buttons or "Bron:" in anna.screen


async def test_the_topic_survives_a_restart_and_is_forgotten_after_two_hours(
    anna: Person, restart: Callable[[], Awaitable[App]], later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says(SMELL)
    await restart()
    await anna.taps("Ik bedoel iets anders")
    anna.sees("Bedoelde je misschien")
    await later(hours=3)
    await anna.taps_old(anna.last_id, "coaching:other:1")

    anna.sees("niet goed begrepen")


@pytest.mark.parametrize("rule", ["lsd", "oma", "anna", "nivea", "oen", "dik", "blizz"])
async def test_each_conversation_rule_is_explained_by_command_and_by_name(anna: Person, rule: str) -> None:
    await anna.says(f"/{rule}")
    by_command = anna.screen
    await anna.says(f"wat betekent {rule.upper()} ook alweer?")

    assert anna.screen == by_command
    anna.sees("Bijvoorbeeld:")


@pytest.mark.parametrize(
    "question",
    [
        "wie is Anna in de gesprekstips",
        "denk aan Anna, zei de trainer. Wat moet ik dan doen?",
        "Leg Anna eens uit",
        "hoe ging Anna",
    ],
)
async def test_a_rule_with_the_name_of_a_woman_is_explained_however_it_is_written(anna: Person, question: str) -> None:
    await anna.says("/anna")
    by_command = anna.screen
    await anna.says(question)

    assert anna.screen == by_command


@pytest.mark.parametrize(
    "question",
    ["Anna ruikt niet fris, hoe zeg ik dat?", "er is een vrouw, Anna, die altijd alleen zit en niets zegt. wat doe ik?"],
)
async def test_a_woman_with_the_name_of_a_rule_stays_a_woman_and_her_name_is_taken_out(
    bram: Person, stage: Stage, question: str
) -> None:
    await bram.says(question)
    bram.sees_no("nooit aannemen")

    kept = " ".join(str(row["text"]) for row in await stage.app.database.fetch_all("SELECT text FROM questions"))
    assert "[naam]" in kept
    assert "Anna" not in kept


async def test_situations_can_be_browsed_by_theme(anna: Person) -> None:
    await anna.says("/situaties")
    await anna.taps("Zorgen, buren en melden")
    await anna.taps("Een buur voert dieren" if "Een buur voert dieren" in anna.buttons else anna.buttons[0])

    anna.sees("Bron:")


async def test_names_are_taken_out_before_the_question_is_kept_and_the_asker_is_told_once(anna: Person, stage: Stage) -> None:
    await anna.says("Mevrouw Jansen ruikt niet fris, haar nummer is 06-12345678. hoe zeg ik dat?")
    anna.sees("weggehaald voordat ik het bewaarde")
    await anna.says("en meneer de Vries ruikt ook niet fris, wat zeg ik tegen hem?")
    anna.sees_no("weggehaald")

    kept = " ".join(str(row["text"]) for row in await stage.app.database.fetch_all("SELECT text FROM questions"))
    assert "[naam]" in kept
    assert not any(secret in kept for secret in ("Jansen", "Vries", "12345678"))


async def test_a_new_visitor_is_welcomed_and_told_what_is_kept(vera: Person) -> None:
    await vera.says("/start")
    vera.sees("Welkom bij Wijkmaat", "112", "113")
    await vera.taps("Wat bewaar je van mij?")

    vera.sees("Wat ik bewaar, en waarom")


async def test_a_question_about_a_training_is_not_taken_for_a_coaching_question(anna: Person) -> None:
    await anna.says("wanneer is de volgende bouwstenentraining?")

    anna.sees_no("Bron:")
