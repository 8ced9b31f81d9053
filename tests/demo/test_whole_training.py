"""The clock bar of the demo shows a whole training: signing up, go/no-go, reminders, attendance, thanks, survey and result."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.agenda import store
from bot.agenda.models import Event
from bot.app import App, open_app
from bot.chat.route import Tap
from bot.demo.show import PHONES, Show
from bot.registry import FEATURES
from tests.conftest import Content
from tests.personas import Person, Stage
from tests.signing_up import sign_up

ROUTES = {route.on.action for feature in FEATURES for route in feature.routes if isinstance(route.on, Tap)}


@dataclass
class Demo:
    """The demo, with its phones in the hands of people who type and tap, and its clock bar."""

    show: Show
    stage: Stage
    anna: Person
    dirk: Person
    bram: Person

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Return who has a phone."""
        return self.anna, self.dirk, self.bram

    async def training(self) -> Event:
        """Return the training in Oost."""
        event = await store.find_event_by_code(self.stage.app.database, "BT-12")
        assert event is not None
        return event

    async def until(self, moment: datetime) -> None:
        """Tap on the clock bar until it is that late: weeks, then days, then hours."""
        for person in self.everybody:
            person.has_read_everything()
        for tap, length in (("week", timedelta(days=7)), ("day", timedelta(days=1)), ("hour", timedelta())):
            while moment - self.show.clock.now() > length:
                await self.show.move_clock(tap)


@pytest.fixture
async def demo(content: Content) -> AsyncIterator[Demo]:
    """The demo as it begins."""
    show = Show(partial(open_app, texts=content.texts, interpreter=content.interpreter))
    await show.start()
    app = show._app
    assert isinstance(app, App)

    async def running() -> App:
        return app

    stage = Stage(show.telegram, show.clock, running, app)
    anna, dirk, bram = (Person(show.telegram.world.users[phone.user_id], stage) for phone in PHONES[:3])
    yield Demo(show, stage, anna, dirk, bram)
    await show.stop()


@pytest.mark.slow
async def test_the_clock_bar_shows_a_whole_training_from_signing_up_to_the_result(demo: Demo) -> None:
    for person in demo.everybody:
        demo.show.telegram.start(person.user)
        await sign_up(person, f"{person.name} de Wit")
        person.sees("Je staat op de lijst")
    training = await demo.training()

    await _before(demo, training.parts[0].starts_at)
    await _during_and_after(demo, training.parts[0].starts_at, training.ends_at)
    await _result(demo, training.ends_at)
    await _every_button_leads_somewhere(demo)


async def _before(demo: Demo, start: datetime) -> None:
    await demo.until(start - timedelta(days=13))
    demo.bram.sees("Gaat het door?", "Op de lijst: 3")
    await demo.bram.taps("Het gaat door")
    demo.bram.sees("gaat door")

    await demo.until(start - timedelta(days=6))
    demo.anna.sees("Kom je nog?")
    await demo.anna.taps("Ja, ik kom")
    demo.anna.sees("Fijn, dan zien we je")


async def _during_and_after(demo: Demo, start: datetime, end: datetime) -> None:
    await demo.until(start)
    demo.anna.sees("Tot morgen", "Vandaag om")
    demo.dirk.sees("Weet je het al?")
    demo.bram.sees("Wie is er?")
    await demo.bram.taps("De rest is er ook")
    demo.bram.sees("Aanwezig 3")

    await demo.until(end + timedelta(hours=2))
    for person, grades in zip(demo.everybody, ("998", "897", "768"), strict=True):
        person.sees("Bedankt voor je komst", "Hoe vond je het?")
        await person.taps("Formulier invullen")
        for grade in grades:
            await person.taps(grade)
        await person.says(f"{person.name} luistert voortaan eerst")
        await person.taps("Overslaan")
        person.sees("Dank je wel")
    await demo.anna.taps("Ja, dat mag")
    demo.anna.sees("drie maanden na de bijeenkomst")


async def _result(demo: Demo, end: datetime) -> None:
    await demo.until(end + timedelta(days=3))
    bram = demo.bram
    bram.sees("Evaluatie van", "De bijeenkomst: 8,0", "Trainer of gespreksleider: 8,0", "Ervaringsdeskundige: 7,7")
    assert any("photo" in message for message in demo.show.telegram.messages(bram.user))
    await bram.taps("Wat mensen meenemen (3)")
    bram.sees("luistert voortaan eerst")
    assert "Niet verstuurd" not in "".join(message.get("text", "") for message in demo.show.telegram.messages(bram.user))


async def _every_button_leads_somewhere(demo: Demo) -> None:
    """Tap one button of each kind on every phone: something comes of it, and never 'this button does not work'."""
    for person in demo.everybody:
        tapped: set[str] = set()
        while fresh := [(number, data) for number, data in _buttons(demo, person) if _action(data) not in tapped]:
            message_id, data = fresh[0]
            tapped.add(_action(data))
            await person.taps_old(message_id, data)
            assert person.news.strip(), f"nothing comes of {data}"
            person.sees_no("werkt niet meer")
        assert len(tapped) > 10
        assert tapped <= ROUTES


def _buttons(demo: Demo, person: Person) -> list[tuple[int, str]]:
    return [
        (message["message_id"], button["callback_data"])
        for message in demo.show.telegram.messages(person.user)
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


def _action(data: str) -> str:
    return ":".join(data.split(":")[:2])
