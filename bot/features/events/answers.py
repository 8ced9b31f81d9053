"""Reads what somebody types in a form: a name, a detail, a number, yes or no; says kindly what is wrong with it."""

import re

from bot.features.events.models import Step, Why
from bot.understanding.meaning import Answer, Intent, Understanding
from bot.understanding.signup.calendar_words import NUMBER
from bot.understanding.signup.counts import count_people
from bot.understanding.signup.words import folded

LONGEST_NAME = 60
LONGEST_DETAIL = 80
MOST_NAME_WORDS = 7
_PHONE_DIGITS = 6

_STOP = re.compile(
    r"^(?:stop(?:pen)?(?: maar)?|ik wil stoppen|laat (?:het )?maar(?: zitten)?|nee,? laat maar|annule?er(?:en)?|cancel"
    r"|hou(?:d)? (?:maar )?op|toch (?:maar )?niet|ik wil (?:me )?toch niet(?: aanmelden)?|vergeet het(?: maar)?"
    r"|afbreken|ophouden)[ .!]*$"
)
_BACK = re.compile(r"^(?:terug|ga terug|vorige(?: vraag)?|een stap(?:je)? terug|stap terug|naar de vorige vraag)[ .!]*$")
_SKIP = re.compile(
    r"^(?:sla (?:maar )?over|overslaan|volgende|geen|geen idee|weet ik niet|weet niet|n\.?v\.?t\.?|niet van toepassing"
    r"|niks|niets|nee|-+|liever niet|zeg ik liever niet|heb ik niet|heb geen|nergens|gaat je niks aan|\?)[ .!]*$"
)
_YES = re.compile(
    r"^(?:ja+|j|jep|jazeker|zeker|yes|klopt|ja,? (?:dat )?klopt.*|dat klopt|ok(?:e|ay)?|prima|(?:is )?goed|dat is goed"
    r"|akkoord|graag|ja,? (?:graag|hoor|prima|goed|oke?|dat is goed|doe maar|is goed|akkoord)|doe maar|helemaal goed|top)[ .!]*$"
)
_NO = re.compile(r"^(?:nee+|n|nope|no|niet|(?:nee,? )?(?:dat )?klopt niet|nee,? .*|liever niet|niet akkoord)[ .!]*$")
_QUESTION = re.compile(
    r"\?|^(?:hoe|wat|waar|wanneer|wie|waarom|waarvoor|welke?|hoeveel|is er|zijn er|is het|is dat|kan ik|kan je|kun je|mag ik"
    r"|moet ik|wordt er|krijg ik|heb je|heeft|vertel|leg uit)\b"
)
_INTRODUCED = re.compile(
    r"^(?:(?:hallo|hoi|dag|ja|eh|nou),? )*(?:mijn (?:voor)?naam is|m'n naam is|(?:zijn|haar|de) naam is|naam:?|ik heet"
    r"|(?:zij|ze|hij) heet|ik ben|dit is|met)(?: de)? (?P<name>.+)$"
)
_LEAD_IN = {
    Step.ROLE: re.compile(r"^(?:ik ben|ik werk als|ik doe|als|mijn rol is|rol:?)(?: een| de)? (?P<rest>.+)$"),
    Step.ORGANISATION: re.compile(
        r"^(?:ik werk (?:bij|voor|in)|ik ben van|(?:mijn|de) organisatie is|organisatie:?|bij|van|voor)"
        r"(?: het| de)? (?P<rest>.+)$"
    ),
    Step.NEIGHBOURHOOD: re.compile(
        r"^(?:ik (?:woon|werk) in|ik kom uit|(?:mijn|de) wijk is|wijk:?|in|uit|buurt:?)(?: de| het)? (?P<rest>.+)$"
    ),
}
_NAMED = {
    "naam": Step.NAME, "rol": Step.ROLE, "functie": Step.ROLE, "organisatie": Step.ORGANISATION, "wijk": Step.NEIGHBOURHOOD,
    "buurt": Step.NEIGHBOURHOOD, "aantal": Step.SEATS,
}  # fmt: skip
_CORRECTION = re.compile(
    rf"^(?:nee,? )?(?:mijn |de |het |m'n )?(?P<what>{'|'.join(_NAMED)})(?: personen)? ?(?:is|moet zijn|wordt|:) ?(?P<value>.+)$"
)
_PLACES = {"eerste": 0, "tweede": 1, "derde": 2, "vierde": 3, "vijfde": 4, "zesde": 5}
_TIME = r"(?:keer|dagdeel|les|bijeenkomst|dag|sessie|ochtend|middag|avond)\b"
_OTHERS = (
    r"(?:collega|vriend|vriendin|man|vrouw|partner|buurvrouw|buurman|moeder|vader|zus|broer|dochter|zoon|stagiaire?|maatje|nicht|neef"
    r"|kennis|vrijwilligster|vrijwilliger|client|bezoeker|kleindochter|kleinzoon|schoonzus)"
)
_ANOTHER = re.compile(
    rf"\b(?:mijne?|m'n|mn|me|een|onze) (?:\w+ )?{_OTHERS}\b.*\b(?:wilt?|zou|komt|gaat|aan ?melden|op ?geven|in ?schrijven)\b"
    rf"|\b(?:meld|schrijf|geef|zet)\b.*\b(?:mijne?|m'n|mn|me|onze) (?:\w+ )?{_OTHERS}\b"
    rf"|\b(?:aan ?melden|op ?geven|in ?schrijven)\b.*\b(?:mijne?|m'n|mn|me|onze) (?:\w+ )?{_OTHERS}\b"
)
_ALONG = re.compile(
    r"\b(?:samen|met mij|met me|en ik|ik en|ons allebei|wij|met z'n|ook mee|meenemen|neem)\b|\b(?:ik|mij) (?:en|met|\+) "
)
_LINK = re.compile(r"@|https?:|www\.")
_SIGNS = re.compile(r"[<>{}\[\]|\\/=#*_~^$%]")
_WORD = re.compile(r"[a-zA-Z]+")
_NUMBER = re.compile(r"(?<![\d,.])(-? ?\d{1,6})(?![\d])")
_TALK = frozenset(
    {"bedankt", "dank", "dankje", "hallo", "hoi", "help", "dag", "ok", "oke", "ja", "nee", "goedemorgen", "goedemiddag"}
)
_FEW, _MANY = 4, 7


