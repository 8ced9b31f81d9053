"""Streets, schools and businesses that bear the name of a person: these are places, not people."""

from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.name_parts import Parts
from bot.understanding.personal_data.name_words import (
    FORMAL_TITLES,
    HOUSE_BEFORE,
    HOUSE_BEFORE_ENDINGS,
    HOUSE_BEFORE_LOWER,
    SURNAME_HOUSES,
)
from bot.understanding.personal_data.ordinary import is_ordinary
from bot.understanding.personal_data.sentence import Sentence
from bot.understanding.personal_data.words import Word


class Houses:
    """Tells for one message where a name belongs to a building."""

    def __init__(self, words: list[Word], lists: NameLists, sentence: Sentence) -> None:
        self._words = words
        self._lists = lists
        self._around = sentence
        self._parts = Parts(words, lists)

    def starts(self, place: int) -> bool:
        """Return whether the word is the name of a building or business, or the business itself: "Bakkerij Jansen"."""
        word = self._words[place]
        if (
            word.folded in HOUSE_BEFORE
            and place + 1 < len(self._words)
            and self._words[place + 1].near
            and self._words[place + 1].capital
        ):
            return not self._parts.is_given(word.folded)
        before = self._words[place - 1] if place and word.near else None
        if before is None or before.possessive:
            return False
        if before.capital and before.folded.endswith(HOUSE_BEFORE_ENDINGS) and not self._parts.is_known(before.folded):
            return True
        return before.folded in (HOUSE_BEFORE if before.capital else HOUSE_BEFORE_LOWER)

    def ends(self, place: int, end: int) -> bool:
        """Return whether the words from `place` up to `end` turn out to be a building, or the start of one."""
        return self._is_called(place, end) or self._around.is_house(place, end) or self._parts.is_named_street(end)

    def _is_called(self, place: int, end: int) -> bool:
        """Return whether a street or school is called by the name: "Anne Frankschool", but not "Jan Wolthuis"."""
        houses = [self._words[at].folded for at in range(place, end) if self._parts.is_house(self._words[at])]
        if not houses or (end - place == 1 and self._around.follows(place, FORMAL_TITLES)):
            return False
        person = end - place > 1 and self._parts.is_given(self._words[place].folded) and not self._around.after_article(place)
        return not (person and all(house.endswith(SURNAME_HOUSES) and not is_ordinary(house, self._lists) for house in houses))
