"""Nothing that could lead to somebody reaches others, a table or a log before it is scrubbed: wherever it was typed.

The same marked sentence is typed in every place that takes words. Afterwards everything that the bot said, kept and logged is
searched for it. Its own author's chat holds what they typed themselves; what the bot says there may not hold it either.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from bot.app import App
from bot.demo.telegram.fake import FakeTelegram
from bot.people.models import Role
from tests.conversations.bijeenkomsten import Agenda
from tests.conversations.test_digest import STRANGE, belong_to_oost
from tests.conversations.test_handover import oost
from tests.evaluating import organise
from tests.house.test_logs import Log, log
from tests.personas import Person, Stage
from tests.town import text_of

__all__ = ["log", "oost"]

MARKS = ("zwaluwstaart", "06-12345678", "0612345678", "merel@vogels.nl", "spechtlaan 12")
ABOUT_SOMEBODY = "Henk Zwaluwstaart van 06-12345678, merel@vogels.nl, Spechtlaan 12"
QUESTION = f"hoe zeg ik tegen {ABOUT_SOMEBODY} dat hij niet fris ruikt"
WITHOUT_ANSWER = f"hoe ontkalk ik het koffieapparaat van {ABOUT_SOMEBODY}"
ALONE = f"{ABOUT_SOMEBODY} zit elke week alleen aan tafel en niemand zegt iets tegen hem"


Search = Callable[[], list[str]]


@pytest.fixture
def search(app: App, telegram: FakeTelegram, log: Log) -> Search:
    """Say where a mark is found: in a table, in what the bot said in some chat, in a file, or in a log line."""

    def look() -> list[str]:
        with closing(sqlite3.connect(app.database.path)) as connection:
            found = [f"stored: {line[:160]}" for line in connection.iterdump() if _marked(line)]
        ours = telegram.world.bot["id"]
        for chat in telegram.world.chats.values():
            said = [message for message in chat.messages.values() if message["from"]["id"] == ours]
            found += [f"said in {chat.id}: {text_of(message)}" for message in said if _marked(_own(message))]
        files = telegram.world.files.values()
        found += [f"file: {file.name}" for file in files if _marked(file.content.decode("utf-8", "ignore"))]
        return found + [f"logged: {line}" for line in log.getvalue().splitlines() if _marked(line)]

    return look


def _own(message: dict[str, object]) -> str:
    """What the bot said itself: a reply carries what it is a reply to, which is the author's own."""
    return str({name: value for name, value in message.items() if name != "reply_to_message"})


def _marked(text: str) -> bool:
    return any(mark in text.lower() for mark in MARKS)


async def test_the_search_finds_what_is_there(search: Search, anna: Person, stage: Stage) -> None:
    await anna.says("/mijngegevens")
    async with stage.app.database.transaction() as tx:
        await tx.execute("UPDATE people SET name = 'Zwaluwstaart' WHERE telegram_id = :id", {"id": anna.user.id})

    assert [place.partition(":")[0] for place in search()] == ["stored"]


@pytest.mark.parametrize("words", [QUESTION, WITHOUT_ANSWER, f"wat doe ik als {ALONE}"])
async def test_a_question_in_private_in_a_group_and_as_a_caption(
    search: Search, stage: Stage, anna: Person, bram: Person, words: str
) -> None:
    await belong_to_oost(stage, anna)
    telegram = stage.telegram
    group = telegram.add_group("Vrijwilligers Oost", anna.user, bram.user)
    await anna.says(words)
    await anna.says(f"/vraag {words}")
    await anna.says(f"/vraag {words}", group)
    await anna.says(f"@wijkmaat_bot {words}", group)
    reply = telegram.messages(group)[-1]["message_id"]
    await anna.says(words, group, reply_to=reply)
    await anna.sends("photo", words)
    await anna.sends("photo", f"/vraag {words}", group)
    await anna.edits(telegram.say(anna.user, "hallo")["message_id"], f"ik wil niet meer leven, zegt {ABOUT_SOMEBODY}")
    await anna.asks_inline(words)
    await bram.says("/weekoverzicht")
    await bram.taps("Deze week tot nu toe")

    assert await stage.app.database.fetch_all("SELECT 1 FROM questions")
    assert search() == []


async def test_in_danger_not_a_word_is_kept_anywhere(search: Search, anna: Person, bram: Person, oost: int, stage: Stage) -> None:
    group = stage.telegram.add_group("Vrijwilligers Oost", anna.user, bram.user)
    for chat in (None, group):
        await anna.says(f"/vraag {ABOUT_SOMEBODY} zegt dat hij niet meer wil leven, kwikstaart", chat)
    await anna.says(f"{ABOUT_SOMEBODY} zegt dat hij niet meer wil leven, kwikstaart")
    await anna.taps("Waarschuw een coach")
    await bram.taps("Ik ga ermee aan de slag")

    assert search() == []
    with closing(sqlite3.connect(stage.app.database.path)) as connection:
        assert "kwikstaart" not in "\n".join(connection.iterdump())