def is_stop(words: str) -> bool:
    """Say whether somebody wants to stop."""
    return bool(_STOP.match(folded(words.strip())))


def is_back(words: str) -> bool:
    """Say whether somebody wants to go one question back."""
    return bool(_BACK.match(folded(words.strip())))


def is_skip(words: str) -> bool:
    """Say whether somebody has no answer, or would rather not give it."""
    return bool(_SKIP.match(folded(words.strip())))


def is_yes(words: str) -> bool:
    """Say whether this is a yes and nothing else."""
    return bool(_YES.match(folded(words.strip())))


def is_no(words: str) -> bool:
    """Say whether this is a no."""
    return bool(_NO.match(folded(words.strip())))


def is_question(words: str) -> bool:
    """Say whether this asks something, rather than answers."""
    return bool(_QUESTION.search(folded(words.strip())))


def is_in_between(words: str, understood: Understanding) -> bool:
    """Say whether this is something else than an answer in a form: a question, or a story about somebody."""
    if is_question(words):
        return True
    length = len(words.split())
    if understood.intent is Intent.COACH:
        return length >= _FEW
    if understood.intent is Intent.CANCEL:
        return length >= _FEW and not is_stop(words)
    return understood.intent is Intent.COACHING and understood.answer in (Answer.TIPS, Answer.CHOOSE) and length >= _MANY


def read_name(words: str) -> str | Why:
    """Return the name in an answer, or what is wrong with it."""
    name = _tidy(words)
    introduced = _INTRODUCED.match(folded(name))
    if introduced:
        name = name[introduced.start("name") :]
        # "Fatima van buurtteam Oost": the rest is read elsewhere.
        name = re.split(r",| en ik |\s(?:van|bij)\s(?:het|de|buurt|wijk|thuis|stichting|vereniging)", name)[0].strip(" .!")
    wrong = _what_is_wrong(name, LONGEST_NAME)
    if wrong is not None:
        return wrong
    if any(sign.isdigit() for sign in name):
        return Why.DIGITS
    if len(name.split()) > MOST_NAME_WORDS:
        return Why.TOO_LONG
    return Why.NO_NAME if folded(name).strip(" .!") in _TALK or is_skip(name) else name


