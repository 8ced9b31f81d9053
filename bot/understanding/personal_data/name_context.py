"""Whether a possible name is a person: what the lists say about it, and what the sentence says around it."""

from collections.abc import Sequence

from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.name_words import (
    A_THING,
    ADDRESSED,
    ARTICLES,
    ASKED,
    CORE_TITLES,
    CUES,
    GIVEN_ENDINGS,
    HOUSE_AFTER,
    HOUSE_AFTER_LOWER,
    HOUSE_BEFORE,
    IMPERSONAL,
    INVERTED,
    NATURE,
    NO_VERB,
    NOT_AFTER_TITLE,
    OPENERS,
    PARTICLES,
    PLACE_BEFORE,
    RULE_WORDS,
    RULES,
    SPOKEN_OF,
    STATES,
    STRONG_VERBS,
    SURNAME_ENDINGS,
    WANTS,
    WEAK_VERBS,
    WITH_A_PERSON,
)
from bot.understanding.personal_data.ordinary import is_ordinary
from bot.understanding.personal_data.words import Word

_SOME_WORDS, _SHORT, _LONG, _PAIR = 3, 3, 5, 2


class Context:
    """Judges possible names in one message."""

    def __init__(self, words: Sequence[Word], lists: NameLists) -> None:
        self._words = words
        self._lists = lists
        self._about_rules = any(word.folded in RULE_WORDS for word in words)
        letters = [word for word in words if len(word.text) > 1]
        self._shouting = len(letters) >= _SOME_WORDS and sum(word.shouted for word in letters) * 2 > len(letters)
        self._titled_text = len(letters) > _SOME_WORDS and sum(word.capital for word in letters) * 10 > len(letters) * 7

    def is_person(self, start: int, end: int) -> bool:
        """Return whether the words from `start` up to `end` name a person."""
        word = self._words[start]
        if word.folded in RULES and (word.shouted or self._about_rules) and end - start == 1:
            return False
        if word.shouted and not (word.folded in self._lists.given and len(word.folded) > _SHORT):
            return self.has_title(start) and self._shouting and word.folded in self._lists.surnames
        if word.initials or len(word.text) == 1 or (word.folded in PARTICLES and end - start > 1):
            return True
        if word.folded in self._lists.given or self._is_double_given(word.folded):
            return word.capital or self._is_lower_given(start, end)
        if word.folded in self._lists.given_words:
            return self._is_common_word_person(start, end)
        if not word.capital:
            return self._is_lower_surname(start)
        if word.folded in self._lists.surname_words and any(
            other.folded in self._lists.given for other in self._words[start + 1 : end]
        ):
            return True
        return self._is_capital_surname(start, end) or self._is_unknown_person(start, end)

    def is_house(self, start: int, end: int) -> bool:
        """Return whether a building, school or prize follows: "Johan Cruijff Arena"."""
        if end >= len(self._words) or not self._words[end].near:
            return False
        after = self._words[end]
        return (after.capital and after.folded in HOUSE_AFTER) or (after.folded in HOUSE_AFTER_LOWER and end - start > 1)

    def has_title(self, place: int) -> bool:
        """Return whether a title or a role stands right before `place`."""
        before = self._before(place)
        return before is not None and before.folded in self._lists.titles and not before.possessive

    def has_core_title(self, place: int) -> bool:
        """Return whether "meneer", "tante" and the like stand right before `place`: words that hardly stand alone."""
        before = self._before(place)
        return before is not None and before.folded in CORE_TITLES and not before.possessive

    def is_possessive(self, place: int) -> bool:
        """Return whether the word is a first name with an s of belonging: "Karins moeder"."""
        word = self._words[place]
        return (
            word.capital and len(word.folded) > _SHORT + 1 and word.folded.endswith("s") and word.folded[:-1] in self._lists.given
        )

    def acts(self, place: int, *, strongly: bool = False) -> bool:
        """Return whether the word at `place` is something that only a person does (strongly), or that a person may do."""
        if place >= len(self._words) or not self._words[place].near:
            return False
        folded = self._words[place].folded
        return folded in STRONG_VERBS or (not strongly and folded in WEAK_VERBS)

    def _before(self, place: int) -> Word | None:
        return self._words[place - 1] if place and self._words[place].near else None

    def _is_cued(self, place: int) -> bool:
        around = self._words[max(0, place - 2) : place]
        return any(word.folded in CUES for word in around[-1:]) or (
            len(around) > 1
            and around[0].folded in {"naam", "groet", "groeten", "heet"}
            and around[1].folded in {"is", "van", "dus"}
        )

    def _is_double_given(self, folded: str) -> bool:
        parts = folded.split("-")
        return len(parts) > 1 and all(part in self._lists.given or part in self._lists.given_words for part in parts)

    def _is_lower_given(self, start: int, end: int) -> bool:
        word, before = self._words[start], self._before(start)
        if end - start > 1 or self.has_title(start):
            return True
        if before is not None and (before.folded in A_THING or (before.folded == "de" and len(word.folded) <= _SHORT)):
            return False
        return len(word.folded) > _SHORT or word.folded in self._lists.given_short

    def _is_common_word_person(self, start: int, end: int) -> bool:
        word = self._words[start]
        if self._has_surname(start, end) or self._is_cued(start):
            return word.capital or word.folded not in self._lists.given_capital_only
        if not word.capital:
            drinks = word.first and end < len(self._words) and self._words[end].near and self._words[end].folded in STRONG_VERBS
            tells = word.folded not in NATURE and (self._is_told(start, end) or self._introduces(start, end) or self._is_paired(start))
            return (self.has_core_title(start) or drinks or tells) and word.folded not in self._lists.given_capital_only | NOT_AFTER_TITLE
        if self.has_title(start):
            return True
        if self._titled_text or word.folded in self._lists.not_names or self._is_listed_with_other_words(start):
            return False
        before = self._before(start)
        ours = before is not None and before.folded in {"ons", "onze"}
        return self._is_subject(start, end) if word.first else ours or not self._after_article(start)

    def _has_surname(self, start: int, end: int) -> bool:
        return end - start > 1 and any(
            word.folded in self._lists.surnames or (word.capital and word.folded in self._lists.surname_words)
            for word in self._words[start + 1 : end]
        )

    def _has_rare_surname(self, start: int, end: int) -> bool:
        """Return whether the last word is a surname that is hardly an ordinary word: the first name is then not on our list."""
        last, lists = self._words[end - 1], self._lists
        if end - start == 1 or not last.capital or last.folded in lists.surname_words or last.folded in lists.not_names:
            return False
        return last.folded in lists.surnames or (
            not self._words[start].first and last.folded.endswith(SURNAME_ENDINGS) and len(last.folded) > _LONG
        )

    def _after_article(self, place: int) -> bool:
        before = self._before(place)
        return before is not None and before.folded in ARTICLES

    @staticmethod
    def _looks_like_verb(word: Word) -> bool:
        """Return whether the word ends as "hij weigert" does."""
        return len(word.folded) > _SHORT and word.folded.endswith("t") and not word.capital and word.folded not in NO_VERB

    def _is_listed_with_other_words(self, place: int) -> bool:
        """Return whether a word that is no name is joined to this one: "Nederlands en Frans"."""
        before = self._before(place)
        return (
            before is not None
            and place > 1
            and before.folded in {"en", "of"}
            and self._words[place - 2].folded in self._lists.not_names
        )

    def _is_subject(self, start: int, end: int) -> bool:
        if end >= len(self._words):
            return end - start > 1
        after, folded = self._words[end], self._words[start].folded
        if not after.near:
            return (after.folded in ASKED and not after.first) or (
                after.capital and after.folded in self._lists.given and not after.first
            )
        if after.folded in STRONG_VERBS:
            return True
        if after.folded == "en":
            return end + 1 < len(self._words) and self._words[end + 1].capital
        if folded in self._lists.given_capital_only:
            return after.folded in {"komt", "gaat", "kwam", "ging"}
        if after.folded not in WEAK_VERBS:
            return folded not in NATURE and self._looks_like_verb(after)
        return folded not in NATURE or any(word.folded in STATES for word in self._words[end + 1 : end + 4])

    def _is_lower_surname(self, start: int) -> bool:
        folded = self._words[start].folded
        if not self.has_core_title(start) or folded in self._lists.not_names or folded in HOUSE_BEFORE:
            return False
        return folded in self._lists.surnames or folded not in NOT_AFTER_TITLE

    def _is_capital_surname(self, start: int, end: int) -> bool:
        word = self._words[start]
        if self.has_title(start):
            return word.folded not in self._lists.not_names or word.folded in self._lists.surname_words
        if word.folded in self._lists.not_names or self._titled_text:
            return False
        if word.folded in self._lists.surname_words:
            return self._is_word_surname(start, end)
        if word.folded not in self._lists.surnames:
            return False
        if word.first:
            return self.acts(end) or end - start > 1 or not is_ordinary(word.folded, self._lists)
        return not self._after_article(start) and not self._is_in(start)

    def _is_word_surname(self, start: int, end: int) -> bool:
        """Return whether a surname that is also a word does what people do: "Volgens Bakker", "Visser wil niet"."""
        before = self._before(start)
        if end - start > 1 or self._after_article(start):
            return False
        if self._words[start].first:
            return self._opens(start, end)
        return self.acts(end, strongly=True) or (before is not None and before.folded in SPOKEN_OF)

    def _is_in(self, place: int) -> bool:
        before = self._before(place)
        return before is not None and before.folded in {"in", "te", "uit"}

    def _sounds_like_a_person(self, folded: str, before: str) -> bool:
        """Return whether an unknown word is a name by what stands before it: "dat Shanaya", "een kaart van Berendien"."""
        if len(folded) <= _SHORT or is_ordinary(folded, self._lists):
            return False
        return before in OPENERS or (before in WITH_A_PERSON and folded.endswith(GIVEN_ENDINGS))

    def _opens(self, start: int, end: int) -> bool:
        """Return whether a word that we do not know opens a sentence and acts: "Oudenaarden belde weer"."""
        folded = self._words[start].folded
        if len(folded) <= _SHORT or not self.acts(end, strongly=True) or is_ordinary(folded, self._lists):
            return False
        return end + 1 >= len(self._words) or self._words[end + 1].folded not in INVERTED

    def _is_told(self, start: int, end: int) -> bool:
        """Return whether a lower-case word is the subject of a clause: "toen roos huilde"."""
        before = self._before(start)
        return before is not None and before.folded in OPENERS and self.acts(end, strongly=True)

    def _is_paired(self, place: int) -> bool:
        """Return whether a first name is joined to the word: "tijn en mees"."""
        before = self._before(place)
        return before is not None and place > 1 and before.folded == "en" and self._words[place - 2].folded in self._lists.given

    def _introduces(self, start: int, end: int) -> bool:
        """Return whether somebody tells who they are: "ik ben roos van de balie"."""
        if start < _PAIR or [word.folded for word in self._words[start - _PAIR : start]] != ["ik", "ben"]:
            return False
        return end >= len(self._words) or not self._words[end].near or self._words[end].folded in {"van", "en", "uit"}

    def is_lower_unknown(self, place: int) -> bool:
        """Return whether an unknown word stands in lower case after "meneer" or "oma": "meneer raghoebarsing"."""
        word, before = self._words[place], self._before(place)
        if before is None or word.capital or len(word.folded) < _LONG or before.folded not in CORE_TITLES:
            return False
        return before.folded in ADDRESSED and not word.folded.endswith(("t", "d", "en")) and not is_ordinary(word.folded, self._lists)

    def _is_unknown_person(self, start: int, end: int) -> bool:
        word, before = self._words[start], self._before(start)
        if word.folded in self._lists.not_names or self._titled_text:
            return False
        if self._has_rare_surname(start, end):
            return not (before is not None and before.folded in PLACE_BEFORE)
        if self.is_possessive(start) or (self._is_cued(start) and word.folded not in self._lists.surname_words):
            return True
        if word.first:
            return self._opens(start, end)
        if before is not None and before.folded in PLACE_BEFORE | ARTICLES | HOUSE_BEFORE:
            return False
        if before is not None and before.folded in WANTS and word.folded not in self._lists.surname_words:
            return True
        if before is not None and not word.shouted and self._sounds_like_a_person(word.folded, before.folded):
            return True
        following = self._words[end] if end < len(self._words) and self._words[end].near else None
        return following is not None and following.folded in STRONG_VERBS and word.folded not in self._lists.surname_words
