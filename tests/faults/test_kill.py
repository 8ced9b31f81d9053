"""A short run of what `make faults` does at length: kill the bot at random moments and count."""

import pytest

from tools.faults import run


@pytest.mark.slow
async def test_nothing_is_lost_and_nothing_is_done_twice_when_the_bot_is_killed_at_random_moments() -> None:
    outcome = await run(kills=10, seed=20_261_122)

    assert outcome.kills == 10
    assert outcome.messages > 20
    assert outcome.refused_by_telegram > 0
    assert (outcome.lost, outcome.doubled, outcome.handled_twice) == (0, 0, 0)
    assert outcome.doubled_in_send_window <= 10 * 16
    assert outcome.notes == []
