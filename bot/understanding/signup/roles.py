"""Finds the role of a participant: what somebody is, as literally as it was said."""

import re
from collections.abc import Iterator, Sequence

from bot.understanding.personal_data.found import Found, Kind
from bot.understanding.signup.role_words import QUALIFIED, ROLES, singular_role
from bot.understanding.signup.words import Message

_LABEL = re.compile(r"\b(?:rol|functie|beroep)\b ?(?:moet zijn|is|van|=)? ?:? ?(?P<role>[a-z][^,.;\n/|]{1,40})")
_I_AM = re.compile(
    r"\b(?:(?:ik|we|wij|hij|zij|ze|k|die) (?:ben|zijn|is|werk|werkt)|ben|werk(?:zaam|t)?|is"
    r"|wij zijn)(?: (?:zelf|ook|al (?:een |\w+ )?(?:jaar|jaren|maanden|tijdje)"
    r"|al|nu|hier|sinds \w+|net|nog|gewoon|maar))* (?:een |als |als een |de "
    rf"|'n )?(?:gewone |nieuwe |enthousiaste )?(?P<role>{QUALIFIED})|\b(?:wij|we) zijn (?:allebei |beiden )?(?P<roles>{ROLES})"
    rf"|\bgeen {QUALIFIED} maar (?:een )?(?P<rather>{QUALIFIED})"
)
_AS = re.compile(rf"\bals (?:een |nieuwe )?(?P<role>{QUALIFIED})")
_HERE = re.compile(rf"(?:^|[,.;!?\n(] ?|\ben |, |\bik )(?P<role>{QUALIFIED})(?= (?:hier|bij|van|voor|uit|in)\b)")
_SEGMENT = re.compile(
    rf"(?:[,;(\n/|:-]|\. |\ben ) ?(?:sinds \w+ |nu |ook |al jaren )?(?:een |de )?(?P<role>{QUALIFIED})(?= ?(?:[,;.)\n/"
    rf"|!-]|$| bij | van "
    r"| van het | en | in | uit | voor | te | (?=[^\sa-z])))"
)
_OPENS = re.compile(rf"^(?P<role>{QUALIFIED})(?=(?: \S+){{0,2}}, )")
_SIGNED = re.compile(rf"(?:[,;(\n] ?)(?P<role>{QUALIFIED})(?= \S+(?: \S+){{0,3}} ?[).]?$)")
_COUNTED = re.compile(
    rf"\b(?:\d{{1,3}}|(?<!met )een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|onze|enkele|wat|meerdere|een paar"
    rf"|nieuwe)(?: (?:nieuwe|van onze|van de|twee|drie|vier|vijf))* (?P<role>{ROLES})"
)
_REACH = 40
_BEFORE_NAME = re.compile(rf"(?<![a-z])(?P<role>{QUALIFIED}) $")
_GROUP = re.compile(rf"(?:^|[.!?,] ?)(?P<role>{ROLES}) (?:van|bij|willen|wil)\b")
_NEVER = re.compile(r"^(?:collega|trainers?|coach|coaches|bezoekers?|tolk|deelnemers?|professionals?|personen|aanmelder)$")
_MEETING = re.compile(r"(?:avond|ochtend|middag|bijeenkomst|training|iets|q&a|groep) voor (?:de |alle )?$")
_ANYBODY = re.compile(r"^(?:mede)?werkers?$|^medewerkers$")
_WHO = re.compile(r"\bwie $")
_SHIFT = re.compile(r"\b(?:mijn|m'n|mn) $")


def find_role(message: Message, found: Sequence[Found], *, others: bool) -> str | None:
    """Return the role; `found` are the names in the message.

    `others` says that somebody signs up or cancels, so that "vier huismeesters" are participants.
    """
    label = _LABEL.search(message.plain)
    if label and not label["role"].startswith(("in ", "op ")):
        return _literal(message, *label.span("role"))
    spans = sorted({*_spans(message.plain, others=others), *_before_names(message, found)}, key=lambda span: (span[0], -span[1]))
    for start, end in spans[:1]:
        return singular_role(_literal(message, start, end))
    return None


def _before_names(message: Message, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """ "Wijkagent Johan meldt zich": what stands right before a name; "mijn coördinator Birgit" is somebody else."""
    for one in found:
        match = _BEFORE_NAME.search(message.plain, max(0, one.start - _REACH), one.start) if one.kind is Kind.NAME else None
        if match and not _NEVER.match(match["role"]) and not _SHIFT.search(message.plain[: match.start("role")]):
            yield match.span("role")


def _spans(plain: str, *, others: bool) -> Iterator[tuple[int, int]]:
    patterns = (_I_AM, _AS, _HERE, _SEGMENT, _OPENS, _SIGNED, *((_COUNTED, _GROUP) if others else ()))
    for pattern in patterns:
        for match in pattern.finditer(plain):
            group = next(name for name, words in match.groupdict().items() if words)
            before, role = plain[: match.start(group)], match[group]
            nobody = _NEVER.match(role) or (pattern is _COUNTED and _ANYBODY.match(role)) or _WHO.search(plain[: match.start()])
            if not nobody and not _MEETING.search(before) and not _SHIFT.search(before):
                yield match.span(group)


def _literal(message: Message, start: int, end: int) -> str:
    return message.text[start:end].strip(" .,:;-")
