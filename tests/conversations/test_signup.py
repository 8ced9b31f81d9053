"""Whole conversations about signing up, as a participant has them."""

from collections.abc import Awaitable, Callable

import pytest

from bot.agenda.models import Event
from bot.app import App
from tests import agenda_data
from tests.personas import Person, Stage

FIRST = "ik wil graag meedoen met de bouwstenentraining in Oost, ik werk bij buurtteam Oost"
BT_12 = "Bouwstenen voor een ggz-vriendelijk Oost"


@pytest.fixture(autouse=True)
async def events(stage: Stage) -> dict[str, Event]:
    """The agenda is filled: twelve bijeenkomsten from January to March 2027."""
    return await agenda_data.fill(stage.app.database, stage.clock.now())


async def _stored(stage: Stage) -> str:
    """Everything that the database keeps now, as one text."""
    tables = [row["name"] for row in await stage.app.database.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [await stage.app.database.fetch_all(f"SELECT * FROM {table}") for table in tables]
    return "\n".join(str(tuple(row)) for found in rows for row in found)


async def _signs_up(person: Person, name: str, words: str = "meld me aan voor de bouwstenentraining in Oost") -> None:
    """Go through all of it in the shortest way."""
    await person.says(words)
    await person.taps("Ja, dat is goed")
    await person.says(name)
    while "Overslaan" in person.buttons:
        await person.taps("Overslaan")
    await person.taps("Ja, meld me aan")


# the whole way


async def test_a_sentence_is_enough_and_only_what_is_missing_is_asked(dirk: Person, stage: Stage) -> None:
    await dirk.says(FIRST)
    dirk.sees("Mag ik je gegevens bewaren?", "Waarom", "Hoe lang", "Wie ziet het")
    assert "buurtteam" not in await _stored(stage), "nothing is kept before they agree"

    await dirk.taps("Ja, dat is goed")
    dirk.sees("Wat is je naam?")
    await dirk.says("Dirk de Boer")
    dirk.sees("Wat doe je in de buurt?")
    await dirk.says("ik ben welzijnswerker")
    dirk.sees("In welke wijk")
    dirk.sees_no("organisatie")
    await dirk.taps("Overslaan")
    dirk.sees("Klopt dit?", BT_12, "Dirk de Boer", "welzijnswerker", "buurtteam Oost")

    await dirk.taps("Ja, meld me aan")
    dirk.sees("Je staat op de lijst", "dinsdag 2 februari", "dinsdag 9 februari", "dinsdag 16 februari", "Kaneelhof 3")
    dirk.sees("Joris Timmer en Sonja Bakboord", "het is gratis", "ik meld me af")
    assert dirk.news.count(BT_12) == 1


async def test_with_everything_in_the_sentence_only_consent_and_the_summary_are_left(dirk: Person) -> None:
    await dirk.says(
        "Hallo, graag inschrijven voor de bouwstenentraining in Hoofddorp. "
        "Ik ben Ellen Prins en werk als wijkverpleegkundige bij Thuiszorg Polderland, ik woon in Hoofddorp."
    )
    await dirk.taps("Ja, dat is goed")

    if "Overslaan" in dirk.buttons:
        await dirk.taps("Overslaan")
    dirk.sees("Klopt dit?", "Ellen Prins", "wijkverpleegkundige", "Thuiszorg Polderland")


async def test_who_works_at_a_team_does_not_bring_the_whole_team(dirk: Person) -> None:
    await dirk.says("ik wil graag meedoen met de bouwstenentraining in Hoofddorp, ik werk bij een buurtteam in Oost")
    await dirk.taps("Ja, dat is goed")
    await dirk.says("Dirk de Boer")
    await dirk.taps("Overslaan")

    dirk.sees("Klopt dit?", "Organisatie: buurtteam", "Wijk: Oost", "Aantal personen: 1")


async def test_who_does_not_agree_leaves_nothing_behind(dirk: Person, stage: Stage) -> None:
    await dirk.says("ik ben Dirk de Boer en wil naar de bouwstenentraining in Oost")
    await dirk.taps("Nee, liever niet")

    dirk.sees("Ik heb niets bewaard")
    assert "Boer" not in await _stored(stage)


async def test_several_that_fit_become_buttons(dirk: Person) -> None:
    await dirk.says("ik wil me aanmelden voor een bouwstenentraining")
    dirk.sees("Welke bedoel je?", "Noord", "Oost", "Westwijk")
    await dirk.taps("wo 13 jan Noord: bouwstenen")
    dirk.sees("Mag ik je gegevens bewaren?")


async def test_signing_up_twice_changes_nothing_and_says_so(dirk: Person) -> None:
    await _signs_up(dirk, "Dirk de Boer")
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")

    dirk.sees("Je staat al op de lijst", "niets veranderd")
    assert "Bekijk mijn aanmelding" in dirk.buttons


async def test_a_link_on_a_flyer_starts_the_same_conversation(vera: Person) -> None:
    await vera.says("/start meedoen_BT-12")
    await vera.taps("Ja, dat is goed")
    vera.sees("Wat is je naam?")


# in between


async def test_wrong_answers_are_explained_and_asked_again(dirk: Person) -> None:
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")
    await dirk.taps("Ja, dat is goed")
    for wrong, answer in (
        ("x" * 300, "te lang"),
        ("🙂", "geen letters"),
        ("06 12345678", "telefoonnummer"),
        ("<b>Dirk</b>", "tekens"),
        ("dirk@example.org", "e-mailadres"),
    ):
        await dirk.says(wrong)
        dirk.sees(answer, "Wat is je naam?")
    await dirk.sends("sticker")
    dirk.sees("Wat is je naam?")
    await dirk.says("Dirk de Boer")
    dirk.sees("Wat doe je in de buurt?")
    await dirk.says("terug")
    dirk.sees("Wat is je naam?")
    await dirk.says("Dirk Boer")
    await dirk.says("stop")
    dirk.sees("je antwoorden weggegooid")


async def test_a_question_and_a_crisis_in_between_are_answered_and_the_form_goes_on(
    dirk: Person, restart: Callable[[], Awaitable[App]]
) -> None:
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")
    await dirk.taps("Ja, dat is goed")
    await dirk.says("hoe ga ik om met iemand die steeds boos wordt?")
    dirk.sees("Coach erbij", "We waren bezig met je aanmelding", "Wat is je naam?")
    await dirk.says("ik wil dood")
    dirk.sees("113", "kan wachten")
    await restart()
    await dirk.says("hoe laat begint het?")
    dirk.sees("13.00 tot 16.00 uur", "Wat is je naam?")
    await dirk.says("Dirk de Boer")
    dirk.sees("Wat doe je in de buurt?")


async def test_erasing_in_the_middle_leaves_neither_the_form_nor_a_place(dirk: Person, stage: Stage) -> None:
    await dirk.says("meld me aan voor de bouwstenentraining in Oost, ik werk bij Dynamo")
    await dirk.taps("Ja, dat is goed")
    await dirk.says("Dirk de Boer")
    dirk.sees("Wat doe je in de buurt?")
    summary = dirk.last_id
    await dirk.says("/vergeetmij")
    await dirk.taps("Ja, wis alles")
    dirk.sees("Alles van jou is gewist")
    for kept in ("Boer", "Dynamo"):
        assert kept not in await _stored(stage)

    await dirk.taps_old(summary, "events:skip:role")
    dirk.sees_no("Welke organisatie", "Klopt dit?")
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")
    dirk.sees("Mag ik je gegevens bewaren?")


async def test_a_restart_in_the_middle_loses_no_answer(dirk: Person, restart: Callable[[], Awaitable[App]]) -> None:
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")
    await restart()
    await dirk.taps("Ja, dat is goed")
    await dirk.says("Dirk de Boer")
    await restart()
    await dirk.says("gastheer")
    while "Overslaan" in dirk.buttons:
        await dirk.taps("Overslaan")
    await restart()
    dirk.has_read_everything()
    await dirk.taps("Ja, meld me aan")
    dirk.sees("Je staat op de lijst", "Op naam van: Dirk de Boer")


async def test_who_comes_along_is_counted_and_never_asked_for_a_name(dirk: Person, stage: Stage) -> None:
    await dirk.says("schrijf ons in voor de bouwstenentraining in Oost: Rob, Sylvia en Mo")
    await dirk.taps("Ja, dat is goed")
    while "Overslaan" in dirk.buttons:
        await dirk.taps("Overslaan")
    dirk.sees("Klopt dit?", "Naam: Rob", "Aantal personen: 3", "Hun namen bewaar ik niet")
    await dirk.taps("Ja, meld me aan")
    dirk.sees("Op naam van: Rob, met 3 personen")
    assert "Sylvia" not in await _stored(stage)


async def test_the_number_of_people_is_corrected_from_my_data(dirk: Person) -> None:
    await _signs_up(dirk, "Dirk de Boer")
    await dirk.says("/mijngegevens")
    dirk.sees("Dirk de Boer")
    await dirk.taps("Iets klopt niet")
    await dirk.taps(f"Aanmelding: {BT_12}")
    await dirk.taps("Aantal personen")
    await dirk.says("met z'n drieën")
    dirk.sees("Aantal personen: 3")
