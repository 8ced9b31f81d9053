"""The weekly digest: what a coach reads on Monday morning, and what they can do from there."""

from datetime import datetime, timedelta

import pytest

from bot.agenda.models import EventState
from bot.app import App
from bot.chat.route import Tap
from bot.chat.said import ChatKind
from bot.clock import LOCAL_ZONE
from bot.demo.telegram.fake import Chat, FakeTelegram
from bot.features.digest.keyboards import under_digest
from bot.features.digest.models import Coming, Evaluated, Facts, NotHelped, Theme
from bot.people import staff_store
from bot.people.models import Role
from bot.registry import FEATURES
from bot.texts.library import Texts
from bot.texts.rendering import visible
from tests.conversations.bijeenkomsten import Agenda
from tests.evaluating import organise
from tests.personas import ANNA, BRAM, CARLA, VERA, Person, Stage

QUIET = "hoe krijg ik een stille bezoeker aan de praat"
STRANGE = "hoe ontkalk ik het koffieapparaat van de buurtkamer"
NEXT_MONDAY = datetime(2026, 11, 30, 8, 30, tzinfo=LOCAL_ZONE)


async def belong_to_oost(stage: Stage, *people: Person) -> None:
    for person in people:
        await person.says("/mijnwijk")
        await person.taps("Oost (Utrecht)")


async def make_coach(stage: Stage, user_id: int, name: str) -> Person:
    person = Person(stage.telegram.world.users[user_id], stage)
    await person.says("/help")
    async with stage.app.database.transaction() as tx:
        row = await tx.fetch_one("SELECT id FROM people WHERE telegram_id = :id", {"id": user_id})
        area = await tx.fetch_one("SELECT id FROM areas WHERE code = 'oost'", {})
        assert row is not None
        assert area is not None
        staff_store.appoint(tx, row["id"], Role.COACH_GGZ, area["id"])
        staff_store.name_person(tx, row["id"], name)
    return person


async def to_monday(stage: Stage) -> None:
    await stage.later(NEXT_MONDAY - stage.clock.now())


async def test_on_monday_at_half_past_eight_a_coach_reads_what_happened(stage: Stage, bram: Person, anna: Person) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(STRANGE)
    await anna.says(QUIET)
    bram.has_read_everything()

    await stage.later(NEXT_MONDAY - stage.clock.now() - timedelta(minutes=1))
    bram.sees_nothing()
    await stage.later(minutes=1)

    bram.sees("Weekoverzicht, week 48, Oost", "2 vragen", "1 zonder antwoord")


async def test_a_digest_comes_once_also_after_a_restart(stage: Stage, bram: Person, anna: Person) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(QUIET)
    await to_monday(stage)
    bram.sees("Weekoverzicht")
    bram.has_read_everything()

    await stage.restart()
    await stage.later(hours=1)

    bram.sees_nothing()


async def test_a_bot_that_was_off_on_monday_tells_it_on_tuesday_but_not_on_friday(
    stage: Stage, bram: Person, anna: Person
) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(QUIET)
    await stage.stop()
    stage.clock.set(NEXT_MONDAY + timedelta(days=1))
    await stage.start()
    await stage.later(minutes=1)
    bram.sees("Weekoverzicht, week 48")
    bram.has_read_everything()
    await anna.says(QUIET)
    await stage.stop()
    stage.clock.set(NEXT_MONDAY + timedelta(days=11))
    await stage.start()
    await stage.later(minutes=1)

    bram.sees_nothing()


async def test_nothing_happened_nothing_sent(stage: Stage, bram: Person) -> None:
    bram.has_read_everything()

    await to_monday(stage)

    bram.sees_nothing()
    await bram.says("/weekoverzicht")
    bram.sees("niets te melden in Oost")


