"""The parts weighed together: danger, a seat, a rule and a situation in one message."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.understanding.interpreter import Interpreter
from bot.understanding.meaning import Answer, Intent
from bot.understanding.signup import Agenda, read_agenda

NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)
AGENDA = Agenda(read_agenda(Path(__file__).parents[1] / "vragen/agenda.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        "een moeder wil weten of haar dochter vanmiddag hier was, mag ik dat zeggen?",
        "mag ik aan de huisarts vertellen dat hij maandag niet kwam?",
    ],
)
def test_a_day_in_a_coaching_question_does_not_make_it_one_about_the_agenda(interpreter: Interpreter, text: str) -> None:
    understood = interpreter.understand(text, NOW)

    assert understood.intent is Intent.COACHING
    assert understood.answer in {Answer.TIPS, Answer.CHOOSE}


@pytest.mark.parametrize(
    "text",
    [
        "Woensdag drink ik voor het eerst koffie met de man aan wie ik gekoppeld ben. Wat neem ik mee?",
        "Marleen wil weer beginnen in de ruilwinkel. Ik dacht aan dinsdag. Hoe bouw je dat samen op?",
        "Morgen om deze tijd leef ik niet meer. Dank jullie wel voor de gezelligheid bij het breien.",
    ],
)
def test_a_day_with_a_bijeenkomst_makes_no_question_about_somebody_one_about_that(interpreter: Interpreter, text: str) -> None:
    understood = interpreter.understand(text, NOW, AGENDA)

    assert (understood.intent, understood.events) == (Intent.COACHING, ())


@pytest.mark.parametrize("text", ["dankjewel!", "dank u wel, fijne dag", "oke dan weet ik genoeg", "sorry verkeerde chat"])
def test_thanks_and_slips_get_no_tips(interpreter: Interpreter, text: str) -> None:
    understood = interpreter.understand(text, NOW, AGENDA)

    assert (understood.intent, understood.answer) == (Intent.OTHER, Answer.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "inschrijven herstelwerkgroep, Karim",
        "Graag schrijf ik mij in voor de bewonersavond. Met vriendelijke groet, dhr. W. Visser, Lombok",
        "ik kan donderdag niet, ik heb een begrafenis",
        "mijn vrouw vermoordt me als ik de sleutel vergeet",
        "hij verkoopt zijn accordeon want zijn vingers willen niet meer",
    ],
)
def test_a_sign_up_or_a_manner_of_speaking_is_no_danger(interpreter: Interpreter, text: str) -> None:
    assert interpreter.understand(text, NOW).crisis is None


@pytest.mark.parametrize(
    "text",
    [
        "ik heb geregeld wie mijn poes krijgt, meer hoef ik niet te regelen",
        "hij ademt raar en zijn lippen worden blauw",
        "ze durft niet naar huis, hij staat klaar met de riem",
    ],
)
def test_danger_that_is_not_named_is_heard(interpreter: Interpreter, text: str) -> None:
    assert interpreter.understand(text, NOW).answer is Answer.CRISIS
