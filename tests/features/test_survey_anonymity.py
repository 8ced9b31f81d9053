"""Somebody who has the whole database, or two copies of it, tries to find out who gave which answer, and fails."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.evaluating import Training, organise
from tests.personas import Person, Stage

Later = Callable[..., Awaitable[None]]
Copy = dict[str, list[dict[str, Any]]]

BOX = frozenset({"survey_answers", "survey_ballots"})
"""The tables with what was answered; everything else is about people, or about the house."""
TRAFFIC = frozenset({"inbox", "outbox"})
GRADES = ("3", "4", "5", "6", "7", "8", "9", "10")


async def copy_of(training: Training) -> Copy:
    """Copy every row of every table."""
    tables = [row["name"] for row in await training.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: [dict(row) for row in await training.rows(f"SELECT * FROM {table}")] for table in tables}


async def everybody_answers(training: Training) -> None:
    """Let everybody fill in the form, one after the other, each with a grade of their own."""
    for guest, grade in zip(training.guests, GRADES, strict=True):
        await training.fills_in(guest, grade, grade, grade, f"Wat ik meeneem is {grade} keer luisteren", "nee")


async def test_no_column_ties_an_answer_to_anything_but_the_event_and_the_question(stage: Stage) -> None:
    training = await organise(stage, guests=len(GRADES))
    await training.is_over()
    await everybody_answers(training)
    copy = await copy_of(training)
    answers = copy["survey_answers"]
    elsewhere = json.dumps({table: rows for table, rows in copy.items() if table != "survey_answers"})

    assert len(answers) == 4 * len(GRADES)
    assert set(answers[0]) == {"key", "event_id", "question", "answer"}
    assert len({row["key"] for row in answers}) == len(answers)
    assert [row["key"] for row in answers if row["key"] in elsewhere] == []
    assert [row["answer"] for row in answers if row["question"] == "takes_home" and row["answer"] in elsewhere] == []


async def test_neither_the_order_of_rows_nor_that_of_keys_follows_the_order_of_answering(stage: Stage) -> None:
    training = await organise(stage, guests=len(GRADES))
    await training.is_over()
    await everybody_answers(training)
    orders = [
        [
            row["answer"]
            for row in await training.rows("SELECT answer FROM survey_answers WHERE question = :question", question=name)
        ]
        for name in ("grade_event", "grade_trainer", "grade_expert")
    ]

    # By chance one in forty thousand; all three in their order, or all three alike, never.
    assert not all(order == list(GRADES) for order in orders)
    assert len({tuple(order) for order in orders}) > 1, "answers of one person would lie in the same place"
    for table in BOX:
        sql = str((await training.rows("SELECT sql FROM sqlite_schema WHERE name = :name", name=table))[0]["sql"])
        assert "WITHOUT ROWID" in sql
        assert "_at" not in sql


async def test_who_answered_looks_like_who_did_not(stage: Stage) -> None:
    training = await organise(stage, guests=5)
    await training.is_over()
    answered, *others = training.guests
    # Everybody talks to the bot; one of them answers.
    await training.fills_in(answered, "3", "4", "5", "Dat het beter kan", "Volgende keer met koffie")
    for guest in others:
        for _ in range(6):
            await guest.says("/oma")
    copy = await copy_of(training)

    looks = {guest.name: _looks_of(copy, guest) for guest in training.guests}

    assert [row["answer"] for row in copy["survey_answers"] if row["question"] == "grade_event"] == ["3"]
    assert copy["dialogues"] == []
    assert len({json.dumps(look, sort_keys=True) for look in looks.values()}) == 1


async def test_two_copies_side_by_side_show_nothing_that_changed_about_the_person(stage: Stage) -> None:
    training = await organise(stage, guests=5)
    await training.is_over()
    first, second, *_ = training.guests
    await training.fills_in(second, "8", "8", "8", "Luisteren", "nee")
    before = await copy_of(training)

    await training.fills_in(first, "3", "4", "5", "Dat het beter kan", "nee")
    after = await copy_of(training)

    changed = {table for table in after if table not in TRAFFIC and after[table] != before[table]}
    assert changed == BOX
    keys = {row["key"] for row in before["survey_answers"]} & {row["key"] for row in after["survey_answers"]}
    assert keys == set(), "an answer that stays under its key shows which one is new"
    assert all(row["text"] == "" and row["values"] is None for row in after["outbox"] if row["key"].startswith("answer:"))
    assert all(row["raw"] is None for row in after["inbox"])


async def test_saying_yes_to_later_does_not_need_an_answer(stage: Stage) -> None:
    training = await organise(stage)
    await training.is_over()
    eager, quiet, *_ = training.guests
    await training.fills_in(eager, "8", "8", "8", "Luisteren", "nee")
    await eager.taps("Ja, dat mag")
    await quiet.taps("Vraag het over drie maanden")
    later = await training.rows("SELECT * FROM survey_later")

    assert [set(dict(row)) for row in later] == [{"registration_id"}] * 2


async def test_a_ballot_does_not_wait_next_to_a_name(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.ticks(*training.guests)
    await later(hours=13)
    waiting = await training.rows("SELECT keyboard FROM outbox WHERE key LIKE 'survey:%'")
    await later(hours=10)
    sent = await training.rows("SELECT keyboard FROM outbox WHERE key LIKE 'survey:%'")

    assert waiting == []
    assert [row["keyboard"] for row in sent] == [None] * len(training.guests)


async def test_closing_erases_what_fewer_than_three_people_answered_and_who_was_invited(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    anna, ben, cees, _ = training.guests
    await training.fills_in(anna, "8", "8", "8", "Luisteren", "nee")
    await training.fills_in(ben, "7", "7", "stop")
    await training.fills_in(cees, "9", "stop")

    await later(days=14)
    copy = await copy_of(training)

    assert {(row["question"], row["answer"]) for row in copy["survey_answers"]} == {
        ("grade_event", "8"), ("grade_event", "7"), ("grade_event", "9"),
    }  # fmt: skip
    assert copy["survey_ballots"] == []
    assert copy["survey_invitations"] == []
    assert [(row["invited"], row["answered"]) for row in copy["surveys"]] == [(4, 3)]


async def test_what_was_typed_is_nowhere_on_the_disk_after_the_night(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    await training.fills_in(training.guests[0], "8", "8", "8", "Gerrit Jansen was zo aardig", "nee")

    await later(hours=16)
    path = stage.app.database.path
    on_disk = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))

    assert b"was zo aardig" in on_disk
    assert b"Gerrit" not in on_disk


def _looks_of(copy: Copy, guest: Person) -> dict[str, Any]:
    """Everything that the database says of somebody, without numbers that are everybody's own."""
    (person,) = [row for row in copy["people"] if row["telegram_id"] == guest.user.id]
    (registration,) = [row for row in copy["registrations"] if row["person_id"] == person["id"]]
    about = {
        table: [row for row in rows if registration["id"] == row.get("registration_id") or person["id"] == row.get("person_id")]
        for table, rows in copy.items()
        if table not in TRAFFIC
    }
    own = {"id", "person_id", "registration_id", "telegram_id", "name", "queue_number"}
    look: dict[str, Any] = {
        table: [{name: value for name, value in row.items() if name not in own} for row in rows] for table, rows in about.items()
    }
    look["people"] = {name: value for name, value in person.items() if name not in own}
    sent = [row for row in copy["outbox"] if row["person_id"] == person["id"]]
    look["sent"] = sorted({(row["key"].split(":")[0], row["text"], row["state"]) for row in sent})
    return look
