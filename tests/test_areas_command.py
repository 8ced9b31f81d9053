"""Areas from a file: taken as a whole, or refused with line and reason; the same checks as in the chat."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main

TWO = """
versie: "1"
werkgebieden:
  - code: oost
    naam: Oost
    gemeente: Utrecht
    wijken: [Wittevrouwen, Abstede]
    contact: Loop binnen in De Linde.
    open: ma-vr 9.00-17.00
    huisartsenpost: 088 130 96 00
    flyers:
      - {titel: Luisteren, adres: https://voorbeeld.nl/luisteren.pdf}
  - code: west
    naam: West
    gemeente: Utrecht
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that is up to date, which the command finds."""
    path = tmp_path / "wijkmaat.sqlite3"
    monkeypatch.setenv("WIJKMAAT_DATABASE", str(path))
    assert _runs("db", "migrate") == 0
    return path


def _runs(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def _imports(tmp_path: Path, text: str) -> int:
    file = tmp_path / "werkgebieden.yaml"
    file.write_text(text, "utf-8")
    return _runs("areas", "import", str(file))


def _areas(database: Path) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM areas ORDER BY code").fetchall()


def test_areas_are_added_and_importing_again_changes_nothing(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert _imports(tmp_path, TWO) == 0
    assert capsys.readouterr().out.splitlines() == ["oost: added", "west: added"]
    east, west = _areas(database)
    assert (east["name"], east["opening"], west["name"]) == ("Oost", "ma-vr 9.00-17.00", "West")
    assert "Wittevrouwen" in east["neighbourhoods"]
    assert "088 130 96 00" in east["numbers"]
    assert "luisteren.pdf" in east["flyers"]

    assert _imports(tmp_path, TWO) == 0
    assert capsys.readouterr().out.splitlines() == ["oost: unchanged", "west: unchanged"]


def test_what_the_file_leaves_out_stays_as_it_was(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _imports(tmp_path, TWO)
    short = 'versie: "1"\nwerkgebieden:\n  - {code: oost, naam: Oost en Abstede, gemeente: Utrecht}\n'
    capsys.readouterr()

    assert _imports(tmp_path, short) == 0

    assert capsys.readouterr().out.splitlines() == ["oost: changed"]
    east, _ = _areas(database)
    assert (east["name"], east["opening"]) == ("Oost en Abstede", "ma-vr 9.00-17.00")


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("088 130 96 00", "nul acht acht", "regel 10, werkgebieden.0.huisartsenpost: geen Nederlands telefoonnummer"),
        ("088 130 96 00", "112", "geldt in het hele land"),
        ("ma-vr 9.00-17.00", "meestal wel", "regel 9, werkgebieden.0.open: geen openingstijden"),
        ("https://voorbeeld.nl/luisteren.pdf", "bij de balie", "werkgebieden.0.flyers: geen webadres"),
        ("naam: West", 'naam: ""', "werkgebieden.1.naam: is leeg"),
        ("code: west", "code: oost", "oost staat al op regel"),
        ("code: west", "code: West Kant", "heeft niet de goede vorm"),
        ("    naam: West", "    kleur: rood\n    naam: West", "onbekend veld"),
    ],
)
def test_a_wrong_file_is_refused_as_a_whole_with_line_and_reason(  # noqa: PLR0913 - fixtures
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, why: str
) -> None:
    assert _imports(tmp_path, TWO.replace(before, after, 1)) == 1

    assert why in capsys.readouterr().err
    assert _areas(database) == []


def test_an_empty_file_says_what_is_missing(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _imports(tmp_path, "") == 1

    assert "ontbreekt" in capsys.readouterr().err
    assert _areas(database) == []