async def test_a_theme_is_named_from_three_different_people_up(stage: Stage, bram: Person, anna: Person, vera: Person) -> None:
    carla = Person(stage.telegram.world.users[CARLA], stage)
    await belong_to_oost(stage, anna, vera, carla)
    for person in (anna, anna, anna, vera):
        await person.says(QUIET)
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")
    bram.sees_no("Waar het over ging")

    await carla.says(QUIET)
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")

    bram.sees("Waar het over ging", "(3 mensen)")


async def test_who_asked_cannot_be_found_back_when_the_week_is_over(stage: Stage, app: App, anna: Person, bram: Person) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(QUIET)
    assert await app.database.fetch_all("SELECT * FROM theme_askers")

    await stage.later(days=7)

    for table in ("theme_askers", "week_salts"):
        assert await app.database.fetch_all(f"SELECT * FROM {table}") == []
    (row,) = await app.database.fetch_all("SELECT askers FROM theme_weeks")
    assert row["askers"] == 1
    bram.sees("1 vraag")


async def test_the_digest_has_a_picture_and_fits_under_it(
    stage: Stage, telegram: FakeTelegram, bram: Person, anna: Person
) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(QUIET)

    await to_monday(stage)

    last = telegram.messages(bram.user)[-1]
    assert "photo" in last
    assert len(last["caption"]) <= 900


async def test_the_group_gets_it_when_the_coaches_wish(
    stage: Stage, bram: Person, anna: Person, coaches: Chat, telegram: FakeTelegram
) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(QUIET)
    await bram.says("/koppel", coaches)
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")
    await bram.taps("Weekoverzicht in de groep")
    await bram.taps("Ook in de groep")

    await to_monday(stage)

    assert "Weekoverzicht, week 48" in telegram.messages(coaches)[-1]["caption"]


async def test_a_coach_writes_a_tip_a_colleague_approves_and_who_waited_gets_it(
    stage: Stage, bram: Person, anna: Person, vera: Person
) -> None:
    colleague = await make_coach(stage, CARLA, "Carla")
    await belong_to_oost(stage, anna, vera)
    await anna.says(STRANGE)
    anna.sees("Dat weet ik niet")
    await anna.taps("Laat het weten als er een tip komt")
    await to_monday(stage)
    await bram.taps("Vragen zonder antwoord")
    bram.sees("koffieapparaat")
    await bram.taps("Schrijf een tip bij 1")
    await bram.says("Het koffieapparaat ontkalken")
    await stage.restart()
    await bram.says("Vraag de beheerder om azijn en zet hem een uur aan.")
    await bram.says("Wil je me even helpen met het apparaat?")
    bram.sees("Zo zien vrijwilligers het", "Het koffieapparaat ontkalken", "azijn")
    await bram.taps("Leg voor aan een collega")
    bram.sees("voorgelegd aan 1 collega")

    colleague.sees("Mogen vrijwilligers hem zien?")
    await colleague.taps("Ja, mag erin")

    colleague.sees("staat er nu in", "1 vrijwilliger")
    anna.sees("Een coach schreef er nu een tip voor", "azijn")
    await vera.says("hoe moet ik dat koffieapparaat in de buurtkamer ontkalken")
    vera.sees("azijn", "een coach uit je eigen gebied")
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")
    bram.sees_no("zonder antwoord")


async def test_nobody_approves_an_own_tip_and_a_tip_is_approved_once(stage: Stage, app: App, bram: Person, anna: Person) -> None:
    carla = await make_coach(stage, CARLA, "Carla")
    vera = await make_coach(stage, VERA, "Vera")
    await belong_to_oost(stage, anna)
    await anna.says(STRANGE)
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")
    await bram.taps("Vragen zonder antwoord")
    await bram.taps("Schrijf een tip bij 1")
    await bram.says("Het koffieapparaat ontkalken")
    await bram.says("Vraag de beheerder om azijn en zet hem een uur aan.")
    await bram.taps("Overslaan")
    await bram.taps("Leg voor aan een collega")
    bram.sees("voorgelegd aan 2 collega's")
    await stage.later(seconds=2)
    await bram.taps_old(bram.last_id, "digest:approve:1")
    bram.sees("je eigen tip")

    await carla.taps("Ja, mag erin")
    await vera.taps("Ja, mag erin")

    vera.sees("Carla was je voor", "staat er al in")
    assert len(await app.database.fetch_all("SELECT 1 FROM area_tips WHERE state = 'live'")) == 1


