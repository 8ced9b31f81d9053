"""A month in three areas: two hundred volunteers, twelve coaches, twenty bijeenkomsten; every Monday a digest, then /cijfers.

What people did is written down apart (tests/month.py); every figure that a coach reads is counted again from that.
"""

import json
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.telegram.fake import Chat, FakeTelegram, User
from bot.features.digest import service, store
from bot.features.digest.models import Facts, Unanswered
from bot.files import making
from bot.people import staff_store
from bot.people import store as people
from bot.people.models import Role
from bot.texts.library import Texts
from tests.conversations.bijeenkomsten import Agenda
from tests.month import Figures, Gathering, Log, earlier, on_screen, pictured, read_digest, read_report, week_name
from tests.personas import CARLA, Stage
from tests.town import Town, at, data_of, text_of

AREAS = {1: "Oost", 2: "West", 3: "Zuid"}
ROLES = (Role.COACH_WELZIJN, Role.COACH_WELZIJN, Role.COACH_GGZ, Role.COORDINATOR)
WITH_TIPS = (
    "hoe krijg ik een stille bezoeker aan de praat",
    "hoe zeg ik tegen iemand dat hij niet fris ruikt",
    "hoe ga ik om met iemand die steeds boos wordt?",
    "ze belt mij tien keer per dag en laat niet los",
    "mijn buurman voert de vogels en er komen ratten",
)
WITHOUT = (
    "hoe ontkalk ik het koffieapparaat van de buurtkamer",
    "wat is de hoofdstad van australie en hoeveel inwoners heeft die",
)
DANGER = "hij zegt dat hij niet meer wil leven"
FOR_A_COACH = "er zit elke week iemand alleen aan tafel en niemand zegt iets tegen hem"
_IN_LETTERS = str.maketrans("1234", "abcd")
_LOOKS_LIKE_PNG = b"\x89PNG" + bytes(20)


