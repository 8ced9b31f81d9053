"""The agenda in the chat: what is coming, one bijeenkomst in detail, and practical questions about it."""

from typing import Any

from bot.agenda.models import Event
from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.features.events import browsing, changing, keyboards, places_handlers, service, views
from bot.features.events.browsing import Scope
from bot.features.events.questions import Aspect, answered, asks_for_own_places, aspect_of
from bot.features.events.taps import word
from bot.understanding.signup.asking import look_around

MOST_CHOICES = 6


async def agenda(turn: Turn) -> None:
    """Show what is coming; with words behind the command, what fits those."""
    if turn.said.words:
        await search(turn)
    else:
        _show_at_home(turn, await service.list_coming(turn))


async def search(turn: Turn) -> None:
    """Answer "wat is er te doen in Oost in februari"; when nothing fits, say so and show what comes near."""
    words = turn.said.words or ""
    if turn.said.kind is ChatKind.PRIVATE and asks_for_own_places(words):
        await places_handlers.show_mine(turn)
        return
    if aspect_of(words) is Aspect.PRACTICAL:  # "is er een ringleiding bij de training": about it, not for it
        await practical(turn)
        return
    coming = await service.list_coming(turn)
    fitting = [event for event in coming if event.code in turn.understood.events]
    around = look_around(words, turn.now, turn.agenda)
    if fitting:
        _show(turn, fitting, Scope.of(fitting), 0)
    elif not around.narrowed:
        _show_at_home(turn, coming)
    else:
        near = [event for event in coming if event.code in around.at_another_time]
        found = near or [event for event in coming if event.code in around.elsewhere]
        _show_near(turn, found or coming, "time" if near else "elsewhere" if found else "all")


async def browse(turn: Turn) -> None:
    """Show another screen, or another part, of the agenda."""
    coming = await service.list_coming(turn)
    scope = Scope.read(word(turn, 3), ":".join(turn.said.tapped[4:]))
    narrowed = scope.narrow(coming)
    if not narrowed:
        scope, narrowed = Scope(), coming
    _show(turn, narrowed, scope, turn.said.number(), change=True)


async def places(turn: Turn) -> None:
    """Let somebody choose a neighbourhood."""
    names = sorted({event.neighbourhood for event in await service.list_coming(turn)})
    turn.change("events.choose_place", keyboards.places(names))


async def kinds(turn: Turn) -> None:
    """Let somebody choose a kind."""
    found = sorted({event.kind.value for event in await service.list_coming(turn)})
    turn.change("events.choose_kind", keyboards.kinds(found))


async def details(turn: Turn) -> None:
    """Show everything about one bijeenkomst."""
    event = await service.find(turn, turn.said.number())
    if event is None:
        turn.say("events.gone", keyboards.only_agenda())
        return
    if turn.said.kind is ChatKind.GROUP:
        turn.say("events.show", keyboards.in_private(turn.link("meedoen", event.code)), event=await _told(turn, event))
        return
    registration = await service.place_at(turn, event)
    turn.say("events.show", keyboards.details(event, registration), quoting=bool(turn.said.words), event=await _told(turn, event))


async def practical(turn: Turn) -> None:
    """Answer "hoe laat begint het" for the one that is meant."""
    words = turn.said.words or ""
    if turn.said.kind is ChatKind.PRIVATE and asks_for_own_places(words):
        await places_handlers.show_mine(turn)
        return
    aspect = aspect_of(words)
    meant = await _meant(turn)
    if len(meant) == 1:
        await _tell(turn, meant[0], answered(meant[0], aspect, words))
    elif meant:
        turn.say("events.about_which", keyboards.about(meant[:MOST_CHOICES], aspect, turn.now), quoting=True)
    else:
        turn.say("events.nothing_on", keyboards.to_coach())


async def about(turn: Turn) -> None:
    """Answer the question for the one that was chosen; what was asked stands above the buttons."""
    event = await service.find(turn, turn.said.number())
    if event is None:
        turn.say("events.gone", keyboards.only_agenda())
        return
    name = word(turn, 3)
    aspect = Aspect(name) if name in set(Aspect) else Aspect.UNKNOWN
    await _tell(turn, event, answered(event, aspect, turn.said.quoted or ""))


def _show_at_home(turn: Turn, coming: list[Event]) -> None:
    """Begin with the area that the speaker chose, if there is something on; the rest is one tap away. A group sees everything."""
    scope = Scope.at_home(turn.person.area_id) if turn.said.kind is ChatKind.PRIVATE else Scope()
    mine = scope.narrow(coming)
    if mine and len(mine) < len(coming):
        _show(turn, mine, scope, 0)
    else:
        _show(turn, coming, Scope(), 0)


def _show(turn: Turn, events: list[Event], scope: Scope, first: int, *, change: bool = False) -> None:
    if not events:
        turn.say("events.nothing_on", keyboards.to_coach())
        return
    screen = browsing.screen(events, first)
    values: dict[str, Any] = {
        "events": [views.of_event(event) for event in screen.events],
        "first": screen.first + 1,
        "last": screen.first + len(screen.events),
        "total": screen.total,
        "scope": "found" if scope.respect == "ids" else scope.respect,
    }
    if turn.said.kind is ChatKind.GROUP:
        links = {event.id: turn.link("meedoen", event.code) for event in screen.events}
        turn.say("events.agenda", keyboards.linked(screen.events, links, turn.now), **values)
    elif change:
        turn.change("events.agenda", keyboards.listed(screen, scope, turn.now), **values)
    else:
        turn.say("events.agenda", keyboards.listed(screen, scope, turn.now), **values)


def _show_near(turn: Turn, events: list[Event], near: str) -> None:
    if not events:
        turn.say("events.nothing_on", keyboards.to_coach())
        return
    screen = browsing.screen(events, 0)
    in_group = turn.said.kind is ChatKind.GROUP
    links = {event.id: turn.link("meedoen", event.code) for event in screen.events} if in_group else {}
    buttons = (
        keyboards.linked(screen.events, links, turn.now) if in_group else keyboards.listed(screen, Scope.of(events), turn.now)
    )
    where = {event.neighbourhood for event in events}
    turn.say(
        "events.near",
        buttons,
        events=[views.of_event(event) for event in screen.events],
        near=near,
        place=where.pop() if len(where) == 1 else None,
    )


async def _tell(turn: Turn, event: Event, aspect: Aspect) -> None:
    registration = await service.place_at(turn, event)
    buttons = keyboards.to_coach() if aspect is Aspect.UNKNOWN else keyboards.details(event, registration)
    if turn.said.kind is ChatKind.GROUP:
        buttons = keyboards.in_private(turn.link("meedoen", event.code))
    turn.say("events.about", buttons, aspect=aspect.value, event=await _told(turn, event))


async def _told(turn: Turn, event: Event) -> dict[str, Any]:
    free = await service.free_seats(turn, event)
    return views.of_event(event) | {"free": free}


async def _meant(turn: Turn) -> list[Event]:
    """Return what a question may be about: what it says, else what they are signing up for or on the list of."""
    coming = await service.list_coming(turn)
    codes = turn.understood.events
    places_ = [event for event, _ in await changing.my_places(turn)]
    if named := [event for event in coming if event.code in codes]:
        mine = [event for event in named if event.id in {place.id for place in places_}]
        return mine or named
    form = service.open_form(turn)
    if form is not None and form.event_id:
        return [event for event in coming if event.id == form.event_id]
    return places_ or coming
