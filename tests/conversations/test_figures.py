"""Figures for the council: counted over a month, a quarter or a year, with nobody in them."""

import io
import itertools
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.agenda import personal
from bot.agenda.models import Event, EventState
from bot.clock import LOCAL_ZONE, to_text
from bot.features.coaching import store as coaching
from bot.features.figures import counting, service
from bot.features.figures.models import Cell, Count, Figures, Line, Period
from bot.files.making import make
from bot.people.models import Role
from bot.retention import PERIODS
from bot.texts.library import Texts
from bot.understanding.signup import Kind
from tests.conversations.bijeenkomsten import Agenda
from tests.personas import Person, Stage

OCTOBER = datetime(2026, 10, 14, 14, 0, tzinfo=LOCAL_ZONE)
NAMES = ("Wim", "Truus", "Kees", "Joke", "Ria", "Henk", "Bep")


async def held(agenda: Agenda, code: str, guests: int, *, role: str = "", day: int = 14, **changes: object) -> Event:
    """Put a bijeenkomst of October on the agenda that is over, with so many people who were there."""
    begin = OCTOBER.replace(day=day)
    event = await agenda.add(begin, begin + timedelta(hours=4), code=code, state=EventState.GO, capacity=40, **changes)
    for name in NAMES[:guests]:
        await agenda.change(
            "INSERT INTO registrations (event_id, name, role, organisation, state, queue_number, source, created_at, changed_at) "
            "VALUES (:event, :name, :role, 'Buurtteam', 'signed_up', 1, 'coach', :now, :now)",
            event=event.id, name=name, role=role or None, now=to_text(begin),
        )  # fmt: skip
    for part in (1, 2):
        await agenda.change(
            "INSERT INTO attendance SELECT id, :part, 'present', :now FROM registrations WHERE event_id = :event",
            event=event.id, part=part, now=to_text(begin),
        )  # fmt: skip
    return event


async def ask(agenda: Agenda, answer: str, number: int, *, week: str = "2026-W42", helped: str | None = None) -> None:
    for _ in range(number):
        await agenda.change(
            "INSERT INTO questions (text, answer, helped, area_id, week) SELECT 'een vraag', :answer, :helped, id, :week "
            "FROM areas WHERE code = 'oost'",
            answer=answer, helped=helped, week=week,
        )  # fmt: skip


async def figures_of(stage: Stage, code: str, period: str) -> Figures:
    """Count as the bot does."""
    found = Period.read(period)
    assert found is not None
    async with stage.app.database.transaction() as tx:
        area = await tx.fetch_one("SELECT id, name, code FROM areas WHERE code = :code", {"code": code})
        assert area is not None
        scope = service.Scope(str(area["id"]), area["name"], area["code"], frozenset({area["id"]}))
        return await service.gather(tx, scope, found, stage.clock.now())


async def test_a_coach_sees_last_month_with_a_picture_and_takes_it_along(stage: Stage, bram: Person, agenda: Agenda) -> None:
    await held(agenda, "BT-12", 5, role="buddy")
    await held(agenda, "QA-21", 4, kind=Kind.QUESTIONS)
    await ask(agenda, "tips", 6, helped="yes")
    await ask(agenda, "unknown", 3)

    await bram.says("/cijfers")

    bram.sees(
        "Cijfers oktober 2026, Oost", "2 gehouden", "Deelnemers aan trainingen: 5", "Bezoekers van een Q&A: 4", "organisaties: 1"
    )
    bram.sees("Vragen: 9", "Met antwoord: 6, zonder: 3", "Ja 6, een beetje minder dan 3, nee minder dan 3")
    assert "photo" in stage.telegram.messages(bram.user)[-1]
    assert len(bram.screen) <= 900
    await bram.taps("Als bestand voor de gemeente")
    bram.sees("De cijfers van oktober 2026, Oost", "Er staan geen namen in")
    document = stage.telegram.messages(bram.user)[-1]["document"]
    assert document["file_name"] == "cijfers-oost-2026-10.xlsx"
    file = stage.telegram.world.files[document["file_id"]].content
    written = zipfile.ZipFile(io.BytesIO(file)).read("xl/sharedStrings.xml").decode()
    assert "Deelnemers aan trainingen" in written
    assert "buddy" in written
    assert [name for name in NAMES if name in written] == []
    (note,) = await stage.app.database.fetch_all("SELECT action, subject FROM audit WHERE action = 'figures_downloaded'")
    assert note["subject"] == "oost 2026-10"


