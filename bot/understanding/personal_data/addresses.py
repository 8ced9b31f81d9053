"""Addresses: a street with a house number. A street on its own is a place, not personal data."""

import re

from bot.understanding.personal_data.found import Found, Kind, cut, near_digits
from bot.understanding.personal_data.lists import NameLists, fold
from bot.understanding.personal_data.street_words import (
    LINKS,
    NOT_A_HOME,
    NOT_A_STREET,
    PLAIN_STREETS,
    STREET_FIRST,
    STRONG,
    SURE_LINKS,
    SURELY_A_STREET,
    UNIT,
    WEAK,
)

_BLANK = r"[ \u00a0]"
_ADDITION = (
    r"(?:(?:hs|bis|huis|zwart|rood|rd|zw|[IVX]{1,4}|[A-Za-z]\d{0,2})(?!\w))?"
    rf"(?:{_BLANK}(?:(?:hs|huis|bis|zwart|rood|rd|zw|I{{1,3}}V?|IV)(?!\w)|[A-Z](?![\w.'’])|[a-h](?![\w'’.])|[a-h](?=\.(?:\s|$)))"
    rf"|{_BLANK}?[-/]{_BLANK}?[A-Za-z]\d?(?!\w)|[-/](?:\d{{1,3}}[A-Za-z]?|hs|bis|huis|zwart|rood|I{{1,3}}V?|IV)(?!\w)){{0,3}}"
    rf"(?:{_BLANK}(?:boven|beneden|achter)(?=\s*(?:$|[.,;)\n])))?"
    rf"(?:{_BLANK}(?:bus|app\.?|appartement|unit|kamer|bte){_BLANK}\d{{1,4}}[A-Za-z]?(?!\w))?(?:{_BLANK}?-?[1-9][ -]?hoog(?!\w))?"
)
_NUMBER = re.compile(
    r"(?<![^\W_])(?P<street>(?:['’]s-)?[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|[\u00ad\u0300-\u036f]){1,60}+)"
    rf"(?P<gap>\.?{_BLANK}{{0,2}})(?P<year>(?:19\d\d|['’]?4\d[-/]['’]?4\d){_BLANK}(?=\d|nr|no|num|huisn))?"
    rf"(?:,?{_BLANK}?(?:nr|no|nummer|huisnummer|huisnr)\.?{_BLANK}?)?(?P<number>\d{{1,4}}{_ADDITION})"
    rf"(?![\w%€]|[:.]\d|,\d(?!\d{{3}}{_BLANK}?[A-Za-z]{{2}}\b)|{_BLANK}?(?:{UNIT}))"
)
_WORD_BEFORE = re.compile(rf"(?P<word>(?:\d{{1,2}}e|[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){{0,40}}\.?|['’][ts])){_BLANK}$")
_LIVES = re.compile(
    r"\b(?:woon\w*|wonen\w*|adres\w*|verhuis\w*|huisadres|bezoekadres|thuis|logeert|gevestigd)\b[^.!?\d]{0,25}$", re.IGNORECASE
)
_ON = re.compile(rf"\b(?:op|aan|naar|uit|vanaf|vanuit|bij|van){_BLANK}(?:(?:de|het|'t){_BLANK})?$", re.IGNORECASE)
_AFTER_CAPITAL = re.compile(rf"[^\s.!?:]{_BLANK}[A-Z][a-z]+{_BLANK}$")
_POSTCODE_FOLLOWS = re.compile(rf",?{_BLANK}?[1-9]\d{{3}}{_BLANK}?[A-Z]{{2}}\b")
_NAMED_BY_PLACE = re.compile(
    rf"(?:(?<=[^\s.!?:]{_BLANK})|^)(?:(?:Langs|Achter|Onder|Boven|Tussen){_BLANK}(?:(?:de|den|het|'t){_BLANK})?"
    rf"|(?<!^)(?:Aan|Op|In|Bij|Voor|Over|Om|Buiten|Binnen){_BLANK}(?:de|den|het|'t){_BLANK})$"
)
_LANE_OF = re.compile(
    rf"\b(?:[Ll]aan|[Pp]lein|[Ww]eg|[Kk]ade|Hof|Park|Erf|Dijk|Pad|Baan|Ring|Kop|Oever){_BLANK}(?:van|naar|der|aan){_BLANK}"
    rf"(?:(?:de|den|der|het|'t|Nieuw|Oud|Sint|St\.|[A-Z][\w-]+){_BLANK}){{0,2}}$"
)
_FROM_A_STREET = frozenset({"van de", "van het", "van 't", "de"})  # "Fatima van de Tulpstraat 12": the street is Tulpstraat
_LONG, _LOOK_BACK, _MOST_WORDS, _FIRST_YEAR, _LAST_YEAR = 5, 45, 5, 1900, 2099


