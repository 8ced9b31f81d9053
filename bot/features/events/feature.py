"""What events offers: the agenda, signing up, and what somebody does with a place they have."""

from collections.abc import Callable

from bot.agenda import seats
from bot.chat.route import PRIVATE, PRIVATE_AND_GROUPS, Command, Handler, Resume, Route, Stage, StartLink, Tap, Words
from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.feature import Feature, Job
from bot.features.events import agenda_handlers, forgotten, handlers, places_handlers, takes
from bot.people.models import EVERYONE
from bot.ticker import Every
from bot.understanding.meaning import Intent

_TAPS: dict[str, Handler] = {
    # a form
    "join": handlers.join,
    "again": handlers.join,
    "remind": handlers.remind,
    "agree": handlers.agree,
    "disagree": handlers.disagree,
    "fits": handlers.fits,
    "fits_not": handlers.fits_not,
    "skip": handlers.skip,
    "back": handlers.back,
    "edit": handlers.edit,
    "confirm": handlers.confirm,
    "stop": handlers.stop,
    "resume": handlers.resume_tap,
    # a place on a list
    "mine": places_handlers.show_mine,
    "place": places_handlers.show_one,
    "cancel": places_handlers.cancel,
    "cancelled": places_handlers.cancelled,
    "leave": places_handlers.leave,
    "decline": places_handlers.leave,
    "keep": places_handlers.keep,
    "accept": places_handlers.accept,
    "calendar": places_handlers.calendar,
    "miss": places_handlers.miss,
    "miss_part": places_handlers.miss_part,
    "come_part": places_handlers.come_part,
    "seats": places_handlers.seats,
    "seats_to": places_handlers.seats_to,
    "details": places_handlers.details,
    "correct": places_handlers.correct,
    "swap": places_handlers.swap,
}
_TAPS_EVERYWHERE: dict[str, Handler] = {
    "list": agenda_handlers.browse,
    "places": agenda_handlers.places,
    "kinds": agenda_handlers.kinds,
    "show": agenda_handlers.details,
    "about": agenda_handlers.about,
}


def _says(*intents: Intent, private: bool = False) -> Callable[[Turn], bool]:
    """Return the test whether words mean one of these, and plainly so."""

    def test(turn: Turn) -> bool:
        if private and turn.said.kind is not ChatKind.PRIVATE:
            return False
        return turn.is_about(lambda understood: understood.intent in intents) and takes.is_plain(turn)

    return test


FEATURE = Feature(
    name="events",
    routes=(
        Route("events.agenda", Command("agenda", "events.describe_agenda"), agenda_handlers.agenda, EVERYONE, PRIVATE_AND_GROUPS),
        Route("events.my_places", Command("mijnaanmeldingen", "events.describe_mine"), places_handlers.show_mine,
              EVERYONE, PRIVATE),
        Route("events.link", StartLink("meedoen"), handlers.by_link, EVERYONE, PRIVATE),
        Route("events.answer", Words(Stage.DIALOGUE, takes.an_answer), handlers.answer, EVERYONE, PRIVATE),
        Route("events.sign_up", Words(Stage.INTENT, _says(Intent.SIGNUP)), handlers.sign_up, EVERYONE, PRIVATE_AND_GROUPS),
        Route("events.cancel_words", Words(Stage.INTENT, _says(Intent.CANCEL, private=True)), places_handlers.cancel_by_words,
              EVERYONE, PRIVATE),
        Route("events.change_words", Words(Stage.INTENT, _says(Intent.CHANGE, private=True)), places_handlers.change_by_words,
              EVERYONE, PRIVATE),
        Route("events.search", Words(Stage.INTENT, _says(Intent.AGENDA)), agenda_handlers.search, EVERYONE, PRIVATE_AND_GROUPS),
        Route("events.practical", Words(Stage.INTENT, _says(Intent.PRACTICAL)), agenda_handlers.practical, EVERYONE,
              PRIVATE_AND_GROUPS),
        Route("events.resumed", Resume("events"), handlers.resume, EVERYONE, PRIVATE),
        *(Route(f"events.{name}_tap", Tap(f"events:{name}"), handler, EVERYONE, PRIVATE) for name, handler in _TAPS.items()),
        *(Route(f"events.{name}_tap", Tap(f"events:{name}"), handler, EVERYONE, PRIVATE_AND_GROUPS)
          for name, handler in _TAPS_EVERYWHERE.items()),
    ),
    jobs=(
        # A minute late is no drama for an offer that stood for hours.
        Job("events.offers", Every(seconds=60), seats.expire_offers),
    ),
    farewell=forgotten.farewell,
)  # fmt: skip
