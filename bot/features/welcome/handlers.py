"""Says hello, explains what Wijkmaat can do, and answers calmly what nobody else understands."""

from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.outbox.models import Button, Keyboard
from bot.people.models import COACHES

_TRY = (
    (Button("welcome.button_situations", data="coaching:themes"),),
    (Button("welcome.button_privacy", data="privacy:about"),),
)


async def start(turn: Turn) -> None:
    """Greet somebody who opens the chat."""
    turn.say("welcome.start", _TRY)


async def help_(turn: Turn) -> None:
    """Explain what can be asked."""
    turn.say("welcome.help", _TRY)
    # Not for a group: there it would be read by whoever else is in it.
    if turn.said.kind is ChatKind.PRIVATE and turn.person.roles & COACHES:
        turn.say("welcome.help_coach")


async def greet(turn: Turn) -> None:
    """Greet back."""
    turn.say("welcome.greeting")


async def media(turn: Turn) -> None:
    """Answer a sticker, a voice message, a photo: we can only read."""
    if turn.said.kind == "private":
        # Who talks to a coach must know that it did not arrive there.
        turn.say("handover.only_words" if turn.person.conversations else "welcome.only_text")


async def unknown_tap(turn: Turn) -> None:
    """Answer a button from an older version."""
    turn.notice("welcome.old_button_notice")
    turn.say("welcome.old_button", BACK_TO_HELP)


async def unknown_command(turn: Turn) -> None:
    """Answer a command that we do not know."""
    turn.say("welcome.unknown_command")


BACK_TO_HELP: Keyboard = ((Button("welcome.button_situations", data="coaching:themes"),),)