def find_addresses(text: str, lists: NameLists) -> list[Found]:
    """Return the streets with a house number in `text`, the addition included and the postcode not."""
    found = []
    for match in near_digits(_NUMBER, text):
        start = _street_start(match, lists)
        if start is not None:
            found.append(cut(text, Kind.ADDRESS, start, match.end()))
    return found


def _street_start(match: re.Match[str], lists: NameLists) -> int | None:
    """Return where the street begins, or None when this is not a street with a house number."""
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    folded = fold(match["street"])
    if match["street"][0].isupper() and not folded.endswith(STRONG):
        phrase = _NAMED_BY_PLACE.search(before) or _LANE_OF.search(before)
        if phrase and folded not in lists.given and folded not in NOT_A_STREET:
            return match.start() - (len(before) - phrase.start())
    return _start(match, lists) if _is_street(match, folded, before, lists) else None


def _is_street(match: re.Match[str], folded: str, before: str, lists: NameLists) -> bool:
    capital, number = match["street"][0].isupper(), match["number"]
    if match["gap"].startswith(".") and not folded.endswith(STRONG):
        return folded.endswith(("ln", "pln"))
    if not match["gap"] and (not folded.endswith(STRONG) or folded in NOT_A_STREET):
        return False
    if _is_year(number) and not (_LIVES.search(before) or _POSTCODE_FOLLOWS.match(match.string, match.end())):
        return False
    if folded in NOT_A_STREET:
        named = capital and (_LIVES.search(before) or _ON.search(before) or _AFTER_CAPITAL.search(before))
        return bool(match["year"] or named)
    if folded.endswith(STRONG):
        return True
    if folded.endswith(WEAK) and len(folded) > _LONG and folded not in lists.given and folded not in lists.not_names:
        return capital or (folded.endswith(SURELY_A_STREET) and bool(_ON.search(before) or _LIVES.search(before)))
    if not capital or NOT_A_HOME.match(folded) or folded in lists.not_names:
        return False
    if _POSTCODE_FOLLOWS.match(match.string, match.end()):
        return True
    known = folded in lists.given or folded in lists.surnames or match["street"].isupper() or len(folded) < _LONG - 1
    return bool(_LIVES.search(before) or (not known and _ON.search(before)))


def _is_year(number: str) -> bool:
    return number.isdigit() and _FIRST_YEAR <= int(number) <= _LAST_YEAR


def _starts_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in ".!?\n"


def _start(match: re.Match[str], lists: NameLists) -> int:
    """Walk to the left over the words that belong to the street: "Eerste Jan van Galen" before "straat"."""
    text, start, waiting, links = match.string, match.start(), match.start(), ""
    street = fold(match["street"])
    for _ in range(_MOST_WORDS):
        before = _WORD_BEFORE.search(text, max(0, waiting - _LOOK_BACK), waiting)
        if not before:
            break
        word = before["word"]
        folded = fold(word).rstrip(".")
        if folded in LINKS and (word[0].islower() or _starts_sentence(text[max(0, before.start() - 3) : before.start()])):
            links, waiting = f"{folded} {links}".strip(), before.start()
            continue
        if not _belongs(word, folded, text, before.start(), lists) or not _may_link(links, folded, lists):
            break
        if street in PLAIN_STREETS and folded not in STREET_FIRST and not word[0].isdigit():
            break
        start, waiting, links = before.start(), before.start(), ""
    return waiting if any(link in SURE_LINKS for link in links.split()) else start


def _may_link(links: str, folded: str, lists: NameLists) -> bool:
    """Return whether the words between belong to the street: in "Jan de Wittlaan" they do, in "Jan van de Kerkweg" not."""
    return links not in _FROM_A_STREET or folded in STREET_FIRST | LINKS or (links == "de" and folded in lists.given)


def _belongs(word: str, folded: str, text: str, place: int, lists: NameLists) -> bool:
    if folded in LINKS:
        return True
    if word[0].isdigit() or folded in STREET_FIRST:
        return word[0].isdigit() or word[0].isupper() or text[place + len(word) + 1 :][:1].islower()
    if not word[0].isupper():
        return folded in lists.given and text[place : place + _LOOK_BACK].split(" ", 2)[1:2] == ["van"]
    if folded in lists.titles or folded in lists.not_names:
        return False
    return not _starts_sentence(text[max(0, place - 3) : place]) or folded in lists.given or folded in lists.surnames
