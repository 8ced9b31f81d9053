"""The forms of a coach: make, copy, change, move and call off a bijeenkomst, write to a list, sign somebody up."""

import re
from dataclasses import replace

from bot.agenda import announcing
from bot.agenda.models import AlreadyIn, Closed, Event, OnWaitingList
from bot.chat import dialogues
from bot.chat.stopping import is_stop
from bot.chat.turn import Turn
from bot.features.organising import handlers, keyboards, service
from bot.features.organising.filling_in import are_past, fill_in
from bot.features.organising.models import CHANGEABLE, DEFAULTS, FIELDS, Fault, Flow, Form, Step
from bot.understanding.signup import Kind

_BACK = re.compile(r"^(ga )?terug[.!]?$", re.IGNORECASE)
_SKIP = re.compile(r"^(overslaan|sla over|-)[.!]?$", re.IGNORECASE)
_FREE_TEXT = frozenset({Step.MESSAGE, Step.REASON, Step.PROGRAMME, Step.PRACTICAL, Step.TITLE, Step.THEME})


def answers(turn: Turn) -> bool:
    """Say whether what is typed answers the open form; a question in between goes to whoever it is for."""
    form = Form.of(turn.dialogue)
    if form is None or turn.dialogue is None or turn.dialogue.is_paused:
        return False
    words = (turn.said.words or "").strip()
    return form.step in _FREE_TEXT or not words.endswith("?")


async def new(turn: Turn) -> None:
    """Begin a new bijeenkomst."""
    await _begin_new(turn, {})


async def plan(turn: Turn) -> None:
    """Begin a Q&A about the theme of a situation."""
    situation = turn.texts.situations.get(turn.said.tapped[2] if len(turn.said.tapped) == 3 else "")  # noqa: PLR2004
    if situation is None:
        turn.notice("organising.list_gone")
        return
    await _begin_new(turn, {Step.KIND.value: Kind.QUESTIONS.value, Step.THEME.value: situation.title})


async def copy(turn: Turn) -> None:
    """Make the same again, on other dagdelen."""
    if event := await handlers.tapped_event(turn):
        values = service.values_of(event) | {"audience": event.audience, "costs": event.costs, "one_area": True}
        del values[Step.PARTS.value]
        await _ask(turn, Form(Flow.NEW, Step.PARTS, single=True, values=values))


async def field(turn: Turn) -> None:
    """Ask the new value of one field of a bijeenkomst."""
    event = await handlers.tapped_event(turn, to_come=True)
    wanted = turn.said.tapped[-1]
    if event is not None and wanted in CHANGEABLE:
        await _ask(turn, Form(Flow.CHANGE, Step(wanted), event.id, service.mark_of(event), single=True))


async def cancel(turn: Turn) -> None:
    """Begin calling off: ask why."""
    if event := await handlers.tapped_event(turn, to_come=True):
        await _ask(turn, Form(Flow.CANCEL, Step.REASON, event.id, service.mark_of(event)))


async def write(turn: Turn) -> None:
    """Begin a message to the list."""
    if event := await handlers.tapped_event(turn, to_come=True):
        values = {"waiting": turn.said.tapped[-1] == "all"}
        await _ask(turn, Form(Flow.MESSAGE, Step.MESSAGE, event.id, values=values))


async def add(turn: Turn) -> None:
    """Begin signing up somebody without Telegram."""
    if event := await handlers.tapped_event(turn, to_come=True):
        await _ask(turn, Form(Flow.ADD, Step.NAME, event.id))


async def typed(turn: Turn) -> None:
    """Take an answer, or go back, skip or stop."""
    form, words = Form.of(turn.dialogue), (turn.said.words or "").strip()
    if form is None:
        return
    if is_stop(words):
        await stop(turn)
    elif _BACK.match(words):
        await back(turn)
    elif _SKIP.match(words) and form.may_skip:
        await _ask(turn, form.answered(DEFAULTS[form.step]))
    else:
        await _take(turn, form, words)


async def pick(turn: Turn) -> None:
    """Take the answer of a button."""
    form = _form_at(turn, turn.said.tapped[2] if len(turn.said.tapped) == 4 else "")  # noqa: PLR2004
    if form is None:
        return
    picked, areas = turn.said.tapped[3], await service.list_my_areas(turn)
    if form.step is Step.KIND and picked in Kind.__members__:
        await _ask(turn, form.answered(Kind[picked].value))
    elif form.step is Step.AREA and (area_id := turn.said.number(3)) in {area.id for area in areas}:
        await _ask(turn, form.answered(area_id))
    elif form.step is Step.NEIGHBOURHOOD:
        here = next((area for area in areas if area.id == form.values.get(Step.AREA)), None)
        names = (here.neighbourhoods or (here.name,)) if here else ()
        place = turn.said.number(3)
        if place < len(names):
            await _ask(turn, form.answered(names[place]))
    elif form.step is Step.SIGNUP:
        await _take(turn, form, picked)


