"""Finds places in a message and tells where the bijeenkomst is from where the participant lives or works."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.signup.kind_words import names_a_meeting
from bot.understanding.signup.organisation_words import BODIES, HOUSES, TEAMS
from bot.understanding.signup.place_words import NO_PLACES, PLACES
from bot.understanding.signup.vocabulary import Vocabulary
from bot.understanding.signup.words import Message

_REACH = 90
_LIVES = re.compile(
    r"\b(?:woon|wonen|woont|woonachtig|woonplaats|wonend|wonende|verhuisd)\b(?: \w+){0,3}?(?: (?:in|te|naar|op))? (?:de |het )?$"
    r"|\b(?:uit|vanuit) (?:de |het )?$|\bbewon(?:er|ers|ster) (?:van|in) (?:de |het )?$|\b(?:ik|we"
    r"|wij) zit(?:ten)? (?:zelf )?in (?:de )?$"
    r"|\bbij (?:mij|ons) in (?:de )?$"
)
_WORKS = re.compile(
    r"\b(?:werk|werken|werkt|werkzaam|actief|help|helpt|vrijwillig\w*|\w+werker|\w+agent|\w+coach"
    r"|\w+begeleider|\w+beheerder|\w+meester|\w+maatje|gastvrouw|gastheer|stagiaire?|boa"
    r"|\w+verpleegkundige|handhaver|mantelzorger|huismeester|conciërge|concierge|verzorgende|sociaal werker|\w+consulent)\b"
    r"(?P<between>[^.;!?\n]{0,60}?)\b(?:in|te|voor) (?:de |het |heel )?$"
)
_HOUSE = re.compile(
    rf"(?<!naar )\b(?:bij|van|vanuit|namens|een|ons|onze|het|de) (?P<between>[\w' -]{{0,25}}?(?:{HOUSES}"
    rf"|{TEAMS})\b[\w' -]{{0,20}}) in (?:de )?$"
)
_TEAM = re.compile(rf"\b\w*(?:{TEAMS}) (?:in )?$|(?<!in de )(?<!naar de )\b(?:{BODIES}) $")
_AFTER_NAME = re.compile(r"\b(?:bij|namens|vanuit) [A-Z][\w'&-]+ $")
_LABEL = re.compile(r"(?<!in de )(?<!in )\b(?:wijk|buurt|stadsdeel|werkgebied|woonplaats|woonwijk)\b ?(?:[:=]|is)? ?$")
_TURNS = re.compile(r"\b(?:en|wil|willen|naar|graag|voor de|q&a|doe|kom|komen|kan|schrijf|meld|inschrijven|aanmelden|opgeven)\b")
_AWAY = re.compile(
    r"\b(?:zit|zitten|ben|zijn|verblijf) (?:ik|we|wij|ik dan) (?:dan |nog )?in $|\b(?:ik|we|wij) (?:ben|zit|zijn"
    r"|zitten) (?:dan |nog |die week )*in $"
    r"|\b(?:vakantie|reis|verhuis\w*|verhuizen)(?: \w+){0,2} (?:in|naar) $"
)
_INTO = re.compile(r"\b(?:in|te)$")
_ALONE_BEFORE = re.compile(r"(?:^|[,;:(\n.|/-])\s*(?:de |het )?$")
_ALONE_AFTER = re.compile(r"\s*(?:$|[,;)\n.|/!-])")
_SHORTEST_UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place: where it stands, which events are there (0: none), and whether it is the participant's own."""

    start: int
    end: int
    mask: int
    own: bool


def find_places(message: Message, vocabulary: Vocabulary) -> list[Place]:
    """Return the places in the message, in order."""
    spans = list(_known(message, vocabulary))
    spans += [
        span for span in _elsewhere(message, vocabulary) if not any(span[0] < end and span[1] > start for start, end, _ in spans)
    ]
    # In "ik werk bij Ymere Zuid" the place is part of a name.
    own = {span: _is_own(message, span[0]) or bool(_AFTER_NAME.search(message.text[: span[0]])) for span in spans}
    event_there = any(mask and not own[start, end, mask] for start, end, mask in spans)
    places = []
    for start, end, mask in sorted(spans):
        mine = own[start, end, mask] or (
            _stands_alone(message, start, end) and _may_be_own(mask, spans, own, event_there=event_there)
        )
        places.append(Place(start, end, mask, mine))
    return places


def _known(message: Message, vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    found = []
    for match in vocabulary.places.finditer(message.plain):
        found.append(match.span())
        yield *match.span(), _mask(match.group(), vocabulary)
    for token in message.tokens:
        if (
            len(token.plain) > _SHORTEST_UNKNOWN
            and token.plain not in PLACES
            and not any(token.start < end and token.end > start for start, end in found)
        ):
            meant = vocabulary.place_spelling.meant(token.plain)
            if meant and meant != token.plain:
                yield token.start, token.end, _mask(meant, vocabulary)


def _mask(name: str, vocabulary: Vocabulary) -> int:
    forms = (name, name.replace(" ", "-"), name.replace("-", " "))
    known = {**vocabulary.municipalities, **vocabulary.neighbourhoods}
    for form in forms:
        if form in known:
            return vocabulary.neighbourhoods.get(form, 0) | vocabulary.municipalities.get(form, 0)
    joined = name.replace(" ", "").replace("-", "")
    return sum({mask for place, mask in known.items() if place.replace("-", "").replace(" ", "") == joined})


def _elsewhere(message: Message, vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """Places that the agenda does not have: on our list, or a capital right after "in"."""
    for number, token in enumerate(message.tokens):
        if _AWAY.search(message.plain[max(0, token.start - _REACH) : token.start]):
            continue
        if token.plain in PLACES:
            yield token.start, token.end, 0
        elif token.capital and _INTO.search(message.at(number - 1)) and _may_be_unknown(token.plain, vocabulary):
            yield token.start, _run_end(message, number), 0


def _may_be_unknown(word: str, vocabulary: Vocabulary) -> bool:
    return (
        len(word) >= _SHORTEST_UNKNOWN
        and word not in NO_PLACES
        and word not in vocabulary.locations
        and not names_a_meeting(word)
    )


def _run_end(message: Message, number: int) -> int:
    """Return the end of the capitals that follow: "Indische Buurt"."""
    while (
        number + 1 < len(message.tokens)
        and message.tokens[number + 1].capital
        and message.tokens[number + 1].start == message.tokens[number].end + 1
    ):
        number += 1
    return message.tokens[number].end


def _is_own(message: Message, start: int) -> bool:
    before = message.plain[max(0, start - _REACH) : start]
    if _LIVES.search(before) or _TEAM.search(before) or _LABEL.search(before):
        return True
    for pattern in (_WORKS, _HOUSE):
        match = pattern.search(before)
        if match and not _TURNS.search(match["between"]) and not names_a_meeting(match["between"]):
            return True
    return False


def _stands_alone(message: Message, start: int, end: int) -> bool:
    return bool(_ALONE_BEFORE.search(message.plain[:start]) and _ALONE_AFTER.match(message.plain, end))


def _may_be_own(
    mask: int, spans: list[tuple[int, int, int]], own: dict[tuple[int, int, int], bool], *, event_there: bool
) -> bool:
    """A place on its own in a list is where somebody is from when the event is clearly somewhere else."""
    others = [other for other in spans if other[2] and other[2] != mask and not own[other]]
    return not mask or (event_there and bool(others))