def is_name(words: str | None) -> bool:
    """Say whether what was read from a sentence can be a name."""
    return words is not None and not isinstance(read_name(words), Why)


def read_detail(words: str, step: Step) -> str | Why:
    """Return a role, organisation or neighbourhood, or what is wrong with it."""
    detail = _tidy(words)
    found = _LEAD_IN[step].match(folded(detail))
    if found:
        detail = detail[found.start("rest") :]
    return _what_is_wrong(detail, LONGEST_DETAIL) or detail.strip(" .!")


def read_count(words: str, most: int) -> int | Why:
    """Return with how many people somebody comes, or what is wrong with the number."""
    plain = folded(words)
    found = _NUMBER.search(plain)
    number = int(found[1].replace(" ", "")) if found else None
    if number is None:
        number = next((NUMBER[word] for word in _WORD.findall(plain) if word in NUMBER), None)
    if number is None and re.search(r"\b(?:alleen ik|ik alleen|alleen|ikzelf)\b", plain):
        number = 1
    if number is None:
        read = count_people(plain, seats=True, listed=0)
        number = read if read is not None and read > 1 else None
    if number is None:
        return Why.NO_NUMBER
    if number < 1:
        return Why.TOO_FEW
    return Why.TOO_MANY if number > most else number


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" .,;:!")


def _what_is_wrong(text: str, longest: int) -> Why | None:
    if len(text) > longest:
        return Why.TOO_LONG
    if _LINK.search(text):
        return Why.ADDRESS
    if sum(sign.isdigit() for sign in text) >= _PHONE_DIGITS:
        return Why.PHONE
    if _SIGNS.search(text):
        return Why.SIGNS
    return None if any(sign.isalpha() for sign in text) else Why.NO_LETTERS


def read_place(words: str) -> int | None:
    """Return which of a row is meant, counted from 0, -1 for the last: "de tweede", "2"."""
    plain = folded(words.strip()).strip(" .!")
    if re.fullmatch(r"(?:doe )?(?:maar )?(?:de )?laatste", plain):
        return -1
    found = re.fullmatch(
        r"(?:(?:doe|ik neem|ik kies|graag|nummer|nr\.?|optie) )*(?:maar )?(?:de )?(?P<n>\d|[a-z]+)(?:e|ste)?(?: graag)?", plain
    )
    if found is None:
        return None
    word = found["n"]
    if word.isdigit():
        return int(word) - 1 if int(word) else None
    return _PLACES.get(word)


def read_parts(words: str, most: int) -> set[int]:
    """Return the numbers of the dagdelen that are missed: "ik kan de tweede keer niet", "ik kom alleen de eerste keer"."""
    plain = folded(words)
    named = {place + 1 for word, place in _PLACES.items() if re.search(rf"\b{word} {_TIME}", plain)}
    named |= {int(number) for number in re.findall(rf"\b(\d)e {_TIME}", plain)}
    if re.search(rf"\blaatste {_TIME}", plain):
        named.add(most)
    named &= set(range(1, most + 1))
    return set(range(1, most + 1)) - named if named and re.search(r"\balleen\b(?!.*\bniet\b)", plain) else named


def read_correction(words: str) -> tuple[Step, str] | None:
    """Return what somebody corrects in words, and to what: "mijn naam is Fatima", "organisatie: Dock"."""
    found = _CORRECTION.match(folded(words.strip()))
    if found is None:
        return None
    return _NAMED[found["what"]], words.strip()[found.start("value") : found.end("value")]


def is_for_another(words: str) -> bool:
    """Say whether somebody signs up another person and does not come along: "mijn collega Fatima wil komen"."""
    plain = folded(words)
    return bool(_ANOTHER.search(plain)) and not _ALONG.search(plain)