async def skip(turn: Turn) -> None:
    """Leave a question open."""
    form = _form_at(turn, turn.said.tapped[-1])
    if form is not None and form.may_skip:
        await _ask(turn, form.answered(DEFAULTS[form.step]))


async def back(turn: Turn) -> None:
    """Go one question back."""
    form = _open_form(turn)
    if form is None:
        return
    if form.flow is Flow.CHANGE and form.step is Step.CHECK:
        await _ask(turn, replace(form, step=Step(next(iter(form.values))), single=True, values={}))
    else:
        await _ask(turn, form.back() or form)


async def stop(turn: Turn) -> None:
    """Throw the form away; nothing of it happened."""
    form = _open_form(turn)
    if form is not None:
        turn.end_dialogue()
        turn.say("organising.stopped", keyboards.to_event(form.event_id) if form.event_id else (), flow=form.flow.value)


async def choose_redo(turn: Turn) -> None:
    """Ask which answer is to be given again."""
    form = _open_form(turn)
    if form is not None and form.flow is Flow.NEW:
        turn.say("organising.choose_redo", keyboards.draft_fields())


async def redo(turn: Turn) -> None:
    """Ask one question of a new bijeenkomst again."""
    form, wanted = _open_form(turn), turn.said.tapped[-1]
    if form is not None and form.flow is Flow.NEW and form.step is Step.CHECK and wanted in FIELDS:
        await _ask(turn, replace(form, step=Step(wanted), single=True))


async def resume(turn: Turn) -> None:
    """Say where we were, after an answer in between; after a crisis only that it can wait."""
    form = Form.of(turn.dialogue)
    if form is None:
        return
    if (turn.dialogue is not None and turn.dialogue.is_paused) or (turn.said.words and turn.understood.crisis is not None):
        turn.say("organising.can_wait", keyboards.resume())
        return
    turn.say("organising.where_we_were")
    await _ask(turn, form)


async def resume_tap(turn: Turn) -> None:
    """Go on with the form."""
    if form := _open_form(turn):
        await _ask(turn, form)


async def do(turn: Turn) -> None:
    """Do what the preview showed, if it still holds."""
    form = _open_form(turn)
    if form is None or form.step is not Step.CHECK:
        return
    if form.flow is Flow.NEW:
        await _do_new(turn, form)
        return
    event = await service.find_my_event(turn, form.event_id)
    turn.end_dialogue()
    if event is None or service.is_late(event, turn.now):
        turn.say("organising.event_gone")
    elif form.mark and form.mark != service.mark_of(event):
        turn.say("organising.changed_meanwhile", keyboards.to_event(event.id), event=event.as_values())
    elif form.flow is Flow.CHANGE:
        await _do_change(turn, event, form)
    elif form.flow is Flow.CANCEL:
        told = await service.call_off(turn, event, str(form.values.get(Step.REASON) or ""))
        call = service.to_call(await service.who_hears(turn.tx, event))
        turn.say("organising.done_cancel", keyboards.to_event(event.id), event=event.as_values(), told=told, call=call)
    elif form.flow is Flow.MESSAGE:
        sent = await service.send_to_list(turn, event, form)
        turn.say("organising.done_message", keyboards.to_event(event.id), told=sent.told, call=list(sent.to_call))
    else:
        await _do_add(turn, event, form)


async def _do_new(turn: Turn, form: Form) -> None:
    if are_past(form.values[Step.PARTS], turn.now):
        await _ask(turn, replace(form, step=Step.PARTS, single=True), Fault.PAST)
    elif not turn.person.may_look_after(form.values[Step.AREA]):
        turn.end_dialogue()
        turn.say("organising.event_gone")
    else:
        event = await service.put_on_agenda(turn, form)
        turn.end_dialogue()
        turn.say("organising.done_new", keyboards.to_event(event.id), event=event.as_values())


async def _do_change(turn: Turn, event: Event, form: Form) -> None:
    if are_past(form.values.get(Step.PARTS, []), turn.now):
        await _ask(turn, replace(form, step=Step.PARTS, single=True, values={}), Fault.PAST)
        return
    done = await service.change(turn, event, form)
    hear = announcing.must_be_told(event, service.changed(event, form))
    call = service.to_call(await service.who_hears(turn.tx, event)) if hear else []
    turn.say("organising.done_change", keyboards.to_event(event.id), told=done.told, over=done.over, call=call)


