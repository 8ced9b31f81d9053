"""What the time side offers."""

from bot.chat.route import Command, Route, Stage, Tap, Words
from bot.chat.turn import Turn
from bot.feature import Feature, Job, PersonalData
from bot.features.timeline import coach_handlers, handlers, personal, planning, words
from bot.people.models import COACHES, EVERYONE, STAFF
from bot.ticker import Every

_LONGEST_NAMES = 120


def _answers(turn: Turn) -> bool:
    """Say whether this is a short yes or no and no form is open that waits for one."""
    form_open = turn.dialogue is not None and turn.dialogue.feature not in ("coaching", "timeline")
    return not form_open and words.answer_in(turn.said.words or "") is not None


def _names_somebody(turn: Turn) -> bool:
    """Say whether the trainer types a name, and not a question in between."""
    form, typed = turn.dialogue, turn.said.words or ""
    is_open = form is not None and form.feature == coach_handlers.FEATURE and form.step == coach_handlers.WALK_IN
    return is_open and "?" not in typed and len(typed) <= _LONGEST_NAMES


FEATURE = Feature(
    name="timeline",
    routes=(
        Route("timeline.walk_in_name", Words(Stage.DIALOGUE, _names_somebody), coach_handlers.add_walk_in, STAFF),
        Route("timeline.coming_words", Words(Stage.DIALOGUE, _answers), handlers.coming_words, EVERYONE),
        Route("timeline.coming", Tap("timeline:coming"), handlers.coming, EVERYONE),
        Route("timeline.move", Tap("timeline:move"), handlers.move, EVERYONE),
        Route("timeline.reminders", Command("herinneringen", "timeline.describe_reminders"), handlers.reminders, EVERYONE),
        Route("timeline.choose", Tap("timeline:choose"), handlers.choose, EVERYONE),
        Route("timeline.decide", Tap("timeline:decide"), coach_handlers.decide, COACHES),
        Route("timeline.decisions", Tap("timeline:decisions"), coach_handlers.decisions, COACHES),
        Route("timeline.lists", Command("aanwezig"), coach_handlers.lists, STAFF),
        Route("timeline.list", Tap("timeline:list"), coach_handlers.show_list, STAFF),
        Route("timeline.tick", Tap("timeline:tick"), coach_handlers.tick, STAFF),
        Route("timeline.everybody", Tap("timeline:everybody"), coach_handlers.everybody, STAFF),
        Route("timeline.walk_in", Tap("timeline:walkin"), coach_handlers.ask_walk_in, STAFF),
        Route("timeline.to_call", Command("evenbellen"), coach_handlers.to_call, COACHES),
        Route("timeline.call", Tap("timeline:call"), coach_handlers.to_call, COACHES),
        Route("timeline.called", Tap("timeline:called"), coach_handlers.called, COACHES),
    ),
    jobs=(Job("timeline.plan", Every(seconds=30), planning.plan),),
    personal_data=(
        PersonalData("reminders", frozenset({"reminder_choices"}), personal.export_choice, personal.erase_choice),
        PersonalData("check_ins", frozenset({"check_ins", "calls"}), personal.export_check_ins, personal.erase_check_ins),
        PersonalData("decisions", frozenset({"event_decisions"}), personal.export_decisions, personal.erase_decisions),
    ),
)
