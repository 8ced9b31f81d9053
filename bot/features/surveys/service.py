"""What somebody does with a form: open it, answer, skip, stop; and what may be asked or told later."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.agenda import store as agenda
from bot.agenda.models import Registration, RegistrationState
from bot.chat.dialogues import Dialogue
from bot.chat.turn import Turn
from bot.features.surveys import invitation_store, store
from bot.features.surveys.ballots import hashed
from bot.features.surveys.models import DONE, FORM_LASTS, LATER_AFTER, Form, Question

FEATURE = "surveys"


@dataclass(frozen=True, slots=True)
class Ask:
    """The form goes on with this question."""

    form: Form
    question: Question


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything was asked, or its owner stopped; `may_ask_later`: they have not said yet that we may."""

    form: Form
    may_ask_later: bool


@dataclass(frozen=True, slots=True)
class AnsweredAlready:
    """This question was answered or skipped before: a button tapped twice."""

    form: Form


@dataclass(frozen=True, slots=True)
class FilledIn:
    """The whole form was filled in before."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The evaluation is over, or this was never a ballot."""


Outcome: TypeAlias = Ask | Finished | AnsweredAlready | FilledIn | Closed


async def open_form(turn: Turn, ballot: str) -> Ask | FilledIn | Closed:
    """Begin a form, or go on where it was."""
    form = await _find(turn, ballot)
    if form is None:
        return Closed()
    if form.next == DONE:
        return FilledIn()
    return _ask(turn, form, Question(form.next))


async def answer(turn: Turn, ballot: str, question: Question, given: str | None) -> Outcome:
    """Keep an answer, or None for a question that is skipped, and go on."""
    form = await _find(turn, ballot)
    if form is None:
        return Closed()
    if form.next != question:
        return AnsweredAlready(form)
    following = form.after(question)
    store.move(turn.tx, hashed(ballot), question, following, answered=given is not None)
    if given is not None:
        store.put_in_box(turn.tx, form.event_id, question, given)
    if following == DONE:
        return await _finish(turn, form)
    return _ask(turn, form, Question(following))


async def stop(turn: Turn, ballot: str) -> Finished | FilledIn | Closed:
    """End a form where it is; what was answered counts."""
    form = await _find(turn, ballot)
    if form is None:
        return Closed()
    if form.next == DONE:
        return FilledIn()
    store.move(turn.tx, hashed(ballot), Question(form.next), DONE, answered=False)
    return await _finish(turn, form)


async def ask_later(turn: Turn, event_id: int) -> bool:
    """Remember that this person wants to be asked after three months; return False when that is not possible (any more)."""
    event = await agenda.find_event(turn.tx, event_id)
    registration = await _registration(turn, event_id)
    if event is None or registration is None or registration.state is not RegistrationState.SIGNED_UP:
        return False
    if turn.now >= event.ends_at + LATER_AFTER:
        return False
    invitation_store.ask_later(turn.tx, registration.id)
    return True


async def begin_story(turn: Turn, ballot: str) -> Form | None:
    """Let somebody tell what it brought; None when it is too late."""
    form = await _find(turn, ballot)
    if form is not None:
        _remember(turn, form, Question.BROUGHT.value)
    return form


async def share_story(turn: Turn, ballot: str, story: str) -> bool:
    """Keep a story for good, without its teller; return False when it is too late, or was shared before."""
    form = await _find(turn, ballot)
    if form is None or form.next != Question.BROUGHT:
        return False
    store.put_in_box(turn.tx, form.event_id, Question.BROUGHT, story)
    forget_story(turn, ballot)
    return True


def forget_story(turn: Turn, ballot: str) -> None:
    """Tear up the ballot of a story."""
    store.tear_up(turn.tx, hashed(ballot))
    close_form(turn)


def open_dialogue(turn: Turn) -> Dialogue | None:
    """Return the form that is open in this chat."""
    return turn.dialogue if turn.dialogue is not None and turn.dialogue.feature == FEATURE else None


def close_form(turn: Turn) -> None:
    """Forget that a form is open here."""
    if open_dialogue(turn) is not None:
        turn.end_dialogue()


async def _find(turn: Turn, ballot: str) -> Form | None:
    form = await store.find_form(turn.tx, ballot, hashed(ballot), turn.now)
    return form if form is not None and form.is_open else None


async def _finish(turn: Turn, form: Form) -> Finished:
    close_form(turn)
    registration = await _registration(turn, form.event_id)
    may_ask = registration is not None and not await invitation_store.wants_later(turn.tx, registration.id)
    return Finished(form, may_ask)


async def _registration(turn: Turn, event_id: int) -> Registration | None:
    return await agenda.find_registration_of(turn.tx, event_id, turn.person.id)


def _ask(turn: Turn, form: Form, question: Question) -> Ask:
    _remember(turn, form, question.value)
    return Ask(form, question)


def _remember(turn: Turn, form: Form, step: str) -> None:
    data = {"ballot": form.ballot, "event": form.event_id}
    turn.open_dialogue(Dialogue(FEATURE, step, data), turn.now + FORM_LASTS)