async def test_a_coach_of_another_area_reads_nothing_of_ours(stage: Stage, anna: Person, bram: Person) -> None:
    await belong_to_oost(stage, anna)
    await anna.says(STRANGE)
    other = Person(stage.telegram.world.users[VERA], stage)
    await other.says("/help")
    async with stage.app.database.transaction() as tx:
        await tx.execute("INSERT INTO areas (code, name, gemeente) VALUES ('west', 'West', 'Utrecht')", {})
        await tx.execute(
            "INSERT INTO staff (person_id, role, area_id) "
            "SELECT p.id, 'coach_ggz', a.id FROM people p, areas a WHERE telegram_id = :id AND code = 'west'",
            {"id": VERA},
        )
    for data in ("digest:area:1", "digest:now:1", "digest:unanswered:2026-W48:1", "digest:tips:1", "digest:write:1:1"):
        await other.says("/help")
        await other.taps_old(other.last_id, data)
        other.sees_no("koffieapparaat", "1 vraag")


@pytest.mark.parametrize("user_id", [ANNA])
async def test_a_volunteer_reads_no_digest(stage: Stage, user_id: int) -> None:
    person = Person(stage.telegram.world.users[user_id], stage)

    await person.says("/weekoverzicht")

    person.sees_no("Weekoverzicht, week", "niets te melden")


def test_an_empty_week_is_empty() -> None:
    nothing = Facts("2026-W48", 1, "Oost", 0, 0.0, (), (), 0, (), 0, 0, 0, (), (), 0, 0)

    assert nothing.is_empty


def test_every_button_under_a_digest_leads_somewhere() -> None:
    themes = tuple(Theme(situation, 3) for situation in ("hygiene", "grenzen-stellen", "schaamte", "roddel"))
    full = Facts("2026-W48", 1, "Oost", 1, 0.0, (), themes, 1, (), 0, 1, 0, (), (Evaluated(1, "Bouwstenen", 4, 5, 8.0),), 1, 1)
    taps = {route.on.action: route for feature in FEATURES for route in feature.routes if isinstance(route.on, Tap)}
    actions = {":".join((button.data or "").split(":")[:2]) for line in under_digest(full) for button in line}

    assert len(actions) == 9
    assert actions <= taps.keys()
    in_group = {":".join((button.data or "").split(":")[:2]) for line in under_digest(full, in_group=True) for button in line}
    assert {action for action in in_group if ChatKind.GROUP not in taps[action].where} == set()


async def test_it_counts_what_waits_for_a_coach_as_the_lists_behind_its_buttons_do(
    stage: Stage, bram: Person, anna: Person, dirk: Person
) -> None:
    agenda = Agenda(stage)
    event = await agenda.add(NEXT_MONDAY + timedelta(days=12, hours=6))
    away = await agenda.add(NEXT_MONDAY + timedelta(days=10), code="BT-13")
    for one in ("Wim", "Truus", anna, dirk):
        await agenda.signs_up(event, one)
        await agenda.signs_up(away, one)
    await agenda.change("UPDATE events SET state = 'cancelled' WHERE id = :id", id=away.id)
    await dirk.blocks()
    await bram.says("/evenbellen")
    await bram.taps("Gebeld: Truus")

    await to_monday(stage)
    bram.sees("1 keer beslissen of iets doorgaat", "2 deelnemers om even te bellen")
    await bram.taps("Even bellen")
    bram.sees("Wim", "Dirk")

    await bram.taps("Het gaat door")
    await bram.taps("Gebeld: Wim")
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")
    bram.sees("1 deelnemer om even te bellen")
    bram.sees_no("keer beslissen")


