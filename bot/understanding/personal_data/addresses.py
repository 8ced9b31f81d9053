"""Addresses: a street with a house number. A street on its own is a place, not personal data."""

import re

from bot.understanding.personal_data.found import Found, Kind, cut
from bot.understanding.personal_data.lists import NameLists, fold
from bot.understanding.personal_data.word_rows import word_row, word_set

_ADDITION = (
    r"(?:[ \u00a0]?-?(?:hs|bis|huis|zwart|rood|I{1,3}V?|IV)(?!\w)|[ \u00a0]?-[ \u00a0]?[A-Za-z](?!\w)|[A-Za-z](?!\w)"
    r"|[ \u00a0](?:[A-Z](?![\w.])|[a-h](?![\w'’.])|[a-h](?=\.(?:\s|$))))?"
    r"(?:[-/]\d{1,3}(?![\w]))?(?:-(?:hs|bis|I{1,3}))?(?:[ -][1-9][ -]?hoog)?"
)
_UNIT = (
    r"uur|u\b|euro|%|keer|x\b|jaar|jr|mensen|personen|km\b|meter|m2|min\b|minuten|kinderen|weken|dagen|maanden|huizen|flats|graden|stuks"
    r"|plekken|bewoners|deelnemers|januari|februari|maart|april|mei\b|juni|juli|augustus|september|oktober|november|december"
    r"|jan\b|feb|mrt|apr|aug|sept|okt|nov|dec\b"
)
_NUMBER = re.compile(
    r"(?P<street>(?:['’]s-)?[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|[\u00ad\u0300-\u036f]){1,60})\.?[ \u00a0]{1,2}"
    rf"(?:(?:nr|nummer|huisnummer)\.?[ \u00a0])?(?P<number>\d{{1,4}}{_ADDITION})"
    rf"(?![\w%€]|[:.]\d|,\d(?!\d{{3}}[ \u00a0]?[A-Za-z]{{2}}\b)|[ \u00a0]?(?:{_UNIT}))"
)
_WORD_BEFORE = re.compile(r"(?P<word>(?:\d{1,2}e|[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){0,40}\.?|['’]t))[ \u00a0]$")
_STRONG = (
    "straat",
    "straatje",
    "laan",
    "laantje",
    "gracht",
    "singel",
    "plantsoen",
    "dreef",
    "steeg",
    "kade",
    "plein",
    "pleintje",
    "boulevard",
    "dijk",
    "weg",
)
_WEAK = word_row(
    "pad hof hofje park baan burg dam wal veld kamp akker erf ring markt haven oever brink donk hoek berg heuvel werf "
    "kwartier allee steiger passage hage heide beek meent meer tuin poort weide wei horst stede gaarde gaard rak zijde "
    "kant lei dal vaart sluis brug kwekerij vliet zoom spoor schans bolwerk gang waard kerkhof drift rede rijn hoeve "
    "stee landen velden akkers tuinen hoven eind einde steenweg sloot duin duinen bos bosch laar beemd rode kreek griend "
    "kouter "
)
_SURELY_A_STREET = word_row(
    "pad hof hofje park burg erf akker oever veld donk werf gaarde hage horst waard kamp wal dam heuvel berg markt ring "
)
_NOT_A_STREET = word_set(
    "weg onderweg snelweg fietspad beweg overweg terugweg heenweg uitweg voetpad zandweg straat laan plein "
    "vandaag kant zijkant achterkant onderkant bovenkant voorkant eind einde weekeinde gang ingang uitgang toegang "
    "voortgang overgang park parkeer ring kring hoek veld hof berg markt tuin achtertuin voortuin moestuin buurttuin "
    "volkstuin meer brug plas eten pas dam wal erf ree rode dal gedrag haven bos wei heide pad zijde waard bladzijde "
    "keerzijde schaduwzijde maaltijd parkeerveld ijsbaan vaardigheid achtergrond voorgrond zwembad zwemvaart inspraak "
    "speelplein schoolplein speelveld voetbalveld sportveld supermarkt rommelmarkt kerstmarkt weekmarkt rondweg belang "
    "opgang omgang afgang vorig alleen ieder vroeg wijk es loo ven laar proces adres les bus lijn code succes bijles "
    "taalles naailes kookles yogales fiets proefles "
)
_LIVES = re.compile(r"\b(?:woon\w*|wonen|adres\w*|verhuis\w*|huisadres|bezoekadres|thuis)\b[^.!?\d]{0,25}$", re.IGNORECASE)
_ON = re.compile(r"\b(?:op|aan|naar|uit|vanaf|vanuit|bij|van)[ \u00a0](?:(?:de|het|'t)[ \u00a0])?$", re.IGNORECASE)
_AFTER_CAPITAL = re.compile(r"[^\s.!?:][ \u00a0][A-Z][a-z]+[ \u00a0]$")
_POSTCODE_FOLLOWS = re.compile(r",?[ \u00a0]?[1-9]\d{3}[ \u00a0]?[A-Z]{2}\b")
_FROM_A_STREET = frozenset(
    {"van de", "van het", "de", "het", "van 't"}
)  # "Fatima van de Tulpstraat 12": the street is Tulpstraat
_NOT_A_HOME = re.compile(
    r"^(?:kamer|zaal|nummer|lokaal|groep|lijn|bus|tram|fase|deel|blok|etage|verdieping|les|unit|ruimte|code|route|perron|trein|week)$"
)
_LONG = 5
_LINKS = word_set("van de der den het 't ten ter te la le du des ")
_STREET_FIRST = word_set(
    "eerste tweede derde vierde oude nieuwe lange korte grote kleine hoge lage groene rode witte zwarte sint st "
    "burgemeester burg prins prinses koning koningin dr dokter professor prof pastoor dominee ds mr meester generaal "
    "admiraal jonkheer president graaf gravin hertog pater deken kardinaal keizer laan plein noorder zuider ooster "
    "wester binnen buiten achter voor "
)


