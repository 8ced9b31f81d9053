"""Whatever people send: a calm sentence or silence, and the bot goes on."""

from typing import Any

import pytest

from bot.demo.telegram.fake import Chat, FakeTelegram
from tests.personas import ANNA, Person, Stage

QUESTION = "hoe zeg ik tegen iemand dat hij niet fris ruikt"


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "location", "contact", "document", "poll", "dice"])
async def test_what_is_not_text_gets_a_calm_sentence(anna: Person, kind: str) -> None:
    await anna.sends(kind)

    anna.sees("Dit kan ik niet lezen of bekijken")


async def test_a_photo_with_a_question_under_it_is_a_question(anna: Person) -> None:
    await anna.sends("photo", QUESTION)

    anna.sees("Bron:")


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 2048,
        "مرحبا كيف حالك يا صديقي",
        "\u202eomgekeerd\u202c",
        "a\u0000b",
        "&lt;b&gt;<i>**_[x](y)",
        "\u200b\u200b",
        "?",
        "🤷‍♀️",
        "x" * 4096,
    ],
)
async def test_strange_text_gets_an_honest_answer(anna: Person, text: str) -> None:
    await anna.says(text)
    assert anna.news.strip()
    await anna.says(QUESTION)

    anna.sees("Bron:")


async def test_an_edited_question_is_not_answered_again(anna: Person, telegram: FakeTelegram) -> None:
    await anna.says(QUESTION)
    own = next(m for m in telegram.messages(anna.user) if m["from"]["id"] == ANNA)
    await anna.edits(own["message_id"], QUESTION + " toch")

    anna.sees_nothing()


async def test_an_edited_message_that_has_become_a_crisis_gets_the_number(anna: Person, telegram: FakeTelegram) -> None:
    await anna.says("ik zit ergens mee")
    own = next(m for m in telegram.messages(anna.user) if m["from"]["id"] == ANNA)
    await anna.edits(own["message_id"], "mijn buurman zegt dat hij zelfmoord gaat plegen")

    anna.sees("113")


@pytest.mark.parametrize(
    "data", ["oud:knopje:7", "coaching", "", "coaching:pick:1:bestaat-niet", "coaching:more:weg", "coaching:helped:1:zo"]
)
async def test_a_button_of_an_older_version_gets_a_calm_sentence(anna: Person, data: str) -> None:
    await anna.says("/help")
    await anna.taps_old(anna.last_id, data or "x")

    assert anna.news.strip()


async def test_an_unknown_command_points_to_help(anna: Person) -> None:
    await anna.says("/bestaatniet")

    anna.sees("/help")


@pytest.mark.parametrize(
    "update",
    [
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "channel", "title": "k"}, "text": "hoi"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 101, "type": "private", "first_name": "A"}, "text": "hoi"}},
        {"een_nieuw_soort": {"iets": 1}},
    ],
)  # fmt: skip
async def test_updates_that_nobody_can_answer_are_passed_by_quietly(
    stage: Stage, anna: Person, telegram: FakeTelegram, update: dict[str, Any]
) -> None:
    telegram.raw({"update_id": 555_000, **update})
    await stage.settle()
    anna.sees_nothing()
    await anna.says(QUESTION)

    anna.sees("Bron:")
    row = await stage.app.database.fetch_one("SELECT state FROM inbox WHERE update_id = 555000")
    assert row is not None
    assert row["state"] == "done"


async def test_in_a_group_only_who_addresses_the_bot_gets_an_answer(bram: Person, coaches: Chat) -> None:
    await bram.says("er ruikt iemand niet fris, zei ze", coaches)
    bram.sees_nothing()
    await bram.says(f"/vraag {QUESTION}", coaches)

    bram.sees("Bron:")


async def test_a_mention_in_a_group_is_answered_as_a_reply(bram: Person, coaches: Chat, telegram: FakeTelegram) -> None:
    await bram.says(f"@wijkmaat_bot {QUESTION}", coaches)

    bram.sees("Bron:")
    assert telegram.messages(coaches)[-1]["reply_to_message"]["from"]["id"] == bram.user.id


async def test_a_tip_that_somebody_shares_is_not_taken_for_a_question(anna: Person, telegram: FakeTelegram, stage: Stage) -> None:
    results = await anna.asks_inline("stille bezoeker")
    query = next(reversed(telegram.world.inline_queries))
    telegram.choose(anna.user, query, results[0]["id"])
    await stage.settle()

    assert not telegram.calls_of("sendMessage")