async def test_another_period_is_a_tap_away(stage: Stage, bram: Person, agenda: Agenda) -> None:
    await held(agenda, "BT-12", 5)
    await bram.says("/cijfers")

    await bram.taps("Vierde kwartaal 2026")
    bram.sees("Cijfers vierde kwartaal 2026 tot nu toe, Oost", "aan trainingen: 5")
    await bram.taps("2025")
    bram.sees("nog niets te tellen voor Oost in 2025")
    await bram.taps("2026")
    bram.sees("Cijfers 2026 tot nu toe")
    await bram.taps("November 2026")
    bram.sees("nog niets te tellen")


async def test_one_or_two_people_are_not_shown_and_no_sum_gives_them_away(stage: Stage, bram: Person, agenda: Agenda) -> None:
    await held(agenda, "BT-12", 5, role="buddy")
    await held(agenda, "MW-41", 2, kind=Kind.TAILORED, role="wijkagent")
    await held(agenda, "QA-21", 1, kind=Kind.QUESTIONS)
    await ask(agenda, "tips", 8)
    await ask(agenda, "unknown", 1)

    await bram.says("/cijfers")

    bram.sees("Deelnemers aan trainingen: minstens 6", "Bezoekers van een Q&A: minder dan 3")
    bram.sees("Vragen: minstens 9", "Met antwoord: 8, zonder: minder dan 3")
    figures = await figures_of(stage, "oost", "2026-10")
    assert figures.roles == (("buddy", 5),)
    assert (await figures_of(stage, "oost", "2026")).lines[Line.TRAINED] == figures.lines[Line.TRAINED]


async def test_who_came_to_two_bijeenkomsten_counts_twice_and_the_message_says_so(
    stage: Stage, bram: Person, anna: Person, agenda: Agenda
) -> None:
    await anna.says("/start")
    for code, day in (("BT-12", 14), ("BT-13", 21)):
        event = await held(agenda, code, 4, day=day)
        await agenda.change(
            "UPDATE registrations SET person_id = (SELECT id FROM people WHERE telegram_id = :id) "
            "WHERE name = 'Wim' AND event_id = :event",
            id=anna.user.id, event=event.id,
        )  # fmt: skip

    await bram.says("/cijfers")

    # Each of them was at two dagdelen of two trainings.
    bram.sees("Deelnemers aan trainingen: 8", "wie naar twee bijeenkomsten kwam, telt twee keer")


async def test_a_role_of_a_few_disappears_among_the_others(stage: Stage, bram: Person, agenda: Agenda) -> None:
    event = await held(agenda, "BT-12", 7, role="buddy")
    await agenda.change("UPDATE registrations SET role = 'Wijkagent' WHERE name IN ('Wim', 'Truus', 'Kees')")
    figures = await figures_of(stage, "oost", "2026-10")
    assert figures.roles == (("buddy", 4), ("Wijkagent", 3))

    await agenda.change("UPDATE registrations SET role = 'kok van Piet' WHERE event_id = :id AND name = 'Wim'", id=event.id)

    # Two wijkagenten and a cook are three others.
    assert (await figures_of(stage, "oost", "2026-10")).roles == (("buddy", 4), ("", 3))
    await agenda.change("UPDATE registrations SET role = 'buddy' WHERE name IN ('Truus', 'Kees')")
    # One cook alone would be found by taking away: everybody is an other.
    assert (await figures_of(stage, "oost", "2026-10")).roles == (("", 7),)


async def test_figures_stay_when_lists_and_questions_are_forgotten(stage: Stage, bram: Person, agenda: Agenda) -> None:
    await held(agenda, "BT-12", 6, role="buddy")
    await held(agenda, "QA-21", 3, kind=Kind.QUESTIONS, day=20)
    await agenda.change("UPDATE registrations SET seats = 3 WHERE name = 'Wim'")
    await ask(agenda, "tips", 7, helped="a_bit")
    await ask(agenda, "choose", 4)
    before = await figures_of(stage, "oost", "2026-Q4")
    assert before.trained[Kind.TRAINING] == Count(8, 8)

    async with stage.app.database.transaction() as tx:
        # A part of it first: the list of the 14th goes a week before that of the 20th.
        await personal.prune(tx, OCTOBER + timedelta(days=2) + PERIODS["registrations"].keep)
    half = await figures_of(stage, "oost", "2026-Q4")
    async with stage.app.database.transaction() as tx:
        later = stage.clock.now() + timedelta(days=800)
        await personal.prune(tx, later)
        await personal.prune(tx, later)
        await coaching.prune(tx, later)
        await coaching.prune(tx, later)

    assert await stage.app.database.fetch_all("SELECT 1 FROM registrations UNION ALL SELECT 1 FROM questions") == []
    assert half == before
    assert await figures_of(stage, "oost", "2026-Q4") == before
    kept = [tuple(row) for row in await stage.app.database.fetch_all("SELECT * FROM event_groups")]
    assert "Wim" not in json.dumps(kept)