def find_addresses(text: str, lists: NameLists) -> list[Found]:
    """Return the streets with a house number in `text`, the addition included and the postcode not."""
    if not any(sign.isdecimal() for sign in text):
        return []
    return [
        cut(text, Kind.ADDRESS, _start(match, lists), match.end()) for match in _NUMBER.finditer(text) if _is_street(match, lists)
    ]


def _is_street(match: re.Match[str], lists: NameLists) -> bool:
    street, before = match["street"], match.string[max(0, match.start() - 40) : match.start()]
    folded = fold(street)
    if match.string[match.end("street")] == ".":
        return folded.endswith(("str", "ln", "pln"))
    if folded in _NOT_A_STREET:
        return street[0].isupper() and bool(_LIVES.search(before) or _ON.search(before) or _AFTER_CAPITAL.search(before))
    if folded.endswith(_STRONG):
        return True
    capital = street[0].isupper()
    if folded.endswith(_WEAK) and len(folded) > _LONG and folded not in lists.given and folded not in lists.not_names:
        return capital or (folded.endswith(_SURELY_A_STREET) and bool(_ON.search(before) or _LIVES.search(before)))
    if not capital or _NOT_A_HOME.match(folded) or folded in lists.not_names:
        return False
    if _POSTCODE_FOLLOWS.match(match.string, match.end()):
        return True
    known = folded in lists.given or folded in lists.surnames or street.isupper() or len(folded) < _LONG - 1
    return bool(_LIVES.search(before) or (not known and _ON.search(before))) or bool(
        re.search(r"\b[Ll]aan van $|\b[Pp]lein (?:van )?$", before)
    )


def _starts_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in ".!?\n"


def _start(match: re.Match[str], lists: NameLists) -> int:
    """Walk to the left over the words that belong to the street: "Eerste Jan van Galen" before "straat"."""
    text, start, waiting, links = match.string, match.start(), match.start(), ""
    for _ in range(5):
        before = _WORD_BEFORE.search(text, max(0, waiting - 45), waiting)
        if not before:
            return start
        word = before["word"]
        folded = fold(word).rstrip(".")
        waiting = before.start()
        if folded in _LINKS and not (word[0].isupper() and not _starts_sentence(text[max(0, waiting - 3) : waiting])):
            links = f"{folded} {links}".strip()
            continue
        if not _belongs(word, folded, text, waiting, lists) or (links in _FROM_A_STREET and folded not in _STREET_FIRST | _LINKS):
            return start
        start, links = waiting, "-"
    return start


def _belongs(word: str, folded: str, text: str, place: int, lists: NameLists) -> bool:
    if folded in _LINKS:
        return True
    if word[0].isdigit() or folded in _STREET_FIRST:
        return word[0].isdigit() or word[0].isupper() or text[place + len(word) + 1 :][:1].islower()
    if not word[0].isupper():
        return folded in lists.given and text[place:].split(" ", 2)[1:2] == ["van"]
    if folded in lists.titles or folded in lists.not_names:
        return False
    return not _starts_sentence(text[max(0, place - 3) : place]) or folded in lists.given or folded in lists.surnames