async def test_from_a_theme_to_a_plan_for_a_q_and_a(stage: Stage, bram: Person, anna: Person, vera: Person) -> None:
    carla = Person(stage.telegram.world.users[CARLA], stage)
    await belong_to_oost(stage, anna, vera, carla)
    for person in (anna, vera, carla):
        await person.says(QUIET)
    await to_monday(stage)
    (plan,) = (button for button in bram.buttons if button.startswith("Plan een Q&A: "))

    await bram.taps(plan)

    bram.sees("Hoe heet de bijeenkomst?")
    form = await stage.app.database.fetch_one("SELECT feature, data FROM dialogues WHERE chat_id = :id", {"id": BRAM})
    assert form is not None
    assert form["feature"] == "organising"
    assert "q&a" in form["data"]


async def ask_unanswered(agenda: Agenda, number: int) -> None:
    for place in range(1, number + 1):
        await agenda.change(
            "INSERT INTO questions (text, answer, area_id, week) SELECT :text, 'unknown', id, '2026-W48' FROM areas",
            text=f"vraag nummer {place}.",
        )


async def test_every_question_without_an_answer_can_be_read_and_no_number_is_too_low(
    stage: Stage, bram: Person, agenda: Agenda
) -> None:
    await ask_unanswered(agenda, 63)
    await to_monday(stage)
    bram.sees("63 zonder antwoord")

    await bram.taps("Vragen zonder antwoord")
    bram.sees("1. vraag nummer 63.", "5. vraag nummer 59.", "En nog 58 vragen.")
    read = 5
    while "Meer vragen" in bram.buttons:
        await bram.taps("Meer vragen")
        read += bram.news.count("vraag nummer")
    assert read == 63
    bram.sees("61. vraag nummer 3.", "63. vraag nummer 1.")
    bram.sees_no("En nog")

    await bram.taps("Schrijf een tip bij 63")
    bram.sees("vraag nummer 1.")


@pytest.mark.parametrize(
    "data", ["digest:unanswered", "digest:unanswered:x:1:99999999999999", "digest:themes", "digest:themes:x"]
)
async def test_a_made_up_button_shows_nothing_strange(bram: Person, agenda: Agenda, data: str) -> None:
    await ask_unanswered(agenda, 1)
    await bram.says("/help")
    await bram.taps_old(bram.last_id, data)

    bram.sees_no("vraag nummer")
    assert bram.news.strip()


async def test_what_does_not_fit_in_the_digest_is_named_and_stands_behind_a_button(
    stage: Stage, bram: Person, agenda: Agenda, telegram: FakeTelegram
) -> None:
    busy = ("hygiene", "grenzen-stellen", "schaamte", "eenzaamheid", "aandacht-claimen")
    for situation in busy:
        await agenda.change(
            "INSERT INTO theme_weeks (week, area_id, situation, askers) SELECT '2026-W48', id, :situation, 3 FROM areas",
            situation=situation,
        )
        for _ in range(3):
            await agenda.change(
                "INSERT INTO questions (text, answer, situation, helped, area_id, week) "
                "SELECT 'een vraag', 'tips', :situation, 'no', id, '2026-W48' FROM areas",
                situation=situation,
            )
    for day in range(9):
        begin = NEXT_MONDAY + timedelta(days=day + 2, hours=6)
        await agenda.add(begin, code=f"BT-{day + 20}", title="Bouwstenen voor een wijk", state=EventState.GO)

    await to_monday(stage)

    bram.sees("– en nog 2\n", "– en nog 3\n", "– en nog 5, zie /bijeenkomsten")
    assert len(visible(telegram.messages(bram.user)[-1]["caption"])) <= 1024
    await bram.taps("Alle onderwerpen")
    titles = [stage.app.texts.situations[situation].button for situation in busy]
    bram.sees(*(f"– {title} (3 mensen)" for title in titles), *(f"– {title} (3 van 3)" for title in titles))


