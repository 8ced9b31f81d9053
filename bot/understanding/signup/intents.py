"""Decides what somebody wants, from the words of the message and the opinion of the trained model."""

import math
from collections.abc import Mapping

from bot.understanding.signup.intent_words import (
    ABOUT_ANOTHER,
    AGENDA,
    ASKS_ABOUT_COMFORT,
    ASKS_FOR_A_SEAT,
    ASKS_HOW,
    ASKS_OUTRIGHT,
    CANCEL,
    CHANGE,
    COACH,
    COACHING,
    GREETING,
    IN_DESPAIR,
    INTENTS,
    OTHER,
    PATTERNS,
    PRACTICAL,
    SIGNUP,
    WANTS_TO_COME,
    WONDERS_ABOUT_THEM,
)
from bot.understanding.signup.kind_words import names_a_meeting

_UNLIKELY, _LEAST_BELIEVED = 0.01, 0.025
_MOST_SAID = 6.0
_EVENT, _NAMED = 1.0, 0.8
_HALF, _SURE = 0.5, 0.9
_OPINION_WEIGHT = 1.1
_CLEAR, _DOUBT = 3.0, 0.15
_QUESTION, _LIST = 0.8, 2.5
_STRONGER = [pattern for intent, _, pattern in PATTERNS if intent in {COACH, GREETING, OTHER}]
_SEATS = (SIGNUP, CANCEL, CHANGE)
_ASKED = (AGENDA, PRACTICAL)


def decide_intent(plain: str, opinion: Mapping[str, float] | None, *, names_event: bool, names_person: bool) -> str:
    """Return the intent; about coaching we are careful: a question how to deal with somebody never becomes a seat.

    `names_event` says whether an event is pointed at, `names_person` whether somebody gives a name.
    """
    outright = bool(ASKS_OUTRIGHT.search(plain)) and not ASKS_HOW.search(plain) and not IN_DESPAIR.search(plain)
    if opinion and not names_event and not outright and _is_plainly_coaching(plain, opinion):
        return COACHING
    said = dict.fromkeys(INTENTS, 0.0)
    for intent, weight, pattern in PATTERNS:
        if pattern.search(plain):
            said[intent] = min(_MOST_SAID, max(said[intent], weight) + min(said[intent], weight) * 0.5)
    _weigh_context(said, plain, names_event=names_event, names_person=names_person)
    scores = {intent: said[intent] + _believed(opinion, intent) for intent in INTENTS}
    if (
        names_event
        and max(said[intent] for intent in _SEATS) >= _CLEAR
        and not (ABOUT_ANOTHER.search(plain) or ASKS_HOW.search(plain))
    ):
        scores[COACHING] -= _CLEAR  # the model hears "verslaving" and thinks of somebody; here it is only what the q&a is about
    if outright and max(said[intent] for intent in _SEATS) >= _CLEAR:
        return max((intent for intent in INTENTS if intent not in {COACHING, OTHER}), key=scores.__getitem__)
    best = max(INTENTS, key=scores.__getitem__)
    if best in _SEATS and opinion and not names_event and _is_doubtful(best, opinion):
        best = max((intent for intent in INTENTS if intent not in _SEATS), key=scores.__getitem__)
    if best in _ASKED:
        best = _beside_a_seat(best, plain, opinion, names_event=names_event)
    if best in _SEATS and _is_about_somebody(plain, opinion, names_event=names_event):
        return COACHING
    return best


def _beside_a_seat(best: str, plain: str, opinion: Mapping[str, float] | None, *, names_event: bool) -> str:
    """Return `best`, unless who asks about an event also wants to come, or it is about somebody."""
    if names_event and WANTS_TO_COME.search(plain) and not ABOUT_ANOTHER.search(plain):
        return SIGNUP
    return _unless_about_somebody(best, plain, opinion, names_event=names_event) if opinion else best


def is_closing(plain: str) -> bool:
    """Return whether a folded message is thanks, or was meant for somebody else."""
    return any(pattern.search(plain) for intent, _, pattern in PATTERNS if intent == OTHER)