async def test_who_is_erased_still_counts_and_nothing_of_them_is_kept(
    stage: Stage, bram: Person, anna: Person, agenda: Agenda
) -> None:
    event = await held(agenda, "BT-12", 4, role="buddy")
    await anna.says("/start")
    await agenda.change(
        "UPDATE registrations SET person_id = (SELECT id FROM people WHERE telegram_id = :id), role = 'Roodborstrol' "
        "WHERE name = 'Wim' AND event_id = :event",
        id=anna.user.id, event=event.id,
    )  # fmt: skip
    before = await figures_of(stage, "oost", "2026-10")

    await anna.says("/vergeetmij")
    await anna.taps("Ja, wis alles")

    after = await figures_of(stage, "oost", "2026-10")
    assert after.trained == before.trained
    assert after.organisations == before.organisations == 1
    groups = await stage.app.database.fetch_all("SELECT what, name FROM event_groups")
    assert [row["what"] for row in groups] == ["reached"]


async def test_a_conversation_counts_when_it_is_picked_up_and_when_it_is_closed(
    stage: Stage, bram: Person, agenda: Agenda
) -> None:
    now = stage.clock.now()
    for day, closed in ((1, 5), (2, 40), (3, 41), (4, None)):
        await agenda.change(
            "INSERT INTO handovers (text, state, area_id, claimed_at, closed_at, helped, created_at) "
            "SELECT '', :state, id, :claimed, :closed, :helped, :claimed FROM areas WHERE code = 'oost'",
            state="closed" if closed else "claimed", claimed=to_text(OCTOBER.replace(day=day)),
            closed=to_text(OCTOBER + timedelta(days=closed - 14)) if closed else None, helped="yes" if closed else None,
        )  # fmt: skip
    figures = await figures_of(stage, "oost", "2026-10")
    assert figures.lines[Line.TAKEN] == Count(4, 4)
    assert figures.lines[Line.COACHED] == Count(1, 2)

    await bram.says("/vergeetmij")

    assert (await figures_of(stage, "oost", "2026-10")).lines[Line.TAKEN] == Count(4, 4)
    assert now == stage.clock.now()


async def test_what_did_not_go_on_or_has_no_list_is_told_apart(stage: Stage, bram: Person, agenda: Agenda) -> None:
    await agenda.add(OCTOBER, code="BT-13", state=EventState.CANCELLED)
    await agenda.add(OCTOBER, code="BT-14", state=EventState.NO_GO)
    await agenda.add(OCTOBER, code="BT-15", state=EventState.GO)
    await agenda.add(stage.clock.now() + timedelta(days=1), code="BT-16", state=EventState.GO)

    await bram.says("/cijfers")
    bram.sees("1 gehouden", "Bij 1 bijeenkomst is niet bijgehouden wie er was", "aan trainingen: 0")
    await bram.taps("2026")
    bram.sees("1 gehouden")


async def test_a_coach_fills_in_the_partnerships(stage: Stage, bram: Person, agenda: Agenda) -> None:
    await bram.says("/cijfers")
    await bram.taps("Samenwerkingsverbanden")
    bram.sees("In hoeveel samenwerkingsverbanden doet Oost actief mee?")
    await bram.says("een stuk of wat")
    bram.sees("Dat is geen getal")
    await bram.says("4")
    bram.sees("Oost doet mee in 4 samenwerkingsverbanden")

    assert (await figures_of(stage, "oost", "2026-11")).partnerships == 4
    assert (await figures_of(stage, "oost", "2026-10")).partnerships is None
    await bram.taps("Samenwerkingsverbanden")
    await bram.says("stop")
    bram.sees("er verandert niets")


