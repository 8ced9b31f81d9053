"""Closed by default: no route opens for everybody by accident, and a stranger who knocks hears nothing of what is behind it."""

import re
from dataclasses import replace

import pytest

from bot import app as composition
from bot.app import open_app
from bot.chat.faults import RouteFault
from bot.chat.route import ANYWHERE, Command, Route, Stage, Tap, Words
from bot.chat.router import CLOSED, Router
from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.clock import FixedClock
from bot.demo.telegram.fake import FakeTelegram
from bot.feature import Feature
from bot.folders import find_folder
from bot.people.models import COACHES, EVERYONE, STAFF, Role
from bot.registry import FEATURES
from bot.settings import Settings
from bot.texts.library import Texts
from bot.texts.rendering import visible
from tests.conftest import Content
from tests.personas import Person

ROUTES = [route for feature in FEATURES for route in feature.routes]
COMMANDS = [route for route in ROUTES if isinstance(route.on, Command)]
TAPS = [route for route in ROUTES if isinstance(route.on, Tap)]
LONGEST_DESCRIPTION = 256


async def answer(turn: Turn) -> None:
    """A handler of this test: says hello, which is what a stranger must not get to see."""
    turn.say("welcome.greeting")


def route(name: str, on: Command | Tap | Words, roles: frozenset[Role] = EVERYONE) -> Route:
    return Route(name, on, answer, roles)


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature that is for staff only: a command, a button, and certain words."""
    routes = (
        route("hidden.command", Command("geheim"), STAFF),
        route("hidden.tap", Tap("hidden:tap"), STAFF),
        route("hidden.words", Words(Stage.DIALOGUE, lambda turn: turn.said.words == "sesam open u"), STAFF),
        route("hidden.coaches", Command("overdracht"), COACHES),
    )
    monkeypatch.setattr(composition, "FEATURES", (*FEATURES, Feature("hidden", routes)))


def says_closed(person: Person, texts: Texts) -> bool:
    return person.news.strip() == visible(texts.render(CLOSED))


# what does not start


async def test_a_bot_with_a_route_that_names_no_roles_does_not_start(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, clock: FixedClock, telegram: FakeTelegram, content: Content
) -> None:
    open_to_whom = route("open.to_whom", Command("wie"), frozenset())
    monkeypatch.setattr(composition, "FEATURES", (*FEATURES, Feature("open", (open_to_whom,))))

    with pytest.raises(RouteFault, match=r"open\.to_whom names no roles"):
        await open_app(settings, clock, request=telegram.request(), texts=content.texts, interpreter=content.interpreter)

    assert telegram.calls == []
    assert list(settings.database.parent.glob("*.sqlite3")) == []


def test_a_route_for_no_kind_of_chat_does_not_start() -> None:
    with pytest.raises(RouteFault, match=r"nowhere names no kind of chat"):
        Router([replace(route("nowhere", Command("nergens")), where=frozenset())])


@pytest.mark.parametrize(
    ("first", "second", "claim"),
    [
        (route("a", Command("help")), route("b", Command("help")), "command /help"),
        (route("a", Tap("events:join")), route("b", Tap("events:join")), "button events:join"),
        (route("a", Command("een")), route("a", Command("twee")), "name a"),
        (route("a", Command("help"), COACHES), route("b", Command("help"), EVERYONE), "command /help"),
    ],
)
def test_two_routes_that_claim_the_same_do_not_start(first: Route, second: Route, claim: str) -> None:
    with pytest.raises(RouteFault, match=f"both claim {claim}"):
        Router([first, second])


def test_a_command_and_a_button_may_have_the_same_name() -> None:
    router = Router([route("a", Command("help", "welcome.describe_help")), route("b", Tap("help"))])

    assert router.menu == [("help", "welcome.describe_help")]


# the house as it is


def test_every_route_of_the_house_is_safe_to_open() -> None:
    assert Router(ROUTES).menu


@pytest.mark.parametrize("on", COMMANDS, ids=lambda on: on.name)
def test_every_command_can_be_typed_in_telegram(on: Route) -> None:
    name = on.on.name  # type: ignore[union-attr]

    assert name == name.lower()
    assert name.replace("_", "").isalnum()
    assert len(name) <= 32


@pytest.mark.parametrize(("name", "key"), Router(ROUTES).menu)
def test_every_command_in_the_menu_has_a_dutch_description_that_telegram_accepts(texts: Texts, name: str, key: str) -> None:
    description = texts.render(key)

    assert 3 <= len(description) <= LONGEST_DESCRIPTION
    assert description == visible(description), "the menu shows plain text"
    assert "\n" not in description
    assert description[0].isupper()
    assert description.lower() != name


@pytest.mark.parametrize("on", TAPS, ids=lambda on: on.name)
def test_every_button_names_its_feature_and_leaves_room_for_what_it_carries(on: Route) -> None:
    feature, _, action = on.on.action.partition(":")  # type: ignore[union-attr]

    assert feature in {feature.name for feature in FEATURES}
    assert action
    assert ":" not in action
    assert len(on.on.action) <= 40  # type: ignore[union-attr]


# knocking


@pytest.mark.parametrize("on", COMMANDS, ids=lambda on: on.name)
async def test_a_stranger_who_types_a_command_gets_in_only_where_everybody_may(vera: Person, texts: Texts, on: Route) -> None:
    await vera.says(f"/{on.on.name}")  # type: ignore[union-attr]

    assert vera.news.strip()
    assert says_closed(vera, texts) != (Role.VISITOR in on.roles and ChatKind.PRIVATE in on.where)
    vera.sees_no(visible(texts.render("chat.failed")))


@pytest.mark.parametrize("tail", ["", ":0:x", ":1", ":999999999999999999999:1", ":2:3:4:5", "::"])
@pytest.mark.parametrize("on", TAPS, ids=lambda on: on.name)
async def test_a_stranger_who_taps_a_made_up_button_gets_in_only_where_everybody_may(
    vera: Person, texts: Texts, on: Route, tail: str
) -> None:
    await vera.says("/start")
    await vera.taps_old(vera.last_id, f"{on.on.action}{tail}")  # type: ignore[union-attr]

    assert vera.news.strip()
    assert says_closed(vera, texts) != (Role.VISITOR in on.roles and ChatKind.PRIVATE in on.where)
    vera.sees_no(visible(texts.render("chat.failed")))


@pytest.mark.parametrize("command", ["/geheim", "/overdracht", "/geheim alles", "/GEHEIM", "/geheim@wijkmaat_bot"])
async def test_a_command_for_staff_answers_a_stranger_with_the_closed_text_and_nothing_else(
    hidden: None, vera: Person, texts: Texts, command: str
) -> None:
    await vera.says(command)

    assert says_closed(vera, texts)
    assert vera.buttons == []


@pytest.mark.parametrize("data", ["hidden:tap", "hidden:tap:1", "hidden:tap:anna:101"])
async def test_a_button_for_staff_answers_a_stranger_with_the_closed_text_and_nothing_else(
    hidden: None, vera: Person, texts: Texts, data: str
) -> None:
    await vera.says("/start")
    await vera.taps_old(vera.last_id, data)

    assert says_closed(vera, texts)


async def test_words_for_staff_are_for_a_stranger_words_like_any_other(hidden: None, vera: Person, texts: Texts) -> None:
    await vera.says("sesam open u")

    assert vera.news.strip()
    vera.sees_no(visible(texts.render("welcome.greeting")), visible(texts.render(CLOSED)))


async def test_staff_gets_in_where_a_stranger_does_not(hidden: None, bram: Person, carla: Person, texts: Texts) -> None:
    for person in (bram, carla):
        for words in ("/geheim", "/overdracht", "sesam open u"):
            await person.says(words)
            person.sees(visible(texts.render("welcome.greeting")))


async def test_what_is_for_a_private_chat_stays_out_of_a_group(
    hidden: None, bram: Person, coaches: object, texts: Texts, telegram: FakeTelegram
) -> None:
    await bram.says("/geheim", coaches)  # type: ignore[arg-type]

    assert says_closed(bram, texts)


def test_the_inline_route_is_the_only_one_that_goes_anywhere() -> None:
    assert [on.name for on in ROUTES if on.where == ANYWHERE] == ["coaching.inline"]


def test_every_button_leads_somewhere() -> None:
    """A button that carries `feature:action` has a route with that name; what stands in a variable is left to conversations."""
    pattern = re.compile(r'data=f?"([a-z_]+:[a-z_]+)[:"]')
    written = {
        (path.name, data)
        for path in find_folder("content").parent.glob("bot/**/*.py")
        for data in pattern.findall(path.read_text("utf-8"))
    }
    known = {route.on.action for route in TAPS if isinstance(route.on, Tap)}

    assert len(written) > 50
    assert {(file, data) for file, data in written if data not in known} == set()