@pytest.mark.parametrize(("taken", "waiting"), [(2, 0), (20, 12)])
def test_the_fullest_week_fits_under_its_picture(texts: Texts, taken: int, waiting: int) -> None:
    wordy = sorted(texts.situations.values(), key=lambda situation: -len(situation.button))[:5]
    title = "Bouwstenen voor een vriendelijke wijk, voor wie er woont en wie er werkt"
    facts = Facts(
        "2026-W48", 1, "Werkgebied met een lange naam in het zuiden", 1234, 100.0, (),
        tuple(Theme(situation.id, 123) for situation in wordy), 123,
        tuple(NotHelped(situation.id, 12, 15) for situation in wordy), 12, 12, 12,
        (Coming(1, "BT-12", title, "2026-12-25", taken, 12, 20, waiting, "planned"),) * 12,
        (Evaluated(1, title, 12, 20, 8.5),) * 12, 12, 12,
    )  # fmt: skip

    assert len(visible(texts.render("digest.week", {"facts": facts.as_values(), "so_far": False}))) <= 1024


async def test_who_must_be_called_comes_into_sight_once_the_first_are_called(bram: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    for number in range(1, 12):
        await agenda.signs_up(event, f"Wim nummer {number}.")
    await bram.says("/evenbellen")
    bram.sees("Wim nummer 8.", "nog 3 mensen")
    bram.sees_no("Wim nummer 9.")

    for number in range(1, 4):
        await bram.taps(f"Gebeld: Wim nummer {number}.")
    bram.sees("Wim nummer 11.")
    bram.sees_no("hier wie er nog meer zijn")


async def test_from_the_digest_to_the_figures_and_the_remarks_of_an_evaluation(stage: Stage, bram: Person) -> None:
    training = await organise(stage)
    await training.is_over()
    for guest in training.guests:
        await training.fills_in(guest, "9", "8", "8", "Dat ik luister", "Mooie koffie")
    await stage.later(days=3)
    await to_monday(stage)
    bram.sees("Evaluaties", "9,0, 4 van 4 vulden in")

    await bram.taps("Evaluatie: Bouwstenen voor een…")
    bram.sees("De bijeenkomst: 9,0")
    await bram.taps("Opmerkingen (4)")
    bram.sees("Mooie koffie")


async def test_from_the_digest_to_what_needs_a_decision(stage: Stage, bram: Person, vera: Person, agenda: Agenda) -> None:
    await agenda.change("INSERT INTO areas (code, name, gemeente) VALUES ('west', 'West', 'Utrecht')")
    for number in range(5):
        await agenda.add(NEXT_MONDAY + timedelta(days=10, hours=number), code=f"BT-{number + 20}", title=f"Bouwstenen {number}")
    await agenda.change("UPDATE events SET area_id = (SELECT id FROM areas WHERE code = 'west') WHERE code = 'BT-20'")
    await to_monday(stage)
    bram.sees("4 keer beslissen of iets doorgaat")

    await bram.taps("Beslissen")
    bram.sees("Gaat het door?", "Bouwstenen 1", "Bouwstenen 3", "wacht er nog 1")
    bram.sees_no("Bouwstenen 0", "Bouwstenen 4")
    for number in range(1, 5):
        event = await stage.app.database.fetch_one("SELECT id FROM events WHERE code = :code", {"code": f"BT-{number + 20}"})
        assert event is not None
        await bram.taps(f"timeline:decide:{event['id']}:1:go")
    await bram.taps("Beslissen")
    bram.sees("Er wacht niets meer op een beslissing")
    await vera.taps_old((await _greeted(vera)), "timeline:decisions")
    vera.sees_no("Gaat het door?")


async def _greeted(person: Person) -> int:
    await person.says("/start")
    return person.last_id
