"""Danger is recognised before anything else, for the right person, in whatever words it comes."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.texts.faults import ContentFault
from bot.texts.library import load_texts
from bot.understanding.crisis.building import build_crisis_model, build_extractor
from bot.understanding.crisis.recogniser import CrisisModel
from bot.understanding.crisis.rules import RuleBook, rules_of
from bot.understanding.crisis.weighing import load_weighing
from bot.understanding.crisis.wording import LONGEST, sentences_of, sound_of
from bot.understanding.interpreter import Interpreter
from bot.understanding.matching.deciding import load_thresholds
from bot.understanding.meaning import Urgency
from tests.conftest import Content

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def interpreter(content: Content) -> Interpreter:
    return content.interpreter


@pytest.fixture(scope="module")
def model() -> CrisisModel:
    return build_crisis_model(load_texts(CONTENT).lessons, CONTENT)


CRISES = {
    "suicide_self": [
        "ik wil dood",
        "ik denk elke dag aan zelfmoord",
        "ik ga vanavond een einde aan mijn leven maken",
        "i want to die",
        "ik spaar mijn slaappillen op en vanavond neem ik ze allemaal",
        "mijn kinderen zijn beter af zonder mij",
    ],
    "suicide_other": [
        "een bezoeker zegt dat hij niet meer wil leven",
        "mijn buurvrouw heeft een afscheidsbrief geschreven",
        "hoe vraag ik of iemand aan zelfmoord denkt? ik denk dat het zo is",
        "hij staat op de brug en zegt dat hij springt",
        "moet ik 113 bellen, een deelnemer praat over zelfdoding",
        "ze deelt haar sieraden uit want ze heeft ze straks niet meer nodig",
    ],
    "violence_acute": [
        "er staat een man met een mes in de gang",
        "twee bezoekers vechten en er is bloed",
        "de keuken staat in brand",
        "hij zegt dat hij straks terugkomt met een pistool",
        "er is een explosie geweest bij de buren",
    ],
    "domestic_violence": [
        "mijn man slaat mij",
        "haar vriend heeft haar gewurgd",
        "een deelneemster durft niet naar huis omdat haar man haar slaat",
    ],
    "child_unsafe": [
        "een kind van zes zegt dat zijn vader hem met de riem slaat",
        "de buurkinderen zijn al twee dagen alleen thuis",
        "meisje van twaalf wordt misbruikt door haar oom",
    ],
    "medical_acute": [
        "een mevrouw is flauwgevallen en komt niet bij",
        "hij ademt niet meer",
        "meneer heeft pijn op zijn borst en zweet",
    ],
    "psychosis_acute": [
        "een verwarde man loopt over de snelweg",
        "hij hoort stemmen die zeggen dat hij iemand moet doodsteken",
        "ze denkt dat ze kan vliegen en wil van het balkon stappen",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in CRISES.items() for text in texts])
def test_danger_is_recognised_with_its_kind(interpreter: Interpreter, kind: str, text: str) -> None:
    found = interpreter.recognise_crisis(text)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "ik schrik me dood van die deurbel",
        "ik lach me dood om die man",
        "die taart is om een moord voor te doen",
        "mijn telefoon is dood, waar kan ik hem opladen",
        "het scherpe mes ligt in de la bij de uien",
        "is de training over zelfdoding al vol",
        "waar kan ik me aanmelden voor de cursus suïcidepreventie",
        "mijn opa is vorige week begraven",
        "hoe condoleer ik een weduwe",
        "hij is somber de laatste tijd en komt minder vaak",
        "een bezoeker snauwde me af, moet ik daar iets van zeggen",
        "hoe betrek ik een stille deelnemer bij het gesprek",
        "wanneer is de volgende bijeenkomst",
        "goedemorgen",
        "we lezen een roman waarin iemand zelfmoord pleegt, hoe leid ik dat gesprek in de leesclub",
        "twintig jaar geleden deed hij een poging, nu geeft hij er gastlessen over",
    ],
)
def test_what_only_looks_like_danger_raises_no_alarm(interpreter: Interpreter, text: str) -> None:
    assert interpreter.recognise_crisis(text) is None


@pytest.mark.parametrize(
    "text", ["ze is niet suïcidaal hoor, gewoon verdrietig", "ik wil zeker niet dood hoor, ik wil honderd worden"]
)
def test_danger_that_is_denied_raises_no_alarm(interpreter: Interpreter, text: str) -> None:
    assert interpreter.recognise_crisis(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ik denk aan zelfmoort",
        "kheb selfmoord gedachtes",
        "ik wil niet meer leve",
        "ik wil dóód",
        "IK WIL DOOOOD",
        "ik ben suïcidaal",
    ],
)
def test_spelling_does_not_matter(interpreter: Interpreter, text: str) -> None:
    found = interpreter.recognise_crisis(text)

    assert found is not None
    assert found.kind == "suicide_self"


@pytest.mark.parametrize(
    "text",
    [
        "hij zei: ik maak er een eind aan",
        "mijn buurman zegt ik wil niet meer leven, wat moet ik doen",
        'een bezoekster appte "ik wil dood" en nu neemt ze niet op',
        "'ik wil niet meer wakker worden', zei een mevrouw bij de soep",
    ],
)
def test_the_ik_of_somebody_who_is_quoted_is_not_the_writer(interpreter: Interpreter, text: str) -> None:
    found = interpreter.recognise_crisis(text)

    assert found is not None
    assert found.kind == "suicide_other"
    assert not found.about_self


def test_a_writer_in_danger_is_addressed_as_such(interpreter: Interpreter) -> None:
    own = interpreter.recognise_crisis("mijn man slaat mij")
    other = interpreter.recognise_crisis("haar man slaat haar")

    assert own is not None
    assert own.about_self
    assert other is not None
    assert not other.about_self


def test_danger_of_now_is_acute(interpreter: Interpreter) -> None:
    found = interpreter.recognise_crisis("hij staat op de brug en wil springen")

    assert found is not None
    assert found.urgency is Urgency.ACUTE


STORY = (
    "Vanmorgen was het druk bij de inloop.",
    "We hebben pannenkoeken gebakken en daarna gewandeld.",
    "Joke vertelde over haar vakantie in Zeeland.",
    "De nieuwe stoelen zijn eindelijk gekomen.",
    "Volgende week is de bingo weer om twee uur.",
)
UNMISTAKABLE = (
    "Een bezoeker zei dat hij zichzelf wil ophangen.",
    "Ik wil niet meer leven.",
    "Ze zegt dat ze zelfmoord gaat plegen.",
)


@pytest.mark.parametrize("crisis", UNMISTAKABLE)
def test_danger_in_the_middle_of_a_long_story_is_found(interpreter: Interpreter, crisis: str) -> None:
    story = [*STORY * 4]
    story.insert(9, crisis)

    assert interpreter.recognise_crisis(" ".join(story)) is not None


@pytest.mark.parametrize("crisis", UNMISTAKABLE)
@pytest.mark.parametrize(("before", "after"), [(0, 12), (12, 0), (5, 15), (15, 5), (3, 3)])
def test_the_longest_of_stories_does_not_hide_it(interpreter: Interpreter, crisis: str, before: int, after: int) -> None:
    assert interpreter.recognise_crisis(" ".join([*STORY * before, crisis, *STORY * after])) is not None


def test_a_story_without_danger_raises_no_alarm(interpreter: Interpreter) -> None:
    assert interpreter.recognise_crisis(" ".join(STORY)) is None
    assert interpreter.recognise_crisis(" ".join(STORY * 15)) is None


@given(crisis=st.sampled_from(UNMISTAKABLE), before=st.lists(st.sampled_from(STORY)), after=st.lists(st.sampled_from(STORY)))
@settings(deadline=None, max_examples=60)
def test_harmless_sentences_around_it_never_hide_danger(
    interpreter: Interpreter, crisis: str, before: list[str], after: list[str]
) -> None:
    assert interpreter.recognise_crisis(" ".join([*before, crisis, *after])) is not None


@given(text=st.text(max_size=400))
@settings(deadline=None, max_examples=200)
def test_no_text_whatever_breaks_it(interpreter: Interpreter, text: str) -> None:
    interpreter.recognise_crisis(text)


@pytest.mark.parametrize(
    "text", ["", " ", "😀", "'", "\"'\"'\"'", "." * LONGEST, "ik" * LONGEST, "' " * LONGEST, "'a " * LONGEST, "a" * LONGEST]
)
def test_nor_do_texts_that_no_person_types(interpreter: Interpreter, text: str) -> None:
    interpreter.recognise_crisis(text)


@pytest.mark.parametrize("text", ["", " ", "😀", "?!"])
def test_a_text_without_words_is_no_crisis(interpreter: Interpreter, text: str) -> None:
    assert interpreter.recognise_crisis(text) is None


@pytest.mark.parametrize("text", ["fhdjsk fjdks", "djskla ieowp vmcn", "Fhdjsk, fjdks!"])
def test_words_that_nobody_knows_are_no_crisis(interpreter: Interpreter, text: str) -> None:
    assert interpreter.recognise_crisis(text) is None


def test_what_was_learnt_can_be_kept_and_loaded(model: CrisisModel) -> None:
    loaded = CrisisModel.from_arrays(model.to_arrays(), build_extractor(CONTENT))

    for text in ("ik wil dood", "haar man slaat haar", "goedemorgen"):
        assert loaded.odds(text) == model.odds(text)


def test_what_other_code_has_learnt_is_refused(model: CrisisModel) -> None:
    with pytest.raises(ValueError, match="labels"):
        CrisisModel.from_arrays(model.to_arrays() | {"labels": np.array(["none"])}, model.extract)


def test_a_rule_follows_words_in_order_within_a_distance(model: CrisisModel) -> None:
    none = rules_of({})
    rules = RuleBook(rules_of({"suicide": ["wil .. dood & !kat"]}), none, none, none)

    def fits(sentence: str) -> bool:
        words = sentence.split()
        places = {word: sum(1 << place for place, other in enumerate(words) if other == word) for word in words}
        return bool(rules.fitting(places)[0])

    assert fits("hij wil echt heel graag dood")
    assert not fits("dood wil hij")
    assert not fits("hij wil een twee drie vier vijf zes dood")
    assert not fits("hij wil zijn kat dood")


def test_a_rule_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="kat"):
        rules_of({"suicide": ["!kat"]})


def test_words_that_sound_alike_are_alike() -> None:
    assert sound_of("zelfmoord") == sound_of("selfmoort")
    assert sentences_of("Zo'n dag! 'k Wil niet meer.") == [["zon", "dag"], ["k", "wil", "niet", "meer"]]


@pytest.mark.parametrize("part", ["gevaar", "antwoord"])
def test_thresholds_that_cannot_be_read_stop_the_start_and_say_how_to_make_them_again(tmp_path: Path, part: str) -> None:
    (tmp_path / "taal").mkdir()
    (tmp_path / "taal" / "drempels.yaml").write_text(f"{part}: {{tips: veel}}\n", "utf-8")
    load = load_weighing if part == "gevaar" else load_thresholds

    with pytest.raises(ContentFault, match=rf"drempels\.yaml.*{part}.*tools\.calibrate"):
        load(tmp_path)
