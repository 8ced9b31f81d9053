"""The list and the queue: nobody twice, nobody skipped, and everybody hears in time."""

from datetime import UTC, datetime, timedelta

from bot.agenda import seats, store
from bot.agenda.models import (
    AlreadyIn,
    Applicant,
    Cancelled,
    Closed,
    NotEnoughSeats,
    NotIn,
    OfferGone,
    OnWaitingList,
    PartChanged,
    SeatsChanged,
    SignedUp,
)
from bot.db.database import Database
from tests.agenda.conftest import NOW, START, Room


async def test_a_full_event_puts_you_on_the_waiting_list(room: Room) -> None:
    assert isinstance(await room.signs_up("Anna"), SignedUp)
    assert isinstance(await room.signs_up("Bram"), SignedUp)

    carla, vera = await room.signs_up("Carla"), await room.signs_up("Vera")

    assert isinstance(carla, OnWaitingList)
    assert (carla.position, vera.position) == (1, 2)
    assert await store.count_taken(room.database, room.event.id) == 2


async def test_signing_up_twice_changes_nothing(room: Room) -> None:
    await room.signs_up("Anna", 2)
    await room.signs_up("Bram")

    assert isinstance(anna := await room.signs_up("Anna"), AlreadyIn)
    assert isinstance(bram := await room.signs_up("Bram"), AlreadyIn)
    assert (anna.registration.seats, anna.position, bram.position) == (2, None, 1)


