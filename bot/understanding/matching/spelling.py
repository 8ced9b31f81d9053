"""Reads a word that we do not know as one that we do: a letter too many, too few, wrong or swapped, or two words joined."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

_SHORTEST_MENDED = 4
_LONGEST_MENDED = 18
_SHORTEST_JOINED = 8
_SHORTEST_PART = 4
_JOINTS = ("", "s", "en", "e")


@dataclass
class Spelling:
    """The words we know. Remembers nothing: whoever asks remembers what came of a word."""

    known: Container[str]

    def read(self, word: str) -> tuple[str, ...]:
        """Return the word, the word that was probably meant, or the two words it is made of."""
        if word in self.known or len(word) < _SHORTEST_MENDED or word.isdigit():
            return (word,)
        if len(word) <= _LONGEST_MENDED:
            for meant in _slips(word):
                if meant in self.known:
                    return (meant,)
        return self._parts(word) or (word,)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Split a joined word, the last part as long as possible; the last part says what it is."""
        if len(word) < _SHORTEST_JOINED:
            return ()
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            last = word[cut:]
            if last in self.known:
                for joint in _JOINTS:
                    first = word[:cut].removesuffix(joint) if joint else word[:cut]
                    if len(first) >= _SHORTEST_PART - 1 and first in self.known:
                        return (first, last)
        return ()


def _slips(word: str) -> Iterator[str]:
    """Return what may have been meant, most likely slips first; the first letter is taken to be right."""
    places = range(1, len(word))
    yield word + "n"
    for at in places:  # swapped
        yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    for at in range(1, len(word) + 1):  # one too few
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]
    for at in places:  # one too many
        yield word[:at] + word[at + 1 :]
    for at in places:  # a wrong one
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
