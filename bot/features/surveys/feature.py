"""What surveys offers."""

from bot.feature import Feature, PersonalData
from bot.features.surveys import personal

FEATURE = Feature(
    name="surveys",
    routes=(),
    personal_data=(PersonalData("surveys", frozenset({"survey_invitations"}), personal.export, personal.erase, personal.prune),),
)
