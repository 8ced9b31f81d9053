"""How many people a message is about, the sender included when that one comes along."""

import re

from bot.understanding.signup.calendar_words import MONTHS, NUMBER, NUMBERS, ORDINALS
from bot.understanding.signup.role_words import MANY_ROLES

_N = rf"(?:\d{{1,3}}|{NUMBERS})"
_SEATS = (
    r"(?:x\b|pers\b|personen|persoon|p\b|mensen|man\b|plek|plekken|plekjes|plaats|plaatsen|stoel|stoelen"
    r"|kaartjes|kaartje|deelnemers?|deelnemende|vrouwen|"
    r"volwassenen|stuks|aanmeldingen|aanmelding|leden|tickets?|collega's|collegas|vrienden|vriendinnen"
    r"|buren|namen|bewoners|gasten|mannen|ouders|teamleden|koppen)"
)
_TOGETHER = {
    "tweeen": 2, "twee": 2, "tweetjes": 2, "tweeeen": 2, "twetjes": 2, "drieen": 3, "drie": 3, "drietjes": 3,
    "vieren": 4, "vier": 4, "viertjes": 4, "vijven": 5, "vijf": 5, "zessen": 6, "zes": 6,
    "getweeen": 2, "gedrieen": 3, "gevieren": 4, "gevijven": 5,
    "zevenen": 7, "zeven": 7, "achten": 8, "acht": 8, "negenen": 9, "negen": 9, "tienen": 10, "tien": 10,
}  # fmt: skip
_HALVES = (
    r"(?:man|vrouw|vriend|vriendin|partner|collega|zus|zusje|broer|buurman|buurvrouw|moeder|vader|dochter"
    r"|zoon|maatje|nicht|neef|stagiaire|stagiair|oma|opa|tante|oom|schoonmoeder|schoonzus|kameraad|matti"
    r"|begeleider|tolk|client|bezoeker|vrijwilliger|teamleider|baas|huisgenoot|kind|kleinkind|kleinzoon|kleindochter"
    r"|nichtje|neefje|zusje"
    r"|broertje|kennis|kameraad|stagiaire|maat|mattie|friend|mother|mum|father|sister|brother|husband|wife|neighbour)"
)
_MINE = rf"(?:mijne?|m'n|mn|me|men|my|een|onze|de|een van mijn) (?:\w+ )?{_HALVES}"

