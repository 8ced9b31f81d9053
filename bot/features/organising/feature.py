"""What organising offers."""

from bot.chat.route import PRIVATE, Command, Route, Tap
from bot.feature import Feature
from bot.features.organising import lists
from bot.people.models import COACHES

# Lists of names are for the screen of one coach, never for a group.
FEATURE = Feature(
    name="organising",
    routes=(
        Route("organising.list", Command("deelnemers", "organising.describe_list"), lists.ask_for_list, COACHES, PRIVATE),
        Route("organising.choose_list", Tap("organising:list"), lists.choose_list, COACHES, PRIVATE),
    ),
)
