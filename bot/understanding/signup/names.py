"""Whose name a message gives: the sender's, or that of the one who is signed up or cancelled by somebody else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.personal_data.found import Found, Kind
from bot.understanding.personal_data.word_rows import word_set
from bot.understanding.signup.kind_words import names_a_meeting
from bot.understanding.signup.organisation_words import BODIES, HOUSES, TEAMS
from bot.understanding.signup.role_words import KNOWN
from bot.understanding.signup.words import Message

_W = r"[A-ZÀ-Þ][\w'’-]*"
_TAIL = rf"(?: (?:(?:van|de|der|den|het|ten|ter|el|al|la|von|da|dos|bin|ben|'t|v\.d\.)(?: (?:de|der|den|het|'t))? )?{_W})*"
_INITIALS = r"(?:(?:[A-Z]\.\s?)+(?:(?:van|de|der|den|el|ten|ter) )*)?"
_OWN = re.compile(
    rf"(?i:\b(?:(?:achter|voor)naam [\w ,]{{2,45}}?(?:het|dat) is|mijn naam is|mijn naam:?|mij naam is|me naam is"
    rf"|naam is|naam:|naam|naam [\w ]{{2,30}}? is"
    rf"|naam [^.]{{0,30}}het is|ik heet|heet|dit is|u spreekt met|ik ben|wie: ?)) ?(?:(?i:mevrouw|meneer"
    rf"|mw\.?|dhr\.?) )?(?P<name>{_INITIALS}{_W}{_TAIL})"
)
_LOWER_OWN = re.compile(
    r"\b(?:mijn naam is|mijn naam|mij naam is|me naam is|ik heet|naam:"
    r"|naam) (?P<name>[a-z][a-z'-]{1,20}(?: (?:van |de |der |den |el )*[a-z'-]{2,20})?)(?= ?(?:$|[.,;!\n]"
    r"| ik\b| en\b| wil\b))"
)
_SIGNED = re.compile(
    r"(?i:\b(?:groet(?:jes|en)?|gr|mvg|vr\.? ?gr|hoogachtend|liefs|xx?|m\.v\.g\.|met dank|alvast bedankt"
    rf"|bedankt|dank)\b)[\s,.!]*(?:(?i:van|mw\.?|dhr\.?|mevrouw|meneer) )*(?P<name>{_INITIALS}{_W}{_TAIL})"
)
_FILLER = r"(?i:(?:eh+|ja|nou|he|hoi|hallo|dag|hey|beste|allemaal|samen|goe(?:de|ie)n? ?(?:morgen|middag|avond|dag)),? )*"
_OPENING = re.compile(
    rf"(?:^{_FILLER}|[.!?\n] ?)(?i:met|hallo,? met|hoi,? met|dag,? met|hallo,? hier|hier|hoi,? hier|hoi"
    rf"|) ?(?P<name>{_W}{_TAIL})(?= (?i:hier)\b|:)|^{_FILLER}(?i:(?:u spreekt )?met|hier|dit is) (?P<met>{_W}{_TAIL})"
)
_CLOSING = re.compile(rf"(?:[.!?,\n:;-]|\s-)\s*(?P<name>{_INITIALS}{_W}{_TAIL})\s*(?:\(|[.!,]?\s*$|,)")
_OTHER = re.compile(
    r"(?:\b(?:meld|melden|schrijf|schrijven|zet|zetten|geef|geven|noteer|haal|streep|schrap|inschrijving"
    r"|aanmelding|afmelding|inschrijven|aanmelden|opgeven|voor|collega|zoon|dochter|moeder|vader|man|vrouw"
    r"|broer|zus|vriend|vriendin|buurvrouw|buurman|stagiair|stagiaire|maatje|vrijwilliger|client|bezoeker"
    r"|bewoner|oma|opa|mevrouw|meneer|mw|dhr|op|deelnemers?|naam|agent|hierbij)\b[.: ]*(?:\w+ ){0,1})$"
)
_ALONG = re.compile(
    r"\b(?:samen met|met (?:mijn |m'n |mn )?(?:\w+ )?|ik en|ik,|en ik|mij en|en|plus|dat|als"
    r"|zelfde training als|collega|vriendin|vriend|man|vrouw|zus|broer) $"
)
_TOGETHER = re.compile(r"\b(?:samen met|ik en|wij|we|ons|ook|en mij|en ik|allebei|mij en|ikzelf|en mezelf)\b")
_ACTS = re.compile(r"^ (?:kan|komt|wil|gaat|is|heeft|doet|moet|ziet|meldt|zou|lukt)\b")
_CLOSED = re.compile(r"\s*(?:$|[,.;:!(\n])| [A-ZÀ-Þ]| (?i:van|bij|uit|en)\b")
_NEAR = 5
_THREE = 3
_TOLD_ME = re.compile(
    r"\b(?:op advies van|advies van|via|dankzij|tip van|gehoord van|hoorde van|gesproken met|gevraagd door"
    r"|gestuurd door|excuus aan"
    r"|bedankt? aan) (?:(?:mijn|m'n|mn|onze|de) )?(?:\w+ )?$"
)
_TOLD = re.compile(
    r"^ (?:zei|zegt|vertelde|raadde|tipte|wees|stuurde (?:me|mij|ons)|gaf (?:me|mij|ons)|attendeerde|noemde|begreep"
    r"|hoorde|had gezegd"
    r"|gesproken|gehoord)\b"
)
_HOUSE_BEFORE = re.compile(r"\b(?:bij|namens|vanuit) (?:(?:de|het|een) )?$")
_ACRONYM = re.compile(r"[A-Z]{3}")
_ME_BEFORE = re.compile(r"\b(?:ik|mij|me|mezelf|ikzelf) (?:en|\+|plus) (?:(?:mijn|m'n|mn) )?(?:\w+ )?$")
_ME_BEHIND = re.compile(r"^ (?:en|\+|plus) (?:ook )?(?:ik|mij|ikzelf|mezelf|mijzelf)\b")
_MORE = re.compile(r"^(?:, | en | & |,| \+ )$")


_IN_MY_PLACE = re.compile(
    r"^ (?:maar |dan |toch |nu |er )*(?:in (?:mijn|m'n|mn|onze) plaats"
    r"|(?:op )?(?:mijn|m'n|mn|onze) (?:plek|plaats|stoel)"
    r"|(?:komt|gaat|wil) (?:er )?(?:ook|nu ook|mee|in (?:mijn|m'n|mn) plaats)|neemt)\b"
)
_COMES_INSTEAD = re.compile(
    r"\b(?:in plaats van|ipv) (?:mij|[a-z]+) (?:komt|gaat|wil) (?:nu |dan |er )?(?:mijn \w+ )?$"
    r"|\b(?:ik|wij|we) (?:stuur|sturen) (?:mijn \w+ )?$|\bzet er (?:maar )?$"
)
_NAME_RIGHT = re.compile(
    rf"(?i:\b(?:achter|voor)?naam (?:is|goed|moet zijn|wordt)(?: nu)?:? )(?P<name>{_W}{_TAIL})"
    r"(?= (?i:niet|en niet|ipv|en geen)\b| ?[.!]?$)"
)


_NO_NAMES = word_set(
    "ingevuld opgegeven gegeven doorgegeven ingeschreven aangemeld genoemd gespeld "
    "is op staat van door geven verkeerd in en eraf weg weghalen doorgeven schrijven opschrijven noteren kwijt "
    "vergeten fout niet veranderen aanpassen uit af voor naar moet mag kan ook er goed anders nu nog die de het"
)
_BESIDE = re.compile(r"\b(?:met|als|tegelijk|dezelfde|zelfde)(?: mijn \w+)? $")
_HAS = re.compile(r"^ (?:heeft|had|is|doet|gaat|komt) (?:zich |ook |al |zich al )+(?:opgegeven|ingeschreven|aangemeld|mee)?")
_FROM = re.compile(rf" van (?:de |het |een )?(?={BODIES}|{HOUSES}|{TEAMS})", re.IGNORECASE)


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Names:
    """The name to put on the list, how many names stand in a row with it, and how many are named beside "ik" or "mij"."""

    name: str | None
    listed: int = 0
    beside_me: int = 0


def find_name(message: Message, found: Sequence[Found], trainers: Sequence[tuple[int, int]], *, seats: bool) -> Names:
    """Return the name; `found` are the names in the message, `trainers` the places of those who give an event."""
    people = _people(message, found, trainers)
    own = _own(message, people, trainers)
    names = _choose(message, people, own, seats=seats)
    if not seats and names.name is None:
        names = _corrected(message, people)
    others = [span for span in people if span not in own] if seats else []
    beside = next((_row_around(people, span, message) for span in others if _is_named_with_me(message, span)), 0)
    return replace(names, beside_me=beside)


def _corrected(message: Message, people: Sequence[Span]) -> Names:
    """Return the name that a change brings: of who comes instead, or as it should have been written."""
    right = _NAME_RIGHT.search(message.text)
    if right:
        return Names(_text(message, right.span("name")))
    for start, end in people:
        if _IN_MY_PLACE.match(message.plain[end:]) or _COMES_INSTEAD.search(message.plain[:start]):
            return Names(_text(message, (start, end)))
    return Names(None)


def _choose(message: Message, people: Sequence[Span], own: Sequence[Span], *, seats: bool) -> Names:
    others = [span for span in people if span not in own and not _has_told(message, span)]
    meant = [span for span in others if _is_signed_up(message, span) and not _is_beside(message, span)] if seats else []
    if own and not (meant and _only_others(message)):
        row = _row(people, own[0], message)
        # "Groet, Ellen Dijkman, Combiwel": what stands behind one comma is rather where somebody is from.
        return Names(_text(message, own[0]), row if row >= _THREE or not _ends_in_comma(message, own[0]) else 1)
    if meant:
        return (
            Names(None) if _comes_along(message, meant[0]) else Names(_text(message, meant[0]), _row(people, meant[0], message))
        )
    lower = _LOWER_OWN.search(message.plain)
    if lower and not KNOWN.match(lower["name"]) and lower["name"].split()[0] not in _NO_NAMES:
        return Names(_text(message, lower.span("name")))
    alone = [span for span in others if not _comes_along(message, span) and not _is_beside(message, span)] if seats else []
    return Names(_text(message, alone[0]), _row(people, alone[0], message)) if alone else Names(None)


def _people(message: Message, found: Sequence[Found], trainers: Sequence[Span]) -> list[Span]:
    spans = []
    for one in found:
        start = (
            one.start + 4
            if one.value.startswith(("ben ", "Ben "))
            and message.plain[max(0, one.start - 3) : one.start] in {"ik ", "k ", ", "} | {""}
            else one.start
        )
        if (
            one.kind is Kind.NAME
            and not _is_house(message, one)
            and one.end <= len(message.text)
            and not any(start < past and one.end > first for first, past in trainers)
        ):
            spans.append((start, one.end))
    return spans


def _is_house(message: Message, one: Found) -> bool:
    """Say whether this is rather an organisation: "bij De Coenen", "namens Eigen Haard", "HVO-Querido"."""
    shouted = message.text.upper() == message.text
    return bool(_HOUSE_BEFORE.search(message.plain[: one.start]) or (_ACRONYM.search(one.value) and not shouted))


def _has_told(message: Message, span: Span) -> bool:
    """ "Sonja zei dat ik me hier kon opgeven", "op advies van Birgit": who pointed the way does not come."""
    return bool(_TOLD_ME.search(message.plain[: span[0]]) or _TOLD.search(message.plain[span[1] :]))


def _is_named_with_me(message: Message, span: Span) -> bool:
    return bool(_ME_BEFORE.search(message.plain[: span[0]]) or _ME_BEHIND.search(message.plain[span[1] :]))


def _ends_in_comma(message: Message, span: Span) -> bool:
    return message.plain[span[1] : span[1] + 1] == ","


def _own(message: Message, people: Sequence[Span], trainers: Sequence[Span]) -> list[Span]:
    """Return the places where the sender says who it is."""
    spans: list[Span] = []
    for pattern in (_OWN, _SIGNED, _OPENING, _CLOSING):
        for match in pattern.finditer(message.text):
            group = "name" if match["name"] else "met"
            span = _matching(match.span(group), people)
            sure = (pattern is not _CLOSING and pattern is not _OPENING) or group == "met"
            closed = pattern is not _SIGNED or _CLOSED.match(message.text, match.end(group))
            if span is None and sure and closed and _may_be_name(message, match.span(group), trainers):
                span = match.span(group)
            if span and span not in spans and (pattern is not _CLOSING or _closes(message, span, people)):
                spans.append(span)
    return spans


def _matching(span: Span, people: Sequence[Span]) -> Span | None:
    return next((person for person in people if person[0] < span[1] and person[1] > span[0]), None)


def _may_be_name(message: Message, span: Span, trainers: Sequence[Span]) -> bool:
    plain = message.plain[slice(*span)]
    if (
        names_a_meeting(plain)
        or KNOWN.match(plain.split()[0])
        or any(span[0] < past and span[1] > first for first, past in trainers)
    ):
        return False
    return plain.split()[0] not in {
        "ik",
        "wij",
        "de",
        "het",
        "van",
        "en",
        "in",
        "bij",
        "op",
        "stichting",
        "team",
        "met",
        "is",
        "graag",
        "kan",
        "vanuit",
        "namens",
    }


def _closes(message: Message, span: Span, people: Sequence[Span]) -> bool:
    """A name at the end, or in a list behind a colon, is the sender's when it is the only one there."""
    before = message.plain[: span[0]].rstrip()
    return not before.endswith(":") and not any(person[1] <= span[0] and span[0] - person[1] <= _NEAR for person in people)


