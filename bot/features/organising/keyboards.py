"""The buttons with which a coach runs the agenda."""

from collections.abc import Iterable

from bot.agenda.models import Event, Registration
from bot.features.organising.models import CHANGEABLE, FIELDS, Flow, Form, Step
from bot.outbox.models import Button, Keyboard
from bot.people.areas import Area
from bot.understanding.signup import Kind

MOST_PEOPLE = 80  # Telegram takes a hundred buttons under a message
_MOST = 20
_MOST_PLACES = 12


def events(found: Iterable[Event]) -> Keyboard:
    """One button per bijeenkomst, and one to make a new one."""
    lines = (
        (Button("organising.button_list", data=f"organising:event:{event.id}", values={"event": event.as_values()}),)
        for event in found
    )
    return (*lines, (Button("organising.button_new", data="organising:new"),))


def event(found: Event, *, late: bool) -> Keyboard:
    """What can be done with one bijeenkomst; what is over can only be looked at and copied."""
    first = (
        Button("organising.button_people", data=f"organising:list:{found.id}"),
        Button("organising.button_copy", data=f"organising:copy:{found.id}"),
    )
    back = (Button("organising.button_all", data="organising:all"),)
    if late:
        return (first, back)
    return (
        first,
        (
            Button("organising.button_change", data=f"organising:change:{found.id}"),
            Button("organising.button_move", data=f"organising:field:{found.id}:parts"),
        ),
        (
            Button("organising.button_add", data=f"organising:add:{found.id}"),
            Button("organising.button_take_off", data=f"organising:people:{found.id}"),
        ),
        (
            Button("organising.button_message", data=f"organising:message:{found.id}"),
            Button("organising.button_cancel", data=f"organising:cancel:{found.id}"),
        ),
        back,
    )


def fields(found: Event) -> Keyboard:
    """One button per field that can be changed."""
    buttons = [Button(f"organising.field_{step}", data=f"organising:field:{found.id}:{step}") for step in CHANGEABLE]
    return (*_pairs(buttons), (Button("organising.button_to_event", data=f"organising:event:{found.id}"),))


def draft_fields() -> Keyboard:
    """One button per answer that can be given again before it is on the agenda."""
    return _pairs(
        [Button(f"organising.field_{step}", data=f"organising:redo:{step}") for step in FIELDS if step is not Step.AREA]
    )


def who(found: Event) -> Keyboard:
    """Who is to read a message."""
    return (
        (Button("organising.button_only_list", data=f"organising:write:{found.id}:list"),),
        (Button("organising.button_waiting_too", data=f"organising:write:{found.id}:all"),),
        (Button("organising.button_to_event", data=f"organising:event:{found.id}"),),
    )


def people(found: Event, registrations: Iterable[Registration]) -> Keyboard:
    """One button per person who could be taken off the list."""
    lines = (
        (
            Button(
                "organising.button_person", data=f"organising:off:{one.id}", values={"name": one.name, "state": one.state.value}
            ),
        )
        for one in list(registrations)[:MOST_PEOPLE]
    )
    return (*lines, (Button("organising.button_to_event", data=f"organising:event:{found.id}"),))


def take_off(found: Event, registration: Registration) -> Keyboard:
    """Sure to take this person off the list?"""
    return (
        (
            Button("organising.button_off_yes", data=f"organising:gone:{registration.id}"),
            Button("organising.button_off_no", data=f"organising:event:{found.id}"),
        ),
    )


def question(form: Form, areas: Iterable[Area]) -> Keyboard:
    """Under a question: what can be picked, and skip, back and stop."""
    lines: Keyboard = ()
    if form.step is Step.KIND:
        lines = tuple((Button(f"organising.kind_{k.name.lower()}", data=f"organising:pick:kind:{k.name}"),) for k in Kind)
    elif form.step is Step.AREA:
        lines = tuple(
            (Button("organising.button_area", data=f"organising:pick:area:{area.id}", values={"area": area.name}),)
            for area in list(areas)[:_MOST]
        )
    elif form.step is Step.NEIGHBOURHOOD:
        here = [area for area in areas if area.id == form.values.get(Step.AREA)]
        lines = _pairs(
            [
                Button("organising.button_area", data=f"organising:pick:neighbourhood:{place}", values={"area": name})
                for area in here
                for place, name in enumerate((area.neighbourhoods or (area.name,))[:_MOST_PLACES])
            ]
        )
    elif form.step is Step.SIGNUP:
        lines = (
            (
                Button("organising.button_yes", data="organising:pick:signup_required:ja"),
                Button("organising.button_no", data="organising:pick:signup_required:nee"),
            ),
        )
    label = "organising.button_empty" if form.flow is Flow.CHANGE else "organising.button_skip"
    skip = (Button(label, data=f"organising:skip:{form.step}"),)
    steer = (Button("organising.button_back", data="organising:back"), Button("organising.button_stop", data="organising:stop"))
    return (*lines, *((skip,) if form.may_skip else ()), steer)


def check(form: Form) -> Keyboard:
    """Under a preview: do it, change it, or throw it away."""
    again = Button("organising.button_redo", data="organising:fields" if form.flow is Flow.NEW else "organising:back")
    return (
        (Button(f"organising.do_{form.flow}", data="organising:do"),),
        (again, Button("organising.button_drop", data="organising:stop")),
    )


def resume() -> Keyboard:
    """Go on with the form that waits."""
    return ((Button("organising.button_resume", data="organising:resume"),),)


def to_event(event_id: int) -> Keyboard:
    """Back to the bijeenkomst."""
    return ((Button("organising.button_to_event", data=f"organising:event:{event_id}"),),)


def _pairs(buttons: list[Button]) -> Keyboard:
    return tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
