"""What an evaluation does by itself: invite, remind once, close and tell the coach; and ask once more after three months."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.agenda import store as agenda
from bot.agenda.models import Event
from bot.agenda.ratings import ENOUGH
from bot.clock import from_text, to_text
from bot.db.database import Transaction
from bot.features.surveys import invitation_store, keyboards, results, store
from bot.features.surveys.ballots import hashed, new_ballot
from bot.features.surveys.models import (
    CLOSES_AFTER,
    INVITE_AFTER,
    STORIES_FOR,
    WITHOUT_ATTENDANCE,
    Evaluation,
    Guest,
    Invitation,
    Question,
    questions_of,
)  # fmt: skip
from bot.features.surveys.picture import picture_of
from bot.outbox import store as outbox
from bot.outbox.models import Attachment, Keyboard, Message
from bot.outbox.quiet import is_quiet
from bot.people import reach


async def plan(tx: Transaction, now: datetime) -> None:
    """Do what is due. Nothing of it lies waiting for the morning, so that no ballot lies next to a name overnight."""
    store.close_forms(tx, now)
    if is_quiet(now):
        return
    for event_id in await store.list_to_close(tx, now, WITHOUT_ATTENDANCE):
        await _close(tx, event_id, now)
    for event_id in await store.list_stories_to_close(tx, now):
        await _close_stories(tx, event_id, now)
    for event_id in await invitation_store.list_to_invite(tx, now, INVITE_AFTER):
        await _invite(tx, event_id, now)
    await _remind(tx, now)
    await _ask_what_it_brought(tx, now)


def choose_guests(event: Event, guests: Sequence[Guest], now: datetime, *, was_ticked: bool) -> list[Guest]:
    """Return who was there: as ticked; and when nobody ticked for two days, who was on the list for at least one dagdeel.

    Asking somebody who stayed away does no harm: the invitation says so. Not asking who came would lose what they have to say.
    """
    if was_ticked:
        return [guest for guest in guests if guest.was_present]
    if now < event.ends_at + WITHOUT_ATTENDANCE:
        return []
    return [guest for guest in guests if guest.missed_parts < len(event.parts)]


async def _invite(tx: Transaction, event_id: int, now: datetime) -> None:
    event = await agenda.find_event(tx, event_id)
    if event is None:  # pragma: no cover - found in the same transaction
        return
    guests = await invitation_store.list_guests(tx, event_id)
    chosen = choose_guests(event, guests, now, was_ticked=await invitation_store.was_ticked(tx, event_id))
    evaluation = await store.find_evaluation(tx, event_id)
    if evaluation is None and len(chosen) < ENOUGH:
        # Perhaps more people are still being ticked; after that there is no use in asking what nobody may see.
        if now >= event.ends_at + WITHOUT_ATTENDANCE:
            invitation_store.skip_survey(tx, event_id, now)
        return
    fresh = [guest for guest in chosen if not guest.is_invited]
    if not fresh:
        return
    closes_at = from_text(evaluation.closes_at) if evaluation else now + CLOSES_AFTER
    invitation_store.open_survey(tx, event_id, closes_at)
    invitation_store.invite(tx, event_id, [guest.registration_id for guest in fresh], now)
    ballots = [new_ballot() for _ in fresh]
    store.issue(tx, event_id, map(hashed, ballots), Question.GRADE_EVENT)
    outbox.put(tx, [_invitation(event, guest, ballot, now, closes_at) for guest, ballot in zip(fresh, ballots, strict=True)])


def _invitation(event: Event, guest: Guest, ballot: str, now: datetime, closes_at: datetime) -> Message:
    return Message(
        key=invitation_store.invitation_key(event.code, guest.person_id),
        chat_id=guest.chat_id,
        person_id=guest.person_id,
        text="surveys.invitation",
        values={
            "title": event.title,
            "total": len(questions_of(has_expert=event.cotrainer is not None)),
            "until": to_text(closes_at),
        },
        keyboard=keyboards.invitation(ballot, event.id),
        due_at=now,
        expires_at=closes_at,
    )


async def _remind(tx: Transaction, now: datetime) -> None:
    """Remind everybody: who has answered already is not known."""
    due = await invitation_store.list_to_remind(tx, now)
    invitation_store.mark_reminded(tx, [invitation.registration_id for invitation in due])
    outbox.put(tx, [_reminder(invitation, now) for invitation in due if invitation.wants_reminders and invitation.message_id])


def _reminder(invitation: Invitation, now: datetime) -> Message:
    # It has no ballot of its own: which one went to whom is not known. It answers the invitation, which has the button.
    return Message(
        key=f"{invitation_store.invitation_key(invitation.code, invitation.person_id)}:again",
        chat_id=invitation.chat_id,
        person_id=invitation.person_id,
        text="surveys.reminder",
        values={"title": invitation.title, "until": invitation.closes_at},
        due_at=now,
        expires_at=from_text(invitation.closes_at),
        reply_to=invitation.message_id,
    )


async def _close(tx: Transaction, event_id: int, now: datetime) -> None:
    store.close_survey(tx, event_id, ENOUGH, now)
    evaluation = await store.find_evaluation(tx, event_id)
    if evaluation is None:  # pragma: no cover - found in the same transaction
        return
    answers = await results.find_answers(tx, evaluation)
    keyboard, picture = keyboards.under_results(event_id, answers), picture_of(evaluation, answers)
    await _tell_coaches(tx, evaluation, "surveys.results", results.as_values(evaluation, answers), keyboard, now, picture)


async def _close_stories(tx: Transaction, event_id: int, now: datetime) -> None:
    store.close_stories(tx, event_id, now)
    evaluation = await store.find_evaluation(tx, event_id)
    if evaluation is None:  # pragma: no cover - found in the same transaction
        return
    answers = await results.find_answers(tx, evaluation)
    if stories := answers.words.get(Question.BROUGHT):
        values = {"title": evaluation.title, "number": len(stories)}
        keyboard = keyboards.under_results(event_id, answers)
        await _tell_coaches(tx, evaluation, "surveys.stories_are_in", values, keyboard, now)


async def _tell_coaches(  # noqa: PLR0913 - what is said, about what, when
    tx: Transaction,
    evaluation: Evaluation,
    text: str,
    values: dict[str, Any],
    keyboard: Keyboard,
    now: datetime,
    picture: Attachment | None = None,
) -> None:
    kind = text.partition(".")[2].replace("_", "-")
    outbox.put(
        tx,
        [
            Message(
                key=f"list:{kind}:{evaluation.code}:person-{coach.person_id}",
                chat_id=coach.chat_id,
                person_id=coach.person_id,
                text=text,
                values=values,
                keyboard=keyboard,
                due_at=now,
                attachment=picture,
            )
            for coach in await reach.list_looking_after(tx, evaluation.area_id)
        ],
    )


async def _ask_what_it_brought(tx: Transaction, now: datetime) -> None:
    due = await invitation_store.take_later(tx, now)
    ballots = [new_ballot() for _ in due]
    for event_id in sorted({one["event_id"] for one in due}):
        store.open_stories(tx, event_id, now + STORIES_FOR)
        fresh = [hashed(ballot) for one, ballot in zip(due, ballots, strict=True) if one["event_id"] == event_id]
        store.issue(tx, event_id, fresh, Question.BROUGHT)
    outbox.put(tx, [_story_question(one, ballot, now) for one, ballot in zip(due, ballots, strict=True)])


def _story_question(one: dict[str, Any], ballot: str, now: datetime) -> Message:
    until = now + STORIES_FOR
    return Message(
        key=f"{invitation_store.invitation_key(one['code'], one['person_id'])}:brought",
        chat_id=one["chat_id"],
        person_id=one["person_id"],
        text="surveys.story_question",
        values={"title": one["title"], "until": to_text(until)},
        keyboard=keyboards.story(ballot),
        due_at=now,
        expires_at=until,
    )
