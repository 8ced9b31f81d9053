"""Names of people: where one may start, how far it runs, and (with name_context) whether it is one."""

from bot.understanding.personal_data.found import Found, Kind, cut
from bot.understanding.personal_data.houses import Houses
from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.name_context import Context
from bot.understanding.personal_data.name_parts import Parts
from bot.understanding.personal_data.name_words import (
    ABBREVIATIONS,
    AFTER_VAN,
    FATHER_OF,
    FORMAL_TITLES,
    GREETINGS,
    HOUSE_ENDINGS,
    OF_A_FAMILY,
    PARTICLE_STARTS,
    PARTICLES,
)
from bot.understanding.personal_data.ordinary import is_ordinary, is_title
from bot.understanding.personal_data.sentence import Sentence
from bot.understanding.personal_data.words import Word, split_words

_LONGEST = 8


def find_names(text: str, lists: NameLists, dull: set[str]) -> list[Found]:
    """Return the names of people in `text`, the whole name as one piece and without the title before it.

    `dull` keeps, from one message to the next, the ordinary words with which no name starts: most of what people type.
    """
    words = split_words(text)
    reader = _Reader(words, lists)
    found: list[Found] = []
    place = 0
    while place < len(words):
        word = words[place]
        in_capitals = word.capital or word.initials
        if not in_capitals and (word.folded in dull or reader.is_dull(word.folded, dull) or reader.leads_nowhere(place)):
            place += 1
            continue
        name_end, place = reader.read(place)
        if name_end:
            start, end = words[name_end[0]].start, words[name_end[1] - 1].end
            found.append(cut(text, Kind.NAME, start, end - reader.trimmed(*name_end)))
    return found


