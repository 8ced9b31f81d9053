"""A short run of the month that `make faults` lives through at length: kill the bot at random moments and count."""

from datetime import timedelta

import pytest

from tools.faults_timeline import Size, run


@pytest.mark.slow
async def test_every_reminder_comes_once_and_on_time_when_the_bot_is_killed_at_random_moments() -> None:
    outcome = await run(kills=10, seed=20_261_128, size=Size(events=3, people=25, days=3, step=timedelta(hours=1)))

    assert outcome.kills == 10
    assert outcome.expected > 20
    assert outcome.refused_by_telegram > 0
    assert (outcome.lost, outcome.doubled, outcome.late) == (0, 0, 0), outcome.notes
    assert outcome.notes == []
