"""What the digest offers."""

from bot.chat.route import PRIVATE, PRIVATE_AND_GROUPS, Command, Resume, Route, Stage, Tap, Words
from bot.feature import Feature, Job, PersonalData
from bot.features.digest import handlers, left_alone, personal, service, tip_handlers
from bot.people.models import COACHES
from bot.ticker import Every, Nightly

FEATURE = Feature(
    name="digest",
    routes=(
        Route("digest.overview", Command("weekoverzicht", "digest.describe_overview"), handlers.overview, COACHES, PRIVATE),
        Route("digest.area", Tap("digest:area"), handlers.area, COACHES, PRIVATE),
        Route("digest.now", Tap("digest:now"), handlers.this_week, COACHES, PRIVATE),
        Route("digest.unanswered", Tap("digest:unanswered"), handlers.unanswered, COACHES, PRIVATE_AND_GROUPS),
        Route("digest.themes", Tap("digest:themes"), handlers.themes, COACHES, PRIVATE_AND_GROUPS),
        Route("digest.group", Tap("digest:group"), handlers.group, COACHES, PRIVATE_AND_GROUPS),
        Route("digest.ingroup", Tap("digest:ingroup"), handlers.switch_group, COACHES, PRIVATE_AND_GROUPS),
        Route("digest.nogroup", Tap("digest:nogroup"), handlers.switch_group, COACHES, PRIVATE_AND_GROUPS),
        Route("digest.write", Tap("digest:write"), tip_handlers.write, COACHES, PRIVATE),
        Route("digest.typed", Words(Stage.DIALOGUE, tip_handlers.answers), tip_handlers.typed, COACHES, PRIVATE),
        Route("digest.resumed", Resume("digest"), tip_handlers.resume, COACHES, PRIVATE),
        Route("digest.go_on", Tap("digest:goon"), tip_handlers.go_on, COACHES, PRIVATE),
        Route("digest.skip", Tap("digest:skip"), tip_handlers.skip, COACHES, PRIVATE),
        Route("digest.propose", Tap("digest:propose"), tip_handlers.propose, COACHES, PRIVATE),
        Route("digest.discard", Tap("digest:discard"), tip_handlers.discard, COACHES, PRIVATE),
        Route("digest.approve", Tap("digest:approve"), tip_handlers.approve, COACHES, PRIVATE),
        Route("digest.reject", Tap("digest:reject"), tip_handlers.reject, COACHES, PRIVATE),
        Route("digest.tips", Tap("digest:tips"), tip_handlers.list_tips, COACHES, PRIVATE_AND_GROUPS),
        Route("digest.withdraw", Tap("digest:withdraw"), tip_handlers.withdraw, COACHES, PRIVATE),
    ),
    personal_data=(
        PersonalData("area_tips", frozenset({"area_tips", "area_tip_questions"}), personal.export_tips, personal.erase_tips),
    ),
    jobs=(
        Job("digest.plan", Every(60), service.plan),
        Job("digest.close_weeks", Nightly(3), service.close_weeks),
    ),
    farewell=left_alone.farewell,
)