def _is_plainly_coaching(plain: str, opinion: Mapping[str, float]) -> bool:
    """Return what all that follows would come to when the model is sure and no event is named, without reading everything.

    Seats and questions about the agenda then always give way to coaching; only these three could still be stronger.
    """
    return opinion.get(COACHING, 0.0) >= _SURE and not any(pattern.search(plain) for pattern in _STRONGER)


def _unless_about_somebody(best: str, plain: str, opinion: Mapping[str, float], *, names_event: bool) -> str:
    """Return `best`, unless the model hears something else in a message that names no event, or one that is about somebody."""
    if opinion.get(COACHING, 0.0) >= _HALF and ABOUT_ANOTHER.search(plain):
        return COACHING
    if names_event or _asks_about_the_house(plain, opinion):
        return best
    return next((intent for intent in (COACHING, OTHER) if opinion.get(intent, 0.0) > _HALF), best)


def _asks_about_the_house(plain: str, opinion: Mapping[str, float]) -> bool:
    """Return whether somebody asks what they will find there, "is er een lift", and not how to deal with somebody."""
    about_people = ABOUT_ANOTHER.search(plain) or ASKS_HOW.search(plain) or opinion.get(COACHING, 0.0) >= _SURE
    return not about_people and bool(ASKS_ABOUT_COMFORT.search(plain))


def _weigh_context(said: dict[str, float], plain: str, *, names_event: bool, names_person: bool) -> None:
    """Add what follows from the words together."""
    if said[CANCEL] and said[CHANGE] >= said[CANCEL]:
        said[CHANGE] += _EVENT
    if said[CHANGE] and not said[CANCEL] and said[SIGNUP] > 0:
        said[CHANGE] += _EVENT
    if said[CANCEL] and said[CANCEL] >= said[SIGNUP]:
        said[CANCEL] += _NAMED
    listed = names_event and names_person and not said[CANCEL] and not said[CHANGE]
    wanted = names_event and "graag" in plain and not ABOUT_ANOTHER.search(plain) and not said[CANCEL]
    if names_event:
        for intent in (SIGNUP, CANCEL, CHANGE, AGENDA, PRACTICAL):
            said[intent] += _EVENT
    if "?" in plain:
        said[AGENDA] += _QUESTION
        said[PRACTICAL] += _QUESTION
    elif listed or wanted:
        said[SIGNUP] += _LIST
    said[SIGNUP if names_event or any(said.values()) else OTHER] += _UNLIKELY  # between equals: the most common one


def _believed(opinion: Mapping[str, float] | None, intent: str) -> float:
    if not opinion:
        return 0.0
    return _OPINION_WEIGHT * math.log(max(opinion.get(intent, 0.0), _LEAST_BELIEVED))


def _is_doubtful(best: str, opinion: Mapping[str, float]) -> bool:
    """Return whether the model hears something else in a message that names no event: "ik kan niet meer"."""
    return opinion.get(best, 0.0) < _DOUBT and opinion.get(COACHING, 0.0) + opinion.get(OTHER, 0.0) > _HALF


def _is_about_somebody(plain: str, opinion: Mapping[str, float] | None, *, names_event: bool) -> bool:
    """Return whether a message with sign-up words is really a question how to deal with somebody."""
    coaching = (opinion or {}).get(COACHING, 0.0)
    if ASKS_HOW.search(plain) and (coaching >= _UNLIKELY * 10 or not opinion) and ABOUT_ANOTHER.search(plain):
        return True
    if (ASKS_HOW.search(plain) and coaching >= _HALF) or (WONDERS_ABOUT_THEM.search(plain) and coaching >= _DOUBT):
        return True
    if IN_DESPAIR.search(plain) and (not names_event or coaching >= _SURE):
        return True
    if (
        (names_a_meeting(plain) or (names_event and coaching < _SURE))
        and not ABOUT_ANOTHER.search(plain)
        and not ASKS_HOW.search(plain)
    ):
        return False
    return coaching >= _HALF and not (names_event and ASKS_FOR_A_SEAT.search(plain))
