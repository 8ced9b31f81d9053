"""Knows that `smeet` and `gesmeten` are forms of `smijten`: reads content/taal/woordvormen.txt, which tools/forms.py makes."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.texts.reading import read_text
from bot.understanding.either import Either

FILE = "taal/woordvormen.txt"


@dataclass(frozen=True)
class Forms:
    """The basic form of a word by each of its forms."""

    basic: Mapping[str, str] = field(default_factory=dict)

    def basic_of(self, word: str) -> str:
        """Return the basic form, or the word itself when we do not know it."""
        return self.basic.get(word, word)

    @cached_property
    def words(self) -> Container[str]:
        """Every word in every form."""
        return Either(self.basic, self.basic.values())


def load_forms(folder: Path) -> Forms:
    """Read `smijten: gesmeten smeet smijt`, a line per word. Without the file every word is its own basic form."""
    file = folder / FILE
    if not file.exists():
        return Forms()
    lines = [line.partition(":") for line in read_text(file).splitlines() if not line.startswith("#")]
    return Forms({form: basic for basic, _, forms in lines for form in forms.split()})
