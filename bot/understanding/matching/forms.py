"""Knows that `smeet` and `gesmeten` are forms of `smijten`: reads content/taal/woordvormen.txt, which tools/forms.py makes."""

from collections.abc import Container, Mapping
from pathlib import Path

from bot.texts.reading import read_text
from bot.understanding.known import Known, KnownFor

FILE = "taal/woordvormen.txt"


class Forms:
    """The basic form of a word by each of its forms."""

    def __init__(self, basic: Mapping[str, str]) -> None:
        """Keep these: form to basic form."""
        self._basic = KnownFor(basic)
        self.words: Container[str] = Known([*basic, *basic.values()])
        """Every word in every form."""

    def basic_of(self, word: str) -> str:
        """Return the basic form, or the word itself when we do not know it."""
        return self._basic.get(word, word)


def load_forms(folder: Path) -> Forms:
    """Read `smijten: gesmeten smeet smijt`, a line per word. Without the file every word is its own basic form."""
    file = folder / FILE
    if not file.exists():
        return Forms({})
    lines = [line.partition(":") for line in read_text(file).splitlines() if not line.startswith("#")]
    return Forms({form: basic for basic, _, forms in lines for form in forms.split()})
