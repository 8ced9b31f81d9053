"""The clock bar of the demo shows everything around a bijeenkomst within a minute, in the order in which it happens in life."""

from functools import partial

from bot.agenda import seats, store
from bot.agenda.models import Applicant
from bot.app import App, open_app
from bot.demo.show import PHONES, Show
from bot.people import store as people
from tests.conftest import Content

ANNA, BRAM = PHONES[0], PHONES[2]


def screen(show: Show, user_id: int) -> str:
    """Everything that was said to somebody."""
    return "\n".join(message.get("text", "") for message in show.telegram.messages(show.telegram.world.users[user_id]))


async def test_a_few_taps_on_the_clock_show_go_no_go_reminders_and_attendance(content: Content) -> None:
    show = Show(partial(open_app, texts=content.texts, interpreter=content.interpreter))
    await show.start()
    app = show._app
    assert isinstance(app, App)
    for phone in (ANNA, BRAM):
        show.telegram.start(show.telegram.world.users[phone.user_id])
    await app.settle()
    async with app.database.transaction() as tx:
        event = await store.find_event_by_code(tx, "BT-12")
        anna = await people.find_or_insert(
            tx, await tx.fetch_one(*people.finding(ANNA.user_id)), ANNA.user_id, frozenset(), app.clock.now()
        )
        assert event is not None
        await seats.sign_up(tx, event, Applicant(anna.id, "Anna"), app.clock.now())
    for _ in range(4):
        await show.move_clock("week")
    told, asked = screen(show, ANNA.user_id), screen(show, BRAM.user_id)
    await show.stop()

    assert [sentence for sentence in ("Kom je nog?", "Weet je het al?", "Tot morgen", "Vandaag om") if sentence not in told] == []
    assert [sentence for sentence in ("Gaat het door?", "Wie is er?", "Wie waren er?") if sentence not in asked] == []
    assert "Niet verstuurd" not in asked
