"""Recognises a message that leans on the answer before it: "nee, dat bedoel ik niet", "en als hij dan boos wordt?".

Only worth asking right after an answer, and only when the message does not clearly ask something new by itself. It is
tested with the examples in content/taal/vervolg.md.
"""

import re
from collections.abc import Sequence

from bot.understanding.matching.words import words_of

_LONGEST_CORRECTION = 22
_LONGEST_FOLLOW_UP = 16

_NOT = "(?:niet|nie|ni|niks|niets|geen)"
_YOU = "(?:je|jij|u|jullie|ge)"
_CORRECTIONS = (
    r"^(?:sorry |hm |o |oh |mor |eh )*(?:nee|nah|neen|neej)\b(?! (?:zeggen|zegt|durven|leren|heb|als))",
    rf"\bbedoel\w*\b.*\b(?:{_NOT}|iets anders|wat anders|ander|juist|maar|meer)\b",
    rf"\b{_NOT}\b.*\bbedoel\w*\b|\bik bedoel$|^ik bedoel|^(?:dat|da) bedoel",
    r"^(?:helaas |weer |bijna |eerder |je zit er )*(?:helemaal )?(?:verkeer[dt]e?|fout|onjuist|mis|naast|ernaast)\b",
    r"^(?:eerder )?(?:omgekeerd|andersom|tegenovergestelde)\b",
    r"\bverkeerd (?:begrepen|geinterpreteerd|uitgelegd|antwoord|onderwerp|gezegd)|\bhet verkeerd\b|\bje zit ernaast",
    r"\bjuist andersom",
    rf"\b(?:begrijpt?|snapt?|verstaat) (?:{_YOU} )?(?:me|mij|{_NOT}|het {_NOT})\b.*|\bmij verkeerd$",
    rf"\b(?:dat|dit) (?:is|was) (?:het|hem|t|ook|toch|nie) ?{_NOT}?\b.{{0,6}}$",
    rf"^(?:(?:ook|past|klopt|kopt|zo is het|nog steeds|helemaal|bijna maar|dat klopt|dat past|lijkt erop maar is het) )+{_NOT}\b",
    rf"^{_NOT} (?:die|dat|dit|goed|hij|zij|de eerste|van|helemaal wat)\b",
    rf"\b(?:ik vroeg|vroeg ik|wat ik vroeg|mijn vraag)\b.*\b(?:{_NOT}|anders|bij)\b|\b{_NOT} (?:wat ik|mijn vraag|met mijn)\b",
    rf"\b(?:ik schreef|ik zei|dat zei ik|dat heb ik|ik had het|ik heb het)\b.{{0,12}}\b(?:{_NOT}|verkeerd|bedoel\w*)\b",
    rf"\bgaat (?:het |hier |over |mijzelf )*{_NOT}\b|\bgaat (?:over|om) (?:iets|wat|een) ander",
    r"^(?:het|dit|dat) gaat (?:niet|nie)",
    r"\b(?:ander|andere|anders) (?:onderwerp|situatie|antwoord|soort gedrag|zeggen)\b",
    r"^(?:de |die |een )?andere?\b.{0,12}$|^da?t?s iets anders",
    r"^(?:geen van|niks van|niets van|allebei niet)|\bstaat er niet\b|\b(?:lees|gelezen)\b.*\b(?:vraag|eens|goed)\b|^let op",
    r"\bslaat nergens op|\bn?iks? mee te maken|\bermee te maken|\biets anders van\b|^dat maak jij",
    r"\bhier heb ik niks aan|\blangs elkaar heen",
    r"\bopnieuw uitleggen|^(?:opnieuw|probeer het)\b|\ber is (?:geen|niemand in) gevaar|\bgeen (?:noodgeval|ruzie)\b",
    r"^zo (?:erg )?is het niet",
    rf"^ik (?:wil|vraag) (?:me |mij )?(?:helemaal )?{_NOT} .{{0,12}}\b(?:aanmelden|afmelden|agenda|coach|training)\b",
    rf"^is {_NOT} mijn",
)
_FOLLOW_UPS = (
    r"^(?:(?:o|ja|ok|oke|goed|tuurlijk|klinkt goed|eh) )*(?:en|maar|maarja|of|dus)\b",
    r"^(?:wat|hoe|wanneer|wie|waar|waarom|hoezo) (?:dan|nu|daarna|eigenlijk|nog|bedoel je|bedoelt u|betekent dat)\b",
    r"^(?:heb (?:je|jij) |nog |geef )*(?:nog |wat )*(?:meer|iets anders|een andere?|verder)\b",
    r"^(?:vertel|ga) (?:meer|verder|door)\b",
    r"\b(?:al|net|gisteren) (?:geprobeer[dt]|gedaan|gezegd|gevraagd)\b|^(?:geprobeerd|gedaan)\b|\bhoe nu verder",
    r"\bnu verder$|\ben nu$",
    r"\b(?:laatste|eerste|tweede|derde|jouw|je|de|die|vervolg)[ ]?(?:tip|tips|advies|uitleg|stap|stap \d|voorbeeldzin)\b",
    r"\bvervolgstap\b",
    r"\b(?:alweer|nog eens|nog een keer|trouwens|korter|simpeler|makkelijker|toelichten|letterlijk)\b",
    r"\bwat (?:je|jij|u) (?:net )?(?:zei|zegt)\b",
    r"^(?:is|geldt|helpt|werkt|mag|moet|kan|maakt|hoe|welke|waarom|wanneer) .{0,14}\b(?:dat|dit|het|daar\w*|dan|later|eerst)\b",
)
_POINTS_BACK = frozenset({"dat", "dit", "dan", "daar", "daarna", "daarop", "daarmee", "daarover", "zoiets"})
_NEW_PERSON = re.compile(
    r"\b(?:een|mijn|mn|me|onze|iemand|deelne\w+|bezoek\w+|buur\w+|vrijwillig\w+|client\w*"
    r"|gast|gasten|meneer|mevrouw|man|vrouw|jongen|groep)\b"
)


def is_correction(text: str) -> bool:
    """Say whether somebody tells us that we understood them wrongly."""
    words = words_of(text)
    return 0 < len(words) <= _LONGEST_CORRECTION and _has_any(_CORRECTIONS, words)


def is_follow_up(text: str) -> bool:
    """Say whether somebody goes on about the situation we just spoke of: points back, and brings up nobody new."""
    words = words_of(text)
    if not 0 < len(words) <= _LONGEST_FOLLOW_UP or is_correction(text):
        return False
    return _has_any(_FOLLOW_UPS, words) or bool(_POINTS_BACK & set(words) and not _NEW_PERSON.search(" ".join(words)))


def _has_any(patterns: Sequence[str], words: Sequence[str]) -> bool:
    line = " ".join(words)
    return any(re.search(pattern, line) for pattern in patterns)
