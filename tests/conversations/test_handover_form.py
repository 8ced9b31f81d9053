"""While a question for a coach lies ready to be passed on, everything else that somebody does keeps its own meaning."""

import pytest

from bot.app import App
from tests.conversations.test_handover import QUESTION, ask, oost, start_talking, vera_too
from tests.personas import Person, Stage

__all__ = ["oost", "vera_too"]

READY = "Je vraag aan een coach staat nog klaar"


async def show_preview(anna: Person) -> None:
    await anna.says("/coach")
    await anna.says(QUESTION)
    anna.sees("Klopt het?")


@pytest.mark.parametrize(
    "words", ["stop", "Nee, laat maar.", "toch niet", "laat maar zitten", "nee hoor, hoeft niet", "doe maar niet", "Terug"]
)
async def test_whoever_says_no_passes_nothing_on(anna: Person, bram: Person, oost: int, words: str) -> None:
    await show_preview(anna)

    await anna.says(words)

    anna.sees("ik geef niets door")
    await anna.taps("Geef door zonder naam")
    bram.sees_nothing()


async def test_a_new_question_is_answered_and_the_first_still_lies_ready(anna: Person, bram: Person, oost: int) -> None:
    await show_preview(anna)

    await anna.says("hoe zeg ik tegen iemand dat hij niet fris ruikt")

    anna.sees("rustig moment", READY, QUESTION)
    await anna.taps("Geef door zonder naam")
    bram.sees(QUESTION)
    bram.sees_no("fris")


async def test_the_same_in_other_words_is_the_new_text(anna: Person, bram: Person, oost: int) -> None:
    await show_preview(anna)

    await anna.says("er zit elke dinsdag een meneer alleen aan tafel en niemand zegt iets")

    anna.sees("Klopt het?", "elke dinsdag een meneer")
    await anna.taps("Geef door zonder naam")
    bram.sees("elke dinsdag een meneer")


async def test_it_can_be_said_quite_differently(anna: Person, bram: Person, oost: int) -> None:
    await show_preview(anna)

    await anna.taps("Anders zeggen")
    await anna.says("mijn buurvrouw huilt elke dag op het bankje")

    anna.sees("Klopt het?", "mijn buurvrouw huilt")
    await anna.taps("Geef door zonder naam")
    bram.sees("mijn buurvrouw huilt")
    bram.sees_no("alleen aan tafel")


async def test_a_command_keeps_its_meaning(anna: Person, bram: Person, oost: int) -> None:
    await show_preview(anna)

    await anna.says("/lsd")

    anna.sees("Samenvatten", READY)
    await anna.says("/coach")
    anna.sees("Klopt het?", QUESTION)
    anna.sees_no(READY)
    bram.sees_nothing()


@pytest.mark.parametrize("step", ["preview", "name"])
async def test_a_crisis_never_becomes_the_question(anna: Person, bram: Person, oost: int, app: App, step: str) -> None:
    await show_preview(anna)
    if step == "name":
        await anna.taps("Geef door met mijn naam")

    await anna.says("hij zegt dat hij niet meer wil leven")
    anna.sees("113", "kan wachten")
    await anna.says("hij staat op het balkon en ik weet niet wat ik moet doen")
    await anna.taps("Verder met je vraag")

    anna.sees("Klopt het?", QUESTION)
    anna.sees_no("balkon")
    await anna.taps("Geef door zonder naam")
    bram.sees(QUESTION)
    bram.sees_no("leven", "balkon")
    stored = await app.database.fetch_all("SELECT text FROM handovers")
    assert [row["text"] for row in stored] == [QUESTION]


async def test_a_question_is_no_name(anna: Person, bram: Person, oost: int) -> None:
    await show_preview(anna)
    await anna.taps("Geef door met mijn naam")

    await anna.says("hoe zeg ik tegen iemand dat hij niet fris ruikt")

    anna.sees("rustig moment", "Onder welke naam")
    bram.sees_nothing()
    await anna.says("Anna")
    bram.sees("van Anna")


async def test_a_coach_who_asks_something_in_the_middle_of_a_conversation_asks_it_of_colleagues(
    anna: Person, bram: Person, vera_too: Person, stage: Stage
) -> None:
    await start_talking(anna, bram)
    anna.has_read_everything()
    vera_too.has_read_everything()

    await bram.says("/coach")
    await bram.taps("Oost")
    await bram.says("een vrijwilliger wil niet meer samenwerken met een collega, hoe pak ik dat aan")
    bram.sees("Klopt het?")
    anna.sees_nothing()
    await bram.taps("Geef door zonder naam")

    await stage.later(seconds=2)
    anna.sees_nothing()
    vera_too.sees("samenwerken")


async def test_a_question_that_was_passed_on_is_shown_when_they_ask_again(anna: Person, bram: Person, oost: int) -> None:
    await ask(anna)

    await anna.says("/coach")

    anna.sees("ligt bij de coaches", QUESTION)
