"""The word lists of editors (content/taal), read once; everything after that is memory."""

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.understanding.either import Either
from bot.understanding.known import Known

_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "l", "ı": "i", "İ": "i", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "’": "'", "‘": "'", "‑": "-"}
)


@dataclass(frozen=True, slots=True)
class NameLists:
    """Folded words per list; `phrases` holds expressions of more words, by their first word; `words` are ordinary Dutch words."""

    given: Container[str]
    given_short: frozenset[str]
    given_words: frozenset[str]
    given_capital_only: frozenset[str]
    surnames: Container[str]
    surname_words: frozenset[str]
    not_names: Container[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    titles: frozenset[str]
    words: Container[str]
    help_numbers: frozenset[str]


def load_name_lists(folder: Path, forms: Container[str] | None = None) -> NameLists:
    """Read the lists in `folder`; a missing file raises FileNotFoundError.

    `forms` are the words of woordvormen.txt in every form, for who has them already.
    """
    given = _folded(folder / "voornamen.txt")
    words = _folded(folder / "naamwoorden_dubbel.txt")
    capital = _folded(folder / "naamwoorden_hoofdletter.txt")
    surname_words = _folded(folder / "achternamen_dubbel.txt")
    no_names = _folded(folder / "geen_namen.txt")
    short = _folded(folder / "voornamen_kort.txt")
    titles = _folded(folder / "aanspreekvormen.txt")
    lists = NameLists(
        given=Known((given | short) - words - capital - no_names - titles),
        given_short=frozenset(short),
        given_words=frozenset(words | capital),
        given_capital_only=frozenset(capital),
        surnames=Known(_folded(folder / "achternamen.txt") - surname_words),
        surname_words=frozenset(surname_words),
        not_names=Known(word for word in no_names if " " not in word),
        phrases=_by_first_word(tuple(phrase.split()) for phrase in no_names if " " in phrase),
        titles=frozenset(titles),
        words=Either(
            _word_forms(folder / "woordvormen.txt") if forms is None else forms,
            _folded(folder / "gewone_woorden.txt") | no_names | titles,
        ),
        help_numbers=frozenset(_folded(folder / "hulpnummers.txt")),
    )
    fold.cache_clear()  # what it remembers of the lists is no use for messages
    return lists


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the word in lower case without accents, soft hyphens and other invisible marks."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(sign for sign in parts if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


def _folded(file: Path) -> set[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return {fold(line) for line in lines if line and not line.startswith("#")}


def _word_forms(file: Path) -> set[str]:
    return {form for line in _folded(file) for form in line.replace(":", " ").split()}


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        table[phrase[0]] = (*table.get(phrase[0], ()), phrase)
    return table
