"""A short run of the Mondays that `make faults` lives through at length: every coach and every group reads one digest."""

import pytest

from tools.faults_digest import run


@pytest.mark.slow
async def test_every_coach_and_every_group_gets_one_digest_when_the_bot_is_killed_around_half_past_eight() -> None:
    outcome = await run(kills=8, seed=20_261_129)

    assert outcome.kills == 8
    assert outcome.expected == 16
    assert (outcome.missing, outcome.doubled, outcome.unwanted) == (0, 0, 0), outcome.notes
    assert outcome.digests + outcome.unknown_in_send_window >= outcome.expected
    # Digests leave one at a time, so a kill can put no more than one of them in doubt.
    assert outcome.unknown_in_send_window <= outcome.kills
    assert outcome.notes == []
