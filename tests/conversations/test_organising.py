"""A coach makes, changes and calls off bijeenkomsten from the chat, and looks after the lists."""

from datetime import timedelta

from tests.conversations.bijeenkomsten import START, Agenda
from tests.personas import Person, Stage


async def _fill_in(bram: Person, agenda: Agenda) -> None:
    await agenda.change("UPDATE areas SET neighbourhoods = '[\"Wittevrouwen\", \"Abstede\"]' WHERE code = 'oost'")
    await bram.says("/bijeenkomsten")
    await bram.taps("Nieuwe bijeenkomst")
    await bram.taps("Q&A")
    await bram.says("Samen praten over grenzen")
    await bram.says("grenzen stellen")
    await bram.taps("Abstede")
    await bram.says("De Linde, Lindelaan 3")


async def _says_bad_dates(bram: Person) -> None:
    for typed, why in (
        ("binnenkort", "geen datum"), ("31 februari 9-12", "bestaat niet"), ("13 januari", "begint en eindigt"),
        ("13 januari 12.30-9.30", "eind ligt voor het begin"), ("12 november 9.30-12", "al voorbij"),
        ("maandag 13 januari 9-12", "horen niet bij elkaar"), ("13 januari 9-12\n13 januari 11-13", "deels op dezelfde tijd"),
    ):  # fmt: skip
        await bram.says(typed)
        bram.sees(why)


async def test_a_new_bijeenkomst_survives_a_restart_and_bad_dates_are_explained(
    bram: Person, anna: Person, agenda: Agenda, stage: Stage
) -> None:
    await agenda.add()
    await _fill_in(bram, agenda)
    bram.sees("Wanneer is het?")
    await stage.restart()
    await _says_bad_dates(bram)
    await bram.says("20 januari van 13.00 tot 15.00 uur\n13-1 9.30-12.30")
    bram.sees("Wie geeft het?")
    await bram.says("Hanneke Vos en Rachid El Amrani")
    await bram.says("terug")
    bram.sees("Wie geeft het?", "Hanneke Vos, Rachid El Amrani")
    await _fill_in_the_rest(bram)
    await bram.taps("Verander iets")
    await bram.taps("Titel")
    await bram.says("Grenzen: vraag maar raak")
    bram.sees("Grenzen: vraag maar raak", "Zo lezen mensen het")
    await bram.taps("Zet op de agenda")
    bram.sees("staat op de agenda", "QA-01")
    await bram.taps_old(bram.last_id, "organising:do")
    bram.sees("staat niet meer open")
    await anna.says("/agenda")
    assert any("Grenzen" in text for text in (anna.screen, *anna.buttons))


async def _fill_in_the_rest(bram: Person) -> None:
    await bram.says("Hanneke Vos")
    await bram.taps("Overslaan")
    await bram.says("heel veel")
    bram.sees("Typ alleen een getal")
    await bram.says("10")
    await bram.says("11")
    bram.sees("meer dan er bij kunnen")
    await bram.says("4 mensen")
    await bram.says("overslaan")
    await bram.taps("Ja")
    await bram.says("Oefenen met nee zeggen")
    await bram.taps("Overslaan")
    bram.sees("Zo lezen mensen het", "woensdag 13 januari, 9.30 tot 12.30", "woensdag 20 januari, 13.00 tot 15.00", "QA-01")


async def test_a_move_is_shown_first_and_told_once(bram: Person, anna: Person, agenda: Agenda) -> None:
    event = await agenda.add(capacity=1)
    await agenda.signs_up(event, anna)
    await agenda.signs_up(event, "Wim")
    anna.has_read_everything()
    await _open(bram, "Verplaatsen")
    await bram.says("18 december 14.00-17.00")
    bram.sees("Dit bericht gaat naar 1 persoon", "vrijdag 18 december, 14.00 tot 17.00", "Bel zelf: Wim")
    anna.sees_nothing()
    await bram.taps("Verander het")
    bram.sees("Het is veranderd")
    anna.sees("er verandert iets", "vrijdag 18 december")


