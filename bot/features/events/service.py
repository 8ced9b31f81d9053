"""Signing up: what a sentence, a button or a link leads to, one question at a time, until somebody is on the list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.agenda import seats
from bot.agenda import store as agenda
from bot.agenda.models import AlreadyIn, Applicant, Closed, Event, OnWaitingList, Registration, SignedUp
from bot.chat.turn import Turn
from bot.features.events import answers, store
from bot.features.events.form import LASTS, Form
from bot.features.events.models import (
    MAY_BE_SKIPPED,
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
from bot.people import consent
from bot.understanding.signup.asking import look_around

MOST_CHOICES = 6


async def start(turn: Turn) -> Outcome:
    """Begin with a sentence: "ik wil graag meedoen met de bouwstenentraining in Oost"."""
    coming = await list_coming(turn)
    if not coming:
        return NothingOn()
    meant = [event for event in coming if event.code in turn.understood.events]
    if len(meant) == 1:
        return await join(turn, meant[0].id, turn.said.words)
    exact = bool(meant)
    if not meant:
        around = look_around(turn.said.words or "", turn.now, turn.agenda)
        near = {*around.at_another_time, *around.elsewhere}
        meant = [event for event in coming if event.code in near] or coming
        exact = not around.narrowed
    form = await _new_form(turn, None, turn.said.words)
    keep(turn, replace(form, step=Step.WHICH, options=tuple(event.id for event in meant[:MOST_CHOICES])))
    return Choose(tuple(meant[:MOST_CHOICES]), exact)


async def join(turn: Turn, event_id: int, words: str | None = None, *, anyway: bool = False) -> Outcome:
    """Begin with one bijeenkomst. `words` is what somebody said about who comes; `anyway`: also where nobody has to sign up."""
    event = await agenda.find_event(turn.tx, event_id)
    if event is None:
        return NothingOn()
    if event.is_over(turn.now) or not event.takes_place:
        return TooLate(event, "over" if event.is_over(turn.now) else "cancelled")
    form = await _new_form(turn, event, words)
    known = await agenda.find_registration_of(turn.tx, event.id, turn.person.id)
    if known is not None and known.is_active:
        close(turn)
        position = await agenda.position(turn.tx, known) if known.state.value == "waiting" else None
        more = form.seats if form.seats and form.seats > 1 and form.seats != known.seats else None
        return Twice(event, known, position, (known.seats + 1 if form.for_other and not more else more))
    if not event.signup_required and not anyway:
        close(turn)
        return WalkIn(event)
    return go_on(turn, form, event)


async def choose(turn: Turn, form: Form) -> Outcome:
    """Read from what somebody typed which of the offered bijeenkomsten they mean."""
    chosen = await chosen_from(turn, form)
    return await join(turn, chosen, turn.said.words) if chosen else Choose(await _find_events(turn, form.options), exact=True)


async def chosen_from(turn: Turn, form: Form) -> int | None:
    """Return the event that the words point at among those offered: by what it is, or by its place in the row."""
    place = answers.read_place(turn.said.words or "")
    if place is not None and -1 <= place < len(form.options):
        return form.options[place]
    offered = await _find_events(turn, form.options)
    meant = [event.id for event in offered if event.code in turn.understood.events]
    return meant[0] if len(meant) == 1 else None


async def agree(turn: Turn, event_id: int) -> Outcome:
    """Somebody agrees that we keep what they tell: from now on we may. Their own words are still in Telegram."""
    event = await agenda.find_event(turn.tx, event_id)
    if event is None:
        return NothingOn()
    consent.give(turn.tx, turn.person.id, turn.now)
    form = open_form(turn)
    if form is None or form.event_id != event_id:
        form = Form(Step.CONSENT, event_id)
    told = await _told(turn, event, turn.said.quoted)
    seats_known = form.seats if form.seats != 1 else told.get("count", 1)
    form = replace(form.filled(told), seats=seats_known, asked=(*form.asked, Step.CONSENT))
    return go_on(turn, form, event, agreed=True)


async def answer(turn: Turn, form: Form) -> Outcome:
    """Take an answer to the question that was asked; one that cannot be is explained, and the question comes again."""
    words = turn.said.words or ""
    event = await agenda.find_event(turn.tx, form.event_id)
    if event is None:
        close(turn)
        return NothingOn()
    match form.step:
        case Step.AUDIENCE | Step.CONSENT:
            keep(turn, form)
            return Ask(form.step, event, Why.UNCLEAR)
        case Step.CONFIRM | Step.CHANGE:
            return await _correct_in_words(turn, form, event)
        case step if step in MAY_BE_SKIPPED and answers.is_skip(words):
            return go_on(turn, form.answered(step, None), event)
        case step:
            return await _fill_in(turn, form, event, step)


async def skip(turn: Turn, form: Form, step: Step) -> Outcome:
    """Leave a question unanswered; a tap under an older question changes nothing."""
    event = await agenda.find_event(turn.tx, form.event_id)
    if event is None:
        return NothingOn()
    if step is not form.step or step not in MAY_BE_SKIPPED:
        return again(turn, form, event)
    return go_on(turn, form.answered(step, None), event)


async def fits(turn: Turn, form: Form) -> Outcome:
    """Somebody says that they belong to those for whom it is, or want to come all the same."""
    event = await agenda.find_event(turn.tx, form.event_id)
    if event is None:
        return NothingOn()
    if form.step is not Step.AUDIENCE:
        return again(turn, form, event)
    told = await _told(turn, event, turn.said.quoted) if consent.given(turn.person) else {}
    return go_on(turn, form.filled(told).answered(Step.AUDIENCE, None), event)


async def others_like(turn: Turn, form: Form) -> tuple[Event, ...]:
    """Return bijeenkomsten of the same kind for another audience: when this one is not for them."""
    coming = await list_coming(turn)
    mine = next((event for event in coming if event.id == form.event_id), None)
    return tuple(event for event in coming if mine and event.kind is mine.kind and event.audience != mine.audience)


async def back(turn: Turn, form: Form) -> Outcome:
    """Go one question back."""
    event = await agenda.find_event(turn.tx, form.event_id) if form.event_id else None
    before = form.back()
    if event is None:
        return Choose(await _find_events(turn, form.options), exact=True)
    if before is None or before.step is Step.CONSENT:
        keep(turn, form)
        return Ask(form.step, event, Why.FIRST)
    keep(turn, before)
    return Ask(before.step, event, Why.BACK)


async def edit(turn: Turn, form: Form, step: Step) -> Outcome:
    """Ask one thing again, from the summary."""
    event = await agenda.find_event(turn.tx, form.event_id)
    if event is None:
        return NothingOn()
    form = replace(form, step=step)
    keep(turn, form)
    return Ask(step, event)


async def confirm(turn: Turn, form: Form) -> Outcome:
    """Put somebody on the list, as the summary says."""
    event = await agenda.find_event(turn.tx, form.event_id)
    if event is None:
        return NothingOn()
    if form.step not in (Step.CONFIRM, Step.CHANGE) or form.name is None:
        return again(turn, form, event)
    applicant = Applicant(
        turn.person.id, form.name, form.role, form.organisation, form.neighbourhood, form.seats or 1, anyway=True
    )  # fmt: skip
    outcome = await seats.sign_up(turn.tx, event, applicant, turn.now)
    if isinstance(outcome, Closed) and outcome.why == "too_many":
        return await edit(turn, form, Step.SEATS)
    close(turn)
    if not form.for_other:
        store.remember_name(turn.tx, turn.person.id, form.name)
    match outcome:
        case Closed(why):
            return TooLate(event, why)
        case AlreadyIn(registration, position):
            return Twice(event, registration, position)
        case OnWaitingList(registration, position):
            return InTheQueue(event, registration, position)
        case SignedUp(registration):
            return OnTheList(event, registration)


def go_on(turn: Turn, form: Form, event: Event, *, agreed: bool = False) -> Ask:
    """Ask the next thing that is missing, or show the summary."""
    step = form.next_step(event, agreed=agreed or consent.given(turn.person))
    keep(turn, replace(form, step=step, event_id=event.id))
    return Ask(step, event)


def again(turn: Turn, form: Form, event: Event) -> Ask:
    """Ask the open question once more."""
    keep(turn, form)
    return Ask(form.step, event, Why.RESUMED)


def keep(turn: Turn, form: Form) -> None:
    """Remember how far the form is; the time to finish it starts anew."""
    turn.open_dialogue(form.as_dialogue(), turn.now + LASTS)


def close(turn: Turn) -> None:
    """Forget the form."""
    if open_form(turn) is not None:
        turn.end_dialogue()


def open_form(turn: Turn) -> Form | None:
    """Return our open form in this chat, if there is one."""
    return Form.from_dialogue(turn.dialogue)


async def list_coming(turn: Turn) -> list[Event]:
    """Return what is not over and goes on."""
    return [event for event in await agenda.list_events(turn.tx, after=turn.now) if event.takes_place]


async def find(turn: Turn, event_id: int) -> Event | None:
    """Return a bijeenkomst by its number."""
    return await agenda.find_event(turn.tx, event_id)


async def find_by_code(turn: Turn, code: str) -> Event | None:
    """Return a bijeenkomst by the code on its flyer."""
    return await agenda.find_event_by_code(turn.tx, code.upper())


async def place_at(turn: Turn, event: Event) -> Registration | None:
    """Return this person's place on the list of a bijeenkomst, also one they gave up."""
    return await agenda.find_registration_of(turn.tx, event.id, turn.person.id)


