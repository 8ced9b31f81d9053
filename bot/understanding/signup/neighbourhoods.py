"""The neighbourhood where a participant lives or works; never where the bijeenkomst is."""

import re
from collections.abc import Sequence

from bot.understanding.personal_data.word_rows import word_set
from bot.understanding.signup.places import Place
from bot.understanding.signup.words import Message

_LABEL = re.compile(
    r"(?<!de )(?<!in )\b(?:wijk|buurt|stadsdeel|woonplaats|woonwijk"
    r"|werkgebied)\b ?[:=] ?(?P<place>[^,.;\n]{2,40})|(?<=[/,;|(] )(?:wijk|buurt"
    r"|stadsdeel) (?P<listed>[\w' -]{3,30}?)(?= ?(?:[/,;|)]|$))|\bwijk (?:aanpassen"
    r"|wijzigen)[^,.;\n]{0,30}in (?P<moved>[\w' -]{3,30})"
)
_LIVES_IN = re.compile(
    r"\b(?:(?:woon|wonen|woont|woonachtig|wonend|wonende)(?: (?:zelf|nu|al \w+|ook|hier))*(?: (?:in|te"
    r"|op))?|(?:kom|komen|komt|ben|afkomstig|bewoner|bewoonster|bewoners)(?: zelf)? (?:uit|van uit|vanuit)"
    r"|bewoner van|bewoonster van) (?P<article>de |het )?(?P<place>[a-z][\w'-]*)"
)
_WORKS_IN = re.compile(
    r"\b(?:werk|werkt|werken|werkzaam|actief|vrijwilliger|wijkagent|jongerenwerker|buurtwerker|gastvrouw"
    r"|gastheer)(?: (?!en |wil |graag |naar )[\w'&-]+){0,6} in (?P<article>de "
    r"|het )?(?P<place>[A-Z][\w'-]*)"
)
_LISTED = re.compile(r"(?:[,/] ?|\. )(?P<place>(?:[A-Z][\w'-]+ )?[A-Z]?[\w'-]*(?:[Bb]uurt|[Ww]ijk|[Kk]wartier))(?= ?[,.]?$)")
_NO_PLACE = word_set(
    "een mijn onze ons het de buurt wijk flat straat zorg ggz welzijn team hier daar samen alleen dezelfde jullie "
    "boven naast oktober februari januari maart begeleid zelfstandig amsterdams"
)
_NOT_YET = word_set("buurthuis bibliotheek huis school kerk inloophuis kliniek ziekenhuis")


def find_neighbourhood(message: Message, places: Sequence[Place]) -> str | None:
    """Return where the participant is from, literally."""
    label = _LABEL.search(message.plain)
    if label:
        start, end = next(label.span(name) for name in ("place", "listed", "moved") if label[name])
        return message.text[start:end].strip(" .,!")
    for place in places:
        if place.own:
            return message.text[place.start : place.end]
    for pattern, text in ((_LIVES_IN, message.plain), (_WORKS_IN, message.text), (_LISTED, message.text)):
        match = pattern.search(text)
        if match and match["place"].lower() not in _NO_PLACE | _NOT_YET:
            return _whole(message, match)
    return None


def _whole(message: Message, match: re.Match[str]) -> str:
    """Take the capitals that follow along: "Indische Buurt", "de Pijp"."""
    number = message.token_at(match.start("place"))
    start, end = match.span("place")
    while number + 1 < len(message.tokens) and message.tokens[number + 1].capital and message.tokens[number + 1].start == end + 1:
        number += 1
        end = message.tokens[number].end
    capital = message.text[start].isupper()
    if match.groupdict().get("article") and capital:
        start = match.start("article")
    return message.text[start:end]
