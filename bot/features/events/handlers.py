"""Signing up in the chat: thin, one service call each."""

from typing import Any, assert_never

from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.features.events import answers, confirming, keyboards, places_handlers, service, views
from bot.features.events.form import Form
from bot.features.events.models import (
    Ask,
    Choose,
    InTheQueue,
    NothingOn,
    OnTheList,
    Outcome,
    Step,
    TooLate,
    Twice,
    WalkIn,
    Why,
)
from bot.features.events.taps import word
from bot.people import consent


async def sign_up(turn: Turn) -> None:
    """Somebody writes that they, or others, want to come."""
    if turn.said.kind is ChatKind.GROUP:
        _send_to_private(turn)
        return
    if await places_handlers.changes_a_place(turn):
        return
    show(turn, await service.start(turn))


async def join(turn: Turn) -> None:
    """Somebody taps to sign up for one bijeenkomst."""
    show(turn, await service.join(turn, turn.said.number(), turn.said.quoted))


async def remind(turn: Turn) -> None:
    """Somebody wants a reminder of one where they may just walk in."""
    show(turn, await service.join(turn, turn.said.number(), turn.said.quoted, anyway=True))


async def by_link(turn: Turn) -> None:
    """Somebody follows the link, or the code, on a flyer."""
    event = await service.find_by_code(turn, turn.said.link or "")
    if event is None:
        turn.say("events.unknown_code", keyboards.only_agenda())
        return
    show(turn, await service.join(turn, event.id))


async def answer(turn: Turn) -> None:
    """Somebody types something while a form is open."""
    form, words = service.open_form(turn), turn.said.words or ""
    if form is None:  # pragma: no cover - the route only matches an open form
        return
    if answers.is_stop(words):
        _stop(turn, form)
    elif form.registration_id is not None:
        await places_handlers.answer(turn, form)
    elif answers.is_back(words):
        show(turn, await service.back(turn, form))
    elif form.step is Step.WHICH:
        show(turn, await service.choose(turn, form))
    elif form.step is Step.CONSENT:
        await _answer_consent(turn, form)
    elif form.step is Step.AUDIENCE and (answers.is_yes(words) or answers.is_no(words)):
        await (_fits(turn, form) if answers.is_yes(words) else _fits_not(turn, form))
    elif form.step in (Step.CONFIRM, Step.CHANGE) and answers.is_yes(words):
        show(turn, await service.confirm(turn, form))
    else:
        show(turn, await service.answer(turn, form))


async def agree(turn: Turn) -> None:
    """Somebody agrees that we keep what they tell."""
    show(turn, await service.agree(turn, turn.said.number()))


async def disagree(turn: Turn) -> None:
    """Somebody would rather not: nothing is kept."""
    service.close(turn)
    turn.say("events.not_kept", keyboards.to_coach())


async def fits(turn: Turn) -> None:
    """Somebody belongs to those for whom it is."""
    if form := await _form(turn):
        await _fits(turn, form)


async def fits_not(turn: Turn) -> None:
    """Somebody does not belong to those for whom it is."""
    if form := await _form(turn):
        await _fits_not(turn, form)


async def skip(turn: Turn) -> None:
    """Somebody leaves a question unanswered."""
    if form := await _form(turn):
        show(turn, await service.skip(turn, form, _step(turn, form)))


async def back(turn: Turn) -> None:
    """Somebody goes one question back."""
    if form := await _form(turn):
        show(turn, await service.back(turn, form))


async def edit(turn: Turn) -> None:
    """Somebody changes one thing in the summary."""
    if form := await _form(turn):
        show(turn, await service.edit(turn, form, _step(turn, form)))


async def confirm(turn: Turn) -> None:
    """Somebody says that the summary is right."""
    if form := await _form(turn):
        show(turn, await service.confirm(turn, form))


async def stop(turn: Turn) -> None:
    """Somebody stops half-way."""
    form = service.open_form(turn)
    if form is None:
        turn.say("events.nothing_to_stop", keyboards.only_agenda())
    else:
        _stop(turn, form)


async def resume(turn: Turn) -> None:
    """Say where we were, after an answer in between; after a crisis only that it can wait."""
    form = service.open_form(turn)
    if form is None:
        return
    if turn.said.words and turn.understood.crisis is not None:
        turn.say("events.can_wait", keyboards.resume())
        return
    await _ask_again(turn, form)