async def position(turn: Turn, registration: Registration) -> int:
    """Return the place in the queue."""
    return await agenda.position(turn.tx, registration)


async def free_seats(turn: Turn, event: Event) -> int:
    """Return how many seats are free."""
    return max(0, event.capacity - await agenda.count_taken(turn.tx, event.id))


async def _find_events(turn: Turn, ids: Sequence[int]) -> tuple[Event, ...]:
    found = [await agenda.find_event(turn.tx, event_id) for event_id in ids]
    return tuple(event for event in found if event is not None)


async def _new_form(turn: Turn, event: Event | None, words: str | None) -> Form:
    """Open a form with what is known; before somebody agreed, nothing about who comes is kept in it."""
    told = await _told(turn, event, words)
    count = told.get("count", 1)
    form = Form(Step.WHICH, event.id if event else 0, seats=count, for_other=answers.is_for_another(words or ""))
    if event is not None and (was := open_form(turn)) is not None and was.step is Step.WHICH:
        form = replace(was, event_id=event.id, seats=was.seats if "count" not in told or count == 1 else count, options=())
    if not consent.given(turn.person):
        return form
    known = await _known(turn)
    if form.for_other:
        known.pop("name", None)
    if known.pop("asked_before", False):
        form = replace(form, asked=tuple(MAY_BE_SKIPPED))
    return replace(form, **{name: value for name, value in known.items() if getattr(form, name) is None}).filled(told)


