"""What happened in the demo before it began: bijeenkomsten, evaluations, questions and conversations, so that there is something
to count. Nobody in it has a phone and all of it is over, so nothing of it is said to anybody.
"""

import secrets
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

import yaml

from bot.agenda import seats, store
from bot.agenda.importing import import_agenda
from bot.agenda.models import Applicant, AttendanceState, Event, SignedUp
from bot.agenda.ratings import ENOUGH
from bot.clock import week_of
from bot.db.database import Transaction
from bot.features.coaching import store as coaching
from bot.features.coaching.models import Helped
from bot.features.digest import store as digest_store
from bot.features.digest.models import week_before
from bot.features.figures import store as figures
from bot.features.handover import conversation_store as conversations
from bot.features.handover import store as handovers
from bot.features.handover.models import Helped as TalkHelped
from bot.features.surveys import invitation_store
from bot.features.surveys import store as surveys
from bot.features.surveys.models import DONE, Question
from bot.features.timeline import store as timeline
from bot.folders import find_folder
from bot.people import store as people
from bot.understanding.signup.loading import AgendaFile

_BEGINS = timedelta(weeks=14)
_SIGNED_UP_BEFORE = timedelta(days=9)
_EVALUATED_AFTER = timedelta(days=3)
_HELPED = {"ja": "yes", "een beetje": "a_bit", "nee": "no"}
_GRADES = (Question.GRADE_EVENT, Question.GRADE_TRAINER, Question.GRADE_EXPERT)
_NOBODY = 990_000_000
"""Telegram ids of people who asked a coach something in the past; nobody has such a phone."""


async def play_the_past(tx: Transaction, over: AgendaFile, area_id: int, coach_id: int, now: datetime) -> None:
    """Let everything of content/demo/gebruik.yaml have happened by `now`, at the bijeenkomsten of `over`."""
    said = yaml.safe_load((find_folder("content") / "demo/gebruik.yaml").read_text("utf-8"))
    await import_agenda(tx, over, now - _BEGINS)
    for code, numbers in said["bijeenkomsten"].items():
        event = await store.find_event_by_code(tx, code)
        if event is None:
            raise LookupError(code)
        await _hold(tx, event, said["gasten"], numbers)
    await _ask(tx, said, area_id, now)
    for number, talk in enumerate(said["gesprekken"]):
        await _talk(tx, talk, _NOBODY + number, area_id, coach_id, now)
    figures.note_partnerships(tx, area_id, said["samenwerkingsverbanden"], now - _BEGINS)
    await handovers.prune(tx, now)
    # What was told before the demo began is not told again in it.
    digest_store.mark_planned(tx, week_before(week_of(now)), area_id, now)


async def _hold(tx: Transaction, event: Event, guests: dict[str, list[str]], numbers: dict[str, Any]) -> None:
    """Let people sign up, be there, and say afterwards what they thought of it."""
    kinds = cycle(zip(guests["rollen"], guests["organisaties"], strict=True))
    present = []
    for name, (role, organisation) in zip(guests["namen"][: numbers["er_waren"]], kinds, strict=False):
        applicant = Applicant(None, name, role, organisation, source="coach")
        outcome = await seats.sign_up(tx, event, applicant, event.starts_at - _SIGNED_UP_BEFORE)
        if isinstance(outcome, SignedUp):
            present.append(outcome.registration.id)
    for part in event.parts:
        for number in present:
            timeline.tick(tx, number, part.number, AttendanceState.PRESENT, part.starts_at)
    closes_at = event.ends_at + _EVALUATED_AFTER
    invitation_store.open_survey(tx, event.id, closes_at)
    invitation_store.invite(tx, event.id, present, event.ends_at)
    for grades in numbers["cijfers"]:
        ballot = secrets.token_hex(16)
        surveys.issue(tx, event.id, [ballot], Question.GRADE_EVENT)
        for question, grade in zip(_GRADES, grades, strict=True):
            surveys.put_in_box(tx, event.id, question, str(grade))
        surveys.move(tx, ballot, Question.GRADE_EVENT, DONE, answered=True)
    surveys.close_survey(tx, event.id, ENOUGH, closes_at)


async def _ask(tx: Transaction, said: dict[str, Any], area_id: int, now: datetime) -> None:
    questions, per_week = cycle(said["vragen"]), said["vragen_per_week"]
    for ago, number in zip(range(len(per_week) - 1, -1, -1), per_week, strict=True):
        moment = now - timedelta(weeks=ago)
        for _ in range(number):
            one = next(questions)
            situation = one.get("situatie")
            answer = "tips" if situation else "unknown"
            kept = await coaching.insert_question(
                tx, text=one["vraag"], answer=answer, situation=situation, area_id=area_id, now=moment
            )
            if helped := one.get("hielp"):
                await coaching.mark_helped(tx, kept, Helped(_HELPED[helped]))
    for situation, askers in said["vragers_deze_week"].items():
        for _ in range(askers):
            coaching.count_asker(tx, week_of(now), area_id, situation, secrets.token_hex(16))


async def _talk(  # noqa: PLR0913 - a conversation is between two people, about something, somewhere
    tx: Transaction, talk: dict[str, Any], asker: int, area_id: int, coach_id: int, now: datetime
) -> None:
    """Let a coach pick up a question, and close the conversation two days later."""
    moment = now - timedelta(weeks=talk["weken"])
    person = await people.find_or_insert(tx, None, asker, frozenset(), moment)
    handover = await conversations.insert_handover(tx, asker_id=person.id, area_id=area_id, now=moment)
    await conversations.claim(tx, handover.id, coach_id, moment, moment)
    await conversations.close(tx, handover.id, moment + timedelta(days=2))
    await conversations.mark_helped(tx, handover.id, person.id, TalkHelped(_HELPED[talk["hielp"]]))
