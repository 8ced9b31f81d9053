"""Puts together what a message means here and now: what was heard, the agenda, and the moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding.listening import Listener
from bot.understanding.meaning import Answer, CrisisFound, Intent, Matched, Understanding
from bot.understanding.personal_data.found import Found, without
from bot.understanding.signup import Agenda, SignupReading, read_signup

NO_EVENTS = Agenda()
_ASKED = frozenset({Intent.AGENDA, Intent.PRACTICAL})
_SURELY_COACHING = 0.7
_SEAT_HEARD = 0.2
_SURELY_OTHER, _SURELY_CLOSING = 0.8, 0.2
# From here the words of a sign-up are there by chance: of 2,276 such messages in the sets seven were read as something else, six
# of them wrongly. Reading all of a sign-up takes a quarter of the time that a message costs.
_NOTHING_BUT_COACHING = 0.95
_SEATS = frozenset({Intent.SIGNUP, Intent.CANCEL, Intent.CHANGE})
_ABOUT_DEALING_WITH_PEOPLE = frozenset({Intent.COACHING, Intent.OTHER})
_LIKELY, _LEFT_OVER, _UNLIKELY = 0.7, 0.4, 0.07  # for a matcher that says only which intent it chose


class Interpreter:
    """Understands one message at a time; keeps nothing."""

    def __init__(self, listener: Listener) -> None:
        """Understand what this listener hears."""
        self._listener = listener

    async def expect(self, texts: Sequence[str], later: Sequence[str] = ()) -> None:
        """Say which texts are asked about next, and which `later`; see `Listener.expect`."""
        await self._listener.expect(texts, later)

    def understand(self, text: str, now: datetime, agenda: Agenda = NO_EVENTS) -> Understanding:
        """Say what `text` means at `now` (aware), with the events of `agenda` in mind."""
        heard = self._listener.listen(text)
        found, matched, crisis = heard.found, heard.matched, heard.crisis
        reading = (
            _read(text, now, agenda, matched, found) if crisis is None or not crisis.clear else SignupReading(Intent.COACHING)
        )
        if crisis is not None and reading.intent in _SEATS and _may_be_about_a_seat(matched):
            crisis = None  # "ik kan morgen niet" is about a seat
        elif crisis is not None:
            reading = SignupReading(Intent.COACHING)
        matched = _agreed(matched, reading)
        return Understanding(
            intent=Intent.COACHING if crisis else matched.intent,
            answer=Answer.CRISIS if crisis else matched.answer,
            situations=matched.situations,
            rule=matched.rule,
            crisis=crisis,
            about_people=matched.about_people,
            also=matched.also,
            events=reading.events,
            fields=reading.fields.as_mapping(),
            personal_data=found,
        )

    def recognise_crisis(self, text: str) -> CrisisFound | None:
        """Return only whether there is danger, whatever else the message is about."""
        return self._listener.listen(text).crisis

    def scrub(self, text: str, found: Sequence[Found] | None = None) -> str:
        """Return the text without personal data of others: of what was `found`, or else of all that there is."""
        return self._listener.scrub(text) if found is None else without(text, found)


def _read(text: str, now: datetime, agenda: Agenda, matched: Matched, found: Sequence[Found]) -> SignupReading:
    if matched.rule is not None or matched.intents.get(Intent.COACHING, 0.0) >= _NOTHING_BUT_COACHING:
        return SignupReading(Intent.COACHING)
    return read_signup(text, now, agenda, opinion=matched.intents or _guess(matched), found=found)


def _may_be_about_a_seat(matched: Matched) -> bool:
    """Return whether the matcher hears a seat too; "morgen leef ik niet meer" has a day and a "niet", and is no sign-up."""
    return not matched.intents or sum(matched.intents.get(intent, 0.0) for intent in _SEATS) >= _SEAT_HEARD


def _guess(matched: Matched) -> dict[str, float]:
    chosen = _LEFT_OVER if matched.intent in _ABOUT_DEALING_WITH_PEOPLE else _LIKELY
    return {intent.value: chosen if intent is matched.intent else _UNLIKELY for intent in Intent}


def _agreed(matched: Matched, reading: SignupReading) -> Matched:
    """Let the reading decide between a coaching question and all else; what a coaching question is about stays as it was.

    One exception: "mag ik zeggen of haar zoon vandaag bij ons was" names a day, but no event of ours.
    """
    intent = Intent(reading.intent)
    surely = _SURELY_CLOSING if reading.closes else _SURELY_OTHER
    if intent is Intent.OTHER and matched.rule is None and matched.intents.get(Intent.OTHER, 0.0) >= surely:
        # "Dankjewel, fijne avond": no situation is meant, however much the words resemble one.
        return replace(
            matched, intent=intent, answer=Answer.NONE if reading.closes else Answer.UNKNOWN, situations=(), about_people=False
        )
    is_coaching = matched.answer is Answer.TIPS or matched.intents.get(Intent.COACHING, 0.0) >= _SURELY_COACHING
    if intent in _ASKED and not reading.events and is_coaching:
        return matched
    if intent not in _ABOUT_DEALING_WITH_PEOPLE:
        return replace(matched, intent=intent, answer=Answer.NONE)
    if matched.intent in _ABOUT_DEALING_WITH_PEOPLE:
        return matched
    return replace(matched, intent=intent, answer=Answer.UNKNOWN, about_people=intent is Intent.COACHING)
