"""What stands around a word in its sentence: a title, an article, a verb, the end; nothing is judged here."""

from collections.abc import Set as AbstractSet
from functools import cached_property

from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.name_words import (
    ARTICLES,
    ASKED,
    CORE_TITLES,
    CUES,
    FLOWERS,
    GIVEN_ENDINGS,
    HOUSE_AFTER,
    HOUSE_AFTER_LOWER,
    INVERTED,
    NATURE,
    NO_VERB,
    OPENERS,
    RULE_WORDS,
    SPEAKS,
    STATES,
    STRONG_VERBS,
    WEAK_VERBS,
)
from bot.understanding.personal_data.ordinary import is_ordinary, is_title
from bot.understanding.personal_data.words import Word

_SOME_WORDS, _SHORT, _PAIR = 3, 3, 2
_THINGS = NATURE | FLOWERS


class Sentence:
    """Answers questions about the surroundings of a word; `start` and `end` are the first and past-last word of a name."""

    def __init__(self, words: list[Word], lists: NameLists) -> None:
        self._words = words
        self._lists = lists

    @cached_property
    def about_rules(self) -> bool:
        """Whether the message is about the conversation rules, of which OMA and ANNA are two."""
        return any(word.folded in RULE_WORDS for word in self._words)

    @cached_property
    def _letters(self) -> list[Word]:
        return [word for word in self._words if len(word.text) > 1]

    @cached_property
    def shouting(self) -> bool:
        """Whether most words are in capitals."""
        return len(self._letters) >= _SOME_WORDS and sum(word.shouted for word in self._letters) * 2 > len(self._letters)

    @cached_property
    def titled_text(self) -> bool:
        """Whether Most Words Begin With A Capital, which then says nothing."""
        return len(self._letters) > _SOME_WORDS and sum(word.capital for word in self._letters) * 10 > len(self._letters) * 7

    def follows(self, place: int, group: AbstractSet[str]) -> bool:
        """Return whether the word right before `place` is one of `group`."""
        return self._words[place].near and place > 0 and self._words[place - 1].folded in group

    def precedes(self, end: int, group: AbstractSet[str]) -> bool:
        """Return whether the word right after a name is one of `group`."""
        return end < len(self._words) and self._words[end].near and self._words[end].folded in group

    def has_title(self, place: int) -> bool:
        """Return whether a title or a role stands right before `place`."""
        if not place or not self._words[place].near:
            return False
        before = self._words[place - 1]
        return not before.possessive and is_title(before.folded, self._lists)

    def has_core_title(self, place: int) -> bool:
        """Return whether "meneer", "tante" and the like stand right before `place`: words that hardly stand alone."""
        return self.follows(place, CORE_TITLES) and not self._words[place - 1].possessive

    def has_kin(self, place: int) -> bool:
        """Return whether a member of the family or a helper comes next: "Sanders vrouw"."""
        return self.precedes(place, self._lists.titles)

    def is_house(self, start: int, end: int) -> bool:
        """Return whether a building, school or prize follows or ends the name: "Johan Cruijff Arena", "Jansen Makelaars"."""
        ends = (word.folded for word in self._words[start + 1 : end] if word.capital)
        if any(folded in HOUSE_AFTER and folded not in self._lists.surname_words for folded in ends):
            return True
        if end >= len(self._words) or not self._words[end].near:
            return False
        after = self._words[end]
        return (after.capital and after.folded in HOUSE_AFTER) or (after.folded in HOUSE_AFTER_LOWER and end - start > 1)

    def after_article(self, place: int) -> bool:
        """Return whether an article or the like stands before the word."""
        return self.follows(place, ARTICLES)

    def acts(self, place: int, *, strongly: bool = False) -> bool:
        """Return whether the word at `place` is something that only a person does (strongly), or that a person may do."""
        return self.precedes(place, STRONG_VERBS) or (not strongly and self.precedes(place, WEAK_VERBS))

    def is_cued(self, place: int) -> bool:
        """Return whether "heet", "groeten", "naam is" announce a name."""
        if place and self._words[place - 1].folded in CUES:
            return True
        return (
            place >= _PAIR
            and self._words[place - 2].folded in {"naam", "groet", "groeten", "heet"}
            and self._words[place - 1].folded in {"is", "van", "dus"}
        )

    def is_listed_with_other_words(self, place: int) -> bool:
        """Return whether a word that is no name is joined to this one: "Nederlands en Frans"."""
        joined = place >= _PAIR and self.follows(place, {"en", "of"}) and not self._words[place - 1].first
        if not joined:
            return False
        other = self._words[place - _PAIR]
        lists = self._lists
        ordinary = other.capital and not is_title(other.folded, lists) and is_ordinary(other.folded, lists)
        return other.folded in lists.not_names or (
            ordinary and other.folded not in lists.given and other.folded not in lists.given_words
        )

    def is_paired(self, place: int) -> bool:
        """Return whether a first name is joined to the word: "tijn en mees"."""
        return place >= _PAIR and self.follows(place, {"en"}) and self._words[place - 2].folded in self._lists.given

    def opens(self, start: int, end: int) -> bool:
        """Return whether a word that we do not know opens a sentence and acts: "Oudenaarden belde weer"."""
        folded = self._words[start].folded
        likely = self.acts(end, strongly=not folded.endswith(GIVEN_ENDINGS)) or self.is_beside_name(start, end)
        return likely and len(folded) > _SHORT and not is_ordinary(folded, self._lists) and not self.is_inverted(end)

    def is_beside_name(self, start: int, end: int) -> bool:
        """Return whether a comma or "en" joins the word to a first name: "Ludwien, Emmy en Carry"."""
        if self._is_after_comma(end) and self._is_given(end):
            return True
        if self._is_after_comma(start):
            return self._is_given(start - 1)
        return start >= _PAIR and self.follows(start, {"en"}) and self._is_given(start - _PAIR)

    def is_signature(self, place: int, end: int) -> bool:
        """Return whether the message ends with a comma and this word: "tot morgen, Aniek"."""
        return end == len(self._words) and self._is_after_comma(place)

    def _is_after_comma(self, place: int) -> bool:
        return 0 < place < len(self._words) and not self._words[place].near and not self._words[place].first

    def _is_given(self, place: int) -> bool:
        word = self._words[place]
        return word.capital and (word.folded in self._lists.given or word.folded in self._lists.surnames)

    def is_inverted(self, end: int) -> bool:
        """Return whether the subject comes after the verb that follows: "Toen vroeg ik"."""
        return end + 1 < len(self._words) and self._words[end + 1].folded in INVERTED

    def speaks(self, end: int) -> bool:
        """Return whether the name is what speaks: "Visser zei dat"."""
        return self.precedes(end, SPEAKS) and not self.is_inverted(end)

    def is_told(self, start: int, end: int) -> bool:
        """Return whether a lower-case word is the subject of a clause: "toen roos huilde"."""
        return self.follows(start, OPENERS) and self.acts(end, strongly=True)

    def introduces(self, start: int, end: int) -> bool:
        """Return whether somebody tells who they are: "ik ben roos van de balie"."""
        said = start >= _PAIR and (self._words[start - 2].folded, self._words[start - 1].folded) == ("ik", "ben")
        if not said or self._words[start].folded.endswith("er"):
            return False
        return end >= len(self._words) or not self._words[end].near or self._words[end].folded in {"van", "en", "uit"}

    def is_subject(self, start: int, end: int) -> bool:
        """Return whether a name that is also a word opens a sentence about a person: "Wil komt", not "Wil je"."""
        if end >= len(self._words):
            return end - start > 1
        after, folded = self._words[end], self._words[start].folded
        if not after.near:
            return not after.first and (after.folded in ASKED or (after.capital and after.folded in self._lists.given))
        if after.folded in STRONG_VERBS:
            return True
        if after.folded == "en":
            return end + 1 < len(self._words) and self._words[end + 1].capital
        if folded in self._lists.given_capital_only:
            return after.folded in {"komt", "gaat", "kwam", "ging"}
        if after.folded not in WEAK_VERBS:
            return folded not in _THINGS and self._looks_like_verb(after)
        return folded not in _THINGS or any(word.folded in STATES for word in self._words[end + 1 : end + 4])

    @staticmethod
    def _looks_like_verb(word: Word) -> bool:
        """Return whether the word ends as "hij weigert" does."""
        return len(word.folded) > _SHORT and word.folded.endswith("t") and not word.capital and word.folded not in NO_VERB
