"""Closed by default: every command, button and form, knocked on by everybody who might try."""

from dataclasses import dataclass

import pytest

from bot.chat.dialogues import Dialogue, save
from bot.chat.route import Command, Route, StartLink, Tap
from bot.chat.router import CLOSED
from bot.chat.said import ChatKind
from bot.people import staff_store
from bot.people.models import EVERYONE, Role
from bot.registry import FEATURES
from bot.texts.library import Texts
from bot.texts.rendering import visible
from tests.personas import ANNA, BRAM, CARLA, Person, Stage

ROUTES = [route for feature in FEATURES for route in feature.routes]
CLOSED_ROUTES = [route for route in ROUTES if route.roles != EVERYONE and isinstance(route.on, Command | Tap | StartLink)]
PRIVATE_ROUTES = [route for route in CLOSED_ROUTES if ChatKind.PRIVATE in route.where]


@dataclass(frozen=True)
class Knocker:
    """Somebody who tries: who, and with which role in which area."""

    name: str
    user_id: int
    role: Role | None = None
    area: str | None = None


KNOCKERS = (
    Knocker("a participant", ANNA),
    Knocker("a trainer", ANNA, Role.TRAINER, "oost"),
    Knocker("a coach of another area", ANNA, Role.COACH_WELZIJN, "west"),
    Knocker("a coach", BRAM, Role.COACH_WELZIJN, "oost"),
    Knocker("a beheerder", CARLA, Role.BEHEERDER),
)


async def appoint(stage: Stage, knocker: Knocker) -> Person:
    """Let the knocker write once, and give the role."""
    person = Person(stage.telegram.world.users[knocker.user_id], stage)
    await person.says("/help")
    async with stage.app.database.transaction() as tx:
        for code in ("oost", "west"):
            await tx.execute(
                "INSERT OR IGNORE INTO areas (code, name, gemeente) VALUES (:code, upper(:code), 'Utrecht')", {"code": code}
            )
        row = await tx.fetch_one("SELECT id FROM people WHERE telegram_id = :id", {"id": knocker.user_id})
        area = await tx.fetch_one("SELECT id FROM areas WHERE code = :code", {"code": knocker.area})
        assert row is not None
        if knocker.role is not None:
            staff_store.appoint(tx, row["id"], knocker.role, area["id"] if area else None)
    return person


async def knock(person: Person, route: Route) -> None:
    match route.on:
        case Command(name):
            await person.says(f"/{name}")
        case Tap(action):
            await person.says("/help")
            await person.taps_old(person.last_id, f"{action}:1:1")
        case StartLink(prefix):
            await person.says(f"/start {prefix}_1")


def test_there_are_doors_to_knock_on() -> None:
    assert len(PRIVATE_ROUTES) > 10
    assert {route.on.name for route in PRIVATE_ROUTES if isinstance(route.on, Command)} >= {"team", "werkgebied"}


@pytest.mark.parametrize("knocker", KNOCKERS, ids=lambda knocker: knocker.name)
async def test_whoever_may_not_pass_hears_only_that_it_is_closed(stage: Stage, texts: Texts, knocker: Knocker) -> None:
    person = await appoint(stage, knocker)
    held = frozenset({Role.VISITOR} | ({knocker.role} if knocker.role else set()))
    closed, wrong = visible(texts.render(CLOSED)), []

    for route in PRIVATE_ROUTES:
        await knock(person, route)
        is_closed = person.news.strip() == closed
        if is_closed is bool(route.roles & held):
            wrong.append(f"{route.name} is {'closed' if is_closed else 'open'} to {knocker.name}: {person.news[:80]}")

    assert wrong == []


async def test_a_form_for_staff_that_is_open_for_somebody_else_takes_nothing(stage: Stage) -> None:
    """A role can be taken away while a form is open: what is typed then changes nothing any more."""
    person = await appoint(stage, KNOCKERS[0])
    async with stage.app.database.transaction() as tx:
        row = await tx.fetch_one("SELECT id FROM people WHERE telegram_id = :id", {"id": ANNA})
        area = await tx.fetch_one("SELECT id FROM areas WHERE code = 'oost'", {})
        assert row is not None
        assert area is not None
        dialogue = Dialogue("team", "field", {"area": area["id"], "field": "contact"})
        save(tx, ANNA, row["id"], dialogue, stage.clock.now().replace(year=2027))

    await person.says("bel mij maar op elk moment van de dag")

    found = await stage.app.database.fetch_one("SELECT contact FROM areas WHERE code = 'oost'", {})
    assert found is not None
    assert found["contact"] == ""


async def test_a_coach_of_another_area_changes_nothing_here(stage: Stage) -> None:
    person = await appoint(stage, KNOCKERS[2])
    area = await stage.app.database.fetch_one("SELECT id FROM areas WHERE code = 'oost'", {})
    assert area is not None

    for action in ("area:{}", "field:{}:naam", "staff:{}", "invite:{}", "link:{}:trainer"):
        await person.says("/help")
        await person.taps_old(person.last_id, "team:" + action.format(area["id"]))
        person.sees("werkgebied is er niet meer, of je zorgt er niet voor")
