"""What participants hear around a training, from 'kom je nog?' to 'bedankt', and what they can answer."""

from datetime import timedelta

import pytest

from tests.conversations.bijeenkomsten import START, Agenda, at
from tests.personas import Person


async def test_a_week_ahead_everybody_is_asked_and_yes_is_noted(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(9, 9, 59))
    anna.sees_nothing()
    await agenda.until(at(9, 10))
    anna.sees("Kom je nog?", "woensdag 16 december", "Buurthuis De Linde")

    await anna.taps("Ja, ik kom")
    anna.sees("Fijn, dan zien we je")
    anna.has_read_everything()
    await agenda.until(at(13, 9))
    anna.sees_nothing()


async def test_no_frees_the_seat_for_who_waits(anna: Person, vera: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add(capacity=1)
    await vera.says("/start")
    await agenda.signs_up(event, anna)
    await agenda.signs_up(event, vera)
    vera.has_read_everything()
    await agenda.until(at(9, 10))
    vera.sees_nothing()

    await anna.taps("Nee, ik kan niet")
    anna.sees("Je staat niet meer op de lijst")
    vera.sees("Er is plek voor je")
    assert await agenda.states(event) == {"Vera": "offered"}


async def test_typing_works_while_the_question_is_open_and_not_before(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await anna.says("ja")
    anna.sees_no("Fijn, dan zien we je")
    await agenda.until(at(9, 10))
    await anna.says("weet nog niet")
    anna.sees("Je plek bij Bouwstenen voor Oost blijft van jou")
    anna.has_read_everything()
    await agenda.until(at(12, 10))
    anna.sees("Weet je het al?")
    await anna.says("Nee, ik kan niet.")

    anna.sees("Je staat niet meer op de lijst")
    assert await agenda.states(event) == {}


async def test_silence_gets_one_more_question_and_never_costs_the_seat(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(16, 9))

    assert list(await agenda.outbox("checkin:*")) == [
        "checkin:BT-12:person-3:first:2026-12-16",
        "checkin:BT-12:person-3:again:2026-12-16",
    ]
    assert await agenda.states(event) == {"Anna": "signed_up"}


async def test_practical_information_and_reminders_come_on_time(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(13, 9, 59))
    anna.has_read_everything()
    await agenda.until(at(13, 10))
    anna.sees(
        "woensdag 16 december, 14.00 tot 17.00 uur", "Hanneke Vos", "Rachid El Amrani", "Welkom, oefenen, napraten", "koffie"
    )

    anna.has_read_everything()
    await agenda.until(at(15, 17))
    anna.sees("Tot morgen", "Morgen van 14.00 tot 17.00 uur")
    anna.has_read_everything()
    await agenda.until(at(16, 12))
    anna.sees("Vandaag om 14.00 uur")


async def test_who_joins_later_gets_the_practical_information_at_once_and_no_stale_question(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.until(at(15, 22))
    await agenda.signs_up(event, anna)
    await agenda.stage.later(minutes=1)

    anna.sees("Er is koffie")
    anna.sees_no("Kom je nog", "Tot morgen")


async def test_who_waits_never_reads_tot_morgen(anna: Person, vera: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add(capacity=1)
    await vera.says("/start")
    await agenda.signs_up(event, anna)
    await agenda.signs_up(event, vera)
    vera.has_read_everything()
    await agenda.until(at(18, 12))

    vera.sees_nothing()


async def test_who_misses_a_dagdeel_gets_no_reminder_for_it(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add(START, START + timedelta(days=7))
    number = await agenda.signs_up(event, anna)
    await agenda.change("INSERT INTO registration_absences VALUES (:id, 1)", id=number)
    await agenda.until(at(23, 12))

    assert list(await agenda.outbox("reminder:*")) == [
        "reminder:BT-12:person-3:part-2:day-before:2026-12-23",
        "reminder:BT-12:person-3:part-2:hours-before:2026-12-23",
    ]
    anna.sees("dagdeel 2 van 2")


async def test_moving_an_event_moves_what_lies_ready_and_a_new_day_gets_its_own_reminders(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(15, 18))
    await agenda.moves(event, START + timedelta(days=2))
    anna.has_read_everything()
    await agenda.until(at(16, 18))
    anna.sees("vrijdag 18 december, 14.00 tot 17.00 uur")
    anna.sees_no("Tot morgen", "Vandaag")
    await agenda.until(at(17, 17))

    anna.sees("Tot morgen")
    assert (await agenda.outbox("reminder:*:hours-before:2026-12-16")) == {
        "reminder:BT-12:person-3:part-1:hours-before:2026-12-16": "cancelled"
    }


async def test_an_event_that_is_moved_into_the_past_says_nothing_more(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(15, 12))
    assert (await agenda.outbox("reminder:*"))["reminder:BT-12:person-3:part-1:day-before:2026-12-16"] == "queued"
    anna.has_read_everything()
    await agenda.moves(event, START - timedelta(days=4))
    await agenda.until(at(17, 12))

    anna.sees_nothing()
    assert not {"queued", "sent"} & set((await agenda.outbox("reminder:*")).values())


async def test_a_clock_that_jumps_back_says_nothing_twice_and_forgets_nothing(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(15, 18))
    anna.sees("Tot morgen")
    anna.has_read_everything()
    agenda.stage.clock.set(at(13, 9))
    await agenda.stage.later(minutes=1)
    anna.sees_nothing()
    await agenda.until(at(16, 12))

    anna.sees("Vandaag om 14.00 uur")
    anna.sees_no("Tot morgen", "Kom je nog", "koffie")


@pytest.mark.parametrize("change", ["UPDATE events SET state = 'cancelled'", "UPDATE registrations SET state = 'cancelled'"])
async def test_nothing_is_said_any_more_about_what_does_not_happen(
    anna: Person, bram: Person, agenda: Agenda, change: str
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(14, 12))
    await agenda.change(change)
    anna.has_read_everything()
    await agenda.until(at(18, 12))

    anna.sees_nothing()
    assert set((await agenda.outbox("reminder:*")).values()) <= {"cancelled"}


async def test_the_list_of_what_will_come_and_another_choice(anna: Person, bram: Person, agenda: Agenda) -> None:
    await anna.says("/herinneringen")
    anna.sees("nergens op de lijst")
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await anna.says("/herinneringen")
    anna.sees("Bouwstenen voor Oost", "dinsdag 15 december om 17.00 uur: een herinnering", "woensdag 16 december om 12.00 uur")

    await anna.taps("Liever eerder")
    anna.sees("maandag 14 december om 10.00 uur", "woensdag 16 december om 10.00 uur", "twee dagen en vier uur van tevoren")
    await agenda.until(at(14, 10))
    anna.sees("Tot woensdag 16 december", "Overmorgen van 14.00")
    await anna.says("/herinneringen")
    await anna.taps("Geen herinneringen")
    anna.sees("Je krijgt geen herinneringen")
    anna.has_read_everything()
    await agenda.until(at(16, 13))

    anna.sees_nothing()


async def test_who_was_there_is_thanked_with_the_flyers_and_the_way_to_a_coach(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.change("UPDATE areas SET contact = 'Bel Bram: 030 123 4567', flyers = :flyers",
                        flyers='[{"title": "Wat is LSD", "url": "https://example.org/lsd"}]')  # fmt: skip
    await agenda.signs_up(event, anna)
    await agenda.until(at(16, 14))
    bram.sees("Wie is er?")
    await bram.taps("Anna")
    anna.has_read_everything()
    await agenda.until(at(16, 17, 59))
    anna.sees_nothing()
    await agenda.until(at(16, 18))

    anna.sees("Bedankt voor je komst", "Wat is LSD", "030 123 4567")
    assert "Praat met een coach" in anna.buttons


async def test_who_stayed_away_gets_a_kind_word_and_another_date_and_the_coach_a_name(
    vera: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    other = await agenda.add(START + timedelta(days=28), code="BT-13")
    await vera.says("/start")
    await agenda.signs_up(event, vera)
    await agenda.until(at(16, 14))
    await bram.taps("Vera")
    await bram.taps("Vera: aanwezig")
    bram.sees("Aanwezig 0, afwezig 1")
    vera.has_read_everything()
    await agenda.until(at(17, 10))
    bram.sees("Even contact", "Vera")
    vera.sees_nothing()
    await agenda.until(at(17, 11))
    vera.sees("We hebben je gemist")
    await vera.taps("woensdag 13 januari, Oost")

    vera.sees("Je staat op de lijst voor Bouwstenen voor Oost")
    assert await agenda.states(other) == {"Vera": "signed_up"}


async def test_an_answer_after_the_event_changes_nothing(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    number = await agenda.signs_up(event, anna)
    await agenda.until(at(9, 10))
    question = anna.last_id
    await agenda.until(at(17, 9))
    await anna.taps_old(question, f"timeline:coming:{number}:no")

    anna.sees("is al geweest")
    assert await agenda.states(event) == {"Anna": "signed_up"}


async def test_a_button_of_somebody_else_does_nothing(anna: Person, vera: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    number = await agenda.signs_up(event, anna)
    await vera.says("/start")
    await vera.taps_old(vera.last_id, f"timeline:coming:{number}:no")

    vera.sees("Deze knop werkt niet meer")
    assert await agenda.states(event) == {"Anna": "signed_up"}


async def test_tapping_no_twice_is_kind_and_changes_nothing(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    number = await agenda.signs_up(event, anna)
    await agenda.until(at(9, 10))
    question = anna.last_id
    await anna.taps("Nee, ik kan niet")
    await anna.taps_old(question, f"timeline:coming:{number}:no")

    anna.sees("Je stond al niet meer op de lijst")
