"""What other features may know of evaluations: averages of what has closed, from three answers up."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.agenda.ratings import Average, find_ratings, list_ratings
from tests.evaluating import organise
from tests.personas import Stage

Later = Callable[..., Awaitable[None]]


async def test_only_a_closed_evaluation_gives_averages_and_only_from_three_answers_up(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    for guest, grades in zip(training.guests, (("9", "8"), ("8", "7"), ("8",), ()), strict=True):
        await training.fills_in(guest, *grades, "stop")
    database = stage.app.database
    assert await find_ratings(database, training.event.id) is None

    await later(days=3)
    ratings = await find_ratings(database, training.event.id)

    assert ratings is not None
    assert (ratings.code, ratings.invited, ratings.answered) == ("BT-11", 4, 3)
    assert ratings.averages == {"grade_event": Average(pytest.approx(25 / 3), 3)}


async def test_ratings_are_listed_by_area_and_by_the_moment_of_closing(stage: Stage, later: Later) -> None:
    training = await organise(stage)
    await training.is_over()
    for guest in training.guests:
        await training.fills_in(guest, "8", "stop")
    await later(days=3)
    now, database, area = stage.clock.now(), stage.app.database, training.event.area_id

    assert area is not None
    assert [one.code for one in await list_ratings(database)] == ["BT-11"]
    assert [one.code for one in await list_ratings(database, area_ids={area}, after=now - timedelta(days=1))] == ["BT-11"]
    assert await list_ratings(database, area_ids={area + 1}) == []
    assert await list_ratings(database, after=now + timedelta(minutes=1)) == []
    assert await list_ratings(database, before=now - timedelta(days=1)) == []
