"""Grades as people type them."""

import pytest

from bot.features.surveys.grades import Grade, NoGrade, NotWhole, OutOfRange, Several, is_only_a_grade, read_grade


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9", 9), ("een 9", 9), ("acht", 8), ("Acht!", 8), ("cijfer: 8", 8), ("10/10", 10), ("9/10", 9), ("9 van de 10", 9),
        ("een dikke 9", 9), ("8,0", 8), ("8.0", 8), ("één", 1), ("een", 1), ("1", 1), ("９", 9), ("9️⃣", 9), ("🔟", 10),
        ("ik geef het een 8", 8), ("een 9 voor de trainer", 9), ("  7  ", 7), ("tien", 10), ("een tien met een griffel", 10),
    ],
)  # fmt: skip
def test_a_whole_grade_is_understood(typed: str, number: int) -> None:
    assert read_grade(typed) == Grade(number)


@pytest.mark.parametrize(
    "typed", ["7,5", "7.5", "7½", "zevenenhalf", "zeven en een half", "8-", "8+", "8 min", "8,5/10", "acht komma vijf"]
)
def test_a_grade_between_two_grades_is_asked_again(typed: str) -> None:
    assert read_grade(typed) == NotWhole()


@pytest.mark.parametrize("typed", ["11", "0", "-3", "100", "12/10", "elf", "nul", "9" * 4000])
def test_a_number_that_is_no_grade_is_refused(typed: str) -> None:
    assert read_grade(typed) == OutOfRange()


@pytest.mark.parametrize("typed", ["negen of tien", "8 of 9", "8/9", "8-9", "tussen 8 en 9", "9 tot 10", "10 10"])
def test_two_grades_are_asked_again(typed: str) -> None:
    assert read_grade(typed) == Several()


@pytest.mark.parametrize("typed", ["", "mooi", "geen 10", "een goede training", "het duurde 2 uur", "niet eens een 5", "👍"])
def test_words_without_a_grade_are_no_grade(typed: str) -> None:
    assert read_grade(typed) == NoGrade()


@pytest.mark.parametrize("typed", ["9", "een dikke 9", "8 of 9", "7,5", "10/10"])
def test_only_a_grade_is_seen(typed: str) -> None:
    assert is_only_a_grade(typed)


@pytest.mark.parametrize("typed", ["mijn buurman is 9", "ik kom met 2", "kamer 9 staat in brand", "bel 112", ""])
def test_more_than_a_grade_is_seen(typed: str) -> None:
    assert not is_only_a_grade(typed)
