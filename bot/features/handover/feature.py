"""What handover offers."""

from bot.chat.route import PRIVATE, PRIVATE_AND_GROUPS, Command, Resume, Route, Stage, StartLink, Tap, Words
from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.feature import Feature, Job, PersonalData
from bot.features.handover import asking, handlers, leaving, left_alone, passing, store, talk_handlers
from bot.features.handover.models import FEATURE as NAME
from bot.features.handover.models import number_in_key
from bot.people.models import COACHES, EVERYONE
from bot.ticker import Every
from bot.understanding.meaning import Intent

_FORM_STEPS = frozenset({"area", "ask", "preview", "name"})
# Not a form: what a coaching answer was about may be forgotten when somebody talks to a coach, and so may for whom the words are.
_LETS_THROUGH = frozenset({NAME, "coaching"})


def _talks(turn: Turn) -> bool:
    """Say whether these words belong to a conversation with the other one in it."""
    if number_in_key(turn.replied_key) is not None:
        return True
    form = turn.dialogue
    in_form = form is not None and (form.feature not in _LETS_THROUGH or form.step in _FORM_STEPS)
    return turn.said.kind is ChatKind.PRIVATE and bool(turn.person.conversations) and not in_form and not turn.said.command


def _talks_in_crisis(turn: Turn) -> bool:
    """A crisis does not break the conversation: the numbers are shown, and the words go on."""
    return _talks(turn) and turn.is_about(lambda understood: understood.crisis is not None)


def _wants_a_coach(turn: Turn) -> bool:
    return turn.is_about(lambda understood: understood.intent is Intent.COACH)


FEATURE = Feature(
    name=NAME,
    farewell=left_alone.farewell,
    routes=(
        Route("handover.talk_in_crisis", Words(Stage.SAFETY, _talks_in_crisis), talk_handlers.talk, EVERYONE, PRIVATE_AND_GROUPS),
        Route("handover.talk", Words(Stage.DIALOGUE, _talks), talk_handlers.talk, EVERYONE, PRIVATE_AND_GROUPS),
        Route("handover.fill_in", Words(Stage.DIALOGUE, asking.takes), handlers.fill_in, EVERYONE),
        Route("handover.coach_words", Words(Stage.INTENT, _wants_a_coach), handlers.ask, EVERYONE, PRIVATE_AND_GROUPS),
        Route("handover.ask_command", Command("coach", "handover.describe_ask"), handlers.ask, EVERYONE, PRIVATE_AND_GROUPS),
        Route("handover.ask_link", StartLink("coach"), handlers.ask, EVERYONE, PRIVATE),
        Route("handover.ask", Tap("handover:ask"), handlers.ask, EVERYONE, PRIVATE_AND_GROUPS),
        Route("handover.area", Tap("handover:area"), handlers.choose_area, EVERYONE, PRIVATE),
        Route("handover.send", Tap("handover:send"), handlers.send, EVERYONE, PRIVATE),
        Route("handover.rewrite", Tap("handover:rewrite"), handlers.rewrite, EVERYONE, PRIVATE),
        Route("handover.resumed", Resume(NAME), handlers.resume, EVERYONE, PRIVATE),
        Route("handover.stop", Tap("handover:stop"), handlers.stop, EVERYONE, PRIVATE),
        Route("handover.warn", Tap("handover:warn"), handlers.warn, EVERYONE, PRIVATE),
        Route("handover.done", Command("klaar", "handover.describe_done"), talk_handlers.done, EVERYONE, PRIVATE),
        Route("handover.close", Tap("handover:close"), talk_handlers.close, EVERYONE, PRIVATE_AND_GROUPS),
        Route("handover.helped", Tap("handover:helped"), talk_handlers.helped, EVERYONE, PRIVATE),
        Route("handover.to", Tap("handover:to"), talk_handlers.to, EVERYONE, PRIVATE),
        Route("handover.claim", Tap("handover:claim"), talk_handlers.claim, COACHES, PRIVATE_AND_GROUPS),
        Route("handover.back", Tap("handover:back"), talk_handlers.give_back, COACHES, PRIVATE_AND_GROUPS),
        Route("handover.answer", Tap("handover:answer"), talk_handlers.answer, COACHES, PRIVATE),
        Route("handover.desk", Command("overdrachten", "handover.describe_desk"), talk_handlers.desk, COACHES, PRIVATE),
        Route("handover.mine", Tap("handover:mine"), talk_handlers.desk, COACHES, PRIVATE),
    ),
    jobs=(Job("handover.look", Every(seconds=60), passing.look),),
    personal_data=(
        PersonalData(
            "handovers", frozenset({"handovers", "handover_messages"}), store.export_asked, leaving.forget_asker, store.prune
        ),
        PersonalData("coached", frozenset({"handovers"}), store.export_taken, store.forget_coach),
    ),
)
