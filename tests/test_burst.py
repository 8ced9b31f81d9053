"""A rush for seats, with real processes and everybody at once: the bench proves it with a thousand people, this with forty."""

from pathlib import Path

import pytest

from tools.burst import sign_up_at_once


@pytest.mark.slow
async def test_in_a_rush_the_first_get_the_seats_and_all_others_wait_in_order(tmp_path: Path) -> None:
    figures: dict[str, float] = {}

    await sign_up_at_once(tmp_path, figures, people=40)  # raises WrongList when the list is not exactly right

    assert figures["signup_burst_s"] > 0
