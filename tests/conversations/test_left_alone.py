"""A form that somebody leaves half-way is closed after a day: they are told, get back what they typed, and nothing happened."""

from datetime import datetime, timedelta

import pytest

from bot.clock import LOCAL_ZONE
from bot.people.models import Role
from tests.conversations.bijeenkomsten import Agenda
from tests.conversations.test_digest import STRANGE, belong_to_oost
from tests.conversations.test_handover import oost
from tests.conversations.test_team import link_for, make_area
from tests.personas import Person, Stage

__all__ = ["oost"]

# In steps, as time passes; in one leap, as after a day on which the bot was off: then the nightly clean-up comes first.
TIMES = ([timedelta(hours=20), timedelta(hours=5)], [timedelta(days=2)])
BOTH_WAYS = pytest.mark.parametrize("times", TIMES, ids=["in steps", "in one leap"])
WORDS = "kan een coach met mij meedenken over hoe ik mijn grens bewaak bij een bezoeker die steeds belt"


async def _pass(stage: Stage, times: list[timedelta]) -> None:
    for time in times:
        await stage.later(time)


async def _write_half_a_tip(stage: Stage, bram: Person, anna: Person) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(STRANGE)
    await bram.says("/weekoverzicht")
    for button in ("Deze week tot nu toe", "Vragen zonder antwoord", "Schrijf een tip bij 1"):
        await bram.taps(button)
    await bram.says("Het apparaat van Henk Zwaluwstaart")
    await bram.says("Bel Henk op 06-12345678 en zet er azijn in")
    bram.sees("Welke zin kan de vrijwilliger zeggen?")


@BOTH_WAYS
async def test_an_agenda_form_gives_back_what_was_typed(
    stage: Stage, bram: Person, agenda: Agenda, times: list[timedelta]
) -> None:
    await agenda.add()
    await bram.says("/bijeenkomsten")
    await bram.taps("Nieuwe bijeenkomst")
    await bram.taps("Q&A")
    await bram.says("Samen praten over grenzen")
    question = bram.last_id
    await _pass(stage, times)

    bram.sees("Je formulier is niet afgemaakt", "niets veranderd", "Samen praten over grenzen")
    await bram.taps_old(question, "organising:back")
    bram.sees("staat niet meer open")


@BOTH_WAYS
async def test_a_tip_gives_back_what_was_typed_without_names(
    stage: Stage, bram: Person, anna: Person, times: list[timedelta]
) -> None:
    await _write_half_a_tip(stage, bram, anna)
    question = bram.last_id
    await _pass(stage, times)

    bram.sees("een tip aan het schrijven", "Niemand heeft je tip gelezen", "Het apparaat van", "zet er azijn in")
    bram.sees_no("Zwaluwstaart", "12345678")
    assert await stage.app.database.fetch_all("SELECT 1 FROM dialogues WHERE feature = 'digest'") == []
    await bram.taps_old(question, "digest:skip")
    bram.sees("Dit formulier is gesloten")
    await bram.taps("Schrijf de tip opnieuw")
    bram.sees("Hoe heet de tip?", "koffieapparaat")


async def test_what_was_told_once_is_not_told_again(stage: Stage, bram: Person, anna: Person) -> None:
    await _write_half_a_tip(stage, bram, anna)
    await _pass(stage, TIMES[0])
    bram.sees("een tip aan het schrijven")
    bram.has_read_everything()

    await stage.restart()
    await stage.later(days=1)

    bram.sees_no("een tip aan het schrijven")


async def test_nobody_is_woken_for_it(stage: Stage, bram: Person, anna: Person) -> None:
    evening = datetime(2026, 11, 23, 22, 0, tzinfo=LOCAL_ZONE)
    await stage.later(evening - stage.clock.now())
    await _write_half_a_tip(stage, bram, anna)
    bram.has_read_everything()
    await stage.later(hours=25)
    bram.sees_no("een tip aan het schrijven")

    await stage.later(hours=9, minutes=1)

    bram.sees("een tip aan het schrijven")


@BOTH_WAYS
async def test_a_question_for_a_coach_that_was_not_passed_on_says_so(
    stage: Stage, bram: Person, anna: Person, oost: int, times: list[timedelta]
) -> None:
    await anna.says("/coach")
    await anna.says(WORDS)
    anna.sees("Klopt het?")
    bram.has_read_everything()
    await _pass(stage, times)

    anna.sees("naar niemand gegaan", "mijn grens bewaak")
    bram.sees_no("mijn grens bewaak")
    await anna.taps("Vraag het alsnog")
    anna.sees("Wat wil je aan een coach vragen?")


async def test_who_says_stop_throws_the_tip_away(stage: Stage, bram: Person, anna: Person) -> None:
    await _write_half_a_tip(stage, bram, anna)
    await bram.says("Laat maar.")

    bram.sees("De tip is weggegooid")
    assert await stage.app.database.fetch_all("SELECT 1 FROM dialogues WHERE feature = 'digest'") == []