async def settle_in(stage: Stage, telegram: FakeTelegram) -> tuple[Town, Chat]:
    """Three areas with four coaches each, one of them with a group, and two hundred volunteers of whom some belong nowhere."""
    town = Town(stage, Log(), random.Random(20_261_128))
    async with stage.app.database.transaction() as tx:
        for number, name in AREAS.items():
            await tx.execute(
                "INSERT INTO areas (id, code, name, gemeente) VALUES (:id, lower(:name), :name, 'Utrecht')",
                {"id": number, "name": name},
            )
        for number in range(12):
            area, user = 1 + number % 3, telegram.add_user(300 + number, f"Coach{number}")
            person = await people.find_or_insert(tx, None, user.id, frozenset(), stage.clock.now())
            staff_store.appoint(tx, person.id, ROLES[number // 3], area)
            staff_store.name_person(tx, person.id, user.first_name)
            town.coaches.setdefault(area, []).append(user)
    town.volunteers = [telegram.add_user(1000 + number, f"Buur{number}") for number in range(200)]
    settled = [(user, index) for index, user in enumerate(town.volunteers) if index % 25]
    await town.say((user, "/mijnwijk") for user, _ in settled)
    for index, (user, _) in enumerate(settled):
        town.areas[user.id] = 1 + index % 3
    await town.tap((user, f"team:mine:{town.areas[user.id]}") for user, _ in settled)
    await town.say([(stage.telegram.world.users[CARLA], "/help")])
    group = telegram.add_group("Coaches Oost", *town.coaches[1])
    await town.say([(town.coaches[1][0], "/koppel")], group)
    return town, group


async def fill_agenda(town: Town, agenda: Agenda) -> None:
    """Twenty bijeenkomsten in and after the month, one of two dagdelen in each five, and one for which nobody signs up."""
    for number in range(20):
        day, area = 2 + (number * 9) // 4, 1 + number % 3
        # Not in the weekend, but for one: on the Monday after they were asked nobody has decided about it.
        day = 20 if number == 9 else day + {5: 2, 6: 1}.get(day % 7, 0)
        starts = (at(day, 14), at(day + 1, 14)) if number % 5 == 4 else (at(day, 14),)
        event = await agenda.add(
            *starts, code=f"BT-{number:02d}", title=f"Bouwstenen {number}", area_id=area, capacity=4 + number % 5, minimum=3,
            signup_required=number != 7,
        )  # fmt: skip
        parts = tuple((part.starts_at, part.ends_at) for part in event.parts)
        town.log.gatherings.append(
            Gathering(event.id, event.code, event.title, area, parts, 3, event.capacity, wants_signup=number != 7)
        )


async def check_digests(town: Town, texts: Texts, group: Chat, monday: int) -> list[Figures]:
    """Every coach reads the digest of their area once, with the figures that the log gives; so does the group."""
    chats: dict[int, list[User | Chat]] = {area: [*users] for area, users in town.coaches.items()}
    chats[1] += [group] if monday > 7 else []
    chats[0] = [town.user(CARLA)]
    before = {chat.id: len(town.stage.telegram.messages(chat)) for area in chats for chat in chats[area]}
    await town.until(at(monday, 8, 30))
    week = earlier(week_name(at(monday, 8, 30)), 1)
    titles = {situation.id: situation.button for situation in texts.situations.values()}
    counted = []
    for area, readers in chats.items():
        figures = town.log.figures(area, week, at(monday, 8, 30))
        async with town.stage.app.database.transaction() as tx:
            facts = await service.gather(tx, area, week, at(monday, 8, 30))
            unanswered = await store.list_unanswered(tx, area, week, facts.unanswered)
        assert _as_figures(facts, unanswered) == figures, (area, week)
        counted.append(figures)
        for chat in readers:
            came = town.stage.telegram.messages(chat)[before[chat.id] :]
            (digest,) = [message for message in came if text_of(message).startswith("Weekoverzicht, week")]
            assert read_digest(text_of(digest)) == on_screen(figures, titles), (area, chat.id)
            assert _picture(town, digest) == pictured(figures), (area, chat.id)
    assert not any("Weekoverzicht" in text_of(one) for user in town.volunteers for one in town.stage.telegram.messages(user))
    return counted


async def check_council_figures(town: Town) -> None:
    """A coach sees the figures of the own area, the beheerder those of all together; of the month before and of this one."""
    readers = [(users[0], str(area), [area]) for area, users in town.coaches.items()]
    for reader, code, areas in (*readers, (town.user(CARLA), "all", [0, *AREAS])):
        await town.say([(reader, "/cijfers")])
        if code == "all":
            await town.tap([(reader, "figures:show:all:2026-11")])
        assert read_report(town.screen(reader)) == town.log.report(areas, "2026-11", town.now), code
        await town.tap([(reader, f"figures:show:{code}:2026-12")])
        assert read_report(town.screen(reader)) == town.log.report(areas, "2026-12", town.now), code


def _picture(town: Town, message: dict[str, Any]) -> list[tuple[str, int]]:
    """Return what stands beside the bars of the picture; the drawing of this test only writes down what it is to draw."""
    drawn = json.loads(town.stage.telegram.world.files[message["photo"][-1]["file_id"]].content[len(_LOOKS_LIKE_PNG) :])
    return [bar for chart in drawn["charts"] for bar in zip(chart["labels"], chart["bars"], strict=True)]


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write down what is to be drawn instead of drawing it: matplotlib takes a second for each picture."""

    def write_down(values: Mapping[str, Any]) -> bytes:
        return _LOOKS_LIKE_PNG + json.dumps(dict(values)).encode()

    monkeypatch.setitem(making.MAKERS, "chart", write_down)


def _as_figures(facts: Facts, unanswered: list[Unanswered]) -> dict[str, object]:
    return {
        "questions": facts.questions,
        "usual": facts.usual,
        "weeks": list(facts.weeks),
        "themes": [(theme.situation, theme.askers) for theme in facts.themes],
        "unanswered": [one.text for one in unanswered],
        "not_helped": [(one.situation, one.no, one.told) for one in facts.not_helped],
        "crises": facts.crises,
        "handovers": facts.handovers_open,
        "oldest": facts.oldest_handover_days,
        "coming": [(e.code, e.title, e.day, e.taken, e.minimum, e.capacity, e.waiting) for e in facts.coming],
        "evaluated": [(e.title, e.answered, e.invited, e.grade) for e in facts.evaluated],
        "to_call": facts.to_call,
        "to_decide": facts.to_decide,
    }


async def live_a_day(town: Town, group: Chat, day: int) -> None:
    """Lives one day: questions in the morning, bijeenkomsten in the afternoon, evaluations and sign-ups after that."""
    await town.until(at(day, 10, 5))
    if day % 7 in (0, 2, 4):
        await ask_questions(town)
    elif day % 7 in (1, 3):
        await talk_with_coaches(town, group)
    await decide(town, day)
    await look_after_who_is_not_reached(town, day)
    await town.until(at(day, 12, 5))
    await sign_up(town, day)
    await town.until(at(day, 17, 5))
    for one in town.log.gatherings:
        for part, (start, _) in enumerate(one.parts, 1):
            if start == at(day, 14) and one.taken:
                await town.note_attendance(town.coaches[one.area][1], one, part, absent=day % 2 == 0)
    await town.until(at(day, 20, 5))
    for number, one in enumerate(town.log.gatherings):
        if one.ends == at(day, 17) and one.present:
            one.invited_at = town.now
            await town.evaluate(one, all_of_them=number % 3 != 2)


async def ask_questions(town: Town) -> None:
    crowd = town.chance.sample(town.free(), 26)
    await town.ask([(user, town.chance.choice(WITH_TIPS)) for user in crowd[:19]], "tips")
    await town.ask([(user, town.chance.choice(WITHOUT)) for user in crowd[19:23]], "unknown")
    await town.ask([(user, DANGER) for user in crowd[23:24]], "crisis")
    # What is no question is not counted as one.
    await town.say([(user, "hallo") for user in crowd[24:]])


async def talk_with_coaches(town: Town, group: Chat) -> None:
    for area, coaches in town.coaches.items():
        asker = town.chance.choice([user for user in town.free() if town.areas.get(user.id) == area])
        one = await town.ask_coach(asker, FOR_A_COACH)
        fate = town.chance.random()
        if fate < 0.8:
            await town.until(town.now + timedelta(seconds=3))
            await town.answer(asker, coaches[0], one, closes=fate < 0.6, chat=group if area == 1 else None)


async def decide(town: Town, day: int) -> None:
    """Two out of three times a coach says that it goes on, as soon as they are asked."""
    for number, one in enumerate(town.log.gatherings):
        first = one.starts - timedelta(days=14)
        asked = first.date() <= at(day, 10).date() and one.starts - timedelta(days=3) > town.now
        if asked and number % 3 and not one.decided and one.wants_signup and not one.off:
            coach = town.coaches[one.area][0]
            if any(data.startswith(f"timeline:decide:{one.id}:") for data in _on_phone(town, coach)):
                await town.tap([(coach, f"timeline:decide:{one.id}:1:go")])
                one.decided = True


def _on_phone(town: Town, coach: User) -> list[str]:
    return [data for message in town.stage.telegram.messages(coach) for data in data_of(message)]


async def look_after_who_is_not_reached(town: Town, day: int) -> None:
    """In each area somebody has no Telegram and somebody blocks the bot; in the third week the coach calls one of them."""
    for area, coaches in town.coaches.items():
        ahead = [one for one in town.log.gatherings if one.area == area and one.starts > at(day + 10, 0) and one.wants_signup]
        if day in (1, 4):
            # Where there is room: whether a seat that came free is theirs, a coach would have to ask them.
            one = next(one for one in ahead if one.taken < one.capacity and not one.waiting)
            await town.sign_up_by_phone(coaches[0], one, f"Wim de Boer{area}{day}".translate(_IN_LETTERS))
        elif day == 10:
            free = {user.id for user in town.free()}
            seat = next(seat for one in ahead for seat in one.seats if seat.person in free and not (seat.waits or seat.gone))
            await town.block(town.user(seat.person))
        elif day == 15:
            await town.call(coaches[0])


async def sign_up(town: Town, day: int) -> None:
    """Every bijeenkomst gets some people per day until it is full and some wait; now and then somebody cancels."""
    free = {user.id for user in town.free()}
    for number, one in enumerate(town.log.gatherings):
        if not one.wants_signup or one.starts < at(day + 1, 0) or (number + day) % 4:
            continue
        if len(one.seats) < one.capacity + 2:
            known = {seat.person for seat in one.seats}
            fresh = [user for user in town.free() if user.id not in known]
            await town.sign_up(one, town.chance.sample(fresh, 3))
        elif on := [seat for seat in one.seats if seat.person in free and not (seat.waits or seat.gone)]:
            await town.cancel(one, on[0])


async def test_every_monday_each_area_reads_what_really_happened(
    stage: Stage, telegram: FakeTelegram, texts: Texts, no_drawing: None
) -> None:
    town, group = await settle_in(stage, telegram)
    await fill_agenda(town, Agenda(stage))
    counted: list[Figures] = []
    for day in range(28):
        if day % 7 == 0 and day:
            counted += await check_digests(town, texts, group, day)
        if day == 7:
            await town.tap([(town.coaches[1][0], "digest:group:1")])
            await town.tap([(town.coaches[1][0], "digest:ingroup:1")])
        await live_a_day(town, group, day)
    counted += await check_digests(town, texts, group, 28)
    await check_council_figures(town)

    assert [name for name in counted[0] if not any(figures[name] for figures in counted)] == [], "a figure that was never there"
