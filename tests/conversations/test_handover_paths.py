"""The less travelled ways of a question to a coach: the last rungs, several conversations at once, and two coaches at once."""

import pytest

from bot.demo.telegram.fake import FakeTelegram
from bot.people.models import Role
from tests.conversations.bijeenkomsten import Agenda, at
from tests.conversations.test_digest import STRANGE, belong_to_oost, make_coach
from tests.conversations.test_handover import QUESTION, ask, oost, start_talking, vera_too
from tests.personas import CARLA, VERA, Person, Stage

__all__ = ["oost", "vera_too"]

OTHER_QUESTION = "mijn buurvrouw huilt elke dag op het bankje, wat doe ik"


async def talk_with_two(anna: Person, bram: Person, vera: Person, stage: Stage) -> None:
    """Anna is conversation 1 of Bram, Vera is number 2."""
    await start_talking(anna, bram)
    await vera.says("/start")
    await vera.says("/coach")
    await vera.taps("Oost")
    await vera.says(OTHER_QUESTION)
    await vera.taps("Geef door zonder naam")
    await stage.later(seconds=2)
    await bram.taps("Ik pak dit op")
    for person in (anna, vera, bram):
        person.has_read_everything()


def tap_with(telegram: FakeTelegram, person: Person, data: str) -> None:
    """Tap the lowest button with this data, without waiting for what happens."""
    under = [message for message in telegram.messages(person.user) if f"'{data}'" in str(message.get("reply_markup"))]
    assert under, [message.get("text") for message in telegram.messages(person.user)[-3:]]
    telegram.tap_data(person.user, under[-1], data)


async def test_the_beheerder_is_asked_last_and_then_the_asker_hears_it_honestly(
    anna: Person, bram: Person, carla: Person, oost: int, stage: Stage
) -> None:
    await carla.says("/help")
    await ask(anna)
    await stage.later(hours=4.1)
    anna.sees("elke coach apart")
    await stage.later(hours=20)
    await stage.later(hours=1)
    anna.sees("Ik heb hem nu ook gesteld aan de beheerder")
    carla.sees("Nog niet opgepakt", QUESTION)
    anna.has_read_everything()

    await stage.later(hours=24.5)

    anna.sees("Het spijt me, nog niemand kon je vraag oppakken", "blijft op de lijst")
    await bram.says("/overdrachten")
    bram.sees("1. Open")
    await bram.taps("Pak 1 op")
    anna.sees("Bram pakt je vraag op")


async def test_a_coach_with_two_conversations_chooses_which_to_end(
    anna: Person, bram: Person, vera: Person, oost: int, stage: Stage
) -> None:
    await talk_with_two(anna, bram, vera, stage)

    await bram.says("/klaar")
    bram.sees("Welk gesprek wil je afsluiten?")
    await bram.taps("Gesprek 2")

    vera.sees("Bram heeft het gesprek afgesloten")
    anna.sees_nothing()
    await bram.says("Hoe is het nu met je?")
    anna.sees("Hoe is het nu met je?")


async def test_the_answer_button_sends_the_next_words_to_that_conversation_and_no_more(
    anna: Person, bram: Person, vera: Person, oost: int, stage: Stage
) -> None:
    await talk_with_two(anna, bram, vera, stage)
    await bram.says("/overdrachten")
    await bram.taps("Antwoord 2")
    bram.sees("Typ je antwoord aan de vrager (gesprek 2)")

    await bram.says("Ga eens naast haar zitten.")
    vera.sees("Ga eens naast haar zitten.")
    anna.sees_nothing()
    await bram.says("En hoe is het bij jou?")

    bram.sees("Voor wie is dit?")


async def test_after_a_long_silence_both_read_to_whom_their_words_went(
    anna: Person, bram: Person, oost: int, stage: Stage
) -> None:
    await start_talking(anna, bram)
    await bram.says("Ik denk er even over na.")
    await stage.later(hours=13)

    await anna.says("Hij was er vandaag weer")
    anna.sees("Doorgegeven aan Bram", "staat nog open")
    bram.has_read_everything()
    await stage.later(hours=13)
    await bram.says("Fijn om te horen")

    bram.sees("Doorgegeven aan de vrager (gesprek 1)", "staat nog open")
    await bram.says("Tot dinsdag")
    bram.sees_nothing()


async def test_who_answers_a_question_of_a_colleague_or_of_nobody_reads_why_it_goes_nowhere(
    anna: Person, bram: Person, vera_too: Person, stage: Stage
) -> None:
    await ask(anna)
    await vera_too.says("Kom gerust langs", reply_to=vera_too.last_id)
    vera_too.sees("Deze vraag heeft nog niemand opgepakt")
    question = next(
        message["message_id"] for message in stage.telegram.messages(vera_too.user) if QUESTION in message.get("text", "")
    )
    await bram.taps("Ik pak dit op")
    anna.has_read_everything()

    await vera_too.says("Kom gerust langs", reply_to=question)

    vera_too.sees("Bram praat met deze vrager. Dit heb ik niet doorgegeven")
    anna.sees_nothing()