async def test_a_question_for_a_coach_and_what_is_said_to_them(search: Search, anna: Person, bram: Person, oost: int) -> None:
    await anna.says("/coach")
    await anna.says(ALONE)
    await anna.taps("Anders zeggen")
    await anna.says(ALONE)
    await anna.taps("Geef door zonder naam")
    await bram.taps("Ik pak dit op")
    await anna.says(ALONE)
    await anna.sends("photo", ALONE)
    await anna.says(f"{ABOUT_SOMEBODY} zegt dat hij niet meer wil leven")
    await anna.says("/klaar")

    assert search() == []


async def test_before_somebody_agrees_nothing_of_a_sign_up_is_kept(
    search: Search, anna: Person, agenda: Agenda, bram: Person
) -> None:
    await agenda.add()
    await anna.says(f"ik wil me aanmelden voor BT-12, ik ben {ABOUT_SOMEBODY}")
    anna.sees("Mag ik je gegevens bewaren?")

    assert search() == []
    await anna.taps("Nee, liever niet")
    assert search() == []


async def test_what_people_write_about_a_bijeenkomst(search: Search, stage: Stage, bram: Person) -> None:
    training = await organise(stage)
    await training.is_over()
    for guest in training.guests:
        await training.fills_in(guest, "9", "8", "8", f"Dat ik luister naar {ABOUT_SOMEBODY}", f"Groeten aan {ABOUT_SOMEBODY}")
    await stage.later(days=3)
    await stage.later(seconds=3)
    bram.sees("Evaluatie van Bouwstenen")
    await bram.taps("Wat mensen meenemen (4)")
    bram.sees("Dat ik luister")

    assert search() == []


async def test_what_people_tell_after_three_months(search: Search, stage: Stage, bram: Person) -> None:
    training = await organise(stage)
    await training.is_over()
    telling, silent = training.guests[:2]
    for guest in (telling, silent):
        await guest.taps("Vraag het over drie maanden")
    await stage.later(weeks=13)
    for guest in (telling, silent):
        await guest.taps("Vertellen")
        await guest.says(f"Ik drink nu koffie met {ABOUT_SOMEBODY}, elke week")
        guest.sees("Dit heb ik opgeschreven", "koffie met")
        assert search() == []
    await telling.taps("Ja, de coach mag dit lezen")
    await silent.taps("Nee, bewaar niets")
    await stage.later(days=15)
    await bram.taps("Verhalen na drie maanden (1)")
    bram.sees("koffie met", "elke week")

    assert search() == []


async def test_who_corrects_their_data_keeps_no_number_of_anybody(search: Search, anna: Person, agenda: Agenda) -> None:
    event = await agenda.add()
    await anna.says("/start")
    number = await agenda.signs_up(event, anna)
    await anna.taps_old(anna.last_id, "privacy:agree")
    await anna.says(ABOUT_SOMEBODY)
    anna.sees("zonder nummer")
    for detail in ("name", "role", "organisation", "neighbourhood"):
        await anna.taps_old(anna.last_id, f"privacy:detail:{number}:{detail}")
        await anna.says(f"{ABOUT_SOMEBODY} of 0612345678")
        anna.sees("zonder nummer")

    assert search() == []


async def test_a_tip_that_a_coach_writes(
    search: Search, stage: Stage, anna: Person, bram: Person, vera: Person
) -> None:  # fmt: skip
    await vera.says("/start")
    await Agenda(stage).appoint(vera, Role.COACH_WELZIJN, "Vera")
    await belong_to_oost(stage, anna)
    await anna.says(STRANGE)
    await anna.taps("Laat het weten als er een tip komt")
    await bram.says("/weekoverzicht")
    for button in ("Deze week tot nu toe", "Vragen zonder antwoord", "Schrijf een tip bij 1"):
        await bram.taps(button)
    await bram.says("Het apparaat van Henk Zwaluwstaart")
    await bram.says(f"Bel {ABOUT_SOMEBODY} en zet er azijn in.")
    await bram.says(f"Mag ik {ABOUT_SOMEBODY} even bellen?")
    bram.sees("Zo zien vrijwilligers het", "azijn")
    await bram.taps("Leg voor aan een collega")
    await stage.later(seconds=2)
    await vera.taps("Ja, mag erin")
    await stage.later(seconds=2)
    anna.sees("Een coach schreef er nu een tip voor")

    assert search() == []
