"""The confirmation that somebody is on the list, with the file for their calendar."""

from bot.agenda.models import Event, Registration
from bot.chat.turn import Turn
from bot.features.events import keyboards, views
from bot.outbox.models import Message
from bot.texts.rendering import visible

LONGEST_CAPTION = 1024


def confirm(turn: Turn, event: Event, registration: Registration) -> None:
    """Tell it in one message; only when it is too long for a caption, the file comes by itself."""
    values = {"event": views.of_event(event), "place": views.of_place(registration)}
    is_short = len(visible(turn.texts.render("events.confirmation", values))) <= LONGEST_CAPTION
    turn.tell(
        Message(
            key=f"confirmation:{event.code}:person-{turn.person.id}:update-{turn.update_id}",
            chat_id=turn.said.chat_id,
            person_id=turn.person.id,
            text="events.confirmation",
            values=values,
            keyboard=keyboards.after_signing_up(registration),
            due_at=turn.now,
            live=True,
            attachment=views.calendar(event, registration, turn.now) if is_short else None,
        )
    )
    if not is_short:
        send_calendar(turn, event, registration)


def send_calendar(turn: Turn, event: Event, registration: Registration) -> None:
    """Send the file by itself."""
    turn.say("events.calendar", attachment=views.calendar(event, registration, turn.now), event=views.of_event(event))
