"""The buttons of the time side; they carry all that must be remembered."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.agenda.models import AttendanceState, Event, EventPart
from bot.clock import to_text
from bot.features.timeline.models import Answer, Choice, Decision, Guest
from bot.outbox.models import Button, Keyboard

ON_ONE_SCREEN = 8
# Tapping a name goes round: not noted, there, not there, let us know, and there again. The button says where a tap leads, so
# that tapping it twice by accident does nothing twice.
_NEXT = {
    None: AttendanceState.PRESENT,
    AttendanceState.PRESENT: AttendanceState.ABSENT,
    AttendanceState.ABSENT: AttendanceState.EXCUSED,
    AttendanceState.EXCUSED: AttendanceState.PRESENT,
}


def go_no_go(event_id: int, round_: int, *, may_wait: bool) -> Keyboard:
    """Go on, not, or decide later while that is possible."""
    go, no_go, wait = (
        Button(f"timeline.button_decide_{decision}", data=f"timeline:decide:{event_id}:{round_}:{decision}")
        for decision in Decision
    )
    return ((go,), (no_go,), *(((wait,),) if may_wait else ()))


def sure(event_id: int, round_: int) -> Keyboard:
    """Ask once more before everybody hears that it does not go on."""
    return (
        (Button("timeline.button_decide_sure", data=f"timeline:decide:{event_id}:{round_}:sure"),),
        (Button("timeline.button_back", data=f"timeline:decide:{event_id}:{round_}:back"),),
    )


def coming(registration_id: int) -> Keyboard:
    """Ja, nee, weet nog niet."""
    return tuple(
        (Button(f"timeline.button_coming_{answer}", data=f"timeline:coming:{registration_id}:{answer}"),) for answer in Answer
    )


def cannot_come(registration_id: int) -> Keyboard:
    """A way out that frees the seat for somebody else."""
    return ((Button("timeline.button_cannot_come", data=f"timeline:coming:{registration_id}:no"),),)


def other_dates(registration_id: int, dates: Sequence[Mapping[str, Any]]) -> Keyboard:
    """One button per other date; a tap takes the place along."""
    return tuple(
        (
            Button(
                "timeline.button_move",
                data=f"timeline:move:{registration_id}:{date['event_id']}",
                values={"begin": date["begin"], "neighbourhood": date["neighbourhood"]},
            ),
        )
        for date in dates
    )


def choices(chosen: Choice) -> Keyboard:
    """When to be reminded; the choice of now is not offered again."""
    return tuple(
        (Button(f"timeline.button_choice_{choice}", data=f"timeline:choose:{choice}"),)
        for choice in Choice
        if choice is not chosen
    )


def afterwards() -> Keyboard:
    """Discuss a situation with a coach."""
    return ((Button("timeline.button_discuss", data="handover:ask"),),)


def lists(parts: Sequence[tuple[Event, EventPart]]) -> Keyboard:
    """One button per dagdeel whose list can be ticked."""
    return tuple(
        (
            Button(
                "timeline.button_open_list",
                data=f"timeline:list:{event.id}:{part.number}:0",
                values={"begin": to_text(part.starts_at), "code": event.code},
            ),
        )
        for event, part in parts[:ON_ONE_SCREEN]
    )


def attendance(event_id: int, part: int, guests: Sequence[Guest], screen: int) -> Keyboard:
    """One button per person, the way to the other screens, everybody at once, and somebody who walked in."""
    shown = guests[screen * ON_ONE_SCREEN : (screen + 1) * ON_ONE_SCREEN]
    ways = []
    if screen > 0:
        ways.append(Button("timeline.button_previous", data=f"timeline:list:{event_id}:{part}:{screen - 1}"))
    if (screen + 1) * ON_ONE_SCREEN < len(guests):
        ways.append(Button("timeline.button_next", data=f"timeline:list:{event_id}:{part}:{screen + 1}"))
    nobody_left = all(part in guest.attendance for guest in guests)
    return (
        *((_tick(guest, part, screen),) for guest in shown),
        *((tuple(ways),) if ways else ()),
        *(() if nobody_left else ((Button("timeline.button_all_there", data=f"timeline:everybody:{event_id}:{part}"),),)),
        (Button("timeline.button_walk_in", data=f"timeline:walkin:{event_id}:{part}"),),
    )


def called(registrations: Sequence[tuple[int, str]]) -> Keyboard:
    """Strike out who was called."""
    return tuple(
        (Button("timeline.button_called", data=f"timeline:called:{number}", values={"name": name}),)
        for number, name in registrations[:ON_ONE_SCREEN]
    )


def _tick(guest: Guest, part: int, screen: int) -> Button:
    state = guest.attendance.get(part)
    return Button(
        "timeline.button_person",
        data=f"timeline:tick:{guest.registration_id}:{part}:{_NEXT[state]}:{screen}",
        values={"name": guest.name, "seats": guest.seats, "state": state.value if state else "", "away": part in guest.absences},
    )
