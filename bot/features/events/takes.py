"""Whether words are for us: an answer to the question of an open form, or a sentence that is plainly about the agenda."""

import re

from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.features.events import answers
from bot.features.events.form import Form
from bot.features.events.models import Step
from bot.understanding.signup.intent_words import PATTERNS
from bot.understanding.signup.kind_words import names_a_meeting
from bot.understanding.signup.words import folded

_OWN_PLACE = re.compile(r"\b(?:wachtlijst|lijst|plek|plaats|aanmelding(?:en)?|inschrijving(?:en)?)\b")
_CHOOSING = frozenset({Step.AUDIENCE, Step.CONSENT, Step.CONFIRM, Step.CHANGE})


def an_answer(turn: Turn) -> bool:
    """Say whether these words answer the open form; a question or a story in between goes to whoever it is for."""
    form, words = Form.from_dialogue(turn.dialogue), turn.said.words or ""
    if form is None or turn.said.kind is not ChatKind.PRIVATE:
        return False
    if answers.is_stop(words) or answers.is_back(words):
        return True
    if form.step is Step.WHICH:
        return answers.read_place(words) is not None
    if form.step in _CHOOSING and (answers.is_yes(words) or answers.is_no(words) or answers.read_correction(words)):
        return True
    return not answers.is_in_between(words, turn.understood)


def is_plain(turn: Turn) -> bool:
    """Say whether the words themselves say it, so that it is not only a feeling: "ja" is no sign-up when nothing was asked."""
    plain = folded(turn.said.words or "")
    if turn.understood.events or names_a_meeting(plain) or _OWN_PLACE.search(plain):
        return True
    wanted = turn.understood.intent.value
    return any(intent == wanted and pattern.search(plain) for intent, _, pattern in PATTERNS)