_GROUPED = "|".join(sorted(_TOGETHER, key=len, reverse=True))
_A_FEW = "twee|drie|vier|vijf|zes|zeven|acht|negen|tien"
_TIMES = rf"{MONTHS}|uur\b|keer\b|weken\b|e\b|de\b|dagen\b"
_INSTEAD = re.compile(
    rf"\b(?P<new>{_N}|{_GROUPED})\b(?: [a-z-]+){{0,6}}? (?:in plaats van|ipv|i\.p\.v\.?|inplaats van)|(?:\b(?:maar|naar"
    rf"|wordt|worden|zijn we|komen we)|=>|->)\s*(?:(?:er|nu|toch|met|met z'n) )*(?P<other>(?!een\b)(?:{_N}|{_GROUPED}))\b"
    rf"(?! ?(?:{_TIMES}))|\bmaak er (?:maar |nu )?(?P<made>{_N})\b"
    rf"|\b(?:nu|dus) (?:nog |met |maar )*(?P<now>{_N})(?= ?(?:$|[.,;]| voor\b| naar\b))"
)
_IN_ALL = re.compile(
    r"\b(?:met|wij zijn|we zijn|zijn we|zijn wij|totaal|in totaal|aantal:?)(?: (?:met|z'n|zn|zijn|ons|onze"
    rf"|s'n|hun|in totaal|totaal|nu))* (?P<n>{_GROUPED}"
    rf"|{_N})\b(?! ?(?:januari|februari|maart|april|jan\b|feb\b|uur|weken|e\b|bijeenkomsten|trainingen|q&a"
    r"|dagen|keer|paar|aantal|groep))"
)
_ALL_OF_US = re.compile(
    rf"\b(?:alle|wij|we|ons) (?P<n>{_GROUPED}"
    rf"|{_N})\b(?! (?:de )?(?:dagdelen|keren|data|dagen|bijeenkomsten|trainingen|q&a|drie))"
    r"|\bons (?P<small>twee|drie|vier)(?:tjes)?\b"
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?P<n>{_N}) ?(?:(?:van (?:onze|mijn|de)|nieuwe|andere|extra|vrije|enthousiaste) )?(?:x(?=\d|\b)"
    rf"|{_SEATS}|{MANY_ROLES}\b)"
)
_SO_MANY = re.compile(
    rf"\b(?:(?:zet|schrijf|noteer|doe|boek|reserveer|zijn|worden|komen) er|zijn we|zijn wij|dan) "
    rf"(?:alvast |nog |maar |wel |nu |met )*(?P<n>{_N})\b(?! ?(?:uur|keer|dagen|weken|januari|februari|maart|april|q&a"
    rf"|trainingen))"
    rf"|(?<![\w-])x ?(?P<times>\d{{1,2}})\b|\bvoor (?P<all>{_A_FEW})"
    r"(?= ?(?:$|[.,!?;]| graag| aub))"
)
_BOTH = re.compile(
    r"\b(?:(?:ons|wij|we|jullie|ze|hen|hun)\b.{0,40}\b(?:allebei|beiden|beide)|(?:allebei"
    r"|beiden)\b.{0,20}\b(?:wij|we|ons)|geen van beiden?|ons allebei|ons beiden)\b"
)
_AND_ME = re.compile(
    rf"\b(?:ik|mij|me|ikzelf|mezelf) (?:en|\+|met) (?:ook )?{_MINE}\b|\b{_MINE} en (?:ik|mij|ikzelf|mezelf"
    rf"|ook ik)\b|\b(?:samen )?met {_MINE}\b(?!s)|\b{_MINE} (?:\w+ )?ook\b|\b{_MINE} (?:ook |komt ook |gaat ook |wil ook |neem"
    r"|komt mee|gaat mee|en ik)\b"
    rf"|\b{_MINE}\b.{{0,15}}\b(?:mee ?nemen|mee te nemen)\b|\b(?:mag|kan|wil|neemt?) (?:ik )?{_MINE}\b.{{0,25}}\b(?:mee|ook)\b"
)
_WITH_OTHERS = re.compile(
    rf"\b(?:ik|k|mij|me)\b(?![^.,;!?]*\b(?:wij|we|ons)\b)[^.,;!?]{{0,60}}\b(?:met|neem) (?:nog |ook )?(?P<n>{_N}) "
    r"(?:(?:van )?(?:mijn|m'n|mn|onze|de|andere|nieuwe) )?"
    r"(?:collega'?s|vrienden|vriendinnen|buren|buurvrouwen|kinderen|bewoners|clienten|vrijwilligers|bezoekers|huisgenoten"
    r"|buurvrouw|buurman|collega|vriendin|dochters|zonen|zussen|broers|anderen|kennissen|maatjes)\b(?! (?:op ?geven"
    r"|aan ?melden|in ?schrijven))"
)
_ME_AND_MORE = re.compile(rf"\b(?:ik|ikzelf|mij|mezelf) (?:en|plus|\+) (?:nog |ook |mijn |onze |de )*(?P<n>{_N})(?= [a-z]{{3}})")
_ME_AND_MINE = re.compile(rf"\b(?:ikke?|ikzelf|mij|me|i) (?:en|and|plus|\+|&) {_MINE}\b")
_EITHER = re.compile(rf"\bzowel (?:mij|ik|mezelf) als {_MINE}")
_PLURAL_AND_ME = re.compile(rf"\b(?!een )(?P<n>{_N}) [\w' -]{{2,30}}? (?:en|plus) (?:ikzelf|mezelf|ik|mijzelf)\b")
_SAMEN = re.compile(
    r"\bsamen met (?:[a-z]+)\b|\b[a-z]+ en (?:mij|ikzelf|mezelf)\b|\b[a-z]+ en ik (?=willen|komen|gaan"
    r"|kunnen|zijn|doen|melden|zouden|ook\b)|\b(?<!ik )[a-z]+ en ik(?= ?(?:$|[.,!]))|\b(?:mij|ik"
    r"|ikzelf) en [a-z]+\b(?= (?:voor|naar|op|in|willen|komen|gaan|bij|erbij|aan))"
)
_ONLY_THEM = re.compile(
    r"\b(?:haar|hem|die)\b(?: er)?(?: \w+){0,2}? (?:op ?geven|inschrijven|aan ?melden|af ?melden"
    r"|uitschrijven|erbij|bij|aan|af|eraf|op|in|op de lijst|noteren)\b"
)
_ONE_MORE = re.compile(
    r"\b(?:ik|wij|we|kom|ga)\b.{0,40}\b(?:met|neem) (?:een(?! paar| aantal| groep| stel)|mijn|m'n"
    r"|mn)(?: \w+)? (?:\w+in|\w+)\b(?= (?:naar|mee|komen|voor))"
)
_MANY = re.compile(
    r"\b(?:ons|onze|het|mijn|heel|hele|een) (?:hele |gehele |complete |eigen )?(?:team|wijkteam|buurtteam"
    r"|ploeg|groep(?! (?:in|van))|vrijwilligersploeg|bardienst|portiek|bestuur|club|klas|afdeling"
    r"|bewonerscommissie|gezin|familie)\b"
    r"|\b(?:mijn|onze|de|alle|wat|een paar|enkele|meerdere|een aantal) (?:nieuwe "
    r"|andere )?(?:vrijwilligers|collega's|collegas|medewerkers|bewoners|stagiaires|bezoekers|deelnemers"
    r"|clienten|mensen|buren|huismeesters|wijkbeheerders|teamleden|vriendinnen|boa's|agenten)\b"
    rf"|\b(?:een paar|enkele|meerdere|wat|een aantal|verschillende) {MANY_ROLES}\b"
    r"|\b(?:wij|we|ons)\b"
)
_NO_MANY = re.compile(
    r"\b(?:collega|docent) van ons|\b(?:bij|van|door|voor|uit|in) (?:ons|onze|een|het|mijn|m'n)\b|\bmet (?:ons"
    r"|onze) team(?:leider)?\b|\bhebben we\b|\bwe hebben\b|\bkunnen we (?:daar|er)\b"
)
_US = re.compile(r"\b(?:ons|allebei|samen|en ik|ik en|wij|we|en mij)\b")
_NOT_SEATS = re.compile(
    r"\b(?:alle|beide|de) (?:drie|twee|3|2) (?:de )?(?:dagdelen|keren|data|dagen|ochtenden|middagen|avonden|lessen"
    r"|[a-z]+dagen|bijeenkomsten|q&a"
    rf"|trainingen)\b|\b(?:{ORDINALS}) (?:persoon|deelnemer)\b"
)
_FEWER = re.compile(rf"\b{_N} (?:man |persoon |plek |plekken |personen )?(?:minder|meer|extra)\b")
_IN_BRACKETS = re.compile(r"\((?:met |we zijn met |totaal )?(?P<n>\d{1,2})\)")
_GROUP_OF = re.compile(r"\b(?:met|voor) (?:z'n|zn|zijn|ons|s'n) (?P<n>\d{1,2})(?:en|tjes|n)?\b")
_ALL_THREE = re.compile(rf"\b(?:alle|allebei de) (?:{_N})\b")
_ONE_MORE_HEAD = rf"(?:(?:mijne?|m'n|mn|me|men|een|onze) (?:\w+ )?)?{_HALVES}"
_SOME_MORE = r"(?:\d{1,2}|twee|drie|vier|vijf|zes) [a-z']{4,}"
_SOMEBODY = rf"(?:{_ONE_MORE_HEAD}|{_SOME_MORE})"
_IN_A_LIST = re.compile(rf"\b(?:ik(?:zelf)?,? (?:en|met)|samen met|met) (?P<list>{_SOMEBODY}(?:(?:,| en|, en) {_SOMEBODY})+)")
_EACH = re.compile(rf"{_ONE_MORE_HEAD}|(?P<n>\d{{1,2}}|twee|drie|vier|vijf|zes) [a-z']{{4,}}")
_HUNDRED = 999


