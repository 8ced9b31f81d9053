"""What typed words mean while a form is open: skip, stop, an answer, or something else that the form must let go of. Pure."""

import re

from bot.features.surveys.grades import NoGrade, read_grade
from bot.features.surveys.models import Question
from bot.understanding.meaning import Answer, Intent, Understanding

_SKIP = re.compile(
    r"(?:(?:deze |ik )?(?:sla|slaan|overslaan|over slaan|skip|volgende)"
    r"(?: (?:we|ik|deze|die|hem|dit|vraag|liever|maar))*(?: over)?"
    r"|liever niet|geen (?:mening|antwoord|idee)|weet (?:ik )?(?:het )?niet|(?:ik )?weet (?:ik |het )?niet)"
)
_NOTHING = re.compile(r"(?:nee|neen|niks|niets|geen|nvt|n\.v\.t|nee hoor|nee (?:dank je|bedankt)|-+|\.+|x)(?: hoor)?")
_STOP = re.compile(
    r"(?:ik )?(?:(?:wil|ga) )?(?:nu )?(?:stop|stoppen|ophouden|klaar|genoeg|einde|annuleer|annuleren)"
    r"(?: (?:nu|maar|ermee|er mee))*"
)
_ASKING = re.compile(r"(?:hoe|wat|wie|waar|wanneer|waarom|welke|mag|kan|kun|moet|heb|is|zijn|zou)\b")
_ASKING_US = re.compile(
    r"(?:hoe|wat) (?:ga|kan|moet|zeg|doe|reageer|help|vertel) ik\b|(?:kan|mag) ik\b|(?:meld|schrijf) mij? (?:aan|af)\b"
)
_UNDERSTOOD = frozenset({Answer.TIPS, Answer.CHOOSE, Answer.RULE})
_WANTED = frozenset({Intent.SIGNUP, Intent.CANCEL, Intent.AGENDA, Intent.PRACTICAL, Intent.CHANGE})


def is_skip(text: str, question: Question) -> bool:
    """Say whether somebody leaves this question out; where words are asked, "nee" and "niks" do that too."""
    words = _plain(text)
    return bool(_SKIP.fullmatch(words)) or (not question.wants_grade and bool(_NOTHING.fullmatch(words)))


def is_stop(text: str) -> bool:
    """Say whether somebody wants to stop."""
    return _STOP.fullmatch(_plain(text)) is not None


def is_for_form(text: str, question: Question, understood: Understanding) -> bool:
    """Say whether words belong to the open question; what somebody asks us in between does not.

    Danger comes before any form; what only may be danger, in as few words as "meer geduld", is an answer here.
    """
    if understood.crisis is not None and understood.crisis.clear:
        return False
    if is_skip(text, question) or is_stop(text):
        return True
    if question.wants_grade:
        return not isinstance(read_grade(text), NoGrade) or not is_for_us(text, understood)
    # "Wat ik meeneem is…" and "hoe je luistert" are answers here.
    return not (("?" in text or _ASKING_US.match(_plain(text))) and is_for_us(text, understood))


def is_for_us(text: str, understood: Understanding) -> bool:
    """Say whether this is a question to which the bot has an answer, or something that it must do."""
    if understood.intent is Intent.COACH or (understood.intent in _WANTED and understood.events):
        return True
    asks = "?" in text or _ASKING.match(_plain(text)) is not None
    return asks and (understood.answer in _UNDERSTOOD or understood.intent in _WANTED)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .!,;:'\"")
