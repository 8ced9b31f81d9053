"""What organising offers."""

from bot.chat.route import PRIVATE, Command, Handler, Resume, Route, Stage, Tap, Words
from bot.feature import Feature
from bot.features.organising import form_handlers as forms
from bot.features.organising import handlers, left_alone, lists
from bot.people.models import COACHES

_TAPS: dict[str, Handler] = {
    "list": lists.choose_list,
    "all": handlers.overview,
    "event": handlers.page,
    "change": handlers.choose_field,
    "message": handlers.choose_readers,
    "people": handlers.people,
    "off": handlers.ask_take_off,
    "gone": handlers.take_off,
    "comes": handlers.comes,
    "comesnot": handlers.comes_not,
    "new": forms.new,
    "plan": forms.plan,
    "copy": forms.copy,
    "field": forms.field,
    "cancel": forms.cancel,
    "write": forms.write,
    "add": forms.add,
    "pick": forms.pick,
    "skip": forms.skip,
    "back": forms.back,
    "stop": forms.stop,
    "fields": forms.choose_redo,
    "redo": forms.redo,
    "resume": forms.resume_tap,
    "do": forms.do,
}

# Lists of names are for the screen of one coach, never for a group.
FEATURE = Feature(
    name="organising",
    routes=(
        Route(
            "organising.overview", Command("bijeenkomsten", "organising.describe_overview"), handlers.overview, COACHES, PRIVATE
        ),
        Route("organising.ask_list", Command("deelnemers", "organising.describe_list"), lists.ask_for_list, COACHES, PRIVATE),
        *(Route(f"organising.{name}", Tap(f"organising:{name}"), handler, COACHES, PRIVATE) for name, handler in _TAPS.items()),
        Route("organising.typed", Words(Stage.DIALOGUE, forms.answers), forms.typed, COACHES, PRIVATE),
        Route("organising.resumed", Resume("organising"), forms.resume, COACHES, PRIVATE),
    ),
    farewell=left_alone.farewell,
)
