"""What the welcome offers."""

from bot.chat.route import (
    PRIVATE,
    PRIVATE_AND_GROUPS,
    Command,
    Media,
    Route,
    Stage,
    UnknownCommand,
    UnknownTap,
    Words,
)
from bot.chat.turn import Turn
from bot.feature import Feature
from bot.features.welcome import handlers
from bot.people.models import EVERYONE
from bot.understanding.meaning import Intent


def _greets(turn: Turn) -> bool:
    return turn.is_about(lambda understood: understood.intent is Intent.GREETING)


FEATURE = Feature(
    name="welcome",
    routes=(
        Route("welcome.start", Command("start"), handlers.start, EVERYONE, PRIVATE_AND_GROUPS),
        Route("welcome.help", Command("help", "welcome.describe_help"), handlers.help_, EVERYONE, PRIVATE_AND_GROUPS),
        Route("welcome.greeting", Words(Stage.INTENT, _greets), handlers.greet, EVERYONE, PRIVATE_AND_GROUPS),
        Route("welcome.media", Media(), handlers.media, EVERYONE, PRIVATE),
        Route("welcome.unknown_tap", UnknownTap(), handlers.unknown_tap, EVERYONE, PRIVATE_AND_GROUPS),
        Route("welcome.unknown_command", UnknownCommand(), handlers.unknown_command, EVERYONE, PRIVATE),
    ),
)
