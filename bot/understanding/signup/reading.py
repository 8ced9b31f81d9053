"""The door of this room: a message, the moment and the agenda in; what somebody wants, with which events and for whom, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.understanding.personal_data.found import Found
from bot.understanding.signup.agenda import Agenda
from bot.understanding.signup.counts import count_people
from bot.understanding.signup.intent_words import (
    ABOUT_ANOTHER,
    AGENDA,
    CANCEL,
    CHANGE,
    COACH,
    COACHING,
    GREETING,
    OTHER,
    PRACTICAL,
    SIGNUP,
)
from bot.understanding.signup.intents import decide_intent, is_closing
from bot.understanding.signup.kind_words import names_a_meeting
from bot.understanding.signup.matching import choose_events
from bot.understanding.signup.mentions import Mention, find_mentions
from bot.understanding.signup.names import find_name
from bot.understanding.signup.neighbourhoods import find_neighbourhood
from bot.understanding.signup.organisations import find_organisation
from bot.understanding.signup.places import Place, find_places
from bot.understanding.signup.roles import find_role
from bot.understanding.signup.words import Message, read_message

_ABOUT_EVENTS = frozenset({SIGNUP, CANCEL, CHANGE, AGENDA, PRACTICAL})
_SEATS = frozenset({SIGNUP, CANCEL})
_ASKING = frozenset({AGENDA, PRACTICAL})
_INTRODUCED = frozenset({COACH, GREETING})
_MOMENTS = frozenset({"date", "month", "weekday"})
_NAMES = frozenset({"code", "kind", "location", "phrase", "theme"})
_WHEN_OR_WHERE = frozenset({"date", "weekday", "week", "month", "place"})
_PERHAPS_COACHING, _SURELY_COACHING = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Fields:
    """What the sender says about the participants, as literally as possible; None for what is not said."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    neighbourhood: str | None = None
    count: int | None = None

    def as_mapping(self) -> dict[str, str | int | None]:
        """Return the fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class SignupReading:
    """What was read: the intent (a value of Intent), the codes of the events, and the fields.

    `closes` says of a message that asks for nothing whether it is thanks, or a slip that was meant for somebody else.
    """

    intent: str
    events: tuple[str, ...] = ()
    fields: Fields = Fields()
    closes: bool = False


def read_signup(
    text: str, now: datetime, agenda: Agenda, *, opinion: Mapping[str, float] | None = None, found: Sequence[Found] = ()
) -> SignupReading:
    """Read a message at `now` (aware). `opinion` is what the trained model thinks, `found` the personal data in the text.

    Whether somebody is in danger is decided elsewhere, and comes first.
    """
    message = read_message(text)
    places = find_places(message, agenda.vocabulary)
    upcoming = agenda.upcoming(now)
    mentions = find_mentions(message, upcoming, places, asking=False)
    points = _names_event(message, mentions, (opinion or {}).get(COACHING, 0.0))
    intent = decide_intent(message.plain, opinion, names_event=points, names_person=bool(found))
    events: tuple[str, ...] = ()
    if intent in _ABOUT_EVENTS:
        if intent in _ASKING:
            mentions = find_mentions(message, upcoming, places, asking=True)
        events = choose_events(message, mentions, upcoming, intent)
    fields = _fields(message, agenda, intent, places, mentions, found)
    return SignupReading(intent, events, fields, closes=intent == OTHER and is_closing(message.plain))


def _names_event(message: Message, mentions: Sequence[Mention], coaching: float) -> bool:
    """Return whether an event is pointed at; a day or a place alone says little when the model hears somebody's trouble."""
    respects = {mention.respect for mention in mentions if not mention.weak}
    is_trouble = coaching >= (_PERHAPS_COACHING if ABOUT_ANOTHER.search(message.plain) else _SURELY_COACHING)
    return names_a_meeting(message.plain) or bool(respects & (_NAMES if is_trouble else _NAMES | _WHEN_OR_WHERE))


def _fields(  # noqa: PLR0913 - what was read so far
    message: Message, agenda: Agenda, intent: str, places: Sequence[Place], mentions: Sequence[Mention], found: Sequence[Found]
) -> Fields:
    if intent not in _ABOUT_EVENTS | _INTRODUCED:
        return Fields()
    seats = intent in _SEATS
    trainers = [(mention.start, mention.end) for mention in mentions if mention.respect == "person"]
    moments = [(mention.start, mention.end) for mention in mentions if mention.respect in _MOMENTS]
    names = find_name(message, found, [*trainers, *moments], seats=seats)
    if intent in _INTRODUCED and not names.name:
        return Fields()
    house = find_organisation(message, agenda.vocabulary, found, places, listing=seats)
    around = [place for place in places if house is None or place.end <= house[0] or place.start >= house[1]]
    return Fields(
        name=names.name,
        role=find_role(message, found, others=seats),
        organisation=message.text[slice(*house)].strip(" .,:;!?-)") if house else None,
        neighbourhood=find_neighbourhood(message, around) if intent in _ABOUT_EVENTS else None,
        count=count_people(message.plain, seats=seats, listed=names.listed, beside_me=names.beside_me)
        if intent in _ABOUT_EVENTS
        else None,
    )
