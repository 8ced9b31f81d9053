"""Birth dates: a date counts only when the sentence says that it belongs to a person."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from bot.understanding.personal_data.found import Found, Kind, cut, near_digits
from bot.understanding.personal_data.places import Places

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DATE = re.compile(
    rf"(?<![\w/.+-])(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:(?P<sep>\s?[-/.]\s?|\s)(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<year>{_YEAR})"
    rf"|(?:e|ste|de)?[ \u00a0-]{{0,2}}{_MONTH}(?:[ \u00a0,-]{{1,2}}(?P<year2>(?:19|20)\d\d|['’]\d\d|[3-9]\d))?)"
    rf"|(?P<iso>(?:19|20)\d\d)[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01]))(?![\w€%]|[-/.:]\d| \d\d \d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\w)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\w)"
)
_BORN = re.compile(
    r"(?<!\[)\bgeb(?:oren|oorte\w*|\b)|\bjarig|verjaar|verjaardag|(?<!\[)\bbsn\b|geb\.?dat|\bborn\b|birth|leeftijd|\bd\.?o\.?b\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"\bpaspoort|\bid(?:[- ]?kaart|-?bewijs)\b|\bidentiteits|\blegitimatie|\bverblijfs(?:pas|document|vergunning)", re.IGNORECASE
)
_PERSON_FROM = re.compile(
    r"(?:\b(?:hij|zij|ze|die|is|was|komt|kind|zoon|dochter|jongen|meisje|baby)\b[^.!?\d]{0,15}\bvan|\*|°|✶)\s*$", re.IGNORECASE
)
_NOT_BIRTH = re.compile(
    r"opgericht|gebouwd|bouw|sinds|vanaf|watersnood|bevrijd|oorlog|foto|krant|lid\b|trouw|gestart|begon|factuur|brief|mail|verslag|notul|versie|"
    r"uitje|overleg|vergader|besluit|overleden|gestorven|begraven|overlij|ingeschreven|aangemeld|rekening|contract|indicatie|ingegaan|opname|"
    r"opgenomen|opening|geopend|bijeenkomst|afspraak|intake|start|feest\s|geldig|verlopen|t/m|\btot\b|wet\b|ramp",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(r"\W{0,3}(?:is\s)?(?:geboren|jarig|geb\b|is \w+ (?:jarig|geboren))", re.IGNORECASE)
_TURNS_BEFORE = re.compile(r"\b(?:wordt|werd|word|hoopt)\b[^.!?\d]*$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[ ,]{1,2}(?:al )?(?:[1-9]\d|1[01]\d|[1-9])(?:e\b|(?![\w:.]))(?! uur)")  # "zij wordt op 17 juli 80"
_IN_A_ROW = re.compile(r"[^.!?\n]{0,60}\b\d{4} ?[A-Z]{2}\b[^.!?\n\d]{0,30}")  # name, address, postcode, place, date
_OLD_ENOUGH, _BORN_LATELY, _OLD_SHORT, _FOUR_DIGITS = 2019, 2025, 26, 4
_BEFORE, _SHORT, _AGE_DIGITS = 45, 20, 2
_SHORTLY_BEFORE, _RIGHT_AFTER = 25, 8


def find_birth_dates(text: str, names: Sequence[Found]) -> list[Found]:
    """Return the dates in `text` that are somebody's birth date; `names` are the names already found in it."""
    born, other = Places(_BORN, text), Places(_NOT_BIRTH, text)
    dates = (match for match in near_digits(_DATE, text) if _is_birth(match, names, born, other))
    return [cut(text, Kind.BIRTHDATE, *_span(match)) for match in dates] + [
        cut(text, Kind.BIRTHDATE, *match.span())
        for match in near_digits(_COMPACT, text)
        if born.between(match.start() - _BEFORE, match.start())
    ]


def _span(match: re.Match[str]) -> tuple[int, int]:
    end = match.end()
    if _is_age(match):
        return match.start(), match.start() + len(match.group()[: match.start("year2") - match.start()].rstrip(" \u00a0,-"))
    return match.start(), end - 1 if match.group().endswith((".", ",")) and not match["year"] else end


def _is_age(match: re.Match[str]) -> bool:
    """Return whether the year is an age: "zij wordt 4 juni 90"."""
    year = match["year2"]
    return bool(year and year.isdecimal() and len(year) == _AGE_DIGITS and _turns(match))


def _turns(match: re.Match[str]) -> bool:
    return bool(_TURNS_BEFORE.search(match.string[max(0, match.start() - _SHORT) : match.start()]))


def _is_birth(match: re.Match[str], names: Sequence[Found], born: Places, other: Places) -> bool:
    text, start, end = match.string, match.start(), match.end()
    year = match["year"] or match["year2"] or match["iso"]
    if born.between(start - _BEFORE, start) or _BORN_AFTER.match(text, end):
        return True
    if _is_age(match) or (_turns(match) and _AGE_AFTER.match(text, end)):
        return True
    if not year or other.between(start - _BEFORE, start) or _NOT_BIRTH.match(text, end + (text[end : end + 1] == " ")):
        return False
    if _PERSON_FROM.search(text[max(0, start - _BEFORE) : start]):
        return _is_long_ago(year, _BORN_LATELY)
    on_paper = _PAPERS.search(text[max(0, start - _BEFORE) : start]) is not None
    return _is_long_ago(year) and (on_paper or _has_neighbour(start, end, names) or _ends_a_row(text, start, names))


def _ends_a_row(text: str, start: int, names: Sequence[Found]) -> bool:
    """Return whether a name and an address with its postcode stand before the date."""
    place = bisect_left(names, start, key=lambda name: name.start)
    return place > 0 and bool(_IN_A_ROW.fullmatch(text, names[place - 1].end, start))


def _has_neighbour(start: int, end: int, names: Sequence[Found]) -> bool:
    """Return whether a name stands shortly before the date or right after it."""
    after = bisect_left(names, start, key=lambda name: name.start)
    close_before = after > 0 and 0 <= start - names[after - 1].end <= _SHORTLY_BEFORE
    return close_before or (after < len(names) and 0 <= names[after].start - end <= _RIGHT_AFTER)


def _is_long_ago(year: str, before: int = _OLD_ENOUGH) -> bool:
    digits = year.lstrip("'’")
    return int(digits) < before if len(digits) == _FOUR_DIGITS else int(digits) >= _OLD_SHORT or int(digits) < _OLD_ENOUGH % 100
