"""The buttons of the agenda, of signing up, and of the place that somebody has."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.agenda.models import Event, Registration, RegistrationState
from bot.clock import to_text
from bot.features.events import views
from bot.features.events.browsing import Scope, Screen
from bot.features.events.form import Form, asked_for
from bot.features.events.models import MAY_BE_SKIPPED, Step
from bot.features.events.questions import Aspect
from bot.outbox.models import Button, Keyboard
from bot.people import consent

_AGENDA = Button("events.button_agenda", data="events:list:0:all:")
_MINE = Button("events.button_mine", data="events:mine")
_STOP = Button("events.button_stop", data="events:stop")
_BACK = Button("events.button_back", data="events:back")
_COACH = Button("events.button_coach", data="handover:ask")


def shortly(event: Event, data: str, now: datetime) -> Button:
    """Return a button with an event on it: 'di 2 feb Oost: bouwstenen'."""
    values = {"starts_at": views.starts(event, now), "neighbourhood": event.neighbourhood, "kind": event.kind.value}
    return Button("events.button_event", data=data, values=values)


def listed(screen: Screen, scope: Scope, now: datetime) -> Keyboard:
    """One button per event, and the ways to the other screens and to a choice."""
    ways = []
    if screen.before is not None and (data := scope.data(screen.before)):
        ways.append(Button("events.button_earlier", data=data))
    if screen.behind is not None and (data := scope.data(screen.behind)):
        ways.append(Button("events.button_later", data=data))
    return (
        *((shortly(event, f"events:show:{event.id}", now),) for event in screen.events),
        *((tuple(ways),) if ways else ()),
        *(((Button("events.button_everywhere", data=Scope().data(0)),),) if scope.respect == "area" else ()),
        (Button("events.button_places", data="events:places"), Button("events.button_kinds", data="events:kinds")),
    )


def linked(events: Iterable[Event], link: dict[int, str], now: datetime) -> Keyboard:
    """In a group: one link per event, that opens our private chat."""
    rows = []
    for event in events:
        button = shortly(event, "", now)
        rows.append((Button(button.label, url=link[event.id], values=button.values),))
    return tuple(rows)


def places(names: Sequence[str]) -> Keyboard:
    """One button per neighbourhood, two in a row."""
    buttons = [
        Button("events.button_place", data=data, values={"place": name})
        for name in names
        if (data := Scope("place", name).data(0))
    ]
    return (*_in_pairs(buttons), (_AGENDA,))


def kinds(kinds_: Sequence[str]) -> Keyboard:
    """One button per kind."""
    buttons = [
        Button("events.button_kind", data=data, values={"kind": kind}) for kind in kinds_ if (data := Scope("kind", kind).data(0))
    ]
    return (*((button,) for button in buttons), (_AGENDA,))


def details(event: Event, registration: Registration | None) -> Keyboard:
    """Under the details of an event: sign up, or see your place."""
    if registration is not None and registration.is_active:
        first = Button("events.button_place_of_mine", data=f"events:place:{registration.id}")
    else:
        label = "events.button_join" if event.signup_required else "events.button_remind"
        first = Button(label, data=f"events:{'join' if event.signup_required else 'remind'}:{event.id}")
    return ((first,), (_AGENDA,))


def walk_in(event: Event) -> Keyboard:
    """Nobody has to sign up: a reminder, or not."""
    return ((Button("events.button_remind", data=f"events:remind:{event.id}"),), (_AGENDA,))


def choices(events: Iterable[Event], now: datetime) -> Keyboard:
    """Several that fit: one button each, and a way out."""
    return (*((shortly(event, f"events:join:{event.id}", now),) for event in events), (_AGENDA, _STOP))


def only_agenda() -> Keyboard:
    """The way to the agenda."""
    return ((_AGENDA,),)


def to_coach() -> Keyboard:
    """A coach, or the agenda."""
    return ((_COACH,), (_AGENDA,))


def question(step: Step, event: Event, form: Form | None) -> Keyboard:
    """What can be tapped instead of typed."""
    match step:
        case Step.AUDIENCE:
            yes = Button("events.button_fits", data=f"events:fits:{event.id}")
            no = Button("events.button_fits_not", data=f"events:fits_not:{event.id}")
            return ((yes, no), (_STOP,))
        case Step.CONSENT:
            agree = Button(consent.AGREE, data=f"events:agree:{event.id}")
            return ((agree,), (Button(consent.DISAGREE, data=f"events:disagree:{event.id}"),))
        case Step.CONFIRM:
            return ((Button("events.button_confirm", data="events:confirm"),), *_edits(event), (_STOP,))
        case Step.CHANGE:
            return (*_edits(event), (Button("events.button_confirm", data="events:confirm"),), (_STOP,))
        case _:
            skip = (Button("events.button_skip", data=f"events:skip:{step.value}"),) if step in MAY_BE_SKIPPED else ()
            back = (_BACK,) if form is not None and form.back() is not None else ()
            return (*((skip,) if skip else ()), (*back, _STOP))


def _edits(event: Event) -> Keyboard:
    steps = (*asked_for(event), *((Step.SEATS,) if event.signup_required else ()))
    return _in_pairs([Button(f"events.button_edit_{step.value}", data=f"events:edit:{step.value}") for step in steps])


def forgotten(event_id: int) -> Keyboard:
    """A form that was left alone: begin again, or look around."""
    return ((Button("events.button_join_again", data=f"events:join:{event_id}"),), (_AGENDA,)) if event_id else ((_AGENDA,),)


def place(event: Event, registration: Registration, now: datetime) -> Keyboard:
    """What somebody can do with a place on a list."""
    number = registration.id
    if registration.state is RegistrationState.WAITING:
        return ((Button("events.button_leave_queue", data=f"events:leave:{number}"),), (_MINE, _AGENDA))
    if registration.state is RegistrationState.OFFERED:
        accept = Button("events.button_accept", data=f"events:accept:{number}")
        return ((accept,), (Button("events.button_decline", data=f"events:decline:{number}"),), (_MINE,))
    coming = [part for part in event.parts if part.ends_at > now]
    miss = (Button("events.button_miss", data=f"events:miss:{number}"),) if len(coming) > 1 else ()
    return (
        (Button("events.button_calendar", data=f"events:calendar:{number}"),),
        *((miss,) if miss else ()),
        (
            Button("events.button_seats", data=f"events:seats:{number}"),
            Button("events.button_details", data=f"events:details:{number}"),
        ),
        (Button("events.button_cancel", data=f"events:cancel:{number}"),),
    )


def after_signing_up(registration: Registration) -> Keyboard:
    """Under the confirmation."""
    return ((Button("events.button_place_of_mine", data=f"events:place:{registration.id}"),), (_AGENDA,))


def places_of_mine(places_: Iterable[tuple[Event, Registration]], action: str, now: datetime) -> Keyboard:
    """One button per place that somebody has."""
    return (*((shortly(event, f"events:{action}:{registration.id}", now),) for event, registration in places_), (_AGENDA,))


def twice(registration: Registration, wanted: int | None) -> Keyboard:
    """On the list already: what can be changed; with how many they spoke of now."""
    more: Keyboard = ()
    if wanted:
        data = f"events:seats_to:{registration.id}:{wanted}"
        more = ((Button("events.button_seats_to", data=data, values={"seats": wanted}),),)
    return (*more, (Button("events.button_place_of_mine", data=f"events:place:{registration.id}"),), (_AGENDA,))


def sure(registration: Registration) -> Keyboard:
    """Really off the list?"""
    return (
        (Button("events.button_cancel_sure", data=f"events:cancelled:{registration.id}"),),
        (Button("events.button_keep", data=f"events:place:{registration.id}"),),
    )


def after_cancelling(event: Event) -> Keyboard:
    """A way back, for who made a mistake or can come after all."""
    return ((Button("events.button_join_again", data=f"events:again:{event.id}"),), (_AGENDA,))


def whole_or_part(event: Event, registration: Registration, parts: Iterable[int]) -> Keyboard:
    """Only one dagdeel, or all of it."""
    return (*missing(event, registration, parts), *sure(registration))


def whole_or_fewer(registration: Registration) -> Keyboard:
    """Nobody, or fewer."""
    fewer = Button("events.button_fewer", data=f"events:seats:{registration.id}")
    return ((Button("events.button_cancel_all", data=f"events:cancelled:{registration.id}"),), (fewer,))


def missing(event: Event, registration: Registration, parts: Iterable[int]) -> Keyboard:
    """One button per dagdeel: miss it, or come after all."""
    rows = []
    for part in event.parts:
        if part.number in set(parts):
            values = {"starts_at": to_text(part.starts_at)}
            if part.number in registration.absences:
                button = Button(
                    "events.button_come_part", data=f"events:come_part:{registration.id}:{part.number}", values=values
                )
            else:
                button = Button(
                    "events.button_miss_part", data=f"events:miss_part:{registration.id}:{part.number}", values=values
                )
            rows.append((button,))
    return tuple(rows)


def details_of_mine(registration: Registration, event: Event) -> Keyboard:
    """What can be corrected on a list."""
    steps = [Step.NAME, *(step for step in asked_for(event) if step is not Step.NAME)]
    buttons = [
        Button(f"events.button_edit_{step.value}", data=f"events:correct:{registration.id}:{step.value}") for step in steps
    ]
    return (*_in_pairs(buttons), (Button("events.button_keep_so", data=f"events:place:{registration.id}"),))


def swaps(registration: Registration, targets: Iterable[Event], now: datetime) -> Keyboard:
    """To which other one, or stay."""
    rows = [(shortly(target, f"events:swap:{registration.id}:{target.id}", now),) for target in targets]
    return (*rows, (Button("events.button_stay", data=f"events:place:{registration.id}"),))


def about(events: Iterable[Event], aspect: Aspect, now: datetime) -> Keyboard:
    """About which one was the question?"""
    return (*((shortly(event, f"events:about:{event.id}:{aspect.value}", now),) for event in events), (_AGENDA,))


def in_private(link: str) -> Keyboard:
    """The way from a group to our private chat."""
    return ((Button("events.button_in_private", url=link),),)


def not_for_you(event: Event, others: Iterable[Event], now: datetime) -> Keyboard:
    """The same for others, or come all the same."""
    rows = [(shortly(other, f"events:join:{other.id}", now),) for other in others]
    return (*rows, (Button("events.button_fits_anyway", data=f"events:fits:{event.id}"),), (_STOP,))


def only_stop() -> Keyboard:
    """Nothing to choose: type it, or stop."""
    return ((_STOP,),)


def resume() -> Keyboard:
    """Go on with the form when it suits."""
    return ((Button("events.button_resume", data="events:resume"), _STOP),)


def _in_pairs(buttons: Sequence[Button]) -> Keyboard:
    return tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
