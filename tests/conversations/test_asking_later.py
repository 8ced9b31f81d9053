"""Whether a tip helped, asked five days later, and counted without whose question it was."""

from collections.abc import Awaitable, Callable

import pytest

from tests.personas import Person, Stage

Later = Callable[..., Awaitable[None]]
QUESTION = "er komt iemand die niet fris ruikt, hoe zeg ik dat?"


async def _helped(stage: Stage) -> list[str | None]:
    return [row["helped"] for row in await stage.app.database.fetch_all("SELECT helped FROM questions")]


@pytest.mark.parametrize(("button", "kept"), [("Ja", "yes"), ("Een beetje", "a_bit"), ("Nee", "no")])
async def test_after_five_days_the_tip_is_asked_about(stage: Stage, anna: Person, later: Later, button: str, kept: str) -> None:
    await anna.says(QUESTION)
    await anna.taps("Ja, vraag het me later")
    anna.sees("over vijf dagen")
    assert "Ja, vraag het me later" not in anna.buttons
    anna.has_read_everything()
    await later(days=4)
    anna.sees_nothing()

    await later(days=1)
    anna.sees("Vijf dagen geleden", "Hielpen de tips?")
    await anna.taps(button)

    anna.sees("Dank je wel")
    assert await _helped(stage) == [kept]


async def test_after_asking_nothing_tells_whose_question_it_was(stage: Stage, anna: Person, later: Later) -> None:
    await anna.says(QUESTION)
    await anna.taps("Ja, vraag het me later")
    await later(days=5)
    row = await stage.app.database.fetch_one("SELECT * FROM outbox WHERE key LIKE 'survey:helped:%'")

    assert row is not None
    assert (row["values"], row["keyboard"]) == (None, None)
    assert len(row["key"].split(":")[2]) == 16
    assert await stage.app.database.fetch_all("SELECT * FROM helped_later") == []


async def test_tapping_twice_asks_once(stage: Stage, anna: Person, later: Later) -> None:
    await anna.says(QUESTION)
    tips = anna.last_id
    data = next(
        button["callback_data"]
        for row in stage.telegram.world.chats[anna.user.id].messages[tips]["reply_markup"]["inline_keyboard"]
        for button in row
        if button["callback_data"].startswith("coaching:later")
    )
    await anna.taps(data)
    await anna.taps_old(tips, data)
    anna.has_read_everything()

    await later(days=6)

    assert anna.news.count("Hielpen de tips?") == 1


async def test_at_night_nobody_is_asked(stage: Stage, anna: Person, later: Later) -> None:
    await later(hours=13)
    await anna.says(QUESTION)
    await anna.taps("Ja, vraag het me later")
    anna.has_read_everything()

    await later(days=5)
    anna.sees_nothing()
    await later(hours=10)

    anna.sees("Hielpen de tips?")


async def test_somebody_elses_question_cannot_be_taken_over(stage: Stage, anna: Person, bram: Person, later: Later) -> None:
    await anna.says(QUESTION)
    await anna.taps("Ja, vraag het me later")
    await bram.says("/start")
    await bram.taps_old(bram.last_id, "coaching:later:1:hygiene")
    bram.has_read_everything()
    anna.has_read_everything()

    await later(days=5)

    anna.sees("Hielpen de tips?")
    bram.sees_nothing()
