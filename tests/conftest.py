"""What every test gets: a Telegram, a clock that stands on a Monday morning, the real application, and people with phones."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import App, find_folder, open_app
from bot.clock import LOCAL_ZONE, FixedClock
from bot.demo.telegram.fake import TOKEN, Chat, FakeTelegram
from bot.people import store as people
from bot.people.models import Role
from bot.settings import Settings
from bot.texts.library import Texts, load_texts
from bot.understanding.building import build_interpreter
from bot.understanding.interpreter import Interpreter
from tests.personas import ANNA, BRAM, CARLA, DIRK, ESRA, VERA, Person, Stage

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL_ZONE)


@dataclass(frozen=True)
class Content:
    """What takes long to load and never changes."""

    texts: Texts
    interpreter: Interpreter


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """Put logging back as it was: the command line sets it up for a whole process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def content() -> Content:
    """Load the content once for all tests."""
    folder = find_folder("content")
    texts = load_texts(folder)
    return Content(texts, build_interpreter(texts, folder))


@pytest.fixture
def texts(content: Content) -> Texts:
    """All texts."""
    return content.texts


@pytest.fixture
def interpreter(content: Content) -> Interpreter:
    """What understands Dutch."""
    return content.interpreter


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still on Monday 23 November 2026, 10:00 in Amsterdam."""
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def telegram(clock: FixedClock) -> FakeTelegram:
    """A Telegram with six people in it. Vera has not started the bot yet."""
    fake = FakeTelegram(clock)
    for user_id, name in ((ANNA, "Anna"), (BRAM, "Bram"), (CARLA, "Carla"), (VERA, "Vera"), (DIRK, "Dirk"), (ESRA, "Esra")):
        fake.add_user(user_id, name, started=user_id != VERA)
    return fake


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a database of this test alone; Carla is the administrator."""
    return Settings.model_validate({"token": TOKEN, "database": tmp_path / "wijkmaat.sqlite3", "beheerders": [CARLA]})


@pytest.fixture
async def stage(telegram: FakeTelegram, clock: FixedClock, settings: Settings, content: Content) -> AsyncIterator[Stage]:
    """The stage on which the application runs; it stops when the test is over."""

    async def open_again() -> App:
        return await open_app(
            settings, clock, request=telegram.request(), updates_request=telegram.request(),
            texts=content.texts, interpreter=content.interpreter,
        )  # fmt: skip

    stage = Stage(telegram, clock, open_again)
    await stage.start()
    yield stage
    await stage.stop()


@pytest.fixture
def app(stage: Stage) -> App:
    """The running application. After `restart()` ask `stage.app`."""
    return stage.app


@pytest.fixture
def restart(stage: Stage) -> Callable[[], Awaitable[App]]:
    """Stop the application and open it again on the same database: `await restart()`."""
    return stage.restart


@pytest.fixture
def later(stage: Stage) -> Callable[..., Awaitable[None]]:
    """Let time pass: `await later(days=1)`."""
    return stage.later


@pytest.fixture
def anna(stage: Stage) -> Person:
    """A volunteer."""
    return _person(stage, ANNA)


@pytest.fixture
async def bram(stage: Stage) -> Person:
    """A coach welzijn in area Oost."""
    await _appoint(stage.app, BRAM, Role.COACH_WELZIJN)
    return _person(stage, BRAM)


@pytest.fixture
def carla(stage: Stage) -> Person:
    """The administrator: her id is in the settings."""
    return _person(stage, CARLA)


@pytest.fixture
def dirk(stage: Stage) -> Person:
    """A participant."""
    return _person(stage, DIRK)


@pytest.fixture
def esra(stage: Stage) -> Person:
    """Another participant."""
    return _person(stage, ESRA)


@pytest.fixture
def vera(stage: Stage) -> Person:
    """A stranger, who never wrote to the bot before."""
    return _person(stage, VERA)


@pytest.fixture
def coaches(telegram: FakeTelegram) -> Chat:
    """The group of the coaches, with Bram and Carla in it."""
    users = telegram.world.users
    return telegram.add_group("Coaches Oost", users[BRAM], users[CARLA])


def _person(stage: Stage, user_id: int) -> Person:
    return Person(stage.telegram.world.users[user_id], stage)


async def _appoint(app: App, user_id: int, role: Role) -> None:
    # There is no command yet with which an administrator appoints somebody; then this goes through the front door too.
    async with app.database.transaction() as tx:
        person = await people.find_or_insert(tx, None, user_id, frozenset(), app.clock.now())
        await tx.execute("INSERT OR IGNORE INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')", {})
        await tx.execute(
            "INSERT OR IGNORE INTO staff (person_id, role, area_id) SELECT :person, :role, id FROM areas WHERE code = 'oost'",
            {"person": person.id, "role": role.value},
        )
