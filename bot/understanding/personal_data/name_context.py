"""Whether a possible name is a person: the lists and the sentence together decide."""

from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.name_words import (
    A_THING,
    ADDRESSED,
    ARTICLES,
    GIVEN_ENDINGS,
    HOUSE_BEFORE,
    NAMED,
    NATURE,
    NOT_AFTER_TITLE,
    OPENERS,
    PARTICLES,
    PLACE_BEFORE,
    RULES,
    SPOKEN_OF,
    STRONG_VERBS,
    SURNAME_ENDINGS,
    WANTS,
    WITH_A_PERSON,
)
from bot.understanding.personal_data.ordinary import is_ordinary
from bot.understanding.personal_data.sentence import Sentence
from bot.understanding.personal_data.word_rows import word_set
from bot.understanding.personal_data.words import Word

_SHORT, _LONG = 3, 5
_NO_NAME_BEFORE = word_set("ik jij je u de een mijn onze deze die keer dag week maand eerste")  # "Door de"
_POINTED_AT = frozenset({"ons", "onze", "die", "deze"})  # "die Ton", "ons Riet"


class Context:
    """Judges possible names in one message."""

    def __init__(self, words: list[Word], lists: NameLists, sentence: Sentence) -> None:
        self._words = words
        self._lists = lists
        self._around = sentence

    def is_person(self, start: int, end: int) -> bool:
        """Return whether the words from `start` up to `end` name a person."""
        word, lists = self._words[start], self._lists
        if word.folded in RULES and end - start == 1 and (word.shouted or self._around.about_rules):
            return False
        if word.shouted and not (word.folded in lists.given and len(word.folded) > _SHORT):
            return self._around.has_title(start) and self._around.shouting and word.folded in lists.surnames
        if word.initials or len(word.text) == 1 or (word.folded in PARTICLES and end - start > 1):
            return True
        if word.folded in lists.given or self._is_double_given(word.folded):
            if not word.capital:
                return self._is_lower_given(start, end)
            return not self._around.follows(start, {"het"} if end - start == 1 else {"het", "een"})  # "een Jan Boel"
        if word.folded in lists.given_words:
            return self._is_common_word(start, end)
        if not word.capital:
            return self._is_lower_surname(start)
        if any(other.folded in lists.given for other in self._words[start + 1 : end]) and (
            word.folded in lists.surname_words or not (word.folded in lists.not_names or is_ordinary(word.folded, lists))
        ):
            return True
        return self._is_capital_surname(start, end) or self._is_unknown(start, end)

    def is_possessive(self, place: int) -> bool:
        """Return whether the word is a first name with an s of belonging: "Karins moeder"."""
        word, lists = self._words[place], self._lists
        stem = word.folded[:-1]
        if not (word.capital and len(stem) > _SHORT and word.folded.endswith("s") and stem in lists.given):
            return False
        if word.folded in lists.given or word.folded in lists.surnames or word.folded in lists.surname_words:
            return not self._around.has_title(place) and self._around.has_kin(place + 1)
        return place + 1 < len(self._words) and self._words[place + 1].near

    def is_lower_unknown(self, place: int) -> bool:
        """Return whether an unknown word stands in lower case after "meneer" or "oma": "meneer raghoebarsing"."""
        word = self._words[place]
        if word.capital or len(word.folded) < _LONG or not self._around.follows(place, ADDRESSED):
            return False
        return not word.folded.endswith(("t", "d", "en")) and not is_ordinary(word.folded, self._lists)

    def _is_double_given(self, folded: str) -> bool:
        parts = folded.split("-")
        return len(parts) > 1 and all(part in self._lists.given or part in self._lists.given_words for part in parts)

    def _is_lower_given(self, start: int, end: int) -> bool:
        folded = self._words[start].folded
        if end - start > 1 or self._around.has_title(start):
            return True
        if self._around.follows(start, A_THING):
            return self._words[start - 2].folded == "is"  # "is het joost"
        if len(folded) <= _SHORT and self._around.follows(start, {"de"}):
            return False
        return len(folded) > _SHORT or folded in self._lists.given_short

    def _is_common_word(self, start: int, end: int) -> bool:
        """Return whether a first name that is also a word is a person here: "Roos", "Storm", "Wil"."""
        word, around = self._words[start], self._around
        capital_only = word.folded in self._lists.given_capital_only
        if self._has_surname(start, end) or around.is_cued(start):
            return word.capital or not capital_only
        if not word.capital:
            if capital_only or word.folded in NOT_AFTER_TITLE:
                return False
            tells = around.is_told(start, end) or around.introduces(start, end) or around.is_paired(start)
            acts = word.first and around.acts(end, strongly=True)
            return around.has_core_title(start) or acts or (tells and word.folded not in NATURE)
        if around.has_title(start):
            return True
        if around.titled_text or word.folded in self._lists.not_names or around.is_listed_with_other_words(start):
            return False
        if word.first:
            return around.is_subject(start, end)
        if capital_only and around.precedes(end, _NO_NAME_BEFORE):
            return False
        return around.follows(start, _POINTED_AT) or not around.after_article(start)

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

    def _is_lower_surname(self, start: int) -> bool:
        folded = self._words[start].folded
        if not self._around.has_core_title(start) or folded in self._lists.not_names or folded in HOUSE_BEFORE:
            return False
        return folded in self._lists.surnames or folded not in NOT_AFTER_TITLE

    def _is_capital_surname(self, start: int, end: int) -> bool:
        word, lists, around = self._words[start], self._lists, self._around
        if around.has_title(start):
            return word.folded not in lists.not_names or word.folded in lists.surname_words
        if word.folded in lists.not_names or around.titled_text:
            return False
        if word.folded in lists.surname_words:
            return self._is_word_surname(start, end)
        if word.folded not in lists.surnames:
            return False
        if word.first:
            return around.acts(end) or end - start > 1 or not is_ordinary(word.folded, lists)
        return not around.after_article(start) and not around.follows(start, {"in", "te", "uit"})

    def _is_word_surname(self, start: int, end: int) -> bool:
        """Return whether a surname that is also a word does what people do: "Volgens Bakker", "Visser wil niet"."""
        if end - start > 1 or self._around.after_article(start):
            return False
        word = self._words[start]
        if self._around.is_cued(start):
            return True
        if self._around.follows(start, WITH_A_PERSON) and not is_ordinary(word.folded, self._lists):
            owner = self._words[start - 2]  # not "Slagerij van Dijk"
            return start == 1 or not owner.capital or owner.folded in self._lists.not_names
        if word.first:
            return (self._around.speaks(end) and word.folded not in HOUSE_BEFORE) or self._around.opens(start, end)
        acts = self._around.acts(end, strongly=True) and not self._around.follows(start, PLACE_BEFORE)
        return acts or self._around.follows(start, SPOKEN_OF)

    def _is_unknown(self, start: int, end: int) -> bool:
        """Return whether the sentence says that a word which no list knows is a person."""
        word, around = self._words[start], self._around
        if word.folded in self._lists.not_names or around.titled_text:
            return False
        if self._has_rare_surname(start, end):
            return not around.follows(start, PLACE_BEFORE)
        if self.is_possessive(start):
            return True
        if word.folded in self._lists.surname_words:
            return False
        initial = end - start > 1 and self._words[end - 1].initials  # "Sjakie B."
        if initial or around.is_cued(start) or around.precedes(end, NAMED):
            return True
        return around.opens(start, end) if word.first else self._is_unknown_inside(start, end)

    def _is_unknown_inside(self, start: int, end: int) -> bool:
        """Return whether an unknown word with a capital, not the first of its sentence, is a person."""
        word, around = self._words[start], self._around
        if around.follows(start, PLACE_BEFORE | ARTICLES | HOUSE_BEFORE):
            return False
        if around.follows(start, WANTS):
            return True
        if word.shouted or len(word.folded) <= _SHORT or is_ordinary(word.folded, self._lists):
            return False
        likely = word.folded.endswith(GIVEN_ENDINGS) or around.introduces(start, end) or around.is_beside_name(start, end)
        likely = likely or around.is_signature(start, end)
        return likely or around.follows(start, OPENERS) or around.precedes(end, STRONG_VERBS)