async def _do_add(turn: Turn, event: Event, form: Form) -> None:
    outcome = await service.sign_up(turn, event, form)
    if isinstance(outcome, Closed):
        turn.say(f"organising.cannot_add_{outcome.why}", keyboards.to_event(event.id))
        return
    position = outcome.position if isinstance(outcome, OnWaitingList | AlreadyIn) else None
    name = outcome.registration.name
    turn.say("organising.done_add", keyboards.to_event(event.id), name=name, position=position, event=event.as_values())


async def _begin_new(turn: Turn, values: dict[str, object]) -> None:
    areas = await service.list_my_areas(turn)
    if not areas:
        turn.say("organising.no_area")
        return
    if len(areas) == 1:
        values |= {Step.AREA.value: areas[0].id, "one_area": True}
    form = Form(Flow.NEW, Step.KIND, values=values)
    # What the button filled in is not asked.
    await _ask(turn, form.answered(values[Step.KIND]) if Step.KIND in values else form)


async def _take(turn: Turn, form: Form, words: str) -> None:
    known = dict(form.values)
    if form.flow is Flow.CHANGE and (event := await service.find_my_event(turn, form.event_id)):
        known = service.values_of(event)
    answer = fill_in(form.step, words, turn.now, known)
    if isinstance(answer, Fault):
        await _ask(turn, form, answer)
    else:
        await _ask(turn, form.answered(answer))


async def _ask(turn: Turn, form: Form, fault: Fault | None = None) -> None:
    """Remember where we are, and ask what is next, or show what will happen."""
    if form.flow is Flow.NEW and form.step is Step.THEME and form.values.get(Step.THEME) and not form.single:
        form = form.answered(form.values[Step.THEME])
    turn.open_dialogue(form.as_dialogue(), turn.now + dialogues.FORM_LASTS)
    if fault is not None:
        turn.say(f"organising.fault_{fault}", keyboards.question(form, await service.list_my_areas(turn)))
    elif form.step is Step.CHECK:
        await _preview(turn, form)
    else:
        now = await _as_it_is(turn, form)
        turn.say(f"organising.ask_{form.step}", keyboards.question(form, await service.list_my_areas(turn)), now=now)


async def _as_it_is(turn: Turn, form: Form) -> object:
    event = await service.find_my_event(turn, form.event_id) if form.flow is Flow.CHANGE else None
    return service.values_of(event).get(form.step) if event else form.values.get(form.step)


async def _preview(turn: Turn, form: Form) -> None:
    """Show what will happen, and what others will read, before it does."""
    if form.flow is Flow.NEW:
        drawn = await service.draft(turn.tx, form)
        shown = drawn.as_values() | {"signup_required": drawn.signup_required, "free": drawn.capacity}
        turn.say("organising.check_new", keyboards.check(form), event=shown, minimum=drawn.minimum, capacity=drawn.capacity)
        return
    found = await service.find_my_event(turn, form.event_id)
    if found is None:
        turn.end_dialogue()
        turn.say("organising.event_gone")
    elif form.flow is Flow.ADD:
        said = {**DEFAULTS, **form.values}
        turn.say(
            "organising.check_add", keyboards.check(form), event=found.as_values(), name=said[Step.NAME],
            organisation=said[Step.ORGANISATION], role=said[Step.ROLE], seats=said[Step.SEATS],
        )  # fmt: skip
    else:
        await _preview_message(turn, form, found)


async def _preview_message(turn: Turn, form: Form, found: Event) -> None:
    readers = await service.who_hears(turn.tx, found, waiting=bool(form.values.get("waiting", True)))
    call = service.to_call(readers)
    count, event = len(readers) - len(call), found.as_values()
    if form.flow is Flow.CHANGE:
        after, step = service.changed(found, form), next(iter(form.values))
        hears, value = announcing.must_be_told(found, after), service.values_of(after)[step]
        change = announcing.what_changes(found, after)
        turn.say(
            "organising.check_change", keyboards.check(form), step=step, value=value, hears=hears, count=count, call=call,
            change=change,
        )  # fmt: skip
    elif form.flow is Flow.CANCEL:
        reason = form.values.get(Step.REASON) or ""
        turn.say("organising.check_cancel", keyboards.check(form), event=event, reason=reason, count=count, call=call)
    else:
        message = str(form.values[Step.MESSAGE])
        kinds = sorted({one.kind.value for one in turn.interpreter.understand(message, turn.now).personal_data})
        turn.say(
            "organising.check_message", keyboards.check(form), event=event, message=message, kinds=kinds, count=count, call=call
        )


def _form_at(turn: Turn, step: str) -> Form | None:
    form = _open_form(turn)
    return form if form is not None and form.step == step else None


def _open_form(turn: Turn) -> Form | None:
    form = Form.of(turn.dialogue)
    if form is None:
        turn.say("organising.form_gone")
    return form
