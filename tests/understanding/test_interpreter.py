"""The parts weighed together: danger, a seat, a rule and a situation in one message."""

from datetime import UTC, datetime

import pytest

from bot.understanding.interpreter import Answer, Intent, Interpreter

NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)


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
