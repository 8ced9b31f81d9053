"""When messages leave: the clocks that change, 29 February, the night, the past. Pure, without an application."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.agenda.models import EventPart
from bot.clock import LOCAL_ZONE
from bot.features.timeline import rules
from bot.features.timeline.models import Choice
from bot.features.timeline.rules import Kind
from bot.features.timeline.timing import Slot, days_between, slot
from bot.features.timeline.words import answer_in
from bot.outbox.quiet import is_quiet

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def local(*when: int) -> datetime:
    return datetime(*when, tzinfo=LOCAL_ZONE)  # type: ignore[misc, arg-type]


def part(start: datetime, hours: float = 3) -> EventPart:
    return EventPart(1, start.astimezone(UTC), start.astimezone(UTC) + timedelta(hours=hours))


def due(kind: Kind, start: datetime, now: datetime = LONG_AGO, joined: datetime | None = None) -> datetime | None:
    found = slot(kind, part(start), now, joined=joined)
    return found.due_at.astimezone(LOCAL_ZONE) if found else None


@pytest.mark.parametrize(
    ("start", "day_before", "hours_before"),
    [
        # Summer time begins on 28 March 2027 at 2.00, and ends on 31 October at 3.00.
        (local(2027, 3, 28, 14), local(2027, 3, 27, 17), local(2027, 3, 28, 12)),
        (local(2027, 3, 29, 9, 30), local(2027, 3, 28, 17), local(2027, 3, 29, 8)),
        (local(2027, 10, 31, 14), local(2027, 10, 30, 17), local(2027, 10, 31, 12)),
        (local(2027, 11, 1, 10, 30), local(2027, 10, 31, 17), local(2027, 11, 1, 8, 30)),
        # The day before 1 March is 29 February in 2028.
        (local(2028, 3, 1, 14), local(2028, 2, 29, 17), local(2028, 3, 1, 12)),
        (local(2028, 2, 29, 14), local(2028, 2, 28, 17), local(2028, 2, 29, 12)),
        # An evening that begins at 23.30, and a morning that begins before anybody wants to hear from us.
        (local(2027, 6, 4, 23, 30), local(2027, 6, 3, 17), local(2027, 6, 4, 20)),
        (local(2027, 6, 4, 8, 30), local(2027, 6, 3, 17), local(2027, 6, 3, 20)),
        (local(2027, 6, 4, 0, 30), local(2027, 6, 3, 17), local(2027, 6, 3, 20)),
    ],
)
def test_reminders_keep_to_the_wall_clock(start: datetime, day_before: datetime, hours_before: datetime) -> None:
    assert due(rules.DAY_BEFORE, start) == day_before
    assert due(rules.HOURS_BEFORE, start) == hours_before


def test_two_hours_ahead_are_two_real_hours_in_the_night_that_the_clocks_change() -> None:
    start = part(local(2027, 10, 31, 4, 0))

    assert start.starts_at - rules.HOURS_BEFORE.due(start) == timedelta(hours=2)


@pytest.mark.parametrize(
    "start", [local(2027, 3, 28, 14), local(2027, 10, 31, 14), local(2028, 2, 29, 14), local(2027, 6, 4, 23, 30)]
)
@pytest.mark.parametrize("kind", [kind for kinds in rules.REMINDERS.values() for kind in kinds] + [rules.COMING, rules.PRACTICAL])
def test_nothing_that_can_wait_is_due_in_the_quiet_hours(kind: Kind, start: datetime) -> None:
    found = slot(kind, part(start), LONG_AGO)

    assert found is not None
    assert not is_quiet(found.due_at)
    assert found.due_at < found.expires_at


@pytest.mark.parametrize("kind", [rules.COMING, rules.PRACTICAL, rules.DAY_BEFORE, rules.HOURS_BEFORE])
def test_an_event_that_moved_into_the_past_gets_nothing(kind: Kind) -> None:
    assert due(kind, local(2027, 1, 5, 14), now=local(2027, 1, 6, 14)) is None


def test_what_is_overdue_in_the_night_waits_for_the_morning_if_it_still_helps() -> None:
    night = local(2027, 1, 12, 23)

    assert due(rules.DAY_BEFORE, local(2027, 1, 13, 14), now=night) == local(2027, 1, 13, 8)
    assert due(rules.DAY_BEFORE, local(2027, 1, 13, 9), now=night) is None


def test_tomorrow_is_only_said_today() -> None:
    found = slot(rules.DAY_BEFORE, part(local(2027, 1, 13, 14)), LONG_AGO)
    late = slot(rules.DAY_BEFORE, part(local(2027, 1, 13, 14)), local(2027, 1, 13, 9))

    assert found is not None
    assert found.expires_at == local(2027, 1, 13, 0)
    assert late == Slot(local(2027, 1, 12, 17).astimezone(UTC), local(2027, 1, 13, 11).astimezone(UTC))


def test_a_clock_that_jumps_back_plans_the_same() -> None:
    start, before, after = local(2027, 1, 13, 14), local(2027, 1, 12, 18), local(2027, 1, 12, 9)

    assert due(rules.DAY_BEFORE, start, before) == due(rules.DAY_BEFORE, start, after) == local(2027, 1, 12, 17)


def test_who_joins_after_it_was_due_has_just_heard_it_all_but_gets_the_practical_information() -> None:
    start, joined = local(2027, 1, 13, 14), local(2027, 1, 12, 22)

    assert due(rules.DAY_BEFORE, start, joined, joined) is None
    assert due(rules.PRACTICAL, start, joined, joined) == joined
    assert due(rules.PRACTICAL, start, joined + timedelta(hours=1), joined) == local(2027, 1, 13, 8)
    assert due(rules.PRACTICAL, start, local(2027, 1, 1, 12), local(2027, 1, 1, 12)) == local(2027, 1, 10, 10)


def test_the_list_to_tick_does_not_wait_for_the_morning() -> None:
    assert due(rules.ATTENDANCE, local(2027, 6, 4, 23, 30)) == local(2027, 6, 4, 23, 30)


def test_another_choice_moves_the_reminders_and_keeps_their_names() -> None:
    names = {choice: [kind.name for kind in kinds] for choice, kinds in rules.REMINDERS.items()}

    assert names[Choice.EARLIER] == names[Choice.LATER] == names[Choice.NORMAL]
    assert names[Choice.NONE] == []


def test_every_kind_says_why() -> None:
    kinds = [value for value in vars(rules).values() if isinstance(value, Kind)]

    assert len(kinds) > 10
    assert all(kind.why.endswith(".") for kind in kinds)


def test_nights_are_counted_on_the_wall_clock() -> None:
    assert days_between(local(2027, 3, 27, 23, 59), local(2027, 3, 28, 0, 1)) == 1
    assert days_between(local(2027, 10, 31, 0, 30), local(2027, 10, 31, 23, 30)) == 0


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ja", "yes"), ("Ja hoor!", "yes"), ("ik kom nog", "yes"), ("Ja, ik kom", "yes"), ("ok", "yes"),
        ("nee", "no"), ("Nee helaas", "no"), ("nee, ik kan niet", "no"), ("ik kan niet meer", "no"),
        ("weet nog niet", "maybe"), ("Dat weet ik nog niet", "maybe"), ("misschien", "maybe"),
        ("ja maar mijn buurman doet raar", None), ("nee dat bedoel ik niet", None), ("kom ik nog?", None), ("9", None),
    ],
)  # fmt: skip
def test_short_answers_are_understood_and_nothing_else(typed: str, answer: str | None) -> None:
    assert answer_in(typed) == answer
