"""What the figures offer."""

from bot.chat.route import PRIVATE, Command, Route, Stage, Tap, Words
from bot.feature import Feature
from bot.features.figures import handlers
from bot.people.models import COACHES

# Of which area somebody may see figures is decided by the service: the gate only knows roles.
FEATURE = Feature(
    name="figures",
    routes=(
        Route("figures.overview", Command("cijfers", "figures.describe"), handlers.overview, COACHES, PRIVATE),
        Route("figures.choose", Tap("figures:choose"), handlers.choose, COACHES, PRIVATE),
        Route("figures.show", Tap("figures:show"), handlers.show, COACHES, PRIVATE),
        Route("figures.file", Tap("figures:file"), handlers.file, COACHES, PRIVATE),
        Route("figures.partners", Tap("figures:partners"), handlers.ask_partnerships, COACHES, PRIVATE),
        Route("figures.typed", Words(Stage.DIALOGUE, handlers.answers), handlers.typed, COACHES, PRIVATE),
        Route("figures.stop", Tap("figures:stop"), handlers.stop, COACHES, PRIVATE),
    ),
)
