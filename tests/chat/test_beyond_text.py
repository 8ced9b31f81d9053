"""What a feature may use besides plain answers: files, topics, start links, and what happens to us in a group."""

import io
import json
import zipfile

import pytest

from bot import app as composition
from bot.app import App
from bot.chat.route import PRIVATE, PRIVATE_AND_GROUPS, Command, GroupChange, Route, StartLink
from bot.chat.turn import Turn
from bot.demo.telegram.fake import Chat, FakeTelegram
from bot.feature import Feature
from bot.outbox.models import Attachment, Message
from bot.people.models import EVERYONE
from bot.registry import FEATURES
from tests.personas import Person, Stage

HEARD: list[str] = []


async def send_files(turn: Turn) -> None:
    """Send a spreadsheet and a JSON file."""
    rows = [["=1+1", 2], ["Zoë", None]]
    sheets = {"sheets": [{"title": "Lijst: [BT-12]", "columns": ["Naam", "Aantal"], "rows": rows}]}
    turn.say("welcome.help", attachment=Attachment("sheet", "lijst.xlsx", sheets))
    turn.say("welcome.greeting", attachment=Attachment("json", "gegevens.json", {"naam": "Zoë"}))


async def open_topic(turn: Turn) -> None:
    """Say something in a topic of its own."""
    key = f"answer:topic-{turn.update_id}"
    message = Message(key, turn.said.chat_id, "welcome.greeting", turn.now, opens_topic="welcome.button_privacy")
    turn.tell(message)


async def follow_link(turn: Turn) -> None:
    """Note what the link said."""
    HEARD.append(f"link {turn.said.link_prefix} {turn.said.link} {turn.said.words}")
    turn.say("welcome.greeting")


async def group_changed(turn: Turn) -> None:
    """Note what happened to us."""
    HEARD.append(f"{turn.said.group_change} {turn.said.moved_to is not None}")


@pytest.fixture(autouse=True)
def more_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature of this test alone. Listed before `stage`, so that the application opens with it."""
    HEARD.clear()
    routes = (
        Route("beyond.files", Command("bestanden"), send_files, EVERYONE, PRIVATE),
        Route("beyond.topic", Command("onderwerp"), open_topic, EVERYONE, PRIVATE_AND_GROUPS),
        Route("beyond.link", StartLink("proef"), follow_link, EVERYONE, PRIVATE),
        Route("beyond.group", GroupChange(), group_changed, EVERYONE, PRIVATE_AND_GROUPS),
    )
    kept = tuple(
        Feature(f.name, tuple(r for r in f.routes if not isinstance(r.on, GroupChange)), f.jobs, f.personal_data)
        for f in FEATURES
    )
    monkeypatch.setattr(composition, "FEATURES", (*kept, Feature("beyond", routes)))


def files_of(telegram: FakeTelegram, person: Person) -> list[tuple[str, bytes]]:
    documents = [message["document"] for message in telegram.messages(person.user) if "document" in message]
    return [(document["file_name"], telegram.world.files[document["file_id"]].content) for document in documents]


async def test_a_file_comes_with_its_caption_and_what_people_typed_stays_text(anna: Person, telegram: FakeTelegram) -> None:
    await anna.says("/bestanden")

    (sheet_name, sheet), (json_name, kept) = files_of(telegram, anna)
    assert (sheet_name, json_name) == ("lijst.xlsx", "gegevens.json")
    with zipfile.ZipFile(io.BytesIO(sheet)) as book:
        assert "=1+1" in book.read("xl/sharedStrings.xml").decode()
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert json.loads(kept) == {"naam": "Zoë"}
    assert anna.screen != ""


async def test_what_was_attached_is_forgotten_once_it_is_sent(anna: Person, app: App) -> None:
    await anna.says("/bestanden")

    rows = await app.database.fetch_all("SELECT state, attachment FROM outbox")
    assert {(row["state"], row["attachment"]) for row in rows} == {("sent", None)}


async def test_a_file_that_cannot_be_made_stops_nobody_else(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.files.making.MAKERS", {})

    await anna.says("/bestanden")
    await anna.says("/help")

    anna.sees("/situaties")


@pytest.mark.parametrize("is_forum", [True, False])
async def test_a_topic_is_made_where_the_group_has_topics(
    bram: Person, coaches: Chat, telegram: FakeTelegram, is_forum: bool
) -> None:
    coaches.is_forum = is_forum

    await bram.says("/onderwerp", coaches)

    last = telegram.messages(coaches)[-1]
    assert last["from"]["id"] == telegram.world.bot["id"]
    assert (last.get("message_thread_id") in coaches.topics) is is_forum


async def test_a_start_link_leads_to_its_route_and_a_strange_one_to_the_welcome(anna: Person) -> None:
    await anna.says("/start proef_BT-12")
    await anna.says("/start zomaar_iets")

    assert HEARD == ["link proef BT-12 None"]
    anna.sees("Wijkmaat")


async def test_a_group_that_takes_us_in_moves_or_throws_us_out_is_noticed(
    stage: Stage, telegram: FakeTelegram, bram: Person
) -> None:
    group = telegram.add_group("Nieuw", bram.user)
    telegram.remove_bot(bram.user, group)
    await stage.settle()
    telegram.add_bot(bram.user, group)
    await stage.settle()
    telegram.upgrade(bram.user, group)
    await stage.settle()

    assert HEARD == ["removed False", "added False", "moved True"]


async def test_who_blocks_the_bot_is_known_to_be_out_of_reach_at_once(anna: Person, app: App) -> None:
    await anna.says("/help")

    await anna.blocks()

    row = await app.database.fetch_one("SELECT reachable FROM people WHERE telegram_id = :id", {"id": anna.user.id})
    assert row is not None
    assert row["reachable"] == 0
