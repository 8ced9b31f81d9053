"""A database of this test alone, and migrations that a test can add to."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.db.database import Database
from bot.folders import find_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database of this test is, or comes."""
    return tmp_path / "wijkmaat.sqlite3"


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A copy of our migrations, to change."""
    return Path(shutil.copytree(find_folder("migrations"), tmp_path / "migrations"))


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    """An open, empty database."""
    database = await Database.open(file, find_folder("migrations"))
    yield database
    await database.close()
