"""What conversations about bijeenkomsten start from."""

import pytest

from tests.conversations.bijeenkomsten import Agenda
from tests.personas import Stage


@pytest.fixture
def agenda(stage: Stage) -> Agenda:
    """The agenda, to put things on."""
    return Agenda(stage)
