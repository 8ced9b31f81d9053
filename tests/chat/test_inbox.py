"""Nothing lost, nothing twice: what happens to an update on its way in."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.app import App
from bot.demo.telegram.fake import FakeTelegram
from bot.features.coaching import service
from tests.personas import ANNA, Person, Stage

QUESTION = "hoe zeg ik tegen iemand dat hij niet fris ruikt"

STUMBLE = QUESTION + " struikelblok"


def _typed(update_id: int, text: str, user_id: int = ANNA) -> dict[str, Any]:
    return {
        "update_id": update_id,
        "message": {
            "message_id": 9000 + update_id % 1000, "date": 1_795_000_000, "text": text,
            "chat": {"id": user_id, "type": "private", "first_name": "Anna"},
            "from": {"id": user_id, "is_bot": False, "first_name": "Anna"},
        },
    }  # fmt: skip


async def _count(app: App, table: str) -> int:
    rows = await app.database.fetch_all(f"SELECT count(*) AS n FROM {table}")
    return int(rows[0]["n"])


def _answers(telegram: FakeTelegram, user_id: int = ANNA) -> list[Any]:
    return [call for call in telegram.calls_of("sendMessage") if str(call.params["chat_id"]) == str(user_id)]


async def test_the_same_update_twice_is_answered_once(stage: Stage, telegram: FakeTelegram, anna: Person) -> None:
    update = _typed(700_001, QUESTION)
    telegram.raw(update)
    telegram.raw(update)
    await stage.settle()

    assert len(_answers(telegram)) == 1
    assert await _count(stage.app, "questions") == 1


async def test_an_update_that_comes_again_after_a_restart_is_not_answered_again(
    stage: Stage, telegram: FakeTelegram, anna: Person, restart: Callable[[], Awaitable[App]]
) -> None:
    telegram.raw(_typed(700_002, QUESTION))
    await stage.settle()
    await restart()
    telegram.raw(_typed(700_002, QUESTION))
    await stage.settle()

    assert len(_answers(telegram)) == 1


async def test_a_handled_update_keeps_its_id_and_not_what_was_typed(stage: Stage, telegram: FakeTelegram, anna: Person) -> None:
    await anna.says("mijn geheim over een rare buurman")

    rows = await stage.app.database.fetch_all("SELECT raw, state FROM inbox")
    assert [(row["raw"], row["state"]) for row in rows] == [(None, "done")]


async def test_a_crowd_that_waited_is_answered_in_full_and_in_order(stage: Stage, telegram: FakeTelegram, anna: Person) -> None:
    await stage.stop()
    for number in range(40):
        telegram.raw(_typed(700_100 + number, f"/{'lsd' if number % 2 else 'oma'}"))
    await stage.start()
    await stage.settle()

    shown = [call.params["text"] for call in _answers(telegram)]
    assert len(shown) == 40
    assert ["LSD" in text for text in shown] == [bool(number % 2) for number in range(40)]


async def test_when_our_code_fails_three_times_the_asker_hears_it_calmly_and_the_administrator_gets_an_alarm(
    stage: Stage, anna: Person, carla: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    async def broken(turn: object, understood: object) -> None:
        calls.append(1)
        raise ValueError("geheim van Anna")

    monkeypatch.setattr(service, "answer", broken)
    await anna.says(QUESTION)

    assert len(calls) == 3
    anna.sees("hier ging bij mij iets mis")
    assert "kon niet worden verwerkt" in carla.screen
    assert "geheim" not in carla.screen
    row = await stage.app.database.fetch_one("SELECT state, raw, error FROM inbox")
    assert row is not None
    assert (row["state"], row["raw"], row["error"]) == ("dead", None, "ValueError")


async def test_one_failing_message_in_a_crowd_does_not_touch_the_others(
    stage: Stage, telegram: FakeTelegram, anna: Person, bram: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = service.answer

    async def fussy(turn: Any, understood: Any) -> Any:
        if "struikelblok" in turn.said.words:
            raise ValueError
        return await whole(turn, understood)

    monkeypatch.setattr(service, "answer", fussy)
    await stage.stop()
    for number in range(10):
        telegram.raw(_typed(700_200 + number, STUMBLE if number == 4 else QUESTION, 101 if number == 4 else 102))
    await stage.start()
    await stage.settle()

    assert len(_answers(telegram, 102)) == 9
    assert "ging bij mij iets mis" in anna.screen
    assert await _count(stage.app, "questions") == 9


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 700_300, "message": {"message_id": "nee", "chat": 5}},
        {"update_id": 700_301, "message": "dit is geen bericht"},
        {"update_id": 700_302, "callback_query": {"id": 4}},
    ],
)
async def test_an_update_that_cannot_be_read_is_set_aside_and_the_next_is_answered(
    stage: Stage, telegram: FakeTelegram, anna: Person, update: dict[str, Any]
) -> None:
    telegram.raw(update)
    await anna.says(QUESTION)

    anna.sees("Bron:")
    row = await stage.app.database.fetch_one("SELECT state FROM inbox WHERE update_id = :id", {"id": update["update_id"]})
    assert row is not None
    assert row["state"] == "dead"


async def test_ids_are_forgotten_after_two_days_so_that_no_new_update_hides_behind_an_old_one(
    stage: Stage, anna: Person, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says(QUESTION)
    await later(days=3)

    assert await _count(stage.app, "inbox") == 0


async def test_a_lower_update_id_than_before_is_answered_too(stage: Stage, telegram: FakeTelegram, anna: Person) -> None:
    telegram.raw(_typed(900_000, QUESTION))
    await stage.settle()
    telegram.raw(_typed(5, QUESTION))
    await stage.settle()

    assert len(_answers(telegram)) == 2