def count_people(plain: str, *, seats: bool, listed: int, beside_me: int = 0) -> int | None:
    """Return how many people take part; `seats` for signing up and cancelling, where one is the rule.

    `listed` is the number of names in a row ("Rob, Sylvia, Mo"), `beside_me` of those in
    "Rob, Sylvia en ik". None when it is more than one but nobody says how many.
    """
    plain = _FEWER.sub(" ", _NOT_SEATS.sub(" ", plain))
    if not seats:
        return _new_number(plain)
    exact = _added_up(plain) or _plus_me(plain) or _exact(plain)
    if exact is not None:
        return exact
    if beside_me:
        return 1 + beside_me
    if listed > 1:
        return listed
    if _ONLY_THEM.search(plain) and not _US.search(plain):
        return 1
    if any(pattern.search(plain) for pattern in (_AND_ME, _ME_AND_MINE, _SAMEN, _ONE_MORE)):
        return 2
    many = _NO_MANY.sub(" ", plain)
    return None if _MANY.search(many) else 1


def _new_number(plain: str) -> int | None:
    """The new number when something changes, or the number that is named in a question."""
    match = _INSTEAD.search(plain)
    if match:
        return _value(next(word for word in match.groups() if word))
    return _exact(_ALL_THREE.sub(" ", plain), single=False)


def _added_up(plain: str) -> int | None:
    """ "Met mijn moeder, mijn tante en twee buren": everybody in the list, and the sender."""
    match = _IN_A_LIST.search(plain)
    if not match:
        return None
    return 1 + sum((_value(part["n"]) or 1) if part["n"] else 1 for part in _EACH.finditer(match["list"]))


def _plus_me(plain: str) -> int | None:
    match = _PLURAL_AND_ME.search(plain) or _ME_AND_MORE.search(plain) or _WITH_OTHERS.search(plain)
    value = _value(match["n"]) if match else None
    return value + 1 if value else None


def _exact(plain: str, *, single: bool = True) -> int | None:
    for pattern in (_IN_ALL, _GROUP_OF, _IN_BRACKETS, _COUNTED, _SO_MANY, _ALL_OF_US):
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            value = _value(next((groups[name] for name in ("n", "small", "times", "all") if groups.get(name)), ""))
            if pattern is _IN_ALL and groups["n"] == "een":
                continue  # "met een vriendin"
            if value and value < _HUNDRED and (single or value > 1 or pattern is _COUNTED):
                return value
    return 2 if _BOTH.search(plain) or _EITHER.search(plain) else None


def _value(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return _TOGETHER.get(word) or NUMBER.get(word)
