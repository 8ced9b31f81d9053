"""What is not read because it can make no difference, makes no difference."""

import json
import re
from pathlib import Path

import pytest

from bot.understanding.signup import date_patterns, dates, intents
from bot.understanding.signup.calendar_words import MONTH, ORDINAL, WEEKDAY
from bot.understanding.signup.date_patterns import may_say_when
from bot.understanding.signup.date_rules import RULES
from bot.understanding.signup.intents import decide_intent
from bot.understanding.signup.words import folded

VRAGEN = Path(__file__).parents[1] / "vragen"
SENTENCES = [
    folded(text)
    for file in sorted(VRAGEN.glob("*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
    for text in json.loads(line).values()
    if isinstance(text, str) and " " in text
]


def test_a_sentence_in_which_a_rule_finds_a_moment_is_never_passed_over() -> None:
    assert len(SENTENCES) > 1000
    found = [plain for plain in SENTENCES if any(pattern.search(plain) for pattern, _ in RULES)]

    assert len(found) > 100
    assert [plain for plain in found if not may_say_when(plain)] == []


@pytest.mark.parametrize("word", [*MONTH, *(day for day in WEEKDAY if len(day) > 2)])
def test_every_name_of_a_month_or_day_may_say_when(word: str) -> None:
    assert may_say_when(f"ik kom in {word}")


@pytest.mark.parametrize("word", [*ORDINAL, "7e"])
def test_every_number_of_a_day_may_say_when(word: str) -> None:
    assert may_say_when(f"ik kom de {word}")


@pytest.mark.parametrize(
    "words",
    [
        "over een dag", "over twee weken", "over paar maanden", "komend weekend", "volgende week", "next week", "deze maand",
        "vandaag", "vanochtend", "vanmorgen", "vanmiddag", "vanavond", "vannacht", "today", "tonight", "straks",
        "eergisteren", "gisteren", "overmorgen", "morgen", "morge", "tomorrow",
        "dit voorjaar", "het najaar", "de zomer", "komende herfst", "in de winter", "deze lente",
    ],
)  # fmt: skip
def test_every_other_way_to_say_when_is_found_as_well(words: str) -> None:
    assert may_say_when(f"ik kom {words}")
    assert any(pattern.search(f"ik kom {words}") for pattern, _ in RULES)


def test_every_pattern_of_a_moment_is_among_the_rules() -> None:
    patterns = {
        value for name, value in vars(date_patterns).items() if isinstance(value, re.Pattern) and not name.startswith("_")
    }

    assert patterns == {pattern for pattern, _ in RULES}
    assert dates.RULES is RULES


@pytest.mark.parametrize("other", ["signup", "agenda", "coach", "greeting", "other"])
def test_what_is_plainly_coaching_would_come_out_as_coaching_the_long_way_too(
    other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opinion = {"coaching": 0.9, other: 0.1}
    short = [decide_intent(plain, opinion, names_event=False, names_person=False) for plain in SENTENCES]
    passed_over = [intents._is_plainly_coaching(plain, opinion) for plain in SENTENCES]
    monkeypatch.setattr(intents, "_is_plainly_coaching", lambda plain, opinion: False)
    long = [decide_intent(plain, opinion, names_event=False, names_person=False) for plain in SENTENCES]

    assert sum(passed_over) > len(SENTENCES) / 2
    assert short == long