async def test_two_coaches_go_to_work_on_an_alert_at_once(
    anna: Person, bram: Person, vera_too: Person, telegram: FakeTelegram, stage: Stage
) -> None:
    await anna.says("hij zegt dat hij niet meer wil leven")
    await anna.taps("Waarschuw een coach")
    await stage.later(minutes=11)
    anna.has_read_everything()
    for coach in (vera_too, bram):
        tap_with(telegram, coach, "handover:claim:1")
    await stage.settle()

    anna.sees("Vera weet het en gaat ermee aan de slag")
    anna.sees_no("Bram weet het")
    bram.sees("Vera pakt dit al op")


async def test_two_coaches_decide_at_once_whether_it_goes_on(
    bram: Person, vera: Person, agenda: Agenda, telegram: FakeTelegram, stage: Stage
) -> None:
    await agenda.appoint(bram, Role.COACH_WELZIJN, "Bram")
    await agenda.appoint(vera, Role.COACH_WELZIJN, "Vera")
    await vera.says("/start")
    event = await agenda.add()
    await agenda.until(at(2, 9))
    for coach, word in ((bram, "go"), (vera, "no_go")):
        tap_with(telegram, coach, f"timeline:decide:{event.id}:1:{word}")
    await stage.settle()

    vera.sees("Bram")
    vera.sees_no("Weet je het zeker?")
    row = await stage.app.database.fetch_one("SELECT state FROM events WHERE id = :id", {"id": event.id})
    assert row is not None
    assert row["state"] == "go"


async def test_two_coaches_approve_a_tip_at_once(anna: Person, bram: Person, telegram: FakeTelegram, stage: Stage) -> None:
    carla, vera = await make_coach(stage, CARLA, "Carla"), await make_coach(stage, VERA, "Vera")
    await belong_to_oost(stage, anna)
    await anna.says(STRANGE)
    await bram.says("/weekoverzicht")
    for button in ("Deze week tot nu toe", "Vragen zonder antwoord", "Schrijf een tip bij 1"):
        await bram.taps(button)
    await bram.says("Het koffieapparaat ontkalken")
    await bram.says("Vraag de beheerder om azijn en zet hem een uur aan.")
    await bram.taps("Overslaan")
    await bram.taps("Leg voor aan een collega")
    await stage.later(seconds=2)
    telegram.tap(carla.user, carla.last_id, "Ja, mag erin")
    telegram.tap(vera.user, vera.last_id, "Nog niet")
    await stage.settle()

    carla.sees("staat er nu in")
    vera.sees("Carla was je voor", "staat er al in")
    bram.sees_no("nog niet goedgekeurd")
    assert len(await stage.app.database.fetch_all("SELECT 1 FROM area_tips WHERE state = 'live'")) == 1


async def test_a_conversation_in_a_topic_goes_on_in_private_when_the_bot_is_thrown_out(
    anna: Person, bram: Person, oost: int, telegram: FakeTelegram, stage: Stage
) -> None:
    group = telegram.add_group("Coaches Oost", bram.user, is_forum=True)
    await bram.says("/koppel", group)
    await ask(anna)
    await bram.taps("Ik pak dit op", group)
    telegram.remove_bot(bram.user, group)
    await stage.settle()
    bram.has_read_everything()

    await anna.says("Hij was er vandaag weer")
    bram.sees("Hij was er vandaag weer")
    await bram.says("Mooi, ga zo door")

    anna.sees("Mooi, ga zo door")


async def test_a_role_that_is_withdrawn_in_the_chat_hands_the_conversation_on(
    anna: Person, bram: Person, vera_too: Person, carla: Person, stage: Stage
) -> None:
    await start_talking(anna, bram)
    vera_too.has_read_everything()
    await carla.says("/team")
    await carla.taps("Bram, coach welzijn")
    await carla.taps("Ja, trek de rol in")
    anna.has_read_everything()

    await bram.says("Ik ben er nog hoor")
    anna.sees_nothing()
    await stage.later(minutes=2)
    await stage.later(seconds=2)

    anna.sees("Bram kan je vraag niet verder beantwoorden")
    vera_too.sees(QUESTION)


@pytest.mark.parametrize("words", ["ik wil stoppen", "dit is geen vraag maar een mededeling aan de buurt"])
async def test_what_a_coach_types_after_the_end_goes_to_nobody(anna: Person, bram: Person, oost: int, words: str) -> None:
    await start_talking(anna, bram)
    await anna.says("/klaar")
    anna.has_read_everything()

    await bram.says(words)

    anna.sees_nothing()