async def _known(turn: Turn) -> dict[str, Any]:
    """Return what somebody told before: their name, and the rest as on their last registration."""
    row = await store.find_last_details(turn.tx, turn.person.id)
    known = {name: row[name] for name in ("role", "organisation", "neighbourhood") if row[name]} if row else {}
    return known | ({"name": turn.person.name} if turn.person.name else {}) | {"asked_before": row is not None}


async def _told(turn: Turn, event: Event | None, words: str | None) -> dict[str, Any]:
    """Read from a sentence who comes; what cannot be a name is not one."""
    if not words or words.startswith("/"):
        return {}
    understood = turn.understood if words == turn.said.words else turn.interpreter.understand(words, turn.now, turn.agenda)
    fields = dict(understood.fields)
    if not answers.is_name(fields.get("name")):
        fields["name"] = None
    count = fields.get("count", 1)
    if event is not None and count is not None and not 1 <= count <= event.capacity:
        fields["count"] = None
    return fields


async def _fill_in(turn: Turn, form: Form, event: Event, step: Step) -> Ask:
    words = turn.said.words or ""
    match step:
        case Step.SEATS:
            value: str | int | Why = answers.read_count(words, event.capacity)
        case Step.NAME:
            value = answers.read_name(words)
        case _:
            value = answers.read_detail(words, step)
    if isinstance(value, Why):
        keep(turn, form)
        return Ask(step, event, value)
    more = await _told(turn, event, words) if step is Step.NAME else {}
    extra = {name: found for name, found in more.items() if name not in ("name", "count") and getattr(form, name) is None}
    return go_on(turn, form.answered(step, value).filled(extra), event)


async def _correct_in_words(turn: Turn, form: Form, event: Event) -> Ask:
    """Read a correction of the summary: "we komen met z'n drieën", "mijn naam is Fatima"."""
    words = turn.said.words or ""
    named = answers.read_correction(words)
    if named is not None:
        step, value = named
        return await _fill_in(turn.with_words(value), replace(form, step=step), event, step)
    told = await _told(turn, event, words)
    count = told.get("count", 1)
    changed = {name: value for name, value in _said(told) if value and value != getattr(form, name)}
    if changed or (count or 1) > 1:
        return go_on(turn, replace(form.filled(changed), seats=count if (count or 1) > 1 else form.seats), event)
    form = replace(form, step=Step.CHANGE if answers.is_no(words) else form.step)
    keep(turn, form)
    return Ask(form.step, event, None if form.step is Step.CHANGE else Why.UNCLEAR)


def _said(told: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in told.items() if name != "count")
