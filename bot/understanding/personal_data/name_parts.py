"""The parts of a name: what can be a surname, which particles bind, and which words belong to a building or a phrase."""

from collections.abc import Sequence

from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.name_words import (
    AFTER_DE,
    AFTER_VAN,
    HOUSE_BEFORE,
    HOUSE_ENDINGS,
    NATURE,
    PARTICLES,
    STRONG_VERBS,
    SURNAME_ENDINGS,
    TRADES,
    WEAK_VERBS,
)
from bot.understanding.personal_data.ordinary import is_ordinary
from bot.understanding.personal_data.words import Word

_SHORT, _LONG, _MOST_PARTICLES = 3, 5, 3


class Parts:
    """Answers questions about single words of one message."""

    def __init__(self, words: Sequence[Word], lists: NameLists) -> None:
        self._words = words
        self._lists = lists

    def past_particles(self, place: int) -> int:
        """Return the place after the particles ("van der") at `place`, or `place` itself when there are none."""
        end = place
        while (
            end < len(self._words)
            and end - place < _MOST_PARTICLES
            and self._words[end].folded in PARTICLES
            and (end == place or self._words[end].near)
        ):
            end += 1
        return end

    def is_surname(self, place: int, *, after_particle: bool, lower: bool) -> bool:
        """Return whether the word at `place` can be the surname in a name that has begun (`lower`: in lower case)."""
        word = self._words[place]
        folded = word.folded
        if self.phrase(place) or folded in {"i", "u", "x"}:
            return False
        sure = folded in self._lists.surnames or (
            "-" in folded and any(part in self._lists.surnames for part in folded.split("-"))
        )
        if word.capital:
            known = sure or folded in self._lists.surname_words or (after_particle and folded in AFTER_VAN)
            return known or folded not in self._lists.not_names
        if sure and folded not in self._lists.not_names:
            return len(folded) > _SHORT and (folded not in self._lists.given_words or after_particle)
        common = (
            lower
            and folded in self._lists.surname_words
            and (self._is_bound(place, after_particle) or (folded.endswith(TRADES) and folded not in NATURE))
        )
        given = folded in self._lists.given and (len(folded) > _SHORT or folded in self._lists.given_short)
        return common or (lower and (given or self._is_unknown(place)))

    def is_surname_by_itself(self, folded: str) -> bool:
        """Return whether the word is a surname and nothing else."""
        return folded in self._lists.surnames or (folded.endswith(SURNAME_ENDINGS) and not is_ordinary(folded, self._lists))

    def _is_bound(self, place: int, after_particle: bool) -> bool:
        """Return whether the particles make a surname in lower case: "jan de boer", not "geef jan de tas"."""
        alone = after_particle and self._words[place - 1].folded == "de" and self._words[place - 2].folded not in PARTICLES
        return after_particle and (not alone or self._words[place].folded in AFTER_DE)

    def _is_unknown(self, place: int) -> bool:
        """Return whether no list has this word in lower case, while what follows says that a name ends here."""
        folded = self._words[place].folded
        if len(folded) < _LONG or is_ordinary(folded, self._lists):
            return False
        after = self._words[place + 1] if place + 1 < len(self._words) else None
        return folded.endswith(SURNAME_ENDINGS) or (
            after is not None and after.near and (after.folded in STRONG_VERBS or after.folded in WEAK_VERBS)
        )

    def is_known(self, folded: str) -> bool:
        """Return whether the word stands in one of the lists of names."""
        lists = self._lists
        if folded in lists.given or folded in lists.given_words or folded in lists.surnames or folded in lists.surname_words:
            return True
        return "-" in folded and all(part in lists.given or part in lists.given_words for part in folded.split("-"))

    def is_given(self, folded: str) -> bool:
        """Return whether the word is a first name, ordinary words included."""
        return folded in self._lists.given or folded in self._lists.given_words

    def _is_rare(self, folded: str) -> bool:
        return folded in self._lists.surnames and folded not in self._lists.not_names

    def is_house(self, word: Word) -> bool:
        """Return whether the word is a street, school or building by its ending ("Frankschool")."""
        return (
            word.folded.endswith(HOUSE_ENDINGS)
            and word.folded not in HOUSE_ENDINGS
            and not self.is_known(word.folded)
            and "-" not in word.folded
        )

    def is_named_street(self, end: int) -> bool:
        """Return whether a name runs on into a street or school: "Willem de Zwijgerlaan"."""
        street = self.past_particles(end)
        if street == end or street >= len(self._words) or not (self._words[end].near and self._words[street].near):
            return False
        article = self._words[end].folded in {"de", "den", "der"}
        return article and self._words[street].capital and self.is_house(self._words[street])

    def phrase(self, place: int) -> int:
        """Return how many words a fixed expression ("Albert Heijn") takes at `place`, 0 when there is none."""
        phrases = self._lists.phrases.get(self._words[place].folded)
        if phrases is None:
            return 0
        here = tuple(word.folded for word in self._words[place : place + max(map(len, phrases))])
        for phrase in phrases:
            if here[: len(phrase)] == phrase and not self._runs_on(place + len(phrase)):
                return len(phrase)
        return 0

    def _runs_on(self, place: int) -> bool:
        return (
            place < len(self._words)
            and self._words[place].near
            and self._words[place].capital
            and self._words[place].folded in self._lists.surnames
        )

    def may_bind(self, particles: list[str], word: Word) -> bool:
        """Return whether these particles make a surname with `word`: "in 't Veld" does, "in de Wijk" does not."""
        if word.folded in HOUSE_BEFORE and word.folded not in self._lists.surname_words:
            return False
        if particles == ["van"] and word.folded in self._lists.given:
            return False
        if particles[0] in {"in", "op", "uit", "aan", "te"}:
            return particles[-1] in {"den", "'t", "der"} or (
                word.capital and self._is_rare(word.folded) and not self.is_house(word)
            )
        if self.is_house(word):
            return particles[-1] not in {"de", "het", "'t"}
        return True
