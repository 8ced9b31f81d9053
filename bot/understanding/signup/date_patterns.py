"""The ways in which Dutch says a day, a week or a month, as patterns on a folded message."""

import re

from bot.understanding.signup.calendar_words import MONTHS, MONTHS_ALONE, NUMBERS, ORDINALS, SHORT_WEEKDAYS, WEEKDAYS
from bot.understanding.signup.clock_words import DAY_PARTS

DAY = rf"(?:\d{{1,2}} ?(?:e|ste|de)?|{ORDINALS}|{NUMBERS})"
_COUNT = rf"(?:\d{{1,2}}|{NUMBERS}|paar)"
_PART = "|".join(DAY_PARTS)
_PEOPLE = r"(?! ?(?:pers|mens|man\b|keer|plek|plaats|stoel|deeln|weken|dagen|uur|euro|jaar))"
_NO_DAY = (
    r"(?! ?(?:keer|dagdeel|deel|dag\b|bijeenkomst|les|persoon|training|verdieping|plek|week|ochtend|middag|avond|groep|q&a))"
)
_AFTER = r"(?:(?P<after>na|vanaf|sinds) )?"

NUMERIC = re.compile(
    rf"(?<![\d.,/-]){_AFTER}(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<year>\d{{2,4}}))?(?![\d/-]){_PEOPLE}"
)
DAY_MONTH = re.compile(
    rf"\b{_AFTER}(?P<week>week van )?(?P<days>{DAY}(?:(?: ?(?:,|en|of|&|\+"
    rf"|/) ?(?:de )?){DAY})*) ?(?:van )?(?P<month>{MONTHS})\b\.?(?: (?P<year>20\d\d))?"
)
NTH_WEEKDAY = re.compile(
    rf"\b(?P<nth>eerste|tweede|derde|vierde|laatste) (?P<weekday>{WEEKDAYS}) (?:van|in) (?P<month>{MONTHS})\b"
)
A_MONTH = re.compile(
    rf"\b{_AFTER}(?P<part>begin|eind|einde|half|medio|midden|rond)?(?: van)? ?\b(?P<month>{MONTHS_ALONE}"
    r"|(?<=in )jan)\b(?: (?P<year>20\d\d))?"
)
BARE_DAY = re.compile(rf"\b(?:(?:\d{{1,2}} ?(?:e|ste|de)\b(?!-))|(?<=de )(?:{ORDINALS}))\b{_NO_DAY}")
BARE_NUMBERS = re.compile(
    rf"\bde (?P<days>\d{{1,2}}(?:e|ste)?(?: ?(?:,|en|of) ?(?:de )?\d{{1,2}}(?:e"
    rf"|ste)?)*)\b(?! ?[a-z&]*(?:pers|mens|uur|plek|jaar)){_NO_DAY}"
)
TODAY = re.compile(r"\b(?P<word>vandaag|vanochtend|vanmorgen|vanmiddag|vanavond|vannacht|today|tonight|straks)\b")
TOMORROW = re.compile(
    r"(?<!goede )(?<!goeie )(?<!goeden )(?<!'s )\b(?P<word>eergisteren|gisteren|overmorgen|morgen|morge"
    rf"|tomorrow)(?P<part>{_PART})?\b"
)
IN_SOME = re.compile(rf"\bover (?P<count>{_COUNT}) (?P<unit>dag|dagen|week|weken|maand|maanden)\b")
A_WEEKDAY = re.compile(
    r"(?:\b(?P<which>volgende|komende|aanstaande|aankomende|aanst|eerstvolgende|deze|a\.?s\.?|afgelopen|vorige|elke|iedere|op) )?"
    rf"\b(?:(?P<weekday>{WEEKDAYS})(?P<many>en|s)?(?P<part>{_PART})?(?:en|s)?"
    rf"|(?P<short>{SHORT_WEEKDAYS})(?= \d|\.? ?\d))(?: (?P<then>a\.?s\.?))?(?![a-z])"
)
WEEK = re.compile(
    r"\b(?P<past>na )?(?P<which>deze|volgende|komende|aankomende|aanstaande|next) (?P<what>week|maand)\b|\b(?:het|dit"
    r"|komend|volgend|een)? ?(?P<weekend>weekend)\b"
)
_SEASONS = "voorjaar|najaar|zomer|herfst|winter|lente"
SEASON = re.compile(rf"\b(?:dit|deze|het|de|komend|komende|in het|in de|voor het) (?P<season>{_SEASONS})\b")

_NEEDED = (
    "dag", "day", "dach", "daag", "week", "weke", "maand",
    "jan", "feb", "maart", "maard", "mrt", "march", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec",
    "erste", "eede", "erde", "ijfde", "esde", "ende", "tste", "lfde", "igste",
    "vano", "vanm", "vana", "vann", "toni", "straks", "gister", "morge", "tomo", *_SEASONS.split("|"),
)  # fmt: skip
_DIGIT = re.compile(r"\d")


def may_say_when(plain: str) -> bool:
    """Say whether any pattern here may fit: each needs a number in digits, or a word with one of these pieces in it."""
    return any(piece in plain for piece in _NEEDED) or _DIGIT.search(plain) is not None
