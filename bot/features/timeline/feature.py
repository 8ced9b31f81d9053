"""What timeline offers."""

from bot.feature import Feature, PersonalData
from bot.features.timeline import personal

FEATURE = Feature(
    name="timeline",
    routes=(),
    personal_data=(
        PersonalData("reminders", frozenset({"reminder_choices"}), personal.export_choice, personal.erase_choice),
        PersonalData("check_ins", frozenset({"check_ins"}), personal.export_check_ins, personal.erase_check_ins),
        PersonalData("decisions", frozenset({"event_decisions"}), personal.export_decisions, personal.erase_decisions),
    ),
)
