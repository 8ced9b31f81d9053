"""A town of people with phones, who use the bot as people do: it acts for them in crowds, and writes down what they did."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import LOCAL_ZONE, to_text
from bot.demo.telegram.fake import Chat, User
from bot.texts.rendering import visible
from tests.month import Asked, Coached, Gathering, Log, Seat, week_name
from tests.personas import Stage

Json = dict[str, Any]
Said = dict[int, list[Json]]
"""What came on whose screen."""

_HELD_BACK = "SELECT 1 FROM outbox WHERE state = 'queued' AND due_at <= :now AND retry_at IS NULL LIMIT 1"
_FIRST_NAMES = ("Anneke", "Bilal", "Carolien", "Daan", "Elif", "Frank", "Gerda", "Hassan", "Ilse", "Jeroen", "Karin", "Lotte",
                "Mehmet", "Nienke", "Otto", "Petra", "Quinten", "Rachida", "Sjoerd", "Tineke")  # fmt: skip
_SURNAMES = ("Bakker", "Dekker", "Kramer", "Mulder", "Visser", "Smit", "Meijer", "Kok", "Jacobs", "Vermeulen")
# What somebody who only wants to sign up taps, whichever of these is on the screen.
_WAY = ("events:agree", "events:confirm", "events:skip", "events:join")
_LONGEST_FLUSH = 240


@dataclass
class Town:
    """People, and what they do."""

    stage: Stage
    log: Log
    chance: random.Random
    volunteers: list[User] = field(default_factory=list)
    coaches: dict[int, list[User]] = field(default_factory=dict)
    areas: dict[int, int] = field(default_factory=dict)
    """Where a volunteer belongs, by Telegram id."""

    # the clock

    async def until(self, moment: datetime) -> None:
        """Let it become this time, and let everything that is due leave as fast as Telegram takes it."""
        self.stage.clock.set(moment)
        await self.stage.app.tick()
        await self.stage.settle()
        for _ in range(_LONGEST_FLUSH):
            if not await self.stage.app.database.fetch_all(_HELD_BACK, {"now": to_text(self.now)}):
                return
            self.stage.clock.advance(timedelta(seconds=1))
            self.stage.app.sender.wake()
            await self.stage.settle()
        raise AssertionError("messages are held back for too long")

    @property
    def now(self) -> datetime:
        """Return what time it is."""
        return self.stage.clock.now()

    # hands

    async def say(self, words: Iterable[tuple[User, str]], chat: Chat | None = None) -> Said:
        """Let all of them type something at once."""
        pairs = list(words)
        before = {user.id: self._count(user) for user, _ in pairs}
        for user, text in pairs:
            self.stage.telegram.say(user, text, chat)
        await self.stage.settle()
        return {user.id: self.since(user, before[user.id] + 1) for user, _ in pairs}

    async def tap(self, taps: Iterable[tuple[User, str]], chat: Chat | None = None) -> Said:
        """Let each of them tap the lowest button whose data begins so; a short sleep between two taps of one person is theirs."""
        pairs = list(taps)
        before = {user.id: self._count(user) for user, _ in pairs}
        for user, prefix in pairs:
            message, data = self.button(user, prefix, chat)
            self.stage.telegram.tap_data(user, message, data)
        await self.stage.settle()
        return {user.id: self.since(user, before[user.id]) for user, _ in pairs}

    def button(self, user: User, prefix: str, chat: Chat | None = None) -> tuple[Json, str]:
        """Return the lowest message with such a button, and what is in it."""
        messages = self.stage.telegram.messages(chat or user)
        for message in reversed(messages):
            for data in data_of(message):
                if data.startswith(prefix):
                    return message, data
        raise AssertionError(f"no button {prefix} for {user.first_name}: {[text_of(m) for m in messages[-2:]]}")

    def since(self, user: User, number: int) -> list[Json]:
        """Return what came on somebody's screen after so many messages."""
        return self.stage.telegram.messages(user)[number:]

    def _count(self, user: User) -> int:
        return len(self.stage.telegram.messages(user))

    # questions

    async def ask(self, questions: Sequence[tuple[User, str]], kind: str) -> None:
        """Let people ask; write down with what they were answered. Some pick one of the choices, some say whether it helped."""
        came = await self.say(questions)
        asked = [(user, self._note(user, text, came[user.id], kind)) for user, text in questions]
        pickers = [(user, one) for user, one in asked if one.answer == "choose" and self.chance.random() < 0.5]
        picked = await self.tap((user, "coaching:pick:") for user, _ in pickers)
        for user, one in pickers:
            one.answer, one.situation = "tips", _situation(picked[user.id])
        tellers = [(user, one) for user, one in asked if one.answer == "tips" and self.chance.random() < 0.6]
        for _, one in tellers:
            one.helped = self.chance.choice(["yes", "a_bit", "no", "no"])
        await self.tap((user, f"coaching:helped:{self._number(user)}:{one.helped}") for user, one in tellers)

    def _note(self, user: User, text: str, came: list[Json], kind: str) -> Asked:
        one = Asked(week_name(self.now), self.areas.get(user.id, 0), user.id, text, kind)
        shown = "\n".join(map(text_of, came))
        if kind == "crisis":
            assert "113" in shown, shown
        elif kind == "unknown":
            assert "Dat weet ik niet" in shown, shown
        elif any(data.startswith("coaching:pick:") for message in came for data in data_of(message)):
            one.answer = "choose"
        else:
            one.situation = _situation(came)
        self.log.asked.append(one)
        return one

    def _number(self, user: User) -> str:
        return self.button(user, "coaching:helped:")[1].split(":")[2]

    # coaches

    async def ask_coach(self, user: User, question: str) -> Coached:
        """Pass a question on to the coaches."""
        await self.say([(user, "/coach")])
        if "Klopt het?" not in self.screen(user):
            await self.say([(user, question)])
        await self.tap([(user, "handover:send:")])
        assert "doorgegeven aan de coaches" in self.screen(user)
        one = Coached(self.areas[user.id], user.id, self.now)
        self.log.coached.append(one)
        return one

    async def answer(self, user: User, coach: User, one: Coached, *, closes: bool, chat: Chat | None = None) -> None:
        """Let a coach pick up the question that was passed on last, and answer; perhaps the asker ends it."""
        offered = [data for message in self.stage.telegram.messages(chat or coach) for data in data_of(message)]
        number = max(int(data.split(":")[2]) for data in offered if data.startswith("handover:claim:"))
        await self.tap([(coach, f"handover:claim:{number}")], chat)
        one.claimed = self.now
        await self.say([(coach, "Dank je voor je vraag. Wat heb je al geprobeerd?")])
        if "Voor wie is dit?" in self.screen(coach):
            await self.tap([(coach, f"handover:to:{number}")])
        assert "Wat heb je al geprobeerd" in self.screen(user)
        if closes:
            await self.say([(user, "/klaar")])
            assert "Ik ben er weer" in self.screen(user)
            one.ended = self.now

    # bijeenkomsten

    async def sign_up(self, gathering: Gathering, people: Sequence[User]) -> None:
        """Let people open the link of the flyer at the same moment, and go through the form; they read where they stand."""
        await self.say((user, f"/start meedoen_{gathering.code}") for user in people)
        for _ in range(9):
            steps = [(user, self._step(user)) for user in people]
            await self.say((user, name_of(user)) for user, step in steps if step == "name")
            await self.tap((user, step) for user, step in steps if step not in ("name", ""))
            if not any(step for _, step in steps):
                break
        for user in people:
            screen = self.screen(user)
            assert "Je staat op de lijst" in screen or "wachtlijst" in screen, screen
            waits = "Je staat op de lijst" not in screen
            gathering.seats.append(Seat(user.id, name_of(user), waits=waits))

    def _step(self, user: User) -> str:
        last = self.stage.telegram.messages(user)[-1]
        for data in data_of(last):
            if data.startswith(_WAY):
                return data
        return "name" if "Wat is je naam?" in text_of(last) else ""

    async def cancel(self, gathering: Gathering, seat: Seat) -> None:
        """Let somebody cancel; whoever reads that a seat is free for them takes it."""
        user = self.user(seat.person)
        await self.say([(user, f"ik meld me af voor {gathering.code}")])
        if "afgemeld" not in self.screen(user):
            await self.tap([(user, "events:cancelled:")])
        assert "Je bent afgemeld" in self.screen(user), self.screen(user)
        seat.gone = True
        for other in gathering.seats:
            if other.waits and not other.gone and other.person not in {None, *self.log.blocked}:
                waiter = self.user(other.person)
                if any(data.startswith("events:accept:") for data in data_of(self.stage.telegram.messages(waiter)[-1])):
                    await self.tap([(waiter, "events:accept:")])
                    other.waits = False

    async def sign_up_by_phone(self, coach: User, gathering: Gathering, name: str) -> None:
        """Let a coach put somebody on the list who has no Telegram."""
        await self.say([(coach, "/bijeenkomsten")])
        await self.tap([(coach, f"organising:event:{gathering.id}")])
        await self.tap([(coach, f"organising:add:{gathering.id}")])
        await self.say([(coach, name)])
        for _ in range(4):
            if any(data.startswith("organising:do") for data in data_of(self.stage.telegram.messages(coach)[-1])):
                break
            await self.tap([(coach, "organising:skip")]) if self._may_skip(coach) else await self.say([(coach, "1")])
        await self.tap([(coach, "organising:do")])
        waits = f"{name} staat op de wachtlijst" in self.screen(coach)
        assert waits or f"{name} staat op de lijst" in self.screen(coach), self.screen(coach)
        gathering.seats.append(Seat(None, name, waits=waits))

    def _may_skip(self, coach: User) -> bool:
        return any(data.startswith("organising:skip") for data in data_of(self.stage.telegram.messages(coach)[-1]))

    async def block(self, user: User) -> None:
        """Let somebody block the bot."""
        self.stage.telegram.block(user)
        self.log.blocked.add(user.id)
        await self.stage.settle()

    async def call(self, coach: User) -> None:
        """Let a coach call the first whom the bot does not reach."""
        await self.say([(coach, "/evenbellen")])
        message, data = self.button(coach, "timeline:called:")
        label = next(label for label, found in buttons_of(message) if found == data)
        name = next(line for line in text_of(message).splitlines() if line.startswith("– "))[2:].partition(",")[0]
        assert name in label
        event = text_of(message).partition("\n– ")[0].splitlines()[-1]
        await self.tap([(coach, data)])
        for gathering in self.log.gatherings:
            for seat in gathering.seats:
                if seat.name == name and event.startswith(f"{gathering.title},"):
                    seat.called = True

    async def note_attendance(self, coach: User, gathering: Gathering, part: int, *, absent: bool) -> None:
        """Let a coach tick who is there: everybody, but perhaps for the first on the list."""
        await self.say([(coach, "/aanwezig")])
        await self.tap([(coach, f"timeline:list:{gathering.id}:{part}:")])
        missing = ""
        if absent:
            message, data = self.button(coach, "timeline:tick:")
            missing = next(label for label, found in buttons_of(message) if found == data)
            await self.tap([(coach, "timeline:tick:")])
            await self.tap([(coach, "timeline:tick:")])
        await self.tap([(coach, f"timeline:everybody:{gathering.id}:{part}")])
        there = [seat for seat in gathering.seats if not (seat.waits or seat.gone) and seat.name not in missing]
        gathering.present |= {seat.name for seat in there}

    async def evaluate(self, gathering: Gathering, *, all_of_them: bool) -> None:
        """Let who was invited give a grade; perhaps not all of them."""
        there = [seat.person for seat in gathering.seats if seat.name in gathering.present and seat.person is not None]
        invited = [self.user(person) for person in there if person not in self.log.blocked]
        gathering.invited = {user.id for user in invited} if len(invited) >= 3 else set()
        for user in invited if all_of_them else invited[1:]:
            if not gathering.invited:
                break
            grade = self.chance.randint(5, 10)
            await self.tap([(user, "surveys:fill:")])
            message, _ = self.button(user, "surveys:grade:")
            wanted = next(found for _, found in buttons_of(message) if found.endswith(f":{grade}"))
            self.stage.telegram.tap_data(user, message, wanted)
            await self.stage.settle()
            await self.tap([(user, "surveys:stop:")])
            gathering.grades[user.id] = grade

    # reading

    def free(self) -> list[User]:
        """Return the volunteers who have the bot for themselves now."""
        return [user for user in self.volunteers if user.id not in self.log.blocked | self.log.talking]

    def screen(self, user: User) -> str:
        """Return the last thing that the bot said to somebody."""
        return text_of(self.stage.telegram.messages(user)[-1])

    def user(self, person: int | None) -> User:
        """Return somebody by their number."""
        assert person is not None
        return self.stage.telegram.world.users[person]


def name_of(user: User) -> str:
    """Return under which name somebody signs up."""
    number = user.id % 200
    return f"{_FIRST_NAMES[number % 20]} {_SURNAMES[number // 20]}"


def text_of(message: Json) -> str:
    """Return what is read of a message."""
    return visible(str(message.get("text") or message.get("caption") or ""))


def buttons_of(message: Json) -> list[tuple[str, str]]:
    """Return the buttons under a message: what is on them and what is in them."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(button["text"], button["callback_data"]) for row in rows for button in row if "callback_data" in button]


def data_of(message: Json) -> list[str]:
    """Return what is in the buttons under a message."""
    return [data for _, data in buttons_of(message)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment in Amsterdam, so many days after the Monday on which it begins."""
    return (datetime(2026, 11, 23, hour, minute, tzinfo=LOCAL_ZONE) + timedelta(days=day)).astimezone(UTC)


def _situation(came: list[Json]) -> str:
    found = [data.split(":")[2] for message in came for data in data_of(message) if data.startswith("coaching:more:")]
    assert found, [text_of(message) for message in came]
    return found[-1]
