"""The coach's pages of the agenda: what is coming, one bijeenkomst with its buttons, and taking somebody off a list."""

from typing import Any

from bot.agenda import seats, store
from bot.agenda.models import Cancelled, Event, OfferGone, RegistrationState, SignedUp
from bot.chat.turn import Turn
from bot.features.organising import keyboards, service

_ON_SCREEN = 12


async def overview(turn: Turn) -> None:
    """Show what is coming in my areas, with numbers."""
    found = await service.list_my_events(turn)
    lines = [await _numbers(turn, event) for event in found[:_ON_SCREEN]]
    turn.say(
        "organising.overview" if found else "organising.overview_empty",
        keyboards.events(found[:_ON_SCREEN]),
        lines=lines,
        more=max(0, len(found) - _ON_SCREEN),
    )


async def page(turn: Turn) -> None:
    """Show one bijeenkomst."""
    if event := await tapped_event(turn):
        await show_event(turn, event)


async def choose_field(turn: Turn) -> None:
    """Ask what is to be changed."""
    if event := await tapped_event(turn, to_come=True):
        turn.say("organising.choose_field", keyboards.fields(event), event=event.as_values())


async def choose_readers(turn: Turn) -> None:
    """Ask who is to read a message."""
    if event := await tapped_event(turn, to_come=True):
        turn.say("organising.choose_readers", keyboards.who(event), event=event.as_values())


async def people(turn: Turn) -> None:
    """Ask who is to be taken off the list."""
    if event := await tapped_event(turn, to_come=True):
        found = await service.who_hears(turn.tx, event)
        key = "organising.choose_person" if found else "organising.nobody_yet"
        more = max(0, len(found) - keyboards.MOST_PEOPLE)
        turn.say(key, keyboards.people(event, found), event=event.as_values(), more=more)


async def ask_take_off(turn: Turn) -> None:
    """Ask whether they are sure."""
    found = await service.find_my_registration(turn, turn.said.number())
    if found is None:
        turn.notice("organising.person_gone")
        return
    event, one = found
    reads = one.chat_id is not None and one.reachable
    turn.say("organising.sure_take_off", keyboards.take_off(event, one), name=one.name, event=event.as_values(), reads=reads)


async def take_off(turn: Turn) -> None:
    """Take somebody off the list."""
    found = await service.find_my_registration(turn, turn.said.number())
    if found is None or service.is_late(found[0], turn.now) or not await service.take_off(turn, *found):
        turn.notice("organising.person_gone")
        return
    turn.change("organising.is_off", keyboards.to_event(found[0].id), name=found[1].name, event=found[0].as_values())


async def comes(turn: Turn) -> None:
    """Take the seat that is held for somebody without Telegram, who was called."""
    found = await service.find_my_registration(turn, turn.said.number())
    if found is None or not found[1].without_telegram:
        turn.notice("organising.person_gone")
        return
    event, one = found
    match await seats.accept_offer(turn.tx, one.id, turn.now):
        case SignedUp():
            turn.change("organising.guest_comes", keyboards.to_event(event.id), name=one.name, event=event.as_values())
        case OfferGone(position) if position is not None:
            turn.change(
                "organising.guest_waits", keyboards.to_event(event.id), name=one.name, event=event.as_values(), position=position
            )
        case _:
            turn.notice("organising.too_late")


async def comes_not(turn: Turn) -> None:
    """Take somebody without Telegram out of the queue; the seat goes to who is next."""
    found = await service.find_my_registration(turn, turn.said.number())
    if found is None or not isinstance(await seats.decline_offer(turn.tx, found[1].id, turn.now), Cancelled):
        turn.notice("organising.person_gone")
        return
    turn.change("organising.guest_declined", keyboards.to_event(found[0].id), name=found[1].name, event=found[0].as_values())


async def tapped_event(turn: Turn, *, to_come: bool = False) -> Event | None:
    """Return the bijeenkomst of the button; says so when it is gone, not theirs, or nothing can be changed any more."""
    event = await service.find_my_event(turn, turn.said.number())
    if event is None:
        turn.notice("organising.list_gone")
    elif to_come and service.is_late(event, turn.now):
        turn.notice("organising.too_late")
        return None
    return event


async def show_event(turn: Turn, event: Event) -> None:
    """Show what participants see, and what can be done with it."""
    numbers = await _numbers(turn, event)
    shown = event.as_values() | {"signup_required": event.signup_required, "free": max(0, event.capacity - numbers["taken"])}
    late = service.is_late(event, turn.now)
    turn.say("organising.page", keyboards.event(event, late=late), event=shown, numbers=numbers, late=late)


async def _numbers(turn: Turn, event: Event) -> dict[str, Any]:
    waiting = await store.list_registrations(turn.tx, event.id, RegistrationState.WAITING)
    return {
        "code": event.code,
        "title": event.title,
        "start": event.as_values()["parts"][0][0],
        "taken": await store.count_taken(turn.tx, event.id),
        "minimum": event.minimum,
        "capacity": event.capacity,
        "waiting": sum(one.seats for one in waiting),
    }
