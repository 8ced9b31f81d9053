"""A question goes to a coach and comes back, as the asker, the coaches and their group see it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.clock import LOCAL_ZONE, from_text, to_text
from bot.demo.telegram.fake import Chat, FakeTelegram
from bot.people import staff_store
from bot.people import store as people
from bot.people.hours import read_hours
from bot.people.models import Role
from tests.house.test_logs import Log, log
from tests.personas import ANNA, BRAM, VERA, Person, Stage

__all__ = ["log"]

QUESTION = "er zit elke week iemand alleen aan tafel en niemand zegt iets tegen hem"


@pytest.fixture
async def oost(app: App, bram: Person, anna: Person) -> int:
    """Area Oost, with hours; Bram is its coach and Anna belongs to it."""
    await anna.says("/start")
    async with app.database.transaction() as tx:
        await tx.execute("UPDATE areas SET opening = 'ma-vr 9.00-17.00' WHERE code = 'oost'", {})
        await tx.execute("UPDATE people SET name = 'Bram' WHERE telegram_id = :id", {"id": BRAM})
        await tx.execute("UPDATE people SET area_id = (SELECT id FROM areas) WHERE telegram_id = :id", {"id": ANNA})
    row = await app.database.fetch_one("SELECT id FROM areas WHERE code = 'oost'")
    assert row is not None
    return int(row["id"])


async def appoint(stage: Stage, user_id: int, role: Role, area_id: int, name: str) -> None:
    stage.telegram.world.users[user_id].started = True
    async with stage.app.database.transaction() as tx:
        person = await people.find_or_insert(
            tx, await tx.fetch_one(*people.finding(user_id)), user_id, frozenset(), stage.clock.now()
        )
        staff_store.appoint(tx, person.id, role, area_id)
        staff_store.name_person(tx, person.id, name)


@pytest.fixture
async def vera_too(stage: Stage, oost: int, vera: Person) -> Person:
    """A second coach of Oost."""
    await appoint(stage, VERA, Role.COACH_WELZIJN, oost, "Vera")
    return vera


async def ask(anna: Person, question: str = QUESTION) -> None:
    await anna.says("/coach")
    await anna.says(question)
    await anna.taps("Geef door zonder naam")


async def start_talking(anna: Person, bram: Person) -> None:
    await ask(anna)
    await bram.taps("Ik pak dit op")
    anna.sees("Bram pakt je vraag op")


async def test_a_question_is_shown_first_and_passed_on_exactly_so(anna: Person, bram: Person, oost: int) -> None:
    await anna.says("/coach")
    await anna.says(f"Henk de Vries belt mij op 06-12345678: {QUESTION}")
    anna.sees("Dit geef ik door aan de coaches van Oost", QUESTION, "Namen en nummers heb ik weggehaald")
    anna.sees_no("Henk", "06-12345678")
    bram.sees_nothing()

    await anna.says(QUESTION)
    anna.sees(QUESTION)
    await anna.taps("Geef door zonder naam")

    anna.sees("Coaches zijn er ma-vr 9.00-17.00", "uiterlijk maandag 23 november om 14.00 uur")
    bram.sees("Vraag 1", QUESTION)
    bram.sees_no("Anna")


async def test_with_a_name_only_when_they_say_so(anna: Person, bram: Person, oost: int) -> None:
    await anna.says("/coach")
    await anna.says(QUESTION)
    await anna.taps("Geef door met mijn naam")
    bram.sees_nothing()
    await anna.says("Anna")

    bram.sees("Vraag 1 van Anna")


async def test_not_at_all_is_possible_and_an_old_button_passes_nothing_on(anna: Person, bram: Person, oost: int) -> None:
    await anna.says("/coach")
    await anna.says("eerste versie van mijn vraag over de buurman")
    old = anna.last_id
    await anna.taps("Anders zeggen")
    await anna.says(QUESTION)
    await anna.taps_old(old, "handover:send:1:without")
    anna.sees(QUESTION, "Klopt het?")
    bram.sees_nothing()

    await anna.taps("Toch niet")

    anna.sees("ik geef niets door")
    bram.sees_nothing()


async def test_the_last_question_comes_along(anna: Person, bram: Person, oost: int) -> None:
    await anna.says("wat is de hoofdstad van australie en hoeveel inwoners heeft die")
    await anna.taps("Vraag het een coach")

    anna.sees("hoofdstad", "Klopt het?")


async def test_the_area_is_asked_once(anna: Person, bram: Person) -> None:
    await anna.says("/coach")
    anna.sees("In welk gebied")
    await anna.taps("Oost")
    anna.sees("Wat wil je aan een coach vragen?")
    await anna.says(QUESTION)
    await anna.taps("Geef door zonder naam")

    bram.sees(QUESTION)


async def test_without_an_area_the_asker_hears_honestly_whom_to_ask(anna: Person) -> None:
    await anna.says("ik wil graag een coach spreken")

    anna.sees("Een coach spreken", "beheerder van je buurthuis")


async def test_they_talk_both_ways_hours_later_and_after_a_restart(anna: Person, bram: Person, oost: int, stage: Stage) -> None:
    await start_talking(anna, bram)
    await bram.says("Hoe vaak komt hij?")
    anna.sees("Bram:", "Hoe vaak komt hij?")
    bram.sees_nothing()
    await stage.restart()
    await stage.later(hours=5)
    anna.has_read_everything()

    await anna.says("Elke dinsdag, hij heet Henk de Vries")
    bram.sees("gesprek 1", "Elke dinsdag")
    bram.sees_no("Henk", "Anna")
    anna.sees("weggehaald")
    await anna.says("hoe ga ik om met iemand die steeds boos wordt?")
    anna.sees_nothing()
    bram.sees("steeds boos")


async def test_closing_is_seen_by_both_and_the_bot_is_back(anna: Person, bram: Person, oost: int, app: App) -> None:
    await start_talking(anna, bram)
    await bram.says("Ga eens naast hem zitten.")
    await anna.says("/klaar")
    anna.sees("Ik ben er weer", "geholpen?")
    bram.sees("Gesprek 1 is afgesloten")
    await anna.taps("Een beetje")
    anna.sees("Dank je wel")

    await anna.says("hoe ga ik om met iemand die steeds boos wordt?")

    assert anna.news.strip()
    bram.sees_no("boos")
    row = await app.database.fetch_one("SELECT state, helped FROM handovers")
    assert row is not None
    assert (row["state"], row["helped"]) == ("closed", "a_bit")
    await bram.says("/overdrachten")
    bram.sees("Er ligt niets")


async def test_two_coaches_tap_at_once_and_one_wins(
    anna: Person, bram: Person, vera_too: Person, telegram: FakeTelegram, stage: Stage
) -> None:
    await ask(anna)
    buttons = {person.name: telegram.messages(person.user)[-1]["message_id"] for person in (bram, vera_too)}
    telegram.tap(bram.user, buttons["Bram"], "Ik pak dit op")
    telegram.tap(vera_too.user, buttons["Vera"], "Ik pak dit op")
    await stage.settle()

    anna.sees("Bram pakt je vraag op")
    anna.sees_no("Vera")
    vera_too.sees("Bram pakt dit al op", "Bram pakt dit op")


async def test_unclaimed_it_goes_on_to_the_next_in_open_time(anna: Person, bram: Person, oost: int, stage: Stage) -> None:
    await appoint(stage, VERA, Role.COORDINATOR, oost, "Vera")
    await ask(anna)
    for passed in (3, 1.1):
        anna.has_read_everything()
        bram.has_read_everything()
        await stage.later(hours=passed)
    anna.sees("Nog niemand kon je vraag oppakken", "elke coach apart", "dinsdag 24 november om 10.15 uur")
    bram.sees("Nog niet opgepakt")
    await stage.later(hours=10)
    anna.sees_no("coördinator")

    await stage.later(hours=10.5)

    anna.sees("coördinator")
    assert "Vraag 1" in "".join(m["text"] for m in stage.telegram.messages(stage.telegram.world.users[VERA]))


async def test_at_night_the_asker_hears_when_coaches_are_there_and_no_coach_is_woken(
    anna: Person, bram: Person, oost: int, stage: Stage
) -> None:
    await stage.later(hours=13)
    await ask(anna)
    anna.sees("ma-vr 9.00-17.00", "uiterlijk dinsdag 24 november om 13.00 uur")
    bram.sees_nothing()

    await stage.later(hours=9.1)

    bram.sees(QUESTION)


async def test_in_the_group_with_topics_each_question_has_its_own(
    anna: Person, bram: Person, oost: int, telegram: FakeTelegram, stage: Stage
) -> None:
    group = telegram.add_group("Coaches Oost", bram.user, is_forum=True)
    await bram.says("/koppel", group)
    await ask(anna)
    assert "Vraag 1" in group.topics.values()
    await bram.taps("Ik pak dit op", group)
    anna.sees("Bram pakt je vraag op")
    last = telegram.messages(group)[-1]

    await bram.says("Kom je dinsdag even langs?", group, reply_to=last["message_id"])
    anna.sees("Kom je dinsdag even langs?")
    await anna.says("Ja, graag")

    said = telegram.messages(group)[-1]
    assert "Ja, graag" in said["text"]
    assert said["message_thread_id"] in group.topics


async def test_a_coach_with_two_conversations_says_for_whom_it_is(
    anna: Person, bram: Person, vera: Person, oost: int, stage: Stage
) -> None:
    await start_talking(anna, bram)
    await vera.says("/start")
    await vera.says("/coach")
    await vera.taps("Oost")
    await vera.says("mijn buurvrouw huilt elke dag op het bankje, wat doe ik")
    await vera.taps("Geef door zonder naam")
    await stage.later(seconds=2)
    await bram.taps("Ik pak dit op")
    anna.has_read_everything()

    await bram.says("Hoe gaat het nu?")
    bram.sees("Voor wie is dit?")
    await bram.taps("Gesprek 2")

    vera.sees("Hoe gaat het nu?")
    anna.sees_nothing()


@pytest.mark.parametrize("how", ["withdrawn", "blocked", "given back"])
async def test_a_coach_who_leaves_in_the_middle_leaves_nobody_alone(
    anna: Person, bram: Person, vera_too: Person, stage: Stage, how: str
) -> None:
    await start_talking(anna, bram)
    await bram.says("Ik denk even na.")
    vera_too.has_read_everything()
    match how:
        case "withdrawn":
            async with stage.app.database.transaction() as tx:
                await tx.execute("DELETE FROM staff WHERE person_id = (SELECT id FROM people WHERE telegram_id = 102)", {})
        case "blocked":
            await bram.blocks()
        case _:
            await bram.taps("Geef terug")
    await stage.later(minutes=2)
    await stage.later(seconds=2)
    anna.sees("Bram kan je vraag niet verder beantwoorden")
    vera_too.sees(QUESTION)

    await vera_too.taps("Ik pak dit op")

    anna.sees("Vera pakt je vraag op")
    vera_too.sees("al gezegd", "Ik denk even na.")


async def test_a_coach_who_is_erased_leaves_the_question_open(anna: Person, bram: Person, vera_too: Person, stage: Stage) -> None:
    await start_talking(anna, bram)
    await bram.says("/vergeetmij")
    await bram.taps("Ja, wis alles")
    await stage.later(minutes=2)
    anna.sees("opnieuw aan de coaches gesteld")

    await vera_too.taps("Ik pak dit op")

    anna.sees("Vera pakt je vraag op")


async def test_an_asker_who_is_erased_disappears_from_the_screens(anna: Person, bram: Person, oost: int, app: App) -> None:
    await start_talking(anna, bram)
    await anna.says("/vergeetmij")
    await anna.taps("Ja, wis alles")

    bram.sees("is gestopt")
    assert await app.database.fetch_all("SELECT * FROM handover_messages") == []


async def test_a_group_that_is_lost_falls_back_to_each_coach(  # noqa: PLR0913
    anna: Person, bram: Person, oost: int, coaches: Chat, telegram: FakeTelegram, stage: Stage
) -> None:
    await bram.says("/koppel", coaches)
    await ask(anna)
    new = telegram.upgrade(bram.user, coaches)
    await stage.later(minutes=2)
    await stage.later(seconds=2)
    assert QUESTION in telegram.messages(new)[-1].get("text", "")
    telegram.remove_bot(bram.user, new)
    await stage.settle()
    await stage.later(minutes=2)

    await bram.taps("Ik pak dit op")

    anna.sees("Bram pakt je vraag op")


async def test_only_words_are_passed_on(anna: Person, bram: Person, oost: int) -> None:
    await start_talking(anna, bram)
    bram.has_read_everything()
    await anna.sends("voice")

    anna.sees("Ik geef alleen tekst door")
    bram.sees_nothing()


async def test_a_crisis_in_the_conversation_shows_the_number_and_goes_on(anna: Person, bram: Person, oost: int, app: App) -> None:
    await start_talking(anna, bram)
    await anna.says("hij zegt dat hij niet meer wil leven")

    anna.sees("113", "Bram leest dit ook")
    bram.sees("niet meer wil leven")
    assert [row["text"] for row in await app.database.fetch_all("SELECT text FROM handover_messages")] == [""]
    await bram.says("Denkt hij aan zelfdoding?")
    anna.sees("Denkt hij aan zelfdoding?")
    bram.sees_nothing()


async def test_the_desk_is_for_coaches_of_the_area(anna: Person, bram: Person, oost: int, carla: Person) -> None:
    await ask(anna)
    await bram.says("/overdrachten")
    bram.sees("1. Open", "er zit elke week iemand alleen")
    await bram.taps("Pak 1 op")
    anna.sees("Bram pakt je vraag op")
    await anna.says("/overdrachten")
    anna.sees_no("Overdrachten")
    await bram.says("/overdrachten")
    await bram.taps("Sluit 1 af")

    anna.sees("Bram heeft het gesprek afgesloten")


async def test_a_silent_coach_is_reminded_and_then_others_are_asked(
    anna: Person, bram: Person, vera_too: Person, stage: Stage
) -> None:
    await start_talking(anna, bram)
    await stage.later(hours=4.1)
    bram.sees("wacht op je antwoord")
    vera_too.has_read_everything()

    await stage.later(hours=24)
    await stage.later(seconds=2)

    anna.sees("opnieuw aan de coaches")
    vera_too.sees(QUESTION)


MARKED = ("kwikstaart", "Zwaluwstaart", "06-12345678", "0612345678", "merel@vogels.nl")


async def test_nothing_that_was_typed_leaves_before_scrubbing_and_consent(  # noqa: PLR0913
    anna: Person, bram: Person, oost: int, app: App, telegram: FakeTelegram, log: Log
) -> None:
    typed = "Meneer Zwaluwstaart van 06-12345678, merel@vogels.nl, zit elke week alleen aan tafel en zegt niets"
    await anna.says(typed)
    await anna.says("/coach")
    await anna.taps("Toch niet")
    await anna.says("/coach")
    await anna.says(f"{typed} en kwikstaart")
    before = [call for call in telegram.calls if str(BRAM) in str(call)]
    assert "kwikstaart" not in str(before)
    await anna.says(typed)
    await anna.taps("Geef door zonder naam")
    await bram.taps("Ik pak dit op")
    await anna.says(typed)

    to_coach = " ".join(str(message.get("text")) for message in telegram.messages(bram.user))
    tables = [row["name"] for row in await app.database.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    stored = [str([tuple(row) for row in await app.database.fetch_all(f"SELECT * FROM {table}")]) for table in tables]
    for mark in MARKED:
        assert mark not in to_coach
        assert mark not in log.getvalue()
        assert all(mark not in rows for rows in stored), [t for t, rows in zip(tables, stored, strict=True) if mark in rows]


def test_open_time_is_counted_over_nights_and_weekends() -> None:
    hours = read_hours("ma-vr 9.00-17.00")
    assert hours is not None
    friday = datetime(2026, 11, 27, 15, 0, tzinfo=LOCAL_ZONE).astimezone(UTC)

    assert hours.after(friday, timedelta(hours=4)) == datetime(2026, 11, 30, 11, 0, tzinfo=LOCAL_ZONE)
    assert from_text(to_text(hours.after(friday, timedelta(hours=1)))) == datetime(2026, 11, 27, 16, 0, tzinfo=LOCAL_ZONE)
