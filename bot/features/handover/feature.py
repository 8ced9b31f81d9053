"""What handover offers."""

from bot.feature import Feature, PersonalData
from bot.features.handover import leaving, store

FEATURE = Feature(
    name="handover",
    routes=(),
    personal_data=(
        PersonalData(
            "handovers", frozenset({"handovers", "handover_messages"}), store.export_asked, leaving.forget_asker, store.prune
        ),
        PersonalData("coached", frozenset({"handovers"}), store.export_taken, store.forget_coach),
    ),
)
