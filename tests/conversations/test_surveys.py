"""After a training: people say what they thought of it, nobody can see who said what, and the coach hears the result."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.evaluating import organise
from tests.personas import Person, Stage

Later = Callable[..., Awaitable[None]]


async def test_a_form_by_taps_and_words(stage: Stage) -> None:
    training = await organise(stage)
    anna = training.guests[0]
    await training.is_over()
    for guest in training.guests:
        guest.sees("Hoe vond je het?", "Bouwstenen voor een vriendelijke wijk", "5 korte vragen", "maandag 7 december")

    await anna.taps("Formulier invullen")
    anna.sees("Vraag 1 van 5", "Welk cijfer geef je Bouwstenen")
    await anna.taps("9")
    anna.sees("De bijeenkomst: deze vraag is klaar", "Vraag 2 van 5", "de trainer")
    await anna.says("acht")
    anna.sees("de ervaringsdeskundige")
    await anna.says("een 10!")
    anna.sees("meeneemt")
    await anna.says("Dat ik eerst luister, zoals Gerrit Jansen zei")
    anna.sees("nog iets kwijt")
    await anna.says("nee")
    anna.sees("Dank je wel", "over drie maanden nog één vraag")


async def test_the_coach_sees_the_result_when_everybody_is_ready(stage: Stage, bram: Person, later: Later) -> None:
    training = await organise(stage)
    anna, ben, cees, dora = training.guests
    await training.is_over()
    await training.fills_in(anna, "9", "acht", "10", "Dat ik eerst luister, zoals Gerrit Jansen zei", "nee")
    await training.fills_in(ben, "8", "8", "9", "Luisteren", "Mooie middag")
    await training.fills_in(cees, "6", "stop")
    cees.sees("Wat je al invulde telt mee")
    await training.fills_in(dora, "7", "7", "overslaan", "Meer vragen stellen", "niks")

    await later(days=3)
    bram.sees("Evaluatie van Bouwstenen", "Van de 4 mensen die ik vroeg, gaven er 4 antwoord", "De bijeenkomst: 7,5")
    (picture,) = [message for message in stage.telegram.messages(bram.user) if "photo" in message]
    assert picture["caption"].startswith("Evaluatie van Bouwstenen")
    bram.sees("1 keer een 9, 1 keer een 8, 1 keer een 7, 1 keer een 6", "Trainer of gespreksleider: 7,7")
    bram.sees_no("Ervaringsdeskundige")

    await bram.taps("Wat mensen meenemen (3)")
    bram.sees("Dat ik eerst luister", "Luisteren", "Meer vragen stellen")
    bram.sees_no("Gerrit")
    assert "Opmerkingen (1)" not in bram.buttons


async def test_without_an_expert_by_experience_nothing_is_asked_about_one(stage: Stage) -> None:
    training = await organise(stage, cotrainer=None)
    await training.is_over()
    guest = training.guests[0]

    guest.sees("4 korte vragen")
    await training.fills_in(guest, "8", "8")

    guest.sees("Vraag 3 van 4", "meeneemt")


@pytest.mark.parametrize(
    ("typed", "kind_words"),
    [
        ("7,5", "zonder half of komma"),
        ("zeven en een half", "zonder half of komma"),
        ("11", "van 1 tot en met 10"),
        ("0", "van 1 tot en met 10"),
        ("negen of tien", "meer dan één cijfer"),
        ("8/9", "meer dan één cijfer"),
        ("best wel mooi", "een cijfer van 1 tot en met 10"),
    ],
)
async def test_what_is_no_grade_is_asked_again_and_not_kept(stage: Stage, typed: str, kind_words: str) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]

    await training.fills_in(guest, typed)

    guest.sees(kind_words)
    assert "10" in guest.buttons
    assert await training.rows("SELECT * FROM survey_answers") == []

    await guest.says("10/10")

    guest.sees("Vraag 2 van 5")
    assert [row["answer"] for row in await training.rows("SELECT answer FROM survey_answers")] == ["10"]


async def test_a_grade_tapped_twice_counts_once(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await guest.taps("Formulier invullen")
    first = guest.last_id
    ballot = next(data for data in _data(stage, guest) if data.startswith("surveys:stop:")).split(":")[2]

    await guest.taps("8")
    await guest.taps_old(first, f"surveys:grade:{ballot}:grade_event:3")

    guest.sees("Deze vraag is al klaar")
    guest.sees_no("Vraag 2")
    assert [row["answer"] for row in await training.rows("SELECT answer FROM survey_answers")] == ["8"]


async def test_filling_it_in_again_adds_nothing(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await training.fills_in(guest, "8", "stop")

    await guest.taps("Formulier invullen")

    guest.sees("al ingevuld")


@pytest.mark.parametrize("made_up", ["11", "0", "x", "", "-1", "999999"])
async def test_a_made_up_grade_in_a_button_is_refused(stage: Stage, made_up: str) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await guest.taps("Formulier invullen")
    ballot = next(data for data in _data(stage, guest) if data.startswith("surveys:stop:")).split(":")[2]

    await guest.taps_old(guest.last_id, f"surveys:grade:{ballot}:grade_event:{made_up}")

    assert guest.news.strip()
    assert await training.rows("SELECT * FROM survey_answers") == []


async def test_an_answer_after_closing_is_kindly_refused(stage: Stage, bram: Person, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await guest.taps("Formulier invullen")
    await later(days=14)

    await guest.taps("8")

    guest.sees("Dit formulier is gesloten", "Ik schrijf nu niets meer op")
    assert await training.rows("SELECT * FROM survey_answers") == []
    bram.sees("te weinig cijfers om te laten zien", "gaven er 0 antwoord")


async def test_a_form_goes_on_after_a_restart(stage: Stage, restart: Callable[..., Awaitable[Any]]) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await training.fills_in(guest, "8", "7")

    await restart()
    await guest.says("een 9")

    guest.sees("meeneemt")


async def test_a_question_in_between_is_answered_and_the_form_stays_open(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await training.fills_in(guest, "8")

    await guest.says("hoe ga ik om met iemand die steeds boos wordt?")
    guest.sees("Liever niet", "Dan nu verder met het formulier", "Vraag 2 van 5")
    assert "7" in guest.buttons
    await guest.says("een 7")

    guest.sees("Vraag 3 van 5")
    assert {row["answer"] for row in await training.rows("SELECT answer FROM survey_answers")} == {"8", "7"}


async def test_a_short_answer_that_might_be_danger_elsewhere_is_an_answer_here(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]

    await training.fills_in(guest, "8", "8", "8", "Meer geduld")

    guest.sees("nog iets kwijt")
    assert [row["answer"] for row in await training.rows("SELECT answer FROM survey_answers WHERE question = 'takes_home'")] == [
        "Meer geduld"
    ]


async def test_a_crisis_in_a_form_comes_first_and_nothing_of_it_is_kept(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]
    await training.fills_in(guest, "8", "8", "8")

    await guest.says("ik wil niet meer leven")
    guest.sees("113", "Het formulier kan wachten")
    assert "Verder met het formulier" in guest.buttons
    await guest.says("de koffie was koud")

    guest.sees("Wil je daarmee verder?", "112")
    assert await training.rows("SELECT * FROM survey_answers WHERE question IN ('takes_home', 'remarks')") == []

    await guest.taps("Verder met het formulier")
    await guest.says("Dat luisteren helpt")

    guest.sees("nog iets kwijt")
    assert [row["answer"] for row in await training.rows("SELECT answer FROM survey_answers WHERE question = 'takes_home'")] == [
        "Dat luisteren helpt"
    ]


async def test_one_reminder_after_three_days_to_everybody_because_nobody_knows_who_answered(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    answered, silent, *_ = training.guests
    await training.fills_in(answered, "8", "stop")

    await later(days=3)
    for guest in training.guests:
        guest.sees("Ik weet niet wie er al antwoord gaf")
    await later(days=3)

    for guest in training.guests:
        guest.sees("Ik weet niet wie er al antwoord gaf")
        assert guest.news.count("Ik weet niet wie") == 1
    await silent.taps("Formulier invullen")
    silent.sees("Vraag 1 van 5")


async def test_nothing_is_sent_in_the_quiet_hours(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.ticks(*training.guests)
    await later(hours=12)
    for guest in training.guests:
        guest.sees_nothing()
    assert await training.rows("SELECT * FROM survey_ballots") == []

    await later(hours=10)

    for guest in training.guests:
        guest.sees("Hoe vond je het?")


async def test_only_who_was_there_is_asked(stage: Stage, later: Later) -> None:
    training = await organise(stage, guests=5)
    *there, away, unknown = training.guests
    await training.ticks(*there, absent=(away,))

    await later(days=4)

    for guest in there:
        guest.sees("Hoe vond je het?")
    away.sees_no("Hoe vond je het?")
    unknown.sees_no("Hoe vond je het?")


async def test_when_nobody_ticks_for_two_days_everybody_on_the_list_is_asked(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await later(hours=20)
    for guest in training.guests:
        guest.sees_nothing()

    await later(hours=36)

    for guest in training.guests:
        guest.sees("Hoe vond je het?")


async def test_who_is_ticked_later_is_still_asked(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    *there, late = training.guests
    await training.ticks(*there)
    await later(hours=5)
    late.sees_nothing()

    await training.ticks(late)
    await later(hours=1)

    late.sees("Hoe vond je het?")


async def test_with_fewer_than_three_people_nothing_is_asked(stage: Stage, bram: Person, later: Later) -> None:
    training = await organise(stage, guests=2)

    await training.is_over()
    await later(days=4)

    for guest in training.guests:
        guest.sees_no("Hoe vond je het?")
    await bram.says("/evaluaties")
    bram.sees("te weinig mensen om anoniem te zijn")


async def test_an_event_that_did_not_take_place_is_not_evaluated(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    async with stage.app.database.transaction() as tx:
        await tx.execute("UPDATE events SET state = 'no_go'", {})

    await training.is_over()
    await later(days=4)

    for guest in training.guests:
        guest.sees_nothing()


@pytest.mark.parametrize("typed", ["een dikke 9", "ik geef het een 9", "9 hoor", "negen", "9️⃣"])
async def test_a_grade_that_was_asked_for_is_no_crisis(stage: Stage, typed: str) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]

    await training.fills_in(guest, typed)

    guest.sees("Vraag 2 van 5")


async def test_wanting_to_stop_ends_the_form(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]

    await training.fills_in(guest, "8", "ik wil stoppen")

    guest.sees("Goed, we stoppen")
    guest.sees_no("113")


async def test_a_loose_grade_is_led_to_the_form(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    guest = training.guests[0]

    await guest.says("een 9")

    guest.sees("Is dit een cijfer voor Bouwstenen", "Tik dan eerst op de knop")


async def test_a_loose_grade_without_an_evaluation_is_asked_about(anna: Person) -> None:
    await anna.says("een 9")

    anna.sees("weet niet waar het bij hoort")


async def test_after_three_months_only_who_said_yes_is_asked(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    filled_in, silent, third, _ = training.guests
    await training.fills_in(filled_in, "9", "9", "9", "Luisteren", "nee")
    await filled_in.taps("Ja, dat mag")
    filled_in.sees("drie maanden na de bijeenkomst")
    await silent.taps("Vraag het over drie maanden")

    await later(weeks=13)

    for guest in (filled_in, silent):
        guest.sees("Wat heeft het je gebracht?", "Bouwstenen")
    third.sees_no("gebracht")
    assert await training.rows("SELECT * FROM survey_later") == []


async def test_a_story_reaches_the_coach_as_its_teller_has_read_it(stage: Stage, bram: Person, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    teller = training.guests[0]
    await teller.taps("Vraag het over drie maanden")
    await later(weeks=13)
    await teller.taps("Vertellen")

    await teller.says("Ik ken nu mijn buurman Gerrit Jansen. We drinken elke week koffie.")
    teller.sees("Dit heb ik opgeschreven", "We drinken elke week koffie")
    teller.sees_no("Gerrit")
    assert await training.rows("SELECT * FROM survey_answers") == []
    await teller.taps("Ja, de coach mag dit lezen")
    teller.sees("zonder je naam naar de coach")
    bram.has_read_everything()

    await later(days=15)
    bram.sees("Er is één verhaal")
    await bram.taps("Verhalen na drie maanden (1)")
    bram.sees("We drinken elke week koffie")


async def test_a_story_that_may_not_be_shared_is_kept_nowhere(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    teller = training.guests[0]
    await teller.taps("Vraag het over drie maanden")
    await later(weeks=13)
    await teller.taps("Vertellen")
    await teller.says("Ik ga vaker naar het buurthuis")

    await teller.taps("Nee, bewaar niets")

    teller.sees("niets bewaard")
    assert await training.rows("SELECT * FROM survey_answers") == []
    assert await training.rows("SELECT * FROM dialogues") == []


async def test_a_coach_sees_evaluations_of_the_own_areas_only(stage: Stage, bram: Person, carla: Person, later: Later) -> None:
    training = await organise(stage, area=None)
    await training.is_over()
    for guest, grade in zip(training.guests, ("7", "8", "9", "8"), strict=True):
        await training.fills_in(guest, grade, "stop")
    await later(days=3)
    assert bram.news == ""

    await bram.says("/evaluaties")
    bram.sees("nog geen evaluatie in je werkgebied")
    await bram.taps_old(bram.last_id, f"surveys:result:{training.event.id}")
    bram.sees("geen antwoorden om te laten zien")
    await carla.says("/evaluaties")
    await carla.taps("BT-11: Bouwstenen voor een vriendelijke wijk")

    carla.sees("De bijeenkomst: 8,0")


def _data(stage: Stage, person: Person) -> list[str]:
    message = stage.telegram.world.chats[person.user.id].messages[person.last_id]
    return [button["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for button in row]