async def test_two_coaches_at_once_and_more_seats(bram: Person, carla: Person, anna: Person, agenda: Agenda) -> None:
    event = await agenda.add(capacity=1, minimum=1)
    await agenda.signs_up(event, "Wim")
    await agenda.signs_up(event, anna)
    anna.has_read_everything()
    for coach, room in ((bram, "2"), (carla, "3")):
        await _open(coach, "Wijzigen")
        await coach.taps("Hoeveel er bij kunnen")
        await coach.says(room)
        coach.sees("Niemand krijgt hier bericht van")
    await bram.taps("Verander het")
    anna.sees("Er is plek voor je")
    await carla.taps("Verander het")
    carla.sees("Iemand anders heeft")


async def test_calling_off_with_a_reason_reaches_everybody(bram: Person, anna: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await agenda.signs_up(event, "Wim")
    await _open(bram, "Afzeggen")
    await bram.says("De trainer is ziek")
    bram.sees("Dit bericht gaat naar 1 persoon", "Waarom: De trainer is ziek", "Bel zelf: Wim")
    await bram.taps("Zeg het af")
    anna.sees("gaat niet door", "De trainer is ziek")


async def test_a_copy_asks_only_when(bram: Person, agenda: Agenda) -> None:
    await agenda.add()
    await _open(bram, "Kopiëren")
    await bram.says("13 januari 9.30-12.30")
    bram.sees("Zo lezen mensen het", "Bouwstenen voor Oost", "BT-13")
    await bram.taps("Zet op de agenda")
    bram.sees("BT-13")


async def test_a_message_to_the_list_warns_of_a_phone_number_and_says_who_to_call(
    bram: Person, anna: Person, vera: Person, agenda: Agenda
) -> None:
    event = await agenda.add(capacity=2)
    for one in (anna, "Wim", vera):
        await agenda.signs_up(event, one)
    await _open(bram, "Bericht aan de lijst")
    await bram.taps("Wie op de lijst staat")
    await bram.says("Neem je agenda mee. Vragen? Bel 06-12345678?")
    bram.sees("Dit bericht gaat naar 1 persoon", "een telefoonnummer", "Bel zelf: Wim")
    await bram.taps("Verstuur")
    anna.sees("Neem je agenda mee")
    vera.sees_nothing()


async def test_somebody_without_telegram_comes_and_cancels(bram: Person, agenda: Agenda) -> None:
    await agenda.add()
    await _open(bram, "Iemand aanmelden")
    await bram.says("Wim de Boer")
    await bram.says("De Kruidenier")
    await bram.says("hoe ga ik om met iemand die boos wordt?")
    bram.sees("Terug naar je formulier", "Welke rol")
    await bram.says("kok")
    await bram.says("2")
    bram.sees("Klopt dit?", "Wim de Boer", "De Kruidenier", "kok", "2")
    await bram.taps("Meld aan")
    bram.sees("Wim de Boer staat op de lijst")
    await _open(bram, "Iemand afmelden")
    await bram.taps("Wim de Boer")
    await bram.taps("Ja, afmelden")
    bram.sees("Wim de Boer is afgemeld")


async def test_another_area_and_a_form_after_a_crisis(bram: Person, anna: Person, agenda: Agenda) -> None:
    await agenda.change("INSERT INTO areas (code, name, gemeente) VALUES ('west', 'West', 'Utrecht')")
    event = await agenda.add(START + timedelta(days=1), code="BT-99", area_id=None)
    await bram.says("/bijeenkomsten")
    bram.sees("nog geen bijeenkomst")
    await bram.taps_old(bram.last_id, f"organising:cancel:{event.id}")
    bram.sees_no("Waarom gaat het niet door")
    await bram.taps("Nieuwe bijeenkomst")
    await bram.taps("Maatwerktraining")
    await bram.says("Ik wil niet meer leven")
    bram.sees("113")
    await bram.taps("Verder met je formulier")
    bram.sees("Hoe heet de bijeenkomst?")
    await bram.says("stop")
    bram.sees("Er is niets veranderd")


async def _open(coach: Person, button: str) -> None:
    await coach.says("/bijeenkomsten")
    await coach.taps(next(label for label in coach.buttons if "Bouwstenen" in label))
    await coach.taps(button)


async def test_a_question_about_a_theme_becomes_a_plan(bram: Person, agenda: Agenda) -> None:
    await agenda.add()
    await bram.says("/bijeenkomsten")
    await bram.taps_old(bram.last_id, "organising:plan:grenzen-stellen")
    bram.sees("Hoe heet de bijeenkomst?")
    await bram.says("Vraag maar raak")
    bram.sees("In welke wijk is het?")


async def test_who_has_no_telegram_is_called_when_a_seat_comes_free(
    bram: Person, carla: Person, anna: Person, vera: Person, agenda: Agenda
) -> None:
    event = await agenda.add(capacity=2)
    for person in (anna, vera):
        await agenda.signs_up(event, person)
    for name in ("Wim de Boer", "Truus Bakels"):
        await agenda.signs_up(event, name)
    await bram.says("hallo")
    await agenda.cancels(event, anna, vera)
    await agenda.stage.later(timedelta(minutes=1))
    bram.sees("Bel Wim de Boer: er is een plek vrij", "geen Telegram", "vast tot")
    bram.sees("Bel Truus Bakels")

    await bram.taps("Komt niet")
    bram.sees("Truus Bakels staat niet meer op de wachtlijst")
    await bram.taps("Komt")
    bram.sees("Wim de Boer staat op de lijst", "Buurthuis De Linde")
    assert await agenda.states(event) == {"Wim de Boer": "signed_up"}


async def test_nobody_called_in_time_is_the_next_ones_chance(bram: Person, anna: Person, vera: Person, agenda: Agenda) -> None:
    event = await agenda.add(capacity=1)
    await agenda.signs_up(event, anna)
    await agenda.signs_up(event, "Wim de Boer")
    await agenda.signs_up(event, vera)
    await bram.says("hallo")
    await vera.says("hallo")
    await agenda.cancels(event, anna)
    await agenda.stage.later(timedelta(hours=50))
    bram.sees("Ik hoorde niet of Wim de Boer komt", "nummer 1")
    vera.sees("Er is plek voor je")
    assert await agenda.states(event) == {vera.name: "offered", "Wim de Boer": "waiting"}


async def test_what_a_coach_does_to_the_agenda_leaves_a_record_without_names(
    bram: Person, anna: Person, agenda: Agenda, stage: Stage
) -> None:
    event = await agenda.add()
    await agenda.signs_up(event, anna)
    await _open(bram, "Verplaatsen")
    await bram.says("18 december 14.00-17.00")
    await bram.taps("Verander het")
    await _open(bram, "Wijzigen")
    await bram.taps("Hoeveel er bij kunnen")
    await bram.says("14")
    await bram.taps("Verander het")
    await bram.says("/deelnemers BT-12")
    await _open(bram, "Afzeggen")
    await bram.says("De trainer is ziek")
    await bram.taps("Zeg het af")
    await _fill_in(bram, agenda)
    await bram.says("20 januari van 13.00 tot 15.00 uur")
    await _fill_in_quickly(bram)
    await bram.taps("Zet op de agenda")

    rows = await stage.app.database.fetch_all("SELECT action, subject, counts FROM audit ORDER BY id")
    assert [(row["action"], row["subject"]) for row in rows] == [
        ("event_moved", "BT-12 parts"), ("event_changed", "BT-12 capacity"), ("list_downloaded", "BT-12"),
        ("event_called_off", "BT-12"), ("event_made", "QA-01"),
    ]  # fmt: skip
    assert rows[0]["counts"] == '{"told": 1}'


async def _fill_in_quickly(bram: Person) -> None:
    await bram.says("Hanneke Vos")
    await bram.taps("Overslaan")
    await bram.says("10")
    await bram.says("4")
    await bram.taps("Overslaan")
    await bram.taps("Ja")
    await bram.taps("Overslaan")
    await bram.taps("Overslaan")
