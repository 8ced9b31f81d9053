"""Tells when a name in a message is that of a trainer ("de training van Hanneke") and not of a participant."""

import re
from collections.abc import Iterator

from bot.understanding.signup.vocabulary import Vocabulary
from bot.understanding.signup.words import Message

_CUE = re.compile(
    r"(?<!groet )(?<!groetjes )(?<!groeten )(?<!samen )(?<!collega )(?<!erbij )\b(?:bij|van|met|door"
    r"|trainers?|trainster|cotrainer|docent|coach|geeft|geven|traint|doet|vertelt|dat|tegen)"
    r"(?: (?:trainer|mevrouw|meneer|mw\.?|dhr\.?))? $"
)
_ASKED = re.compile(r"\b(?:geeft|geven|traint|doet|is|komt|ook|waar|wanneer|met|bij|van|door) (?:\w+ )?$")
_TITLE = re.compile(r"\b(?:meneer|mevrouw|mw\.?|dhr\.?|trainer) $")
_OPENS = re.compile(r"(?:^|[.!?\n]\s*)(?:met|hallo met|hoi met|dag met|groet\w* van|van) $")
_THEIRS = re.compile(
    r"^(?:'?s)? (?:zijn|z'n|zn|haar|d'r|dr|hun)? ?(?:eigen |laatste |eerste )?(?:\w*training|bouwst\w*|q ?& ?a"
    r"|\w*bijeenkomst|\w*groep"
    r"|avond|ochtend|middag|les|cursus|verhaal)\b"
)
_CLOSES = re.compile(r"\s*[.!]?\s*$")


def find_trainers(message: Message, vocabulary: Vocabulary, *, asking: bool) -> Iterator[tuple[int, int, int]]:
    """Return place and mask of every trainer meant; `asking` is for questions, where a name is rarely the sender's."""
    if not vocabulary.people:
        return
    previous_end = -1
    for number, token in enumerate(message.tokens):
        mask = vocabulary.people.get(token.plain, 0)
        if not mask:
            continue
        before = message.plain[: token.start]
        joined = previous_end >= 0 and message.plain[previous_end : token.start] in {" en ", " of ", ", ", " & "}
        cued = joined or (_CUE.search(before) and not _OPENS.search(before)) or (asking and _ASKED.search(before))
        end, mask, whole = _with_surname(message, number, mask, vocabulary)
        theirs = bool(_THEIRS.match(message.plain[end:]))
        if theirs or (cued and whole and not (token.start == 0 or _TITLE.search(before))) or (cued and _TITLE.search(before)):
            previous_end = end
            yield token.start, end, mask


def _with_surname(message: Message, number: int, mask: int, vocabulary: Vocabulary) -> tuple[int, int, bool]:
    """Return the end of the name, whose it is, and whether it can be the trainer: "Joris de Boer" is somebody else."""
    token = message.tokens[number]
    rest = message.plain[token.end + 1 : token.end + 40]
    for surname, theirs in vocabulary.people.items():
        if (
            theirs & mask
            and rest.startswith(surname)
            and surname != token.plain
            and not rest[len(surname) : len(surname) + 1].isalpha()
        ):
            return token.end + 1 + len(surname), mask & theirs, True
    following = message.tokens[number + 1] if number + 1 < len(message.tokens) else None
    other = (
        following is not None
        and following.capital
        and following.start == token.end + 1
        and following.plain not in {"q&a", "in", "op"}
    )
    return token.end, mask, not other
