"""Whole conversations about the place that somebody has on a list: full, waiting, cancelling, changing, moving."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.agenda import seats, store
from bot.agenda.models import Event, EventPart
from bot.clock import LOCAL_ZONE
from bot.demo.telegram.fake import Chat
from tests import agenda_data
from tests.personas import Person, Stage
from tests.signing_up import sign_up

BT_12, BT_14 = "Bouwstenen voor een ggz-vriendelijk Oost", "Bouwstenen voor een ggz-vriendelijk Haarlemmermeer"
Later = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
async def events(stage: Stage) -> dict[str, Event]:
    """The agenda is filled: twelve bijeenkomsten from January to March 2027."""
    return await agenda_data.fill(stage.app.database, stage.clock.now())


async def _make_small(stage: Stage, event: Event, capacity: int = 1) -> None:
    async with stage.app.database.transaction() as tx:
        await seats.change_capacity(tx, event.id, capacity, stage.clock.now())


# full


async def test_full_is_a_waiting_list_and_a_free_seat_is_offered_and_taken(
    anna: Person, dirk: Person, stage: Stage, events: dict[str, Event], later: Later
) -> None:
    await _make_small(stage, events["BT-12"])
    await sign_up(anna, "Anna Smit")
    await sign_up(dirk, "Dirk de Boer")
    dirk.sees("is vol", "nummer 1")
    dirk.has_read_everything()

    await anna.says("ik kan helaas niet komen naar de bouwstenentraining in Oost")
    anna.sees("Je bent afgemeld")
    await later(minutes=1)
    dirk.sees("Er is plek voor je", "voor je vast tot")

    await dirk.taps("Ja, ik kom")
    dirk.sees("Je staat op de lijst", BT_12)


async def test_too_late_is_kind_and_the_next_has_the_seat(  # noqa: PLR0913 - three people and a stage
    anna: Person, dirk: Person, esra: Person, stage: Stage, events: dict[str, Event], later: Later
) -> None:
    await _make_small(stage, events["BT-12"])
    await sign_up(anna, "Anna Smit")
    await sign_up(dirk, "Dirk de Boer")
    await sign_up(esra, "Esra Kaya")
    await anna.says("ik meld me af")
    await later(minutes=1)
    offer = dirk.last_id
    await later(days=3)
    esra.sees("Er is plek voor je")
    await esra.taps("Ja, ik kom")

    await dirk.taps_old(offer, _data_of(dirk, stage, offer))
    dirk.sees("helaas weg", "wachtlijst")


async def test_an_offer_is_declined_and_the_queue_is_left_in_one_tap(  # noqa: PLR0913 - three people and a stage
    anna: Person, dirk: Person, esra: Person, stage: Stage, events: dict[str, Event], later: Later
) -> None:
    await _make_small(stage, events["BT-12"])
    await sign_up(anna, "Anna Smit")
    await sign_up(dirk, "Dirk de Boer")
    await sign_up(esra, "Esra Kaya")
    await esra.says("/mijnaanmeldingen")
    esra.sees("nummer 2")
    await anna.says("ik meld me af")
    await later(minutes=1)
    await dirk.taps("Nee, ik kan niet")
    dirk.sees("van de wachtlijst")
    await later(minutes=1)
    esra.sees("Er is plek voor je")

    await dirk.says("/mijnaanmeldingen")
    dirk.sees("nog nergens")


async def test_leaving_the_queue(anna: Person, dirk: Person, stage: Stage, events: dict[str, Event]) -> None:
    await _make_small(stage, events["BT-12"])
    await sign_up(anna, "Anna Smit")
    await sign_up(dirk, "Dirk de Boer")
    await dirk.taps("Haal me van de wachtlijst")

    dirk.sees("van de wachtlijst")
    await anna.says("ik meld me af")
    dirk.sees_no("Er is plek")


# cancelling


async def test_cancelling_on_the_day_itself_with_two_that_day_asks_which(dirk: Person, stage: Stage) -> None:
    await sign_up(dirk, "Dirk de Boer", "meld me aan voor de bouwstenentraining in Westwijk")
    await sign_up(dirk, "", "meld me aan voor de bewonersavond op 10 februari")
    stage.clock.set(datetime(2027, 2, 10, 8, 30, tzinfo=LOCAL_ZONE))
    await dirk.says("ik ben ziek, ik kan vandaag niet")

    dirk.sees("meer lijsten")
    await dirk.taps("wo 10 feb Nieuw-West: bewustwording")
    await dirk.taps("Afmelden")
    await dirk.taps("Ja, meld me af")
    dirk.sees("Je bent afgemeld", "avond voor bewoners")


async def test_cancelling_takes_it_out_of_the_calendar_and_a_mistake_is_mended_with_one_tap(dirk: Person, stage: Stage) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await dirk.says("ik kan niet komen")
    dirk.sees("Je bent afgemeld", BT_12)
    assert b"CANCEL" in _last_file(dirk, stage)

    await dirk.taps("Toch aanmelden")
    dirk.sees("Klopt dit?", "Dirk de Boer")
    await dirk.taps("Ja, meld me aan")
    dirk.sees("Je staat op de lijst")


async def test_one_dagdeel_is_missed_and_come_to_after_all(dirk: Person) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await dirk.says("ik kan de 9e februari niet")
    dirk.sees("Mis je alleen dinsdag 9 februari?")
    await dirk.taps("Ik mis dinsdag 9 februari")
    dirk.sees("je mist deze")
    await dirk.taps("Een dagdeel missen")
    await dirk.taps("Ik kom toch op dinsdag 9 februari")
    dirk.sees_no("je mist deze")


async def test_more_people_come_and_too_many_do_not_fit(dirk: Person) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await dirk.says("we komen met z'n drieën")
    dirk.sees("Aantal personen: 3")
    await dirk.taps("Met meer of minder")
    for wrong, answer in (("0", "minstens"), ("-3", "minstens"), ("500", "Zo veel plekken"), ("heel veel", "een getal")):
        await dirk.says(wrong)
        dirk.sees(answer, "Met hoeveel")
    await dirk.says("2")
    dirk.sees("Aantal personen: 2")


async def test_to_another_one(dirk: Person) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await dirk.says("kan ik van de bouwstenentraining in Oost wisselen naar die in Hoofddorp")
    dirk.sees("Naar welke wil je liever")
    await dirk.taps("di 16 mrt Hoofddorp: bouwstenen")
    dirk.sees("Je bent afgemeld", "Je staat op de lijst", BT_14)


async def test_nothing_to_cancel_is_said_kindly(dirk: Person) -> None:
    await dirk.says("ik meld me af voor de training")

    dirk.sees("Je staat nergens op de lijst")


# two at once, and somebody else


async def test_two_people_at_once_for_the_last_seat(dirk: Person, esra: Person, stage: Stage, events: dict[str, Event]) -> None:
    await _make_small(stage, events["BT-12"])
    for person, name in ((dirk, "Dirk de Boer"), (esra, "Esra Kaya")):
        await sign_up(person, name, until_summary=True)
    for person in (dirk, esra):
        message = stage.telegram.messages(person.user)[-1]
        stage.telegram.tap(person.user, message["message_id"], "Ja, meld me aan")
    await stage.settle()

    assert sorted("Je staat op de lijst" in person.news for person in (dirk, esra)) == [False, True]
    assert await store.count_taken(stage.app.database, events["BT-12"].id) == 1


async def test_somebody_else_is_signed_up_by_their_own_name(dirk: Person) -> None:
    await dirk.says("mijn collega Fatima wil komen naar de bouwstenentraining in Oost")
    await dirk.taps("Ja, dat is goed")
    while "Overslaan" in dirk.buttons:
        await dirk.taps("Overslaan")
    dirk.sees("Naam: Fatima", "Vraag Fatima eerst")


async def test_a_colleague_of_who_is_on_the_list_comes_along(dirk: Person) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await dirk.says("mijn collega Fatima wil ook komen naar de bouwstenentraining in Oost")
    await dirk.taps("Ja, we komen met 2")

    dirk.sees("Aantal personen: 2")
    dirk.sees_no("Fatima")


# moved


async def test_a_moved_event_is_kept_or_left_with_its_buttons(
    dirk: Person, esra: Person, stage: Stage, events: dict[str, Event]
) -> None:
    announcing = pytest.importorskip("bot.agenda.announcing")
    for person, name in ((dirk, "Dirk de Boer"), (esra, "Esra Kaya")):
        await sign_up(person, name)
        person.has_read_everything()
    before = events["BT-12"]
    parts = tuple(EventPart(p.number, p.starts_at + timedelta(days=1), p.ends_at + timedelta(days=1)) for p in before.parts)
    after = replace(before, parts=parts, revision=1)
    async with stage.app.database.transaction() as tx:
        store.update_event(tx, after, stage.clock.now())
        await announcing.announce_change(tx, before, after, stage.clock.now())
    await stage.settle()
    await stage.later(minutes=1)
    dirk.sees("woensdag 3 februari")
    await dirk.taps("Ik kan ook dan")
    dirk.sees("Fijn dat je kunt")
    await esra.taps("Ik kan dan niet")
    esra.sees("Je bent afgemeld")


# for whom


async def test_for_whom_it_is_is_asked_rather_than_refused(dirk: Person) -> None:
    await dirk.says("meld me aan voor de ochtend voor professionals in Zuid")
    dirk.sees("is voor professionals", "Klopt dat voor jou?")
    await dirk.taps("Nee")
    dirk.sees("Toch naar deze", "bewoners") if "bewoners" in dirk.news else dirk.sees("vooral voor professionals")
    await dirk.taps("Toch naar deze")
    dirk.sees("Mag ik je gegevens bewaren?")


async def test_where_nobody_has_to_sign_up_the_bot_says_so_and_still_reminds(dirk: Person) -> None:
    await dirk.says("ik wil naar de q&a over eenzaamheid")
    dirk.sees("Je kunt zo binnenlopen")
    await dirk.taps("Zet me op de lijst")
    await dirk.taps("Ja, dat is goed")
    await dirk.says("Dirk de Boer")
    dirk.sees("Klopt dit?")
    await dirk.taps("Ja, meld me aan")
    dirk.sees("Je staat op de lijst")


# looking around


async def test_the_agenda_is_paged_and_narrowed(dirk: Person) -> None:
    await dirk.says("/agenda")
    dirk.sees("1 tot en met 4 van 12")
    await dirk.taps("Later")
    dirk.sees("5 tot en met 8 van 12")
    await dirk.taps("Kies een wijk")
    await dirk.taps("Oost")
    dirk.sees("Wat er te doen is in Oost", "Herstelwerkgroep Oost")
    await dirk.taps("vr 5 mrt Oost: herstelgroep")
    dirk.sees("Herstelhuis De Vlinderstruik", "het is gratis", "8 plekken vrij")
    assert "Aanmelden" in dirk.buttons


async def test_the_agenda_begins_with_the_area_that_somebody_chose(dirk: Person, stage: Stage) -> None:
    async with stage.app.database.transaction() as tx:
        await tx.execute("INSERT INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")
        await tx.execute("UPDATE events SET area_id = (SELECT id FROM areas) WHERE neighbourhood = 'Oost'")
        await tx.execute("UPDATE events SET revision = revision + 1")
    await dirk.says("/mijnwijk")
    await dirk.taps("Oost (Utrecht)")

    await dirk.says("/agenda")
    dirk.sees("Wat er te doen is in jouw gebied")
    assert all("Oost" in label for label in dirk.buttons[: dirk.buttons.index("Ook in andere gebieden")] if ":" in label)
    await dirk.taps("Ook in andere gebieden")
    dirk.sees("1 tot en met 4 van 12")
    await dirk.says("wat is er te doen")
    dirk.sees("in jouw gebied")
    await dirk.says("wat is er te doen in West")
    dirk.sees_no("in jouw gebied")


async def test_what_does_not_fit_is_said_honestly_with_what_does(dirk: Person) -> None:
    await dirk.says("wat is er te doen in Oost in april")
    dirk.sees("In Oost is er dan niets", "Op een ander moment wel", "Herstelwerkgroep Oost")
    await dirk.says("is er iets in de avond")
    dirk.sees("Dit vond ik", "avond voor bewoners")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("hoe laat begint de training in Oost", "13.00 tot 16.00 uur"),
        ("waar is de training in Oost", "Kaneelhof 3"),
        ("wie geeft de training in Oost", "Joris Timmer"),
        ("wat kost de training in Oost", "kost niets"),
        ("kan ik bij de training in Oost parkeren", "gratis parkeren"),
        ("is er een ringleiding bij de training in Oost", "Dat weet ik niet"),
    ],
)
async def test_practical_questions_are_answered_from_the_agenda_or_left_to_the_coach(
    dirk: Person, question: str, answer: str
) -> None:
    await dirk.says(question)
    dirk.sees(answer)


async def test_a_question_is_about_what_somebody_is_on_the_list_for(dirk: Person) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await dirk.says("is er parkeerplek")
    dirk.sees("gratis parkeren")


async def test_in_a_group_signing_up_happens_in_private(bram: Person, coaches: Chat) -> None:
    await bram.says("@wijkmaat_bot ik wil me aanmelden voor de bouwstenentraining in Oost", coaches)
    bram.sees("met z'n tweeën")
    bram.sees_no("gegevens bewaren")


@pytest.mark.parametrize(
    "question",
    [
        "na de training wordt een deelnemer steeds boos op mij, hoe ga ik daarmee om?",
        "mijn maatje durft niet naar de training te komen, wat kan ik zeggen?",
        "hoe motiveer ik iemand om zich aan te melden voor een training?",
    ],
)
async def test_a_coaching_question_with_the_word_training_stays_a_coaching_question(anna: Person, question: str) -> None:
    await anna.says(question)
    anna.sees_no("gegevens bewaren", "Welke bedoel je?", "op de lijst")


# left alone


async def test_a_form_left_alone_is_let_go_kindly(dirk: Person, later: Later) -> None:
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")
    await dirk.taps("Ja, dat is goed")
    await later(hours=25)
    dirk.sees("niet afgemaakt", "je staat niet op de lijst")
    await dirk.taps("Toch aanmelden")
    dirk.sees("Wat is je naam?")


async def test_a_button_of_a_form_that_is_gone_says_so(dirk: Person) -> None:
    await dirk.says("meld me aan voor de bouwstenentraining in Oost")
    await dirk.taps("Ja, dat is goed")
    await dirk.says("Dirk de Boer")
    question = dirk.last_id
    await dirk.says("stop")
    await dirk.taps_old(question, "events:skip:role")
    dirk.sees("niet meer open")


async def test_nobody_touches_the_place_of_another(dirk: Person, esra: Person, stage: Stage) -> None:
    await sign_up(dirk, "Dirk de Boer")
    await esra.says("/start")
    for action in (
        "cancelled:1",
        "leave:1",
        "place:1",
        "calendar:1",
        "miss_part:1:1",
        "seats_to:1:9",
        "swap:1:2",
        "correct:1:name",
    ):
        await esra.taps_old(esra.last_id, f"events:{action}")
        esra.sees("Deze knop werkt niet meer")
    await dirk.says("/mijnaanmeldingen")
    dirk.sees("Je staat op de lijst", BT_12)


def _data_of(person: Person, stage: Stage, message_id: int) -> str:
    message = stage.telegram.world.chats[person.user.id].messages[message_id]
    return str(message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])


def _last_file(person: Person, stage: Stage) -> bytes:
    documents = [message["document"] for message in stage.telegram.messages(person.user) if "document" in message]
    return stage.telegram.world.files[documents[-1]["file_id"]].content