async def test_an_old_button_of_a_tip_leaves_another_form_alone(stage: Stage, bram: Person, anna: Person, agenda: Agenda) -> None:
    await agenda.appoint(bram, Role.COACH_WELZIJN, "Bram")
    await _write_half_a_tip(stage, bram, anna)
    await bram.taps("Gooi weg")
    bram.sees("De tip is weggegooid")
    await bram.says("/bijeenkomsten")
    await bram.taps("Nieuwe bijeenkomst")

    await bram.taps_old(bram.last_id, "digest:discard")

    bram.sees("Dit formulier is gesloten")
    await bram.taps("Q&A")
    bram.sees("Hoe heet de bijeenkomst?")


async def test_after_danger_what_is_typed_goes_into_no_tip_until_its_writer_goes_on(
    stage: Stage, bram: Person, anna: Person
) -> None:
    await _write_half_a_tip(stage, bram, anna)
    await bram.says("een bezoeker zegt dat hij niet meer wil leven")
    bram.sees("113", "Je tip kan wachten")
    await bram.says("hoe zeg ik tegen hem dat hij niet fris ruikt")
    bram.sees("Bron:")
    await bram.taps("Verder met mijn tip")
    bram.sees("Welke zin kan de vrijwilliger zeggen?")
    await bram.says("Zullen we hem samen schoonmaken?")

    bram.sees("Zo zien vrijwilligers het", "Zullen we hem samen schoonmaken?")
    bram.sees_no("fris")


async def test_who_begins_another_form_gets_back_what_was_typed_in_the_first(
    stage: Stage, bram: Person, anna: Person, agenda: Agenda
) -> None:
    await agenda.appoint(bram, Role.COACH_WELZIJN, "Bram")
    await _write_half_a_tip(stage, bram, anna)
    await bram.says("/bijeenkomsten")
    await bram.taps("Nieuwe bijeenkomst")

    bram.sees("een tip aan het schrijven", "Niemand heeft je tip gelezen", "zet er azijn in")
    await bram.taps("Q&A")
    bram.sees("Hoe heet de bijeenkomst?")


async def test_who_begins_the_same_form_anew_gets_back_what_was_typed(bram: Person, agenda: Agenda) -> None:
    await agenda.add()
    await bram.says("/bijeenkomsten")
    first = bram.last_id
    await bram.taps("Nieuwe bijeenkomst")
    await bram.taps("Q&A")
    await bram.says("Samen praten over grenzen")
    bram.sees_no("niet afgemaakt")
    await bram.taps_old(first, "organising:new")

    bram.sees("Je formulier is niet afgemaakt", "niets veranderd", "Samen praten over grenzen")


async def test_an_answer_that_is_given_again_or_left_open_after_all_closes_no_form(bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await bram.says("/bijeenkomsten")
    list_ = bram.last_id
    await bram.taps_old(list_, f"organising:field:{event.id}:practical")
    await bram.says("Neem een kussen mee.")
    await bram.taps("Verander iets")
    await bram.says("Neem een dekentje mee.")
    bram.sees("Neem een dekentje mee.")
    await bram.taps("Weg ermee")
    await bram.taps_old(list_, f"organising:cancel:{event.id}")
    await bram.says("De trainer is ziek")
    await bram.says("terug")
    await bram.taps("Overslaan")

    bram.sees_no("niet afgemaakt")


async def test_who_signs_up_for_another_bijeenkomst_reads_that_the_first_was_not_finished(anna: Person, agenda: Agenda) -> None:
    first = await agenda.add(title="Praten over rouw")
    second = await agenda.add(title="Omgaan met boosheid", code="boos-oost")
    await anna.says("/agenda")
    await anna.taps_old(anna.last_id, f"events:join:{first.id}")
    anna.sees_no("niet afgemaakt")
    await anna.taps_old(anna.last_id, f"events:join:{second.id}")

    anna.sees("Je was bezig met je aanmelding voor Praten over rouw", "staat niet op de lijst")


async def test_who_is_picked_up_by_a_coach_in_the_middle_of_a_sign_up_reads_that_it_was_not_finished(
    stage: Stage, bram: Person, anna: Person, agenda: Agenda, oost: int
) -> None:
    event = await agenda.add(title="Praten over rouw")
    await anna.says("/coach")
    await anna.says(WORDS)
    await anna.taps("Geef door zonder naam")
    await anna.taps_old(anna.last_id, f"events:join:{event.id}")
    await bram.taps("Ik pak dit op")
    anna.sees("Bram pakt je vraag op")
    await anna.says("fijn dat je er bent")
    bram.sees("fijn dat je er bent")
    await stage.later(minutes=6)

    anna.sees("Je was bezig met je aanmelding voor Praten over rouw", "staat niet op de lijst")


async def test_who_is_invited_in_the_middle_of_a_sign_up_is_asked_one_thing_at_a_time(
    carla: Person, anna: Person, agenda: Agenda
) -> None:
    event = await agenda.add(title="Praten over rouw")
    await anna.says("/agenda")
    await anna.taps_old(anna.last_id, f"events:join:{event.id}")
    anna.has_read_everything()
    await make_area(carla)
    await anna.says(f"/start {await link_for(carla, 'trainer')}")

    anna.sees("aanmelding voor Praten over rouw", "staat niet op de lijst", "Typ dan je naam")
    assert "Typ dan je naam" in anna.screen
