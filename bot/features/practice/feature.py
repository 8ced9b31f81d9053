"""What practising offers."""

from bot.chat.route import PRIVATE_AND_GROUPS, Command, Route, Tap
from bot.feature import Feature
from bot.features.practice import handlers
from bot.people.models import EVERYONE

# Nothing is kept: which scene and which choice stand in the button.
FEATURE = Feature(
    name="practice",
    routes=(
        Route("practice.offer", Command("oefenen", "practice.describe"), handlers.offer, EVERYONE, PRIVATE_AND_GROUPS),
        Route("practice.browse", Tap("practice:list"), handlers.browse, EVERYONE, PRIVATE_AND_GROUPS),
        Route("practice.surprise", Tap("practice:surprise"), handlers.surprise, EVERYONE, PRIVATE_AND_GROUPS),
        Route("practice.show", Tap("practice:show"), handlers.show, EVERYONE, PRIVATE_AND_GROUPS),
        Route("practice.choose", Tap("practice:choose"), handlers.choose, EVERYONE, PRIVATE_AND_GROUPS),
    ),
)
