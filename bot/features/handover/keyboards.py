"""The buttons with which a question goes to a coach and comes back."""

from collections.abc import Iterable

from bot.features.handover.models import Draft, Handover, Helped, State
from bot.outbox.models import Button, Keyboard
from bot.people.areas import Area

NO_AREA = 0
"""In a button: I do not know where I belong."""


def areas(found: Iterable[Area]) -> Keyboard:
    """One button per area, and a way out."""
    return (
        *((Button("handover.button_area", data=f"handover:area:{area.id}", values={"area": area.name}),) for area in found),
        (Button("handover.button_no_area", data=f"handover:area:{NO_AREA}"),),
    )


def preview(draft: Draft, name: str | None) -> Keyboard:
    """Pass it on with or without a name, or not. The buttons say which text was seen."""
    named = "handover.button_with_known_name" if name else "handover.button_with_name"
    return (
        (Button("handover.button_without_name", data=f"handover:send:{draft.version}:without"),),
        (Button(named, data=f"handover:send:{draft.version}:named", values={"name": name}),),
        (
            Button("handover.button_rewrite", data="handover:rewrite"),
            Button("handover.button_stop", data="handover:stop"),
        ),
    )


def go_on() -> Keyboard:
    """Go on with a question that waited."""
    return ((Button("handover.button_go_on", data="handover:ask"),),)


def ask_after_all() -> Keyboard:
    """Begin again with what was not passed on."""
    return ((Button("handover.button_ask_after_all", data="handover:ask"),),)


def stop() -> Keyboard:
    """Leave the form."""
    return ((Button("handover.button_stop", data="handover:stop"),),)


def withdraw(handover_id: int) -> Keyboard:
    """Take back a question that nobody picked up."""
    return ((Button("handover.button_withdraw", data=f"handover:close:{handover_id}"),),)


def close(handover_id: int) -> Keyboard:
    """End the conversation, for the asker."""
    return ((Button("handover.button_close", data=f"handover:close:{handover_id}"),),)


def claim(handover_id: int) -> Keyboard:
    """Pick a question up."""
    return ((Button("handover.button_claim", data=f"handover:claim:{handover_id}"),),)


def acknowledge(handover_id: int) -> Keyboard:
    """Go to work on a crisis."""
    return ((Button("handover.button_acknowledge", data=f"handover:claim:{handover_id}"),),)


def in_conversation(handover_id: int) -> Keyboard:
    """What the coach can do besides typing."""
    return (
        (
            Button("handover.button_close", data=f"handover:close:{handover_id}"),
            Button("handover.button_give_back", data=f"handover:back:{handover_id}"),
        ),
    )


def helped(handover_id: int) -> Keyboard:
    """Did it help?"""
    return (tuple(Button(f"handover.button_helped_{word}", data=f"handover:helped:{handover_id}:{word}") for word in Helped),)


def choose(found: Iterable[Handover], action: str) -> Keyboard:
    """Which conversation is meant?"""
    return tuple(
        (
            Button(
                "handover.button_conversation",
                data=f"handover:{action}:{one.id}",
                values={"number": one.id, "name": one.asker_name},
            ),
        )
        for one in found
    )


def desk(found: Iterable[Handover], coach_id: int) -> Keyboard:
    """Per question on the list what this coach can do with it."""
    lines: list[tuple[Button, ...]] = []
    for one in found:
        values = {"number": one.id}
        if one.state is State.OPEN:
            lines.append((Button("handover.button_claim_number", data=f"handover:claim:{one.id}", values=values),))
        elif one.claimed_by == coach_id:
            lines.append(
                (
                    Button("handover.button_answer_number", data=f"handover:answer:{one.id}", values=values),
                    Button("handover.button_close_number", data=f"handover:close:{one.id}", values=values),
                )
            )
    return tuple(lines)


def alert_chat(chat_url: str | None) -> Keyboard:
    """Under a crisis text in the middle of a conversation: the chat of 113, where that exists."""
    return ((Button("coaching.button_chat_113", url=chat_url),),) if chat_url else ()
