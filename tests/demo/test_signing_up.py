"""The demo shows a whole sign-up: on the list, the waiting list, a seat that comes free, and who is called without Telegram."""

from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot.agenda import seats, store
from bot.app import App, open_app
from bot.clock import LOCAL_ZONE
from bot.demo.show import Show
from tests.conftest import Content

_MORNING, _EVENING = 9, 17


@pytest.fixture
async def show(content: Content) -> AsyncIterator[Show]:
    """The demo, running, in the daytime: at night a free seat waits for the morning."""
    show = Show(partial(open_app, texts=content.texts, interpreter=content.interpreter))
    await show.start()
    while not _MORNING <= show.clock.now().astimezone(LOCAL_ZONE).hour < _EVENING:
        await show.move_clock("hour")
    yield show
    await show.stop()


def app_of(show: Show) -> App:
    """Return the application behind the demo."""
    assert isinstance(show._app, App)
    return show._app


async def says(show: Show, who: str, words: str) -> None:
    """Type something on a phone of the demo."""
    show.telegram.say(show.find(who)[1], words)
    await app_of(show).settle()


async def taps(show: Show, who: str, button: str) -> None:
    """Tap the lowest button with these words."""
    user = show.find(who)[1]
    message = next(message for message in reversed(show.telegram.messages(user)) if button in buttons(message))
    show.telegram.tap(user, message["message_id"], button)
    await app_of(show).settle()


def buttons(message: dict[str, object]) -> list[str]:
    """Return what stands on the buttons of a message."""
    markup = message.get("reply_markup")
    return [button["text"] for row in markup["inline_keyboard"] for button in row] if isinstance(markup, dict) else []


def last(show: Show, who: str) -> dict[str, object]:
    """Return the last message on a phone."""
    return show.telegram.messages(show.find(who)[1])[-1]


async def signs_up(show: Show, who: str, name: str) -> None:
    """Sign up for the training in Oost in the shortest way."""
    await says(show, who, "meld me aan voor de bouwstenentraining in Oost")
    for _ in range(8):
        shown = buttons(last(show, who))
        if tapped := next(
            (one for one in ("Ja, dat klopt", "Ja, dat is goed", "Overslaan", "Ja, meld me aan") if one in shown), ""
        ):
            await taps(show, who, tapped)
        elif "naam" in str(last(show, who).get("text")):
            await says(show, who, name)


async def test_a_seat_that_comes_free_is_offered_to_who_waits(show: Show) -> None:
    app = app_of(show)
    async with app.database.transaction() as tx:
        event = await store.find_event_by_code(tx, "BT-12")
        assert event is not None
        await seats.change_capacity(tx, event.id, 1, app.clock.now())

    await signs_up(show, "anna", "Anna Smit")
    assert "Je staat op de lijst" in str(last(show, "anna"))
    await signs_up(show, "dirk", "Dirk de Boer")
    assert "nummer 1" in str(last(show, "dirk"))

    await says(show, "anna", "ik kan helaas niet komen naar de bouwstenentraining in Oost")
    await show.move_clock("hour")
    assert "Er is plek voor je" in str(show.telegram.messages(show.find("dirk")[1]))
    await taps(show, "dirk", "Ja, ik kom")
    assert [one.name for one in await store.list_registrations(app.database, event.id)] == ["Dirk de Boer"]