class _Reader:
    """Reads names from a row of words; each word is looked at a few times at most, so the work stays linear."""

    def __init__(self, words: list[Word], lists: NameLists) -> None:
        self._words = words
        self._lists = lists
        self._parts = Parts(words, lists)
        self._around = Sentence(words, lists)
        self._houses = Houses(words, lists, self._around)
        self._context = Context(words, lists, self._around)

    def is_dull(self, folded: str, dull: set[str]) -> bool:
        """Return whether no name starts with this ordinary word in lower case, whatever stands around it; remembers it then."""
        lists = self._lists
        ordinary = folded in lists.words and "-" not in folded and folded not in lists.phrases and folded not in PARTICLE_STARTS
        if not ordinary or (self._parts.is_known(folded) and not is_title(folded, lists)):
            return False
        dull.add(folded)
        return True

    def leads_nowhere(self, place: int) -> bool:
        """Return whether this is a "de" or "van" in lower case with no title before it and no capital after it."""
        folded = self._words[place].folded
        if folded not in PARTICLE_STARTS or folded in self._lists.phrases or folded in GREETINGS or self._around.has_title(place):
            return False
        surname = self._parts.past_particles(place)
        return surname >= len(self._words) or not self._words[surname].capital

    def read(self, place: int) -> tuple[tuple[int, int] | None, int]:
        """Return the name that starts at `place` (first and past-last word), and the place to read on from."""
        skip = self._parts.phrase(place)
        if skip:
            return None, place + skip
        word = self._words[place]
        if word.capital and (word.folded.startswith("sint-") or self._houses.starts(place)):
            return None, self._run(place, place + 1)
        end = 0 if self._greets(place) else self._start(place)
        if not end:
            return None, place + 1
        end = self._run(place, end)
        if self._houses.ends(place, end):
            return None, end
        return ((place, end), end) if self._context.is_person(place, end) else (None, place + 1)

    def _greets(self, place: int) -> bool:
        after = self._words[place + 1] if place + 1 < len(self._words) else None
        return self._words[place].folded in GREETINGS and after is not None and after.near and after.capital

    def trimmed(self, start: int, end: int) -> int:
        """Return 1 for a name with a possessive s ("Karins moeder"), else 0; "Willy Zegers" keeps its s."""
        return int(self._context.is_possessive(end - 1) and (end - start == 1 or self._around.has_kin(end)))

    def _start(self, place: int) -> int:
        """Return the place after the first part of a name at `place`, or 0 when no name can start here."""
        word = self._words[place]
        if word.initials:
            return 0 if word.folded in ABBREVIATIONS else self._after_initials(place)
        if word.folded in PARTICLE_STARTS:
            fallback = place + 1 if self._words[place].capital and self._parts.is_given(word.folded) else 0
            return self._after_particles(place) or fallback
        if is_title(word.folded, self._lists):
            known = word.folded in self._lists.surname_words and self._around.has_title(place)
            named = word.capital and (known or self._around.follows(place, FORMAL_TITLES))
            return place + 1 if named else 0
        if len(word.text) == 1:
            return self._after_letter(place)
        known = self._parts.is_known(word.folded) or self._context.is_possessive(place) or self._context.is_lower_unknown(place)
        return place + 1 if known or (word.capital and word.folded not in self._lists.not_names) else 0

    def _after_initials(self, place: int) -> int:
        end = place
        most = min(len(self._words), place + _LONGEST)
        while end < most and self._words[end].initials and (end == place or self._words[end].near):
            end += 1
        end = max(end, place + 1)
        surname = self._parts.past_particles(end)
        if (
            surname < len(self._words)
            and self._words[surname].near
            and self._parts.is_surname(surname, after_particle=surname > end, lower=False)
            and (self._words[place].capital or self._parts.is_known(self._words[surname].folded))
        ):
            return surname + 1
        return end if self._words[place].capital and self._around.has_title(place) and self._words[place].initials else 0

    def _after_letter(self, place: int) -> int:
        """A capital without a dot ("J Hoekstra") starts a name only before a surname that is on the list, or after a title."""
        surname = self._parts.past_particles(place + 1)
        if (
            not self._words[place].capital
            or surname >= len(self._words)
            or not self._words[surname].near
            or not self._words[surname].capital
        ):
            return 0
        folded = self._words[surname].folded
        known = folded in self._lists.surnames or (folded in self._lists.surname_words and surname > place + 1)
        if surname > place + 1 and not self._parts.may_bind(
            [word.folded for word in self._words[place + 1 : surname]], self._words[surname]
        ):
            return 0
        return (
            surname + 1
            if len(folded) > 1 and (known or self._around.has_title(place)) and self._words[place - 1].folded != "q"
            else 0
        )

    def _after_particles(self, place: int) -> int:
        surname = self._parts.past_particles(place)
        if self._words[place].first and self._words[place].folded in {"in", "op", "uit", "aan", "te"}:
            return 0  # "In de Libelle"
        if surname == place or surname >= len(self._words) or not self._words[surname].near:
            return 0
        word, titled = self._words[surname], self._around.has_title(place)
        sure = word.capital and word.folded in self._lists.surnames
        if surname == place + 1 and self._words[place].folded in FATHER_OF | {"v.d."} and word.capital:
            return surname + 1
        if titled:
            return surname + 1 if self._is_titled_surname(place, surname) else 0
        several = surname - place > 1
        if sure and (several or (self._words[place].capital and not self._words[place].first)):
            return surname + 1
        listed = sure or (word.capital and word.folded in self._lists.surname_words and word.folded not in self._lists.not_names)
        family = self._words[place].folded in OF_A_FAMILY and self._words[place].capital and not self._words[place].first
        if family and word.capital and (self._parts.is_known(word.folded) or not is_ordinary(word.folded, self._lists)):
            return surname + 1
        if self._words[surname - 1].folded == "de" and not (sure or several or self._words[place].first):
            return 0  # "Sociaal Werk De Schans"
        likely = listed or (several and word.capital and word.folded not in self._lists.not_names)
        if not self._words[place].capital or not likely:
            return 0
        inside = several and listed and not self._words[place].first
        return surname + 1 if inside or self._around.acts(surname + 1, strongly=not sure) else 0

    def _is_titled_surname(self, place: int, surname: int) -> bool:
        """After "meneer" also "de boer" and "van dijk" in lower case; "meneer van hoog" is where he lives."""
        word, particles = self._words[surname], [word.folded for word in self._words[place:surname]]
        if not self._parts.may_bind(particles, word) or (
            word.folded.endswith(HOUSE_ENDINGS) and not self._parts.is_known(word.folded)
        ):
            return False
        if (
            particles[0] == "van"
            and particles[-1] not in {"der", "den"}
            and not self._words[place].capital
            and not self._is_formal(place, word)
        ):
            return False
        if word.capital:
            return self._parts.is_surname(surname, after_particle=True, lower=False)
        if not self._around.has_core_title(place):
            return False
        binding = particles in (["de"], ["den"]) or (len(particles) > 1 and particles[-1] in {"der", "den"})
        common = word.folded in self._lists.surname_words and binding
        return (
            common
            or word.folded in AFTER_VAN
            or (word.folded in self._lists.surnames and word.folded not in self._lists.not_names)
        )

    def _is_formal(self, place: int, word: Word) -> bool:
        """ "mevrouw van Dijk" is a name, "de zoon van Fatima" and "de vrouw van de kerk" are not."""
        if self._words[place - 1].folded not in FORMAL_TITLES or word.shouted:
            return False
        return not self._parts.is_given(word.folded) or word.folded in self._lists.surnames

    def _run(self, start: int, end: int) -> int:
        """Extend the name over what follows: more first names, initials, particles and surnames."""
        lower = not self._words[start].capital
        while end < len(self._words) and end - start < _LONGEST and self._words[end].near and not self._words[end - 1].possessive:
            more = self._part(end, lower, self._words[start].shouted)
            if not more:
                break
            end = more
        return end

    def _part(self, place: int, lower: bool, shouted: bool) -> int:
        word = self._words[place]
        if word.initials:
            return place + 1 if word.capital else 0 if word.folded in ABBREVIATIONS else self._after_initials(place)
        surname = self._parts.past_particles(place)
        if surname > place:
            if surname >= len(self._words) or not self._words[surname].near:
                return 0
            binds = self._parts.may_bind([word.folded for word in self._words[place:surname]], self._words[surname])
            return self._tail(surname) if binds and self._parts.is_surname(surname, after_particle=True, lower=lower) else 0
        if word.shouted and not (shouted and (word.folded in self._lists.surnames or word.folded in self._lists.given)):
            return 0
        return self._tail(place) if self._parts.is_surname(place, after_particle=False, lower=lower) else 0

    def _tail(self, place: int) -> int:
        """Return the place after a surname, the second half of "Berg-de Boer" and "Slot - de Boer" included."""
        if self._is_second_half(place + 1):
            return self._parts.past_particles(place + 1) + 1
        if self._words[place].folded.rpartition("-")[2] not in PARTICLES or "-" not in self._words[place].folded:
            return place + 1
        second = self._parts.past_particles(place + 1)
        return second + 1 if second < len(self._words) and self._words[second].near and self._words[second].capital else place + 1

    def _is_second_half(self, place: int) -> bool:
        """Return whether a dash with spaces and a known surname come: "Dorien Slot - van Kampen"."""
        if place >= len(self._words) or not self._words[place].dashed:
            return False
        last = self._parts.past_particles(place)
        if last >= len(self._words) or not self._words[last].capital or not (last == place or self._words[last].near):
            return False
        if last > place:  # "Slot - van Kampen"
            particles = [word.folded for word in self._words[place:last]]
            binds = self._parts.may_bind(particles, self._words[last])
            return binds and self._parts.is_surname(last, after_particle=True, lower=False)
        return self._parts.is_surname_by_itself(self._words[last].folded)
