"""What people read has no faults, and a help number stands in one place only: nummers.yaml."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.folders import find_folder
from bot.texts.checking import check_content
from bot.texts.library import Texts

FOLDER = find_folder("content")
# 112, 113, 0800-1205, 0900-8844, 088-1234567, 020 123 4567, 06-12345678, +31 6 …, and whatever a tel: link dials.
_AREA = r"0\d{1,3}[ -]?\d{3,4}(?:[ -]?\d{2,4})?"
PHONE = re.compile(rf"tel:(\+?\d+)|(?<![\w/.,€-])(1[14]\d|\+31[ -]?\d[\d -]{{7,10}}|{_AREA})(?![\w%-]|[.,]\d|\.nl)")


def shown_files() -> list[Path]:
    """Every file with what people read; examples of what they type are another thing."""
    folders = [folder for folder in FOLDER.iterdir() if folder.is_dir() and folder.name not in {"taal", ".model", "demo"}]
    return sorted(file for folder in folders for file in folder.iterdir() if file.suffix in {".md", ".yaml", ".j2"})


def numbers_in(text: str) -> Iterator[str]:
    for match in PHONE.finditer(text):
        yield re.sub(r"\D", "", match[1] or match[2])


def test_content_check_finds_no_faults(clock: FixedClock) -> None:
    report = check_content(FOLDER, clock.now().date())

    assert report.faults == (), report.as_text(quiet=True)


def test_every_help_number_was_checked_within_the_last_year(texts: Texts, clock: FixedClock) -> None:
    old = [number.number for number in texts.numbers.values() if (clock.now().date() - number.checked).days > 365]

    assert old == []


@pytest.mark.parametrize("file", shown_files(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_number_in_a_text_is_in_nummers_yaml(texts: Texts, file: Path) -> None:
    known = {number.dial for number in texts.numbers.values()}
    shown = re.split(r"^## ", file.read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)[0]

    assert set(numbers_in(shown)) <= known


def test_every_number_is_written_and_dialled_the_same(texts: Texts) -> None:
    for number in texts.numbers.values():
        assert re.sub(r"\D", "", number.number) == number.dial


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel 112 of 113.", ["112", "113"]),
        ("Bel 0800-1205, gratis.", ["08001205"]),
        ('<a href="tel:144">dieren</a>', ["144"]),
        ("Bel 06-12345678 of 020 123 4567", ["0612345678", "0201234567"]),
        ("Chat op 113.nl", []),
        ("Om 11.30 uur, op 1 januari 2026, met 150 mensen", []),
    ],
)
def test_the_check_itself_sees_numbers(text: str, found: list[str]) -> None:
    assert list(numbers_in(text)) == found
