"""What the team feature offers."""

from bot.chat.route import PRIVATE, PRIVATE_AND_GROUPS, Command, GroupChange, Route, Stage, StartLink, Tap, Words
from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.feature import Feature, PersonalData
from bot.features.team import group_handlers, handlers, personal, staff_handlers
from bot.people.models import COACHES, EVERYONE, Role

_BEHEERDER = frozenset({Role.BEHEERDER})
_GROUPS = frozenset({ChatKind.GROUP})


def _fills_in(turn: Turn) -> bool:
    return turn.dialogue is not None and turn.dialogue.feature == handlers.FEATURE and turn.dialogue.step != "accept"


def _accepts(turn: Turn) -> bool:
    return turn.dialogue is not None and turn.dialogue.feature == handlers.FEATURE and turn.dialogue.step == "accept"


FEATURE = Feature(
    name="team",
    routes=(
        Route("team.choose_area", Command("mijnwijk", "team.describe_choose_area"), handlers.choose_area, EVERYONE, PRIVATE),
        Route("team.chosen_area", Tap("team:mine"), handlers.chosen_area, EVERYONE, PRIVATE),
        Route("team.areas", Command("werkgebied", "team.describe_areas"), handlers.areas, COACHES, PRIVATE),
        Route("team.areas_tap", Tap("team:areas"), handlers.areas, COACHES, PRIVATE),
        Route("team.area", Tap("team:area"), handlers.area, COACHES, PRIVATE),
        Route("team.field", Tap("team:field"), handlers.ask_field, COACHES, PRIVATE),
        Route("team.empty", Tap("team:empty"), handlers.empty, COACHES, PRIVATE),
        Route("team.new", Tap("team:new"), handlers.new_area, _BEHEERDER, PRIVATE),
        Route("team.typed", Words(Stage.DIALOGUE, _fills_in), handlers.typed, COACHES, PRIVATE),
        Route("team.team", Command("team", "team.describe_team"), staff_handlers.team, COACHES, PRIVATE),
        Route("team.staff", Tap("team:staff"), staff_handlers.staff, COACHES, PRIVATE),
        Route("team.invite", Tap("team:invite"), staff_handlers.invite, COACHES, PRIVATE),
        Route("team.link", Tap("team:link"), staff_handlers.link, COACHES, PRIVATE),
        Route("team.unlink", Tap("team:unlink"), staff_handlers.unlink, COACHES, PRIVATE),
        Route("team.member", Tap("team:member"), staff_handlers.member, COACHES, PRIVATE),
        Route("team.roles", Tap("team:roles"), staff_handlers.choose_role, COACHES, PRIVATE),
        Route("team.change", Tap("team:change"), staff_handlers.change, COACHES, PRIVATE),
        Route("team.out", Tap("team:out"), staff_handlers.out, COACHES, PRIVATE),
        # Who is invited is nobody yet: the link itself is the key.
        Route("team.invited", StartLink("team"), staff_handlers.invited, EVERYONE, PRIVATE),
        Route("team.accept", Tap("team:accept"), staff_handlers.accept, EVERYONE, PRIVATE),
        Route("team.typed_name", Words(Stage.DIALOGUE, _accepts), staff_handlers.typed_name, EVERYONE, PRIVATE),
        Route("team.group_changed", GroupChange(), group_handlers.changed, EVERYONE, PRIVATE_AND_GROUPS),
        Route("team.connect", Command("koppel"), group_handlers.connect, COACHES, _GROUPS),
        Route("team.connect_to", Tap("team:connect"), group_handlers.connect_to, COACHES, _GROUPS),
    ),
    personal_data=(
        PersonalData("staff", frozenset({"staff"}), personal.export_roles, personal.erase_roles),
        PersonalData(
            "invitations",
            frozenset({"invitations"}),
            personal.export_invitations,
            personal.erase_invitations,
            personal.prune_invitations,
        ),
    ),
)
