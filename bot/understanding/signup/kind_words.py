"""What people call the kinds of bijeenkomst, and words like training that say only half of it."""

import re

from bot.understanding.signup.events import Kind
from bot.understanding.signup.words import Spelling

_QUESTIONS = re.compile(
    r"q ?& ?a|\bq ?(?:en|and|\+|n|/) ?a(?:'?s)?\b|\bqena'?s?\b|\bqn?a'?s?\b|\bvragen ?uur"
    r"|\bvraag(?:en)?[- ]?en[- ]?antwoord|\bervaringsverhaa?l"
)
_PATTERNS = {
    Kind.QUESTIONS: _QUESTIONS,
    Kind.TRAINING: re.compile(r"\bbouw?sten|\bbouw?ste[ei]n|\bbouwst\b|\bbt\b(?! ?-?\d)"),
    Kind.AWARENESS: re.compile(
        r"\bbewustwording|\bbewust wording|\b(?:buurt)?bewoners?-?(?:avond|bijeenkomst|ochtend|middag)"
        r"|\bb(?:uren|uurt)[ -]?(?:avond|bijeenkomst)"
    ),
    Kind.TAILORED: re.compile(r"\bmaatwerk|\bmaat werk|\btraining op maat"),
    Kind.RECOVERY: re.compile(r"\bherstel-? ?(?:werk)? ?groep|\bherstelochtend|\bhwg\b|\bwerkgroep"),
}
_TYPED = {
    "bouwstenen": Kind.TRAINING, "bouwstenentraining": Kind.TRAINING, "bouwsteentraining": Kind.TRAINING,
    "vragenuurtje": Kind.QUESTIONS, "ervaringsverhaal": Kind.QUESTIONS,
    "bewustwordingsbijeenkomst": Kind.AWARENESS, "bewustwording": Kind.AWARENESS, "bewustwordingsavond": Kind.AWARENESS,
    "bewonersavond": Kind.AWARENESS, "bewonersbijeenkomst": Kind.AWARENESS,
    "maatwerktraining": Kind.TAILORED, "maatwerk": Kind.TAILORED,
    "herstelwerkgroep": Kind.RECOVERY, "herstelgroep": Kind.RECOVERY, "hersteltgroep": Kind.RECOVERY,
}  # fmt: skip
_SPELLING = Spelling(_TYPED)
_TRAINING = re.compile(r"\b(?:[a-z-]*(?:training(?:en)?|trainig(?:en)?|trainnig)|trai?ning|treining)\b")
_LESSON = re.compile(r"\b(?:[ck]ursus(?:sen|je)?|workshops?|scholing|vorming(?:en)?|les(?:sen|je)?)\b")
_GROUP = re.compile(r"\b(?:die|de|deze|dat|jullie) groep\b(?! van \d| mensen)")
_NEUTRAL = re.compile(
    r"\b(?:[a-z-]*(?:bijeenkomst(?:en)?|bijenkomst|bijeenkomsten)|[a-z]*bijeenkomt|sessies?|lezing(?:en)?"
    r"|activiteit(?:en)?|infomoment|meeting)\b"
)

TRAININGS = frozenset({Kind.TRAINING, Kind.TAILORED})


def find_kinds(plain: str, words: list[tuple[str, int, int]]) -> list[tuple[Kind, int, int]]:
    """Return the kinds that a folded message names, with their places; `words` are its words for reading past slips."""
    found = [(kind, *match.span()) for kind, pattern in _PATTERNS.items() for match in pattern.finditer(plain)]
    taken = [(start, end) for _, start, end in found]
    for word, start, end in words:
        if len(word) >= 7 and not any(start <= at < end for at, _ in taken):  # noqa: PLR2004 - shorter words look too much alike
            meant = _SPELLING.meant(word)
            if meant:
                found.append((_TYPED[meant], start, end))
    return sorted(found, key=lambda one: one[1])


def find_half_kinds(plain: str) -> list[tuple[frozenset[Kind], int, int, bool]]:
    """Return "training" and "die groep": which kinds they may be, where, and whether that is weak."""
    trainings = [(TRAININGS, *match.span(), False) for match in _TRAINING.finditer(plain)]
    trainings += [(TRAININGS, *match.span(), True) for match in _LESSON.finditer(plain)]
    groups = [(frozenset({Kind.RECOVERY}), *match.span(), True) for match in _GROUP.finditer(plain)]
    return trainings + groups


def names_a_meeting(plain: str) -> bool:
    """Return whether any word for a bijeenkomst stands in the folded message, also one that says nothing of which."""
    return bool(
        _NEUTRAL.search(plain)
        or _TRAINING.search(plain)
        or _LESSON.search(plain)
        or any(pattern.search(plain) for pattern in _PATTERNS.values())
    )
