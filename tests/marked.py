"""A person about whom there is something in every table, each with a mark that can be searched for."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.agenda import store as agenda
from bot.agenda.models import Event, EventPart
from bot.app import App
from bot.clock import to_text
from tests.agenda.conftest import TRAINING

NAMES = {
    "people": "Merelnaam", "registrations": "Roodborstnaam", "registrations.role": "Koolmeesrol",
    "registrations.organisation": "Pimpelmeesorganisatie", "registrations.neighbourhood": "Winterkoningwijk",
    "outbox": "Spreeuwbericht", "dialogues": "Eksterveld", "handovers": "Lijsternaam", "handovers.text": "Vinkvraag",
    "handover_messages": "Kievitbericht",
}  # fmt: skip
"""What stands in which table."""


async def add_event(app: App, starts_at: datetime, code: str = "BT-11", capacity: int = 2) -> Event:
    """Put a bijeenkomst of two dagdelen on the agenda."""
    parts = tuple(EventPart(n + 1, starts_at + timedelta(weeks=n), starts_at + timedelta(weeks=n, hours=3)) for n in range(2))
    async with app.database.transaction() as tx:
        return await agenda.insert_event(tx, replace(TRAINING, code=code, capacity=capacity, parts=parts), app.clock.now())


async def id_of(app: App, telegram_id: int) -> int | None:
    """Return the number of a person."""
    row = await app.database.fetch_one("SELECT id FROM people WHERE telegram_id = :id", {"id": telegram_id})
    return int(row["id"]) if row else None


async def fill(app: App, telegram_id: int, event: Event, coach_id: int | None = None) -> int:
    """Put something about somebody, who wrote before, in every table; return their number."""
    person_id = await id_of(app, telegram_id)
    assert person_id is not None
    now = app.clock.now()
    marks = {name.replace(".", "_"): mark for name, mark in NAMES.items()}
    ids = {"id": person_id, "chat": telegram_id, "event": event.id, "coach": coach_id}
    values = {**marks, **ids, "now": to_text(now), "later": to_text(now + timedelta(days=2))}
    async with app.database.transaction() as tx:
        for statement in _FILL.split(";"):
            if statement.strip():
                await tx.execute(statement, {k: v for k, v in values.items() if f":{k}" in statement})
    return person_id


_FILL = """
UPDATE people SET name = :people, consent_at = :now, hinted_at = :now WHERE id = :id;
INSERT INTO registrations (
  id, event_id, person_id, name, role, organisation, neighbourhood, state, queue_number, created_at, changed_at)
VALUES (70, :event, :id, :registrations, :registrations_role, :registrations_organisation, :registrations_neighbourhood,
  'signed_up', 1, :now, :now);
INSERT INTO registration_absences (registration_id, part) VALUES (70, 2);
INSERT INTO attendance (registration_id, part, state, noted_at) VALUES (70, 1, 'present', :now);
INSERT INTO check_ins (registration_id, answer, asked_at) VALUES (70, 'yes', :now);
INSERT INTO calls (registration_id, listed_at) VALUES (70, :now);
INSERT INTO survey_invitations (registration_id, invited_at) VALUES (70, :now);
INSERT INTO survey_later (registration_id) VALUES (70);
INSERT INTO questions (id, text, answer, situation, week) VALUES (80, 'hoe zeg ik dat', 'tips', 'hygiene', '2026-W47');
INSERT INTO helped_later (question_id, person_id, ask_at) VALUES (80, :id, '2999-01-01T00:00:00.000+00:00');
INSERT INTO questions (id, text, answer, week) VALUES (82, 'een vraag zonder antwoord', 'unknown', '2026-W47');
INSERT INTO tip_wishes (question_id, person_id, wished_at) VALUES (82, :id, :now);
INSERT INTO area_tips (id, area_id, title, do, state, author_id, created_at)
SELECT 81, id, 'Een eigen tip', 'doe dit', 'live', :id, :now FROM areas LIMIT 1;
INSERT INTO reminder_choices (person_id, choice) VALUES (:id, 'earlier');
INSERT INTO event_decisions (event_id, round, asked_at, decision, decided_by, decided_at)
VALUES (:event, 1, :now, 'go', :id, :now);
INSERT INTO staff (person_id, role) VALUES (:id, 'trainer');
INSERT INTO invitations (token, role, invited_by, created_at, expires_at) VALUES ('made', 'trainer', :id, :now, :later);
INSERT INTO invitations (token, role, used_by, used_at, created_at, expires_at)
VALUES ('used', 'trainer', :id, :now, :now, :later);
INSERT INTO dialogues (chat_id, person_id, feature, step, data, expires_at)
VALUES (-900, :id, 'events', 'name', json_object('name', :dialogues), :later);
INSERT INTO outbox (key, chat_id, person_id, text, "values", live, due_at)
VALUES ('reminder:BT-11:person-' || :id, :chat, :id, 'welcome.greeting', json_object('name', :outbox), 0, :later);
INSERT INTO handovers (id, asker_id, kind, text, asker_name, state, claimed_by, created_at)
VALUES (5, :id, 'question', :handovers_text, :handovers, 'claimed', :coach, :now);
INSERT INTO handovers (id, text, state, claimed_by, passed_to, created_at)
VALUES (6, 'van iemand anders', 'claimed', :id, json_array(:id), :now);
INSERT INTO handover_messages (handover_id, from_asker, text, sent_at) VALUES (5, 1, :handover_messages, :now)
"""
