"""What surveys offers."""

from bot.chat.route import Command, Resume, Route, Stage, Tap, Words
from bot.feature import Feature, Job, PersonalData
from bot.features.surveys import handlers, personal, planner, result_handlers, store
from bot.people.models import COACHES, EVERYONE
from bot.ticker import Every, Nightly

FEATURE = Feature(
    name="surveys",
    routes=(
        # What was asked for a moment ago is no danger, whatever "ik wil stoppen" or "een dikke 9" sounds like elsewhere.
        Route("surveys.expected", Words(Stage.SAFETY, handlers.is_plainly_for_form), handlers.typed, EVERYONE),
        Route("surveys.typed", Words(Stage.DIALOGUE, handlers.is_typed_in_form), handlers.typed, EVERYONE),
        Route("surveys.loose_grade", Words(Stage.INTENT, handlers.is_loose_grade), handlers.loose_grade, EVERYONE),
        Route("surveys.resumed", Resume("surveys"), handlers.resume, EVERYONE),
        Route("surveys.fill", Tap("surveys:fill"), handlers.fill, EVERYONE),
        Route("surveys.grade", Tap("surveys:grade"), handlers.grade, EVERYONE),
        Route("surveys.skip", Tap("surveys:skip"), handlers.skip, EVERYONE),
        Route("surveys.stop", Tap("surveys:stop"), handlers.stop, EVERYONE),
        Route("surveys.later", Tap("surveys:later"), handlers.later, EVERYONE),
        Route("surveys.no_later", Tap("surveys:nolater"), handlers.no_later, EVERYONE),
        Route("surveys.tell", Tap("surveys:tell"), handlers.tell, EVERYONE),
        Route("surveys.share", Tap("surveys:share"), handlers.share, EVERYONE),
        Route("surveys.untold", Tap("surveys:untold"), handlers.untold, EVERYONE),
        Route("surveys.evaluations", Command("evaluaties", "surveys.describe_evaluations"), result_handlers.offer, COACHES),
        Route("surveys.results", Tap("surveys:results"), result_handlers.browse, COACHES),
        Route("surveys.result", Tap("surveys:result"), result_handlers.show, COACHES),
        Route("surveys.words", Tap("surveys:words"), result_handlers.words, COACHES),
    ),
    jobs=(
        Job("surveys.plan", Every(seconds=60), planner.plan),
        Job("surveys.prune", Nightly(3), store.prune),
    ),
    personal_data=(
        # Whom we asked is theirs to see and erase; the answers are nobody's.
        PersonalData(
            "surveys", frozenset({"survey_invitations", "survey_later"}), personal.export, personal.erase, personal.prune
        ),
    ),
)