async def test_who_cancels_gives_the_seat_to_the_first_in_the_queue_at_once(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla", "Vera"):
        await room.signs_up(name)

    assert isinstance(await room.does(seats.cancel, "Anna"), Cancelled)

    assert await room.states() == {"Bram": "signed_up", "Carla": "offered", "Vera": "waiting"}
    (message,) = await room.messages()
    assert message["key"] == f"offer:BT-11:registration-{(await room.of('Carla')).id}:3"
    assert (await room.of("Carla")).offered_until == NOW + timedelta(hours=48)


async def test_who_accepts_in_time_is_on_the_list_and_accepting_twice_changes_nothing(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")

    assert isinstance(await room.does(seats.accept_offer, "Carla"), SignedUp)
    assert isinstance(await room.does(seats.accept_offer, "Carla"), SignedUp)
    assert await room.states() == {"Bram": "signed_up", "Carla": "signed_up"}
    assert await room.messages() == []


async def test_who_is_too_late_goes_to_the_end_and_hears_it(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla", "Vera"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")

    await room.later(hours=48)

    assert await room.states() == {"Bram": "signed_up", "Vera": "offered", "Carla": "waiting"}
    assert [row["text"] for row in await room.messages()] == ["agenda.offer", "agenda.offer_ran_out"]
    assert isinstance(gone := await room.does(seats.accept_offer, "Carla"), OfferGone)
    assert gone.position == 1


async def test_who_is_too_late_still_gets_the_seat_when_nobody_else_took_it(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")
    await room.later(hours=49)
    await room.later(hours=49)

    assert await room.states() == {"Bram": "signed_up", "Carla": "waiting"}
    assert isinstance(await room.does(seats.accept_offer, "Carla"), SignedUp)


async def test_who_did_not_answer_does_not_hold_up_somebody_new_and_is_asked_again_for_another_seat(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")
    await room.later(hours=49)

    assert isinstance(await room.signs_up("Vera"), SignedUp)
    await room.does(seats.cancel, "Bram")

    assert await room.states() == {"Vera": "signed_up", "Carla": "offered"}


async def test_who_declines_leaves_the_queue_and_the_next_is_asked(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla", "Vera"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")

    assert isinstance(await room.does(seats.decline_offer, "Carla"), Cancelled)

    assert await room.states() == {"Bram": "signed_up", "Vera": "offered"}
    assert isinstance(await room.does(seats.decline_offer, "Bram"), NotIn)
    assert len(await room.messages()) == 1


async def test_a_pair_is_passed_twice_and_then_the_seats_are_saved_for_them(room: Room) -> None:
    await room.signs_up("Anna")
    await room.signs_up("Bram")
    await room.signs_up("Pair", 2)
    for name in ("Carla", "Daan", "Vera"):
        await room.signs_up(name)

    await room.does(seats.cancel, "Anna")
    await room.does(seats.accept_offer, "Carla")
    await room.does(seats.cancel, "Bram")
    await room.does(seats.accept_offer, "Daan")
    await room.does(seats.cancel, "Carla")

    assert await room.states() == {"Daan": "signed_up", "Pair": "waiting", "Vera": "waiting"}
    assert isinstance(await room.signs_up("Late"), OnWaitingList)
    await room.does(seats.cancel, "Daan")
    assert (await room.states())["Pair"] == "offered"


async def test_three_days_before_the_start_no_chair_is_saved_any_more(room: Room) -> None:
    await room.signs_up("Anna")
    await room.signs_up("Bram")
    await room.signs_up("Pair", 2)
    for name in ("Carla", "Daan", "Vera"):
        await room.signs_up(name)
    for goes, comes in (("Anna", "Carla"), ("Bram", "Daan")):
        await room.does(seats.cancel, goes)
        await room.does(seats.accept_offer, comes)
    await room.does(seats.cancel, "Carla")

    room.now = START - timedelta(days=2, hours=22)
    await room.look()

    assert (await room.states())["Vera"] == "offered"


async def test_who_cannot_be_reached_is_skipped_and_keeps_their_place(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla", "Vera"):
        await room.signs_up(name)
    async with room.database.transaction() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE name = 'Carla'")

    await room.does(seats.cancel, "Anna")
    assert await room.states() == {"Bram": "signed_up", "Vera": "offered", "Carla": "waiting"}

    await room.does(seats.decline_offer, "Vera")
    async with room.database.transaction() as tx:
        await tx.execute("UPDATE people SET reachable = 1 WHERE name = 'Carla'")
    await room.look()
    assert await room.states() == {"Bram": "signed_up", "Carla": "offered"}


async def test_a_seat_that_was_offered_to_somebody_who_blocked_us_goes_on(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla", "Vera"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")
    async with room.database.transaction() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE name = 'Carla'")

    await room.look()

    assert await room.states() == {"Bram": "signed_up", "Vera": "offered", "Carla": "waiting"}


async def test_more_seats_are_offered_and_fewer_throw_nobody_out(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla", "Vera"):
        await room.signs_up(name)
    async with room.database.transaction() as tx:
        more = await seats.change_capacity(tx, room.event.id, 3, NOW)
        fewer = await seats.change_capacity(tx, room.event.id, 1, NOW)

    assert more is not None
    assert fewer is not None
    assert (more.over, fewer.over) == (0, 2)
    assert await room.states() == {"Anna": "signed_up", "Bram": "signed_up", "Carla": "offered", "Vera": "waiting"}


async def test_near_the_start_a_seat_is_held_for_half_of_the_time_that_is_left(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    room.now = START - timedelta(hours=20)  # noon the day before

    await room.does(seats.cancel, "Anna")

    until = (await room.of("Carla")).offered_until
    assert until is not None
    assert room.now + timedelta(hours=8) < until < START


async def test_at_night_the_message_waits_for_the_morning_and_the_time_runs_from_there(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    room.now = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)

    await room.does(seats.cancel, "Anna")

    (message,) = await room.messages()
    assert message["due_at"].startswith("2026-11-24T07:00")
    assert (await room.of("Carla")).offered_until == datetime(2026, 11, 26, 7, 0, tzinfo=UTC)


async def test_in_the_last_hour_nothing_is_offered_but_somebody_new_can_still_come(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    room.now = START - timedelta(minutes=30)

    await room.does(seats.cancel, "Anna")

    assert await room.states() == {"Bram": "signed_up", "Carla": "waiting"}
    assert isinstance(await room.does(seats.accept_offer, "Carla"), SignedUp)


async def test_who_comes_back_after_cancelling_stands_at_the_end(room: Room) -> None:
    for name in ("Anna", "Bram", "Carla"):
        await room.signs_up(name)
    await room.does(seats.cancel, "Anna")

    back = await room.signs_up("Anna")

    assert isinstance(back, OnWaitingList)
    assert back.position == 1
    assert await room.states() == {"Bram": "signed_up", "Carla": "offered", "Anna": "waiting"}


async def test_one_dagdeel_can_be_missed_and_missing_all_is_cancelling(room: Room) -> None:
    await room.signs_up("Anna")

    assert isinstance(first := await room.does(seats.miss_part, "Anna", 1), PartChanged)
    assert first.registration.absences == {1}
    assert isinstance(await room.does(seats.come_to_part, "Anna", 1), PartChanged)
    await room.does(seats.miss_part, "Anna", 1)
    assert isinstance(await room.does(seats.miss_part, "Anna", 2), Cancelled)


async def test_with_more_people_only_when_there_are_seats(room: Room) -> None:
    await room.signs_up("Anna")
    assert isinstance(await room.does(seats.change_seats, "Anna", 2), SeatsChanged)
    assert isinstance(await room.signs_up("Bram"), OnWaitingList)
    assert isinstance(no := await room.does(seats.change_seats, "Anna", 3), NotEnoughSeats)
    assert no.free == 0

    await room.does(seats.change_seats, "Anna", 1)

    assert await room.states() == {"Anna": "signed_up", "Bram": "offered"}


async def test_nobody_signs_up_for_what_is_over_cancelled_too_small_or_open_to_all(room: Room) -> None:
    async with room.database.transaction() as tx:
        assert await seats.sign_up(tx, room.event, Applicant(None, "Groep", seats=3), NOW) == Closed("too_many")
        assert await seats.sign_up(tx, room.event, Applicant(None, "Laat"), START + timedelta(weeks=9)) == Closed("over")
        await tx.execute("UPDATE events SET signup_required = 0")
        assert await seats.sign_up(tx, room.event, Applicant(None, "Anna"), NOW) == Closed("not_needed")
        assert isinstance(await seats.sign_up(tx, room.event, Applicant(None, "Anna", source="coach"), NOW), SignedUp)
        await tx.execute("UPDATE events SET state = 'cancelled'")
        assert await seats.sign_up(tx, room.event, Applicant(None, "Bram", source="coach"), NOW) == Closed("cancelled")


async def test_who_walks_in_is_in(room: Room, database: Database) -> None:
    await room.signs_up("Anna", 2)

    assert isinstance(await room.signs_up("Bram", source="walk_in"), SignedUp)
