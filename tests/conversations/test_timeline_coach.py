"""What coaches and trainers do around a training: decide, tick who was there, call who cannot be reached."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.app import App
from bot.people.models import Role
from tests.conversations.bijeenkomsten import START, Agenda, at
from tests.personas import Person

GO_NO_GO = at(2, 9)


async def test_two_weeks_ahead_the_coach_decides_and_the_trainer_hears(
    anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    await agenda.appoint(vera, Role.TRAINER, "Hanneke Vos")
    await vera.says("/start")
    event = await agenda.add()
    await agenda.signs_up(event, anna, role="gastvrouw")
    await agenda.signs_up(event, "Wim", 2, role="wijkagent")
    await agenda.until(GO_NO_GO)
    bram.sees(
        "Gaat het door?", "Op de lijst: 3", "Minimum 4", "ontbreekt er nog 1", "gastvrouw: 1", "wijkagent: 2", "Wachtlijst: 0"
    )
    vera.has_read_everything()
    anna.has_read_everything()

    await bram.taps("Het gaat door")
    bram.sees("Bouwstenen voor Oost gaat door")
    vera.sees("Bouwstenen voor Oost gaat door")
    anna.sees_nothing()
    bram.has_read_everything()
    await agenda.until(at(8, 12))
    bram.sees_nothing(but="Weekoverzicht")


async def test_a_no_go_is_asked_twice_and_everybody_hears_it_with_other_dates(
    anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add(capacity=1)
    await agenda.add(START + timedelta(days=14), code="BT-13")
    await agenda.add(START - timedelta(days=1), code="BT-14", state="cancelled")
    await vera.says("/start")
    await agenda.signs_up(event, anna, role="gastvrouw")
    await agenda.signs_up(event, vera)
    await agenda.signs_up(event, "Wim")
    await agenda.until(GO_NO_GO)
    await bram.taps("Het gaat niet door")
    bram.sees("Weet je het zeker?", "2 mensen")
    await bram.taps("Nee, terug")
    bram.sees("Gaat het door?")
    await bram.taps("Het gaat niet door")
    await bram.taps("Ja, zeg het af")
    bram.sees("gaat niet door", "2 mensen", "Wim")
    anna.sees("Bouwstenen voor Oost gaat niet door", "te weinig mensen", "je had je aangemeld")
    vera.sees("je stond op de wachtlijst")

    assert anna.buttons == ["woensdag 30 december, Oost"]
    anna.has_read_everything()
    await agenda.until(at(16, 18))
    anna.sees_nothing()


async def test_after_a_no_go_one_tap_takes_the_place_along_and_a_second_tap_nothing(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event, other = await agenda.add(), await agenda.add(START + timedelta(days=14), code="BT-13")
    number = await agenda.signs_up(event, anna, role="gastvrouw")
    await agenda.until(GO_NO_GO)
    await bram.taps("Het gaat niet door")
    await bram.taps("Ja, zeg het af")
    offer = anna.last_id
    await anna.taps("woensdag 30 december, Oost")
    anna.sees("Je staat op de lijst")
    await anna.taps_old(offer, f"timeline:move:{number}:{other.id}")
    anna.sees("Je stond al op de lijst")

    row = await agenda.stage.app.database.fetch_one("SELECT role FROM registrations WHERE event_id = :id", {"id": other.id})
    assert row is not None
    assert row["role"] == "gastvrouw"


async def test_two_coaches_tap_at_once_and_the_second_reads_who_was_first(
    anna: Person, carla: Person, bram: Person, agenda: Agenda
) -> None:
    await agenda.appoint(bram, Role.COACH_WELZIJN, "Bram de Boer")
    await agenda.appoint(carla, Role.COACH_WELZIJN, "Carla")
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(GO_NO_GO)
    question = carla.last_id
    await bram.taps("Het gaat door")
    await agenda.stage.later(seconds=2)
    carla.sees("gaat door", "Dat koos Bram de Boer")
    await carla.taps_old(question, f"timeline:decide:{event.id}:1:sure")

    carla.sees("Bram de Boer koos op woensdag 2 december om 9.00 uur al", "het gaat door", "niets veranderd")
    anna.sees_no("gaat niet door")


async def test_waiting_asks_again_after_three_days_and_not_when_it_is_too_late(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(GO_NO_GO)
    await bram.taps("Nog even wachten")
    bram.sees("Ik vraag het je weer op zaterdag 5 december")
    bram.has_read_everything()
    await agenda.until(at(5, 8, 59))
    bram.sees_nothing(but="Weekoverzicht")
    await agenda.until(at(5, 9))
    bram.sees("Gaat het door?", "Je wilde nog even wachten")
    await bram.taps("Nog even wachten")
    await agenda.until(at(8, 9))
    await bram.taps("Nog even wachten")
    await agenda.until(at(11, 9))
    bram.sees("Gaat het door?")

    assert "Nog even wachten" not in bram.buttons
    await bram.taps_old(bram.last_id, f"timeline:decide:{event.id}:4:wait")
    bram.sees("Wachten kan niet meer")


async def test_a_coach_who_says_nothing_is_asked_once_more(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(15, 12))

    asked = await agenda.outbox("decision:*")
    assert list(asked) == ["decision:BT-12:round-1:to-2:2026-12-16", "decision:BT-12:round-1:again:to-2:2026-12-16"]
    assert set(asked.values()) == {"sent"}


async def test_a_coach_who_is_asked_late_and_at_night_is_asked_once_in_the_morning(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    await agenda.until(at(10, 23))
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.stage.later(minutes=1)
    await agenda.until(at(11, 9))

    assert [state for state in (await agenda.outbox("decision:*")).values() if state != "cancelled"] == ["sent"]


async def test_a_trainer_ticks_page_by_page_adds_who_walked_in_and_all_survives_a_restart(
    anna: Person, vera: Person, bram: Person, agenda: Agenda, restart: Callable[[], Awaitable[App]]
) -> None:
    await agenda.appoint(vera, Role.TRAINER, "hanneke  vos")
    await vera.says("/start")
    event = await agenda.add(capacity=20)
    for number in range(1, 12):
        await agenda.signs_up(event, f"Gast {number:02}")
    await agenda.until(at(16, 13, 59))
    vera.has_read_everything()
    bram.has_read_everything()
    await agenda.until(at(16, 14))
    vera.sees("Wie is er?", "nog leeg 11")
    bram.sees_nothing(but="Weekoverzicht")
    await vera.taps("Gast 03")
    await vera.taps("Volgende")
    await vera.taps("Gast 11")
    vera.sees("Aanwezig 2", "nog leeg 9")
    await vera.taps("Iemand toevoegen")
    vera.sees("Typ de naam")
    await restart()
    await vera.says("Fatima Yilmaz, Joop")
    vera.sees("Aanwezig 4", "nog leeg 9")
    await vera.taps("Volgende")
    await vera.taps("De rest is er ook")
    vera.sees("Aanwezig 13", "nog leeg 0")
    assert "De rest is er ook" not in vera.buttons
    assert vera.buttons[:2] == ["Fatima Yilmaz: aanwezig", "Gast 01: aanwezig"]


async def test_a_double_tap_on_a_name_notes_the_same_twice(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    number = await agenda.signs_up(event, anna)
    await agenda.until(at(16, 14))
    await bram.taps("Anna")
    await bram.taps_old(bram.last_id, f"timeline:tick:{number}:1:present:0")

    assert "Aanwezig 1, afwezig 0" in bram.screen


async def test_a_list_of_what_does_not_happen_or_is_closed_is_refused_kindly(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    number = await agenda.signs_up(event, anna)
    await bram.says("/aanwezig")
    bram.sees("Er is nu geen lijst")
    await bram.taps_old(bram.last_id, f"timeline:list:{event.id}:1:0")
    bram.sees("gaat een uur voor het begin open")
    await agenda.until(at(16, 15))
    await bram.says("/aanwezig")
    await bram.taps("BT-12, woensdag 16 december om 14.00 uur")
    bram.sees("Wie is er?")
    await agenda.until(at(18, 18))
    await bram.taps("Anna")
    bram.sees("dicht")
    await agenda.change("UPDATE events SET state = 'cancelled'")
    await bram.taps_old(bram.last_id, f"timeline:tick:{number}:1:present:0")
    bram.sees("ging niet door")

    assert await agenda.stage.app.database.fetch_all("SELECT * FROM attendance") == []


async def test_a_trainer_of_another_training_cannot_tick(anna: Person, vera: Person, bram: Person, agenda: Agenda) -> None:
    await agenda.appoint(vera, Role.TRAINER, "Iemand Anders")
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await vera.says("/start")
    await agenda.until(at(16, 14))
    await vera.taps_old(vera.last_id, f"timeline:list:{event.id}:1:0")

    vera.sees("hoort niet bij jou")


async def test_when_nobody_ticked_the_coach_is_asked_once_more_the_next_morning(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(17, 9))
    bram.has_read_everything()
    await agenda.until(at(17, 10))

    bram.sees("Wie waren er?")


async def test_who_cannot_be_reached_is_on_the_list_to_call_once_and_before_it_matters(
    anna: Person, vera: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await vera.says("/start")
    await agenda.signs_up(event, anna)
    await agenda.signs_up(event, vera)
    await agenda.signs_up(event, "Wim")
    await agenda.until(at(1, 10))
    bram.sees("Even bellen", "Wim, heeft geen Telegram")
    bram.sees_no("Anna")
    await anna.blocks()
    await agenda.until(at(9, 12))
    await bram.says("/evenbellen")
    bram.sees("Anna", "Wim")
    await bram.taps("Gebeld: Wim")
    bram.sees_no("Wim")
    bram.has_read_everything()
    await agenda.until(at(15, 9))
    bram.sees("Even bellen", "– Anna")
    bram.sees_no("Wim")
    await agenda.until(at(18, 9))

    assert len(await agenda.outbox("list:BT-12:even-bellen:*")) == 2


async def test_who_writes_again_is_off_the_list_to_call_and_gets_what_still_helps(
    anna: Person, bram: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await anna.blocks()
    await agenda.until(at(13, 11))
    await bram.says("/evenbellen")
    bram.sees("– Anna")
    await anna.unblocks()
    await anna.says("/help")
    await bram.says("/evenbellen")
    bram.sees_no("Anna")
    anna.has_read_everything()
    bram.has_read_everything()
    await agenda.until(at(15, 12))

    anna.sees("Er is koffie")
    bram.sees_nothing(but="Weekoverzicht")
    assert len(await agenda.outbox("list:BT-12:even-bellen:*")) == 1, "from before she wrote"


async def test_who_blocks_the_bot_again_is_not_put_on_a_list_a_second_time(anna: Person, bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await anna.blocks()
    await agenda.until(at(15, 10))
    bram.sees("Even bellen", "– Anna")
    await anna.unblocks()
    await anna.says("/help")
    await anna.blocks()
    await agenda.until(at(16, 13))

    assert len(await agenda.outbox("list:BT-12:even-bellen:*")) == 1


async def test_without_coaches_the_go_no_go_is_for_the_beheerder_of_the_settings_who_never_wrote(
    anna: Person, carla: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(GO_NO_GO)
    carla.sees("Gaat het door?", "Op de lijst: 1")

    await carla.taps("Het gaat door")
    carla.sees("Bouwstenen voor Oost gaat door")


async def test_a_beheerder_whom_telegram_does_not_let_us_write_to_gets_the_go_no_go_when_they_come(
    anna: Person, carla: Person, agenda: Agenda
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    carla.user.started = False
    await agenda.until(at(3, 9))
    assert "sent" not in (await agenda.outbox("decision:*")).values()
    await carla.says("/start")
    await agenda.stage.later(minutes=1)

    carla.sees("Gaat het door?", "Op de lijst: 1")


async def test_a_bot_that_was_off_for_three_days_sends_what_helps_and_owns_up_to_the_rest(
    anna: Person, bram: Person, agenda: Agenda, restart: Callable[[], Awaitable[App]]
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.until(at(13, 9))
    await agenda.stage.stop()
    agenda.stage.clock.set(at(16, 9))
    anna.has_read_everything()
    bram.has_read_everything()
    await agenda.stage.start()
    await agenda.stage.later(minutes=1)
    await agenda.stage.later(seconds=2)

    anna.sees("Er is koffie", "Tot straks")
    anna.sees_no("morgen")
    bram.sees_nothing(but="Weekoverzicht")
    await agenda.stage.stop()
    agenda.stage.clock.set(at(19, 9))
    await agenda.stage.start()
    await agenda.stage.later(minutes=1)
    bram.sees("Niet verstuurd", "BT-12: 1 keer een herinnering", "aanwezigheidslijst")
    await agenda.stage.later(minutes=1)
    assert len(await agenda.outbox("list:missed:*")) == 1
