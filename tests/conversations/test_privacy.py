"""Whole conversations about your own data: see it, take it along, correct it, have all of it erased; and what time erases."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.agenda import seats, store
from bot.agenda.models import Applicant, Event
from bot.app import App
from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.people import consent
from tests.marked import add_event, fill, id_of
from tests.personas import ANNA, BRAM, VERA, Person, Stage

SMELL = "hoe zeg ik tegen iemand dat hij niet fris ruikt"


@pytest.fixture
async def training(app: App) -> Event:
    """A training with one seat, in three weeks."""
    return await add_event(app, app.clock.now() + timedelta(days=21), capacity=1)


async def sign_up(app: App, telegram_id: int, event: Event, name: str) -> int:
    """Put somebody on the list, or behind it, who agreed to that."""
    person_id = await id_of(app, telegram_id)
    assert person_id is not None
    async with app.database.transaction() as tx:
        consent.give(tx, person_id, app.clock.now())
        outcome = await seats.sign_up(tx, event, Applicant(person_id, name, role="buurtwerker"), app.clock.now())
    return int(outcome.registration.id)  # type: ignore[union-attr]


async def states(app: App, event: Event) -> dict[str, str]:
    return {found.name: found.state.value for found in await store.list_registrations(app.database, event.id)}


# seeing


async def test_a_newcomer_sees_how_little_there_is(vera: Person) -> None:
    await vera.says("/start")
    await vera.says("/mijngegevens")

    vera.sees("Dit weet ik van je", "Naam: die ken ik niet", "Telegram-nummer: 104", "kan ik niet aan jou koppelen")
    vera.sees_no("Je aanmeldingen")


async def test_everything_is_shown_in_plain_words_and_by_group(app: App, anna: Person, training: Event) -> None:
    await anna.says(SMELL)
    await fill(app, ANNA, training)
    await anna.says("/mijngegevens")

    anna.sees(
        "Wie je bent", "Naam: Merelnaam", "Toestemming gegeven: maandag 23 november", "Je aanmeldingen", "Roodborstnaam",
        "Rol: Koolmeesrol", "Organisatie: Pimpelmeesorganisatie", "Wijk: Winterkoningwijk", "aangemeld", "Je herinneringen",
        "vroeger",
        "Of je nog kwam", "je komt", "Evaluaties", "Je gesprekken met een coach", "Vinkvraag", "Wat er klaarstaat om te sturen",
        "een herinnering, woensdag 25 november om 10.00 uur", "Waar we gebleven waren", "Je rol in het team", "Uitnodigingen",
        "Wat je als coach besloot", "Gesprekken die je als coach had",
    )  # fmt: skip
    assert "None" not in anna.screen
    assert len(anna.screen) < 4096


async def test_what_is_kept_and_for_how_long_is_told_to_everybody(vera: Person) -> None:
    await vera.says("/privacy")
    vera.sees("Wat ik bewaar, en waarom", "/mijngegevens", "/vergeetmij")
    await vera.taps("Hoe lang precies?")

    vera.sees("zes maanden na de bijeenkomst")


async def test_the_file_is_json_with_everything(app: App, anna: Person, training: Event) -> None:
    await anna.says("/start")
    await sign_up(app, ANNA, training, "Anna <b>de Wit</b>")
    await anna.says("/mijngegevens")
    await anna.taps("Als bestand")
    document = anna.stage.telegram.messages(anna.user)[-1]["document"]
    file = json.loads(anna.stage.telegram.world.files[document["file_id"]].content)

    assert document["file_name"] == "mijn-gegevens.json"
    assert file["people"][0]["telegram_nummer"] == ANNA
    assert file["registrations"][0]["naam"] == "Anna <b>de Wit</b>"
    assert file["registrations"][0]["rol"] == "buurtwerker"


# correcting


async def test_a_detail_of_a_sign_up_is_corrected_and_emptied(app: App, anna: Person, training: Event) -> None:
    await anna.says("/start")
    number = await sign_up(app, ANNA, training, "Ana")
    await anna.says("/mijngegevens")
    await anna.taps("Iets klopt niet")
    await anna.taps(f"Aanmelding: {training.title}")
    await anna.taps("Naam")
    await anna.says("  Anna   de Wit ")
    anna.sees("Er staat nu: Anna de Wit")
    await anna.taps_old(anna.last_id, f"privacy:detail:{number}:role")
    await anna.taps("Maak het leeg")
    anna.sees("niets meer")

    registration = await store.find_registration(app.database, number)
    assert registration is not None
    assert (registration.name, registration.role) == ("Anna de Wit", None)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("x" * 300, "korter"), ("🦆🦆", "geen letters"), ("Anna 06-12345678", "zonder nummer")],
)
async def test_what_cannot_be_a_name_is_refused_kindly_and_the_form_stays_open(
    app: App, anna: Person, typed: str, answer: str
) -> None:
    await anna.says("/start")
    await anna.taps_old(anna.last_id, "privacy:name")
    anna.sees("Mag ik je gegevens bewaren?")
    await anna.taps("Ja, dat is goed")
    await anna.says(typed)
    anna.sees(answer)
    await anna.says("<i>Anna</i>")

    anna.sees("Er staat nu: <i>Anna</i>")
    row = await app.database.fetch_one("SELECT name FROM people WHERE telegram_id = :id", {"id": ANNA})
    assert row is not None
    assert row["name"] == "<i>Anna</i>"


async def test_who_does_not_agree_is_asked_nothing_and_nothing_is_kept(app: App, anna: Person) -> None:
    await anna.says("/start")
    await anna.taps_old(anna.last_id, "privacy:name")
    await anna.taps("Nee, liever niet")

    anna.sees("niets bewaard", "langskomen")
    row = await app.database.fetch_one("SELECT name, consent_at FROM people WHERE telegram_id = :id", {"id": ANNA})
    assert row is not None
    assert (row["name"], row["consent_at"]) == (None, None)


async def test_a_question_a_crisis_and_a_restart_in_between_leave_the_form_open_and_stop_closes_it(
    anna: Person, restart: Callable[[], Awaitable[App]]
) -> None:
    await anna.says("/start")
    await anna.taps_old(anna.last_id, "privacy:agree")
    await anna.says(SMELL)
    anna.sees("Bron:")
    await anna.says("ik wil niet meer leven")
    anna.sees("113")
    await restart()
    await anna.says("Annabel")
    anna.sees("Er staat nu: Annabel")
    await anna.taps_old(anna.last_id, "privacy:name")
    await anna.says("Stop.")

    anna.sees("alles blijft zoals het is")


async def test_nobody_corrects_what_is_of_somebody_else(app: App, anna: Person, vera: Person, training: Event) -> None:
    await anna.says("/start")
    await vera.says("/start")
    number = await sign_up(app, ANNA, training, "Anna")
    await vera.taps_old(vera.last_id, f"privacy:detail:{number}:name")
    await vera.says("Vera")
    vera.sees("niet meer vinden")

    assert await states(app, training) == {"Anna": "signed_up"}


async def test_correcting_waits_while_another_form_is_open(app: App, anna: Person) -> None:
    await anna.says("/start")
    await open_form(app)
    await anna.taps_old(anna.last_id, "privacy:agree")

    anna.sees("Maak dat eerst af")


async def test_somebody_moves_to_another_area(app: App, anna: Person, bram: Person) -> None:
    await anna.says("/start")
    await anna.says("/mijngegevens")
    await anna.taps("Iets klopt niet")
    await anna.taps("Mijn gebied")
    await anna.taps("Oost")
    anna.sees("jouw gebied")
    await anna.taps_old(anna.last_id, "privacy:area:999")
    anna.sees("niet meer vinden")
    await anna.says("/mijngegevens")

    anna.sees("Gebied: Oost")


# erasing


async def test_erasing_in_the_middle_of_a_form_frees_the_seat_and_starts_afresh(
    app: App, anna: Person, vera: Person, training: Event, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says("/start")
    await vera.says("/start")
    await sign_up(app, ANNA, training, "Anna")
    await sign_up(app, VERA, training, "Vera")
    await open_form(app)
    await anna.says("/vergeetmij")
    anna.sees("Wil je dat ik alles van je wis?", "je plek naar iemand anders")
    anna.sees_no("rol in het team", "beheerder")
    vera.has_read_everything()
    await anna.taps("Ja, wis alles")

    anna.sees("Alles van jou is gewist")
    assert await states(app, training) == {"Vera": "offered"}
    await later(minutes=1)
    vera.sees(training.title)
    assert await app.database.fetch_all("SELECT * FROM outbox WHERE chat_id = :id", {"id": ANNA}) == []
    assert await app.database.fetch_all("SELECT * FROM dialogues") == []
    assert await id_of(app, ANNA) is None
    await anna.says("/mijngegevens")
    anna.sees("Naam: die ken ik niet")
    anna.sees_no("Je aanmeldingen")


async def test_a_question_that_came_with_the_confirmation_is_answered_as_from_somebody_new(anna: Person, stage: Stage) -> None:
    await anna.says(SMELL)
    await anna.says("/vergeetmij")
    message = stage.telegram.world.chats[ANNA].messages[anna.last_id]
    stage.telegram.tap_data(anna.user, message, f"privacy:erase:{int(stage.clock.now().timestamp())}")
    await anna.says(SMELL)

    anna.sees("gewist", "Bron:")


async def test_a_second_thought_erases_nothing(app: App, anna: Person) -> None:
    await anna.says("/vergeetmij")
    await anna.taps("Nee, bewaar het")

    anna.sees("ik wis niets")
    assert await id_of(app, ANNA) is not None


@pytest.mark.parametrize("asked", ["", ":1", ":morgen", ":99999999999", ":9999999999999999"])
async def test_an_old_or_made_up_button_asks_again(app: App, anna: Person, asked: str) -> None:
    await anna.says("/start")
    await anna.taps_old(anna.last_id, f"privacy:erase{asked}")

    anna.sees("Wil je dat ik alles van je wis?")
    assert await id_of(app, ANNA) is not None


async def test_the_coach_reads_that_the_asker_left_and_nothing_of_what_was_on_its_way(
    app: App, anna: Person, bram: Person, training: Event, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says("/start")
    await bram.says("/start")
    coach = await id_of(app, BRAM)
    await fill(app, ANNA, training, coach)
    async with app.database.transaction() as tx:
        await tx.execute(
            "INSERT INTO outbox (key, chat_id, person_id, text, live, due_at) "
            "VALUES ('relay:handover-5:message-1', :chat, :coach, 'welcome.greeting', 0, '2027-01-01')",
            {"chat": BRAM, "coach": coach},
        )
    bram.has_read_everything()
    await anna.says("/vergeetmij")
    await anna.taps("Ja, wis alles")

    await later(minutes=1)
    bram.sees("Gesprek 5 is gestopt")
    queued = await app.database.fetch_all("SELECT key FROM outbox WHERE state = 'queued'")
    assert [row["key"] for row in queued] == []
    row = await app.database.fetch_one("SELECT * FROM handovers WHERE id = 5")
    assert row is not None
    assert (row["state"], row["asker_id"], row["text"]) == ("closed", None, "")


async def test_a_coach_who_is_erased_loses_the_role_and_the_conversation_goes_to_another(
    app: App, anna: Person, bram: Person, training: Event
) -> None:
    await anna.says("/start")
    await bram.says("/start")
    await fill(app, ANNA, training, await id_of(app, BRAM))
    await bram.says("/vergeetmij")
    bram.sees("Je hebt een rol in het team")
    bram.sees_no("enige beheerder")
    await bram.taps("Ja, wis alles")

    row = await app.database.fetch_one("SELECT state, claimed_by FROM handovers WHERE id = 5")
    assert row is not None
    assert (row["state"], row["claimed_by"]) == ("open", None)
    assert await app.database.fetch_all("SELECT * FROM staff WHERE role = 'coach_welzijn'") == []


async def test_the_only_beheerder_is_warned_and_one_of_two_is_not(app: App, carla: Person, anna: Person) -> None:
    await carla.says("/vergeetmij")
    carla.sees("enige beheerder")
    await anna.says("/start")
    async with app.database.transaction() as tx:
        await tx.execute("INSERT INTO staff (person_id, role) VALUES (:id, 'beheerder')", {"id": await id_of(app, ANNA)})
    await carla.says("/vergeetmij")

    carla.sees_no("enige beheerder")


async def test_somebody_new_never_gets_the_number_of_who_was_erased(app: App, anna: Person, vera: Person) -> None:
    await anna.says("/start")
    before = await id_of(app, ANNA)
    await anna.says("/vergeetmij")
    await anna.taps("Ja, wis alles")
    await vera.says("/start")

    assert await id_of(app, VERA) != before


async def test_the_goodbye_arrives_when_telegram_refuses_it_first_and_leaves_no_row(app: App, anna: Person, stage: Stage) -> None:
    await anna.says("/vergeetmij")
    stage.telegram.fail_next("sendMessage", 500, "Internal Server Error")
    await anna.taps("Ja, wis alles")
    await stage.later(minutes=5)

    anna.sees("Alles van jou is gewist")
    assert await app.database.fetch_all("SELECT * FROM outbox WHERE chat_id = :id", {"id": ANNA}) == []


# what time erases


async def test_the_list_of_a_bijeenkomst_is_forgotten_after_six_months_and_the_numbers_stay(
    app: App, anna: Person, training: Event, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says("/start")
    await fill(app, ANNA, training)
    await later(days=28 + 182)
    assert await states(app, training) == {"Roodborstnaam": "signed_up"}
    await later(days=2)

    assert await states(app, training) == {}
    counts = await app.database.fetch_all("SELECT what, part, number FROM event_counts ORDER BY what")
    assert [tuple(row) for row in counts] == [("people", 0, 1), ("present", 1, 1), ("signed_up", 0, 1)]
    assert await store.find_event(app.database, training.id) is not None


async def test_somebody_is_forgotten_after_a_year_of_silence_but_staff_is_not(
    app: App, anna: Person, bram: Person, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says(SMELL)
    await bram.says("/start")
    await later(days=364)
    assert await id_of(app, ANNA) is not None
    assert await app.database.fetch_all("SELECT * FROM questions")
    await later(days=8)

    assert await id_of(app, ANNA) is None
    assert await id_of(app, BRAM) is not None
    assert not await app.database.fetch_all("SELECT * FROM questions")
    audit = await app.database.fetch_all("SELECT action, counts FROM audit")
    assert [(row["action"], json.loads(row["counts"])) for row in audit] == [("forgotten", {"people": 1})]


async def test_a_conversation_with_a_coach_is_forgotten_thirty_days_after_its_end(
    app: App, anna: Person, training: Event, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says("/start")
    await fill(app, ANNA, training)
    async with app.database.transaction() as tx:
        await tx.execute("UPDATE handovers SET state = 'closed', closed_at = created_at WHERE id = 5")
    await later(days=29)
    assert len(await app.database.fetch_all("SELECT * FROM handover_messages")) == 1
    await later(days=2)

    assert await app.database.fetch_all("SELECT * FROM handover_messages") == []
    row = await app.database.fetch_one("SELECT text, asker_id, claimed_by FROM handovers WHERE id = 5")
    assert row is not None
    assert tuple(row) == ("", None, None)
    (other,) = await app.database.fetch_all("SELECT text FROM handovers WHERE id = 6")
    assert other["text"] == "van iemand anders"


@pytest.mark.parametrize(
    ("table", "days"), [("survey_invitations", 100), ("invitations", 32), ("audit", 5 * 365), ("inbox", 2), ("dialogues", 2)]
)
async def test_everything_else_goes_on_its_date(  # noqa: PLR0913 - fixtures
    app: App, anna: Person, training: Event, later: Callable[..., Awaitable[None]], table: str, days: int
) -> None:
    await anna.says("/start")
    await fill(app, ANNA, training)
    await anna.taps_old(anna.last_id, "privacy:file")
    left = f"SELECT * FROM {table}" + (" WHERE action = 'exported'" if table == "audit" else "")
    await later(days=days - 1)
    assert await app.database.fetch_all(left)
    await later(days=2)

    assert await app.database.fetch_all(left) == []


async def open_form(app: App) -> None:
    """Let Anna be in the middle of a form of another feature."""
    person_id = await id_of(app, ANNA)
    assert person_id is not None
    async with app.database.transaction() as tx:
        form = Dialogue("events", "name", {"event": "BT-11"})
        dialogues.save(tx, ANNA, person_id, form, app.clock.now() + timedelta(hours=1))
