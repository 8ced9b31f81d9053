"""An agenda file is taken as a whole, or refused as a whole with line and reason."""

from pathlib import Path

import pytest

from bot.texts.faults import ContentFault
from bot.understanding.signup import read_agenda

FILE = Path(__file__).parents[1] / "vragen/agenda.yaml"
GOOD = FILE.read_text("utf-8")


def refused(tmp_path: Path, text: str) -> str:
    file = tmp_path / "agenda.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(ContentFault) as caught:
        read_agenda(file)
    return str(caught.value)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_development_agenda_is_read_with_all_its_parts() -> None:
    events = read_agenda(FILE)
    assert len(events) == 12
    assert events[0].code == "BT-11"
    assert [part.begin.day for part in events[0].parts] == [13, 20, 27]
    assert events[2].signup_required is False


def test_a_code_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    text = GOOD.replace("code: BT-12", "code: BT-11")
    second = text.rindex("code: BT-11")
    assert f"regel {text[:second].count(chr(10)) + 1}" in refused(tmp_path, text)


def test_an_end_before_its_begin_is_refused_with_its_line(tmp_path: Path) -> None:
    part = 'begin: "2027-01-13T09:30:00+01:00", eind: "2027-01-13T12:30:00+01:00"'
    wrong = 'begin: "2027-01-13T12:30:00+01:00", eind: "2027-01-13T09:30:00+01:00"'
    message = refused(tmp_path, GOOD.replace(part, wrong))
    assert f"regel {line_of(GOOD, part)}" in message
    assert "het eind is niet na het begin" in message


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    text = GOOD.replace('begin: "2027-01-20T09:30:00+01:00"', 'begin: "2027-01-13T11:00:00+01:00"')
    assert "overlapt" in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("soort: herstelwerkgroep", "soort: feest"),
        ("capaciteit: 14", "capaciteit: veel"),
        ("thema: stigma", "kleur: blauw"),
        ('begin: "2027-01-13T09:30:00+01:00"', 'begin: "2027-01-13T09:30:00"'),
        ("versie: 1", "versie: 7"),
    ],
)
def test_what_we_do_not_know_is_refused_with_line_and_field(tmp_path: Path, old: str, new: str) -> None:
    assert "agenda.yaml, regel " in refused(tmp_path, GOOD.replace(old, new, 1))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "bijeenkomsten" in refused(tmp_path, "")
