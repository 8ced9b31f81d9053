"""What happens to an answer on its way out, whatever Telegram says."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.app import App
from bot.clock import to_text
from bot.demo.telegram.fake import Chat, FakeTelegram
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.rules import UnknownKind
from tests.personas import ANNA, Person, Stage

HELP = "Wat kan ik voor je doen?"


async def _plan(stage: Stage, key: str, **more: object) -> None:
    values = {"chat_id": ANNA, "text": "welcome.help", "due_at": stage.clock.now()} | more
    async with stage.app.database.transaction() as tx:
        outbox.put(tx, [Message(key=key, **values)])  # type: ignore[arg-type]


async def _state(app: App, key: str) -> str:
    row = await app.database.fetch_one("SELECT state FROM outbox WHERE key = :key", {"key": key})
    return str(row["state"]) if row else "gone"


def _times_said(telegram: FakeTelegram, text: str, user_id: int = ANNA) -> int:
    user = telegram.world.users[user_id]
    return sum(text in str(message.get("text")) for message in telegram.messages(user))


@pytest.mark.parametrize(("status", "description"), [(500, "Internal Server Error"), (502, "Bad Gateway"), (503, "Unavailable")])
async def test_an_answer_is_tried_again_when_telegram_is_ill(
    anna: Person, telegram: FakeTelegram, later: Callable[..., Awaitable[None]], status: int, description: str
) -> None:
    telegram.fail_next("sendMessage", status, description)
    await anna.says("/help")
    anna.sees_nothing()
    await later(seconds=5)

    anna.sees(HELP)
    assert _times_said(telegram, HELP) == 1


async def test_too_many_requests_makes_everything_wait_as_long_as_telegram_says(
    anna: Person, bram: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    await anna.says("/help")
    await later(seconds=2)
    await bram.says("/help")

    assert _times_said(telegram, HELP) == 1
    bram.sees(HELP)


async def test_a_lost_answer_is_sent_once_more_and_then_no_more(
    anna: Person, telegram: FakeTelegram, later: Callable[..., Awaitable[None]]
) -> None:
    telegram.lose_answer_next("sendMessage")
    telegram.lose_answer_next("sendMessage")
    await anna.says("/help")
    await later(minutes=10)

    assert _times_said(telegram, HELP) == 2


async def test_a_digest_whose_answer_was_lost_is_not_sent_again(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    telegram.lose_answer_next("sendMessage")
    await _plan(stage, "digest:2026-W48:person-1")
    await later(minutes=10)

    assert _times_said(telegram, HELP) == 1
    assert await _state(stage.app, "digest:2026-W48:person-1") == "failed"


async def test_digests_leave_one_at_a_time_so_that_a_crash_puts_one_in_doubt_and_nobody_waits_for_them(
    anna: Person, telegram: FakeTelegram, stage: Stage
) -> None:
    for number in range(3):
        telegram.add_user(9_000 + number, "Coach")
        await _plan(stage, f"digest:2026-W48:person-{number}", chat_id=9_000 + number)
    await _plan(stage, "reminder:BT-12:person-1", due_at=stage.clock.now() + timedelta(seconds=1))
    telegram.delay = 0.05
    stage.clock.advance(timedelta(seconds=2))
    ticking = asyncio.create_task(stage.app.tick())
    under_way: set[tuple[int, int]] = set()
    states = {"queued": 4}
    async with asyncio.timeout(10):
        while states.keys() != {"sent"}:
            rows = await stage.app.database.fetch_all("SELECT key, state FROM outbox")
            states = Counter(row["state"] for row in rows)
            sending = [row["key"].split(":")[0] for row in rows if row["state"] == "sending"]
            under_way.add((sending.count("digest"), sending.count("reminder")))
            await asyncio.sleep(0.005)
    await ticking

    assert max(digests for digests, _ in under_way) == 1
    assert (1, 1) in under_way
    assert all(_times_said(telegram, HELP, 9_000 + number) == 1 for number in range(3))


async def test_a_refused_message_does_not_hold_up_what_is_soon_too_late(anna: Person, stage: Stage) -> None:
    await anna.says("/help")
    now = stage.clock.now()
    await _plan(stage, "announcement:refused:person-1")
    async with stage.app.database.transaction() as tx:
        # As after a few refusals, when it is tried again in minutes.
        await tx.execute("UPDATE outbox SET retry_at = :at WHERE state = 'queued'", {"at": to_text(now + timedelta(minutes=5))})
    await _plan(stage, "announcement:patient:person-1", due_at=now)
    await _plan(stage, "reminder:urgent:person-1", due_at=now, expires_at=now + timedelta(hours=1))
    await stage.later(seconds=2)

    assert await _state(stage.app, "announcement:refused:person-1") == "queued"
    assert await _state(stage.app, "announcement:patient:person-1") == "queued"
    assert await _state(stage.app, "reminder:urgent:person-1") == "sent"


async def test_nothing_is_lost_while_telegram_cannot_be_reached(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    telegram.unreachable = True
    await _plan(stage, "reminder:test:person-1")
    await stage.app.settle()
    telegram.unreachable = False
    await later(minutes=6)

    assert _times_said(telegram, HELP) == 1


async def test_somebody_who_blocked_us_is_written_down_as_unreachable_and_can_come_back(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    await anna.says("/help")
    await anna.blocks()
    await _plan(stage, "reminder:test:person-1")
    await later(minutes=1)
    row = await stage.app.database.fetch_one("SELECT reachable FROM people WHERE telegram_id = 101")
    assert row is not None
    assert row["reachable"] == 0

    await anna.unblocks()
    await anna.says("/help")

    anna.sees(HELP)
    row = await stage.app.database.fetch_one("SELECT reachable FROM people WHERE telegram_id = 101")
    assert row is not None
    assert row["reachable"] == 1


async def test_planning_the_same_message_again_moves_it_and_never_doubles_it(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    tomorrow = stage.clock.now() + timedelta(days=1)
    await _plan(stage, "reminder:BT-12:person-1:day-before", due_at=tomorrow)
    await _plan(stage, "reminder:BT-12:person-1:day-before", due_at=tomorrow + timedelta(days=1))
    await later(days=1, hours=1)
    assert _times_said(telegram, HELP) == 0
    await later(days=1)
    assert _times_said(telegram, HELP) == 1
    await _plan(stage, "reminder:BT-12:person-1:day-before", due_at=stage.clock.now())
    await later(minutes=1)

    assert _times_said(telegram, HELP) == 1


async def test_what_is_past_its_time_is_missed_and_never_said(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    now = stage.clock.now()
    await stage.stop()
    stage.clock.advance(timedelta(days=3))
    await stage.start()
    await _plan(stage, "reminder:old:person-1", due_at=now, expires_at=now + timedelta(days=1))
    await later(minutes=1)

    assert _times_said(telegram, HELP) == 0
    assert await _state(stage.app, "reminder:old:person-1") == "missed"


async def test_a_cancelled_message_does_not_leave(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    await _plan(stage, "reminder:x:person-1", due_at=stage.clock.now() + timedelta(hours=1))
    async with stage.app.database.transaction() as tx:
        assert await outbox.cancel(tx, "reminder:x:person-1", stage.clock.now())
    await later(hours=2)

    assert _times_said(telegram, HELP) == 0


async def test_a_message_of_an_unknown_kind_is_refused_before_anything_is_kept(stage: Stage) -> None:
    with pytest.raises(UnknownKind):
        await _plan(stage, "zomaar:iets")


async def test_a_group_that_became_a_supergroup_gets_its_message_at_the_new_address(
    bram: Person, telegram: FakeTelegram, stage: Stage, coaches: Chat, later: Callable[..., Awaitable[None]]
) -> None:
    new = telegram.upgrade(bram.user, telegram.add_group("Klein", bram.user, kind="group"))
    old_id = next(chat.id for chat in telegram.world.chats.values() if chat.title == "Klein" and chat.id != new.id)
    await _plan(stage, "reminder:group", chat_id=old_id)
    await later(seconds=5)

    assert any(HELP in str(message.get("text")) for message in telegram.messages(new))


async def test_a_message_that_can_no_longer_be_changed_is_said_anew(anna: Person, telegram: FakeTelegram) -> None:
    await anna.says("/situaties")
    telegram.fail_next("editMessageText", 400, "Bad Request: message can't be edited")
    await anna.taps("Gedrag in de groep en grenzen")

    anna.sees("Tik op wat het meest lijkt")


async def test_our_own_mistake_stops_one_message_and_not_the_others(
    anna: Person, telegram: FakeTelegram, stage: Stage, later: Callable[..., Awaitable[None]]
) -> None:
    telegram.fail_next("sendMessage", 400, "Bad Request: can't parse entities")
    await anna.says("/help")
    await anna.says("/privacy")

    anna.sees("Wat ik bewaar")
    rows = await stage.app.database.fetch_all("SELECT state FROM outbox ORDER BY id")
    assert [row["state"] for row in rows] == ["failed", "sent"]


async def test_a_sent_message_leaves_no_values_behind(anna: Person, stage: Stage) -> None:
    await anna.says("hoe zeg ik tegen iemand dat hij niet fris ruikt")

    rows = await stage.app.database.fetch_all('SELECT "values", keyboard FROM outbox')
    assert {(row["values"], row["keyboard"]) for row in rows} == {(None, None)}


async def test_what_was_under_way_at_a_crash_is_sent_once_more(
    anna: Person, telegram: FakeTelegram, stage: Stage, restart: Callable[[], Awaitable[App]]
) -> None:
    await _plan(stage, "confirmation:BT-12:person-1", due_at=stage.clock.now() + timedelta(days=9))
    await _plan(stage, "survey:BT-12:person-1", due_at=stage.clock.now() + timedelta(days=9))
    async with stage.app.database.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'sending'")
    await restart()
    await stage.later(days=10)

    assert await _state(stage.app, "confirmation:BT-12:person-1") == "sent"
    assert await _state(stage.app, "survey:BT-12:person-1") == "failed"
    assert _times_said(telegram, HELP) == 1