async def resume_tap(turn: Turn) -> None:
    """Go on with the form."""
    if form := await _form(turn):
        await _ask_again(turn, form)


def show(turn: Turn, outcome: Outcome) -> None:
    """Say what came of it."""
    match outcome:
        case Ask():
            ask(turn, outcome)
        case Choose(events, exact):
            known = [views.of_event(event) for event in events]
            turn.say("events.choose", keyboards.choices(events, turn.now), quoting=True, events=known, exact=exact)
        case NothingOn():
            turn.say("events.nothing_on", keyboards.to_coach())
        case OnTheList(event, registration):
            confirming.confirm(turn, event, registration)
        case InTheQueue(event, registration, position):
            values: dict[str, Any] = {"event": views.of_event(event), "place": views.of_place(registration, position)}
            turn.say("events.in_the_queue", keyboards.place(event, registration, turn.now), **values)
        case Twice(event, registration, position, wanted):
            values = {
                "event": views.of_event(event),
                "place": views.of_place(registration, position),
                "wanted": wanted,
            }
            turn.say("events.twice", keyboards.twice(registration, wanted), quoting=True, **values)
        case WalkIn(event):
            turn.say("events.walk_in", keyboards.walk_in(event), quoting=True, event=views.of_event(event))
        case TooLate(event, why):
            turn.say("events.too_late", keyboards.only_agenda(), event=views.of_event(event), why=why)
        case _:
            assert_never(outcome)


def ask(turn: Turn, asked: Ask) -> None:
    """Ask a question of the form."""
    form = service.open_form(turn)
    if asked.step is Step.CONSENT and asked.why is None:
        turn.say(consent.QUESTION, keyboards.question(asked.step, asked.event, form), quoting=True)
        return
    place = {name: getattr(form, name, None) for name in ("name", "role", "organisation", "neighbourhood", "seats", "for_other")}
    turn.say(
        "events.question",
        keyboards.question(asked.step, asked.event, form),
        quoting=not consent.given(turn.person) and asked.step is Step.AUDIENCE,
        step=asked.step.value,
        why=asked.why.value if asked.why else None,
        event=views.of_event(asked.event) | {"capacity": asked.event.capacity},
        place=place,
    )


async def _answer_consent(turn: Turn, form: Form) -> None:
    words = turn.said.words or ""
    if answers.is_yes(words):
        show(turn, await service.agree(turn, form.event_id))
    elif answers.is_no(words):
        await disagree(turn)
    else:
        show(turn, await service.answer(turn, form))


async def _fits(turn: Turn, form: Form) -> None:
    show(turn, await service.fits(turn, form))


async def _fits_not(turn: Turn, form: Form) -> None:
    others = await service.others_like(turn, form)
    event = await service.find(turn, form.event_id)
    if event is None:
        show(turn, NothingOn())
        return
    turn.say(
        "events.not_for_you", keyboards.not_for_you(event, others, turn.now), event=views.of_event(event), others=len(others)
    )


async def _ask_again(turn: Turn, form: Form) -> None:
    event = await service.find(turn, form.event_id) if form.event_id else None
    if event is not None and form.registration_id is not None:
        places_handlers.ask(turn, event, form.step, Why.RESUMED)
    elif event is not None:
        ask(turn, Ask(form.step, event, Why.RESUMED))
    else:
        show(turn, await service.choose(turn.with_words(""), form))


async def _form(turn: Turn) -> Form | None:
    """Return the open form; when it is gone, say so."""
    form = service.open_form(turn)
    if form is None:
        turn.say("events.form_is_gone", keyboards.only_agenda())
    return form


def _step(turn: Turn, form: Form) -> Step:
    name = word(turn)
    return Step(name) if name in set(Step) else form.step


def _stop(turn: Turn, form: Form) -> None:
    service.close(turn)
    turn.say("events.stopped", keyboards.only_agenda(), changing=form.registration_id is not None)


def _send_to_private(turn: Turn) -> None:
    codes = turn.understood.events
    link = turn.link("meedoen", codes[0]) if len(codes) == 1 else turn.link("meedoen", "lijst")
    turn.say("events.in_private", keyboards.in_private(link))