async def test_a_beheerder_sees_all_areas_together_and_each_apart(
    stage: Stage, bram: Person, carla: Person, agenda: Agenda
) -> None:
    await agenda.change("INSERT INTO areas (code, name, gemeente) VALUES ('west', 'West', 'Utrecht')")
    west = await stage.app.database.fetch_one("SELECT id FROM areas WHERE code = 'west'")
    assert west is not None
    await held(agenda, "BT-12", 5)
    await held(agenda, "BT-13", 4, area_id=west["id"])
    await held(agenda, "BT-14", 3, area_id=None)

    await carla.says("/cijfers")
    assert carla.buttons == ["Alle werkgebieden samen", "Oost", "West", "Zonder werkgebied"]
    await carla.taps("Alle werkgebieden samen")
    carla.sees("alle werkgebieden samen", "aan trainingen: 12")
    await carla.taps("Ander werkgebied")
    await carla.taps("West")
    carla.sees("aan trainingen: 4")

    await bram.says("/cijfers")
    for code in ("all", "0", str(west["id"]), "99999999999999999999", "oost"):
        await bram.taps_old(bram.last_id, f"figures:show:{code}:2026-10")
        bram.sees("Je zorgt niet voor dit werkgebied")
        await bram.taps_old(bram.last_id, f"figures:file:{code}:2026-10")
        bram.sees("Je zorgt niet voor dit werkgebied")
        await bram.taps_old(bram.last_id, f"figures:partners:{code}")
        bram.sees("Je zorgt niet voor dit werkgebied")


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.COTRAINER])
async def test_figures_are_not_for_participants_and_trainers(
    stage: Stage, anna: Person, bram: Person, agenda: Agenda, role: Role | None
) -> None:
    await held(agenda, "BT-12", 5)
    await anna.says("/start")
    if role is not None:
        await agenda.appoint(anna, role, "Anna")

    await anna.says("/cijfers")
    anna.sees_no("aan trainingen")
    for data in ("figures:show:1:2026-10", "figures:file:1:2026-10", "figures:partners:1", "figures:choose:2026-10"):
        await anna.taps_old(anna.last_id, data)
        anna.sees_no("aan trainingen", "cijfers van", "samenwerkingsverbanden", "Oost")


@pytest.mark.parametrize("code", ["", "2026-13", "2026-Q5", "1999", "2026-1", "all", "2026-10-01", "2026-Q", "²026"])
def test_what_is_no_period_is_none(code: str) -> None:
    assert Period.read(code) is None


def candidates(
    count: Callable[[tuple[int, ...]], tuple[Count, ...]], *most: int
) -> dict[tuple[Count, ...], set[tuple[int, ...]]]:
    """Return for everything that can be seen which real numbers may lie behind it."""
    found: dict[tuple[Count, ...], set[tuple[int, ...]]] = {}
    for numbers in itertools.product(*(range(number + 1) for number in most)):
        found.setdefault(count(numbers), set()).add(numbers)
    return found


def test_nobody_finds_a_number_of_one_or_two_from_the_questions() -> None:
    def seen(numbers: tuple[int, ...]) -> tuple[Count, ...]:
        lines = dict(zip((Line.ANSWERED, Line.CHOICE, Line.UNKNOWN), numbers, strict=True))
        return shown_of(lines, Line.ASKED, *lines)

    for behind in candidates(seen, 5, 5, 5).values():
        for part in zip(*behind, strict=True):
            assert set(part) not in ({1}, {2})


def test_nobody_finds_a_number_of_one_or_two_from_whether_it_helped() -> None:
    helped = (Line.TALK_HELPED, Line.TALK_A_BIT, Line.TALK_NOT)

    def seen(numbers: tuple[int, ...]) -> tuple[Count, ...]:
        # Who said nothing is the fourth.
        lines = dict(zip(helped, numbers[:3], strict=True)) | {Line.COACHED: sum(numbers)}
        return shown_of(lines, Line.COACHED, *helped)

    for behind in candidates(seen, 5, 5, 5, 16).values():
        # Larger totals have more behind them than was tried.
        if sum(next(iter(behind))) <= 16:
            for part in list(zip(*behind, strict=True))[:3]:
                assert set(part) not in ({1}, {2})


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0, 0), "0"),
        ((3, 3), "3"),
        ((1, 2), "minder dan 3"),
        ((0, 2), "minder dan 3"),
        ((0, 4), "hooguit 4"),
        ((2, 4), "minstens 2"),
    ],
)
def test_how_a_number_is_said(texts: Texts, numbers: tuple[int, int], text: str) -> None:
    assert texts.render("figures.count", {"at_least": numbers[0], "at_most": numbers[1]}) == text


def shown_of(lines: dict[Line, int], *wanted: Line) -> tuple[Count, ...]:
    cell = Cell(1, "2026-10", lines=lines)
    period = Period.read("2026-10")
    assert period is not None
    figures = counting.add_up([cell], period, area="Oost", so_far=False, partnerships=None)
    return tuple(figures.lines[line] for line in wanted)


async def test_a_picture_with_hidden_numbers_can_be_drawn() -> None:
    chart = {"title": "Wie", "labels": ["een", "twee"], "bars": [0, 12], "shown": ["minder dan 3", "minstens 12"]}

    assert (await make("chart", {"charts": [chart]})).startswith(b"\x89PNG")
