"""What coaching offers."""

from bot.chat.route import ANYWHERE, PRIVATE, PRIVATE_AND_GROUPS, Command, Inline, Route, Stage, Tap, Words
from bot.chat.turn import Turn
from bot.feature import Feature, Job, PersonalData
from bot.features.coaching import handlers, personal, service, store
from bot.people.models import EVERYONE
from bot.ticker import Every, Nightly

_FEW_WORDS = 4
RULES = ("lsd", "oma", "anna", "nivea", "oen", "dik", "blizz")


def _is_crisis(turn: Turn) -> bool:
    return turn.is_about(
        lambda understood: understood.crisis is not None and (understood.crisis.clear or not _answers_a_form(turn))
    )


def _answers_a_form(turn: Turn) -> bool:
    """Say whether these are a few words while a form is open: then they are a name or a number, unless danger is clear."""
    form = turn.dialogue is not None and turn.dialogue.feature != service.FEATURE
    return form and len((turn.said.words or "").split()) <= _FEW_WORDS


def _anything(turn: Turn) -> bool:  # noqa: ARG001 - every test of words looks alike
    return True


FEATURE = Feature(
    name="coaching",
    routes=(
        Route("coaching.crisis", Words(Stage.SAFETY, _is_crisis), handlers.crisis, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.ask", Command("vraag", "coaching.describe_ask"), handlers.ask_command, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.themes", Command("situaties", "coaching.describe_themes"), handlers.themes, EVERYONE, PRIVATE),
        *(
            Route(
                f"coaching.rule_{rule}", Command(rule, f"coaching.describe_{rule}"), handlers.rule, EVERYONE, PRIVATE_AND_GROUPS
            )
            for rule in RULES
        ),
        # Everything that nobody else understands is treated as a question.
        Route("coaching.question", Words(Stage.REST, _anything), handlers.question, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.more", Tap("coaching:more"), handlers.more, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.pick", Tap("coaching:pick"), handlers.pick, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.other", Tap("coaching:other"), handlers.other, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.none", Tap("coaching:none"), handlers.none_of_these, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.helped", Tap("coaching:helped"), handlers.helped, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.later", Tap("coaching:later"), handlers.later, EVERYONE, PRIVATE),
        Route("coaching.tried", Tap("coaching:tried"), handlers.tried, EVERYONE, PRIVATE),
        Route("coaching.wish", Tap("coaching:wish"), handlers.wish, EVERYONE, PRIVATE),
        Route("coaching.themes_tap", Tap("coaching:themes"), handlers.themes, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.theme", Tap("coaching:theme"), handlers.theme, EVERYONE, PRIVATE_AND_GROUPS),
        Route("coaching.inline", Inline(), handlers.inline, EVERYONE, ANYWHERE),
    ),
    jobs=(
        Job("coaching.prune", Nightly(3), store.prune),
        Job("coaching.helped", Every(seconds=60), service.ask_whether_it_helped),
    ),
    personal_data=(
        PersonalData("helped_later", frozenset({"helped_later"}), store.export_later, store.erase_later),
        PersonalData(
            "tip_wishes", frozenset({"tip_wishes"}), personal.export_wishes, personal.erase_wishes, personal.prune_wishes
        ),
    ),
)