def _is_signed_up(message: Message, span: Span) -> bool:
    before, behind = message.plain[: span[0]], message.plain[span[1] :]
    return bool(_OTHER.search(before) or _ACTS.match(behind) or before.rstrip().endswith(":"))


def _only_others(message: Message) -> bool:
    return not _TOGETHER.search(message.plain)


def _comes_along(message: Message, span: Span) -> bool:
    """Return whether this one comes along with the sender, who gives no name."""
    before, behind = message.plain[: span[0]], message.plain[span[1] :]
    if re.match(r"(?:, [a-z'-]+)* en (?:mij|ik|ikzelf|mezelf|mijzelf)\b", behind) or re.search(
        r"\b(?:ik|mij|mezelf|ikzelf) en (?:\w+ ){0,2}$|\bsamen met (?:\w+ ){0,2}$", before
    ):
        return True
    return (
        bool(_ALONG.search(before))
        and bool(re.search(r"\b(?:ik|wij|we|ons)\b", message.plain))
        and bool(_TOGETHER.search(message.plain))
    )


def _is_beside(message: Message, span: Span) -> bool:
    """ "Dezelfde datum als mijn collega Bas": a name that nobody signs up."""
    before, behind = message.plain[: span[0]], message.plain[span[1] :]
    return bool(_BESIDE.search(before)) or bool(_HAS.search(behind) and re.search(r"\bik\b", behind))


def _row(people: Sequence[Span], first: Span, message: Message) -> int:
    count, end = 1, first[1]
    for start, past in people:
        if start >= end and _MORE.match(message.plain[end:start]):
            count, end = count + 1, past
    return count


def _row_around(people: Sequence[Span], span: Span, message: Message) -> int:
    """Count the names in a row with `span`, before it too: "Fien, Gerard en ik"."""
    first = span
    for person in reversed(people):
        if person[1] <= first[0] and _MORE.match(message.plain[person[1] : first[0]]):
            first = person
    return _row(people, first, message)


def _text(message: Message, span: Span) -> str:
    return _FROM.split(message.text[slice(*span)])[0].strip(" .,;:!-")
