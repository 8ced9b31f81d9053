"""What the rooms that every feature shares keep about somebody, in the order in which it is shown."""

from bot.agenda import personal as agenda
from bot.chat import dialogues, inbox_store
from bot.feature import PersonalData
from bot.outbox import personal as outbox
from bot.people import personal as people

PERSON = PersonalData("people", frozenset({"people"}), people.export, people.erase)
REGISTRATIONS = PersonalData(
    "registrations",
    frozenset({"registrations", "registration_absences", "attendance"}),
    agenda.export,
    agenda.erase,
    agenda.prune,
)
OUTBOX = PersonalData("outbox", frozenset({"outbox"}), outbox.export, outbox.erase)
DIALOGUES = PersonalData("dialogues", frozenset({"dialogues"}), dialogues.export, dialogues.erase)
INBOX = PersonalData("inbox", frozenset({"inbox"}), inbox_store.export, inbox_store.erase)
