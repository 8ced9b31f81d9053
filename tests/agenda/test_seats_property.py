"""Plays random lives of a list: sign up, cancel, offer, accept, decline, run out, grow, shrink, restart, time.

Some have no Telegram: a coach signs them up, is told when a seat is theirs, and taps what they said.

After every step the whole list is compared with what must always hold: no seat sold twice, nobody skipped, nobody lost.
"""

import asyncio
import sqlite3
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from bot.agenda import queue, seats, store
from bot.agenda.models import (
    AlreadyIn,
    Applicant,
    Cancelled,
    Event,
    NotEnoughSeats,
    NotIn,
    OfferGone,
    OnWaitingList,
    Registration,
    RegistrationState,
    SeatsChanged,
    SignedUp,
)
from bot.clock import from_text
from bot.db.database import Database, Transaction
from bot.folders import find_folder
from bot.people import staff_store
from bot.people.models import Role
from tests.agenda.conftest import NOW, START, TRAINING

PEOPLE, COACH = 14, 15
EXAMPLES, STEPS = 50, 50
MOST_PASSED = 2  # the promise, written down again: whoever changes the rule changes it here too
_WAITING, _OFFERED, _SIGNED_UP = RegistrationState.WAITING, RegistrationState.OFFERED, RegistrationState.SIGNED_UP

people = st.integers(1, PEOPLE)
parties = st.sampled_from([1, 1, 1, 1, 2, 2, 3, 5])


class Eyes:
    """Looks at the rows without waiting for the threads of the bot: looking is most of what happens here."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.row_factory = sqlite3.Row

    async def fetch_all(self, sql: str, values: Any = None) -> list[Any]:
        return self._connection.execute(sql, values or {}).fetchall()

    def see(self, looking: Coroutine[Any, Any, Any]) -> Any:
        try:
            looking.send(None)
        except StopIteration as seen:
            return seen.value
        raise AssertionError

    def close(self) -> None:
        self._connection.close()


class House:
    """One database for all lives, and the loop in which it runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.loop = asyncio.new_event_loop()
        self.lives = 0
        self.steps = 0
        self.restart()
        self.eyes = Eyes(path)
        with self.door() as tx:
            for number in range(1, COACH + 1):
                values = {"id": number, "telegram_id": 1000 + number}
                tx.later("INSERT INTO people (id, telegram_id, first_seen, last_seen) VALUES (:id, :telegram_id, '', '')", values)
            staff_store.appoint(tx, COACH, Role.BEHEERDER, None)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    @contextmanager
    def door(self) -> Iterator[Transaction]:
        door = self.database.transaction()
        yield self.run(door.__aenter__())
        self.run(door.__aexit__(None, None, None))

    def restart(self) -> None:
        if self.lives:
            self.run(self.database.close())
        self.database: Database = self.run(Database.open(self.path, find_folder("migrations")))
        # Power cuts are played elsewhere; here waiting for the disk would be most of the time.
        self.run(self.database._writer.execute_fetchall("PRAGMA synchronous=OFF"))

    def close(self) -> None:
        self.eyes.close()
        self.run(self.database.close())
        self.loop.close()


class Lives(RuleBasedStateMachine):
    """One bijeenkomst of a few seats, and people who change their minds."""

    house: ClassVar[House]

    def __init__(self) -> None:
        super().__init__()
        self.house.lives += 1
        self.now = NOW
        self.coming: set[int] = set()
        with self.house.door() as tx:
            for table in ("outbox", "registrations", "events"):
                tx.later(f"DELETE FROM {table}", {})
            tx.later("UPDATE people SET reachable = 1", {})
            draft = replace(TRAINING, code=f"BT-{self.house.lives}", capacity=3)
            self.event: Event = self.house.run(store.insert_event(tx, draft, self.now))
        self.before: dict[int, Registration] = {}
        self.capacity = self.event.capacity
        self.looked = True
        self.coach_reads = True
        self.shaky = False

    @initialize(shaky=st.sampled_from([False, False, True]))
    def how_it_runs(self, shaky: bool) -> None:
        """Starting takes longer than anything that people do: in one life of three the bot is restarted now and then."""
        self.shaky = shaky

    # What people do.

    @rule(person=people, party=parties)
    def signs_up(self, person: int, party: int) -> None:
        outcome = self.does(seats.sign_up, self.event, Applicant(person, "N", seats=party))
        match outcome:
            case AlreadyIn():
                assert person in self.coming
            case SignedUp() | OnWaitingList():
                assert person not in self.coming
                self.coming.add(person)
            case _:
                assert party > self.capacity or self.now >= self.event.ends_at

    @rule(group=st.sets(people, min_size=2, max_size=6))
    def sign_up_in_a_rush(self, group: set[int]) -> None:
        async def one(person: int) -> Any:
            async with self.house.database.transaction() as tx:
                return await seats.sign_up(tx, self.event, Applicant(person, "N"), self.now)

        async def all_at_once() -> list[Any]:
            return await asyncio.gather(*(one(person) for person in group))

        for person, outcome in zip(group, self.house.run(all_at_once()), strict=True):
            if isinstance(outcome, SignedUp | OnWaitingList):
                self.coming.add(person)

    @rule(person=people)
    def cancels(self, person: int) -> None:
        if own := self.own(person):
            outcome = self.does(seats.cancel, own.id)
            assert isinstance(outcome, Cancelled if person in self.coming else NotIn)
            self.coming.discard(person)

    @rule(person=people)
    def accepts(self, person: int) -> None:
        if own := self.own(person):
            outcome = self.does(seats.accept_offer, own.id)
            in_time = own.state is _SIGNED_UP or (own.offered_until is not None and self.now < own.offered_until)
            if in_time and self.now < self.event.ends_at:
                assert isinstance(outcome, SignedUp)
            assert isinstance(outcome, SignedUp | OfferGone)

    @rule(which=st.integers(0, 5))
    def a_seat_comes_free_and_is_taken(self, which: int) -> None:
        """The queue moves: this happens far too seldom when only chance says who does what."""
        seated = [found for found in self.all() if found.state is _SIGNED_UP]
        if seated:
            leaves = seated[which % len(seated)]
            self.does(seats.cancel, leaves.id)
            self.coming.discard(leaves.person_id or -leaves.id)
            for found in self.all():
                if found.state is _OFFERED:
                    self.does(seats.accept_offer, found.id)

    @rule(person=people)
    def declines(self, person: int) -> None:
        own = self.own(person)
        if own and own.state is _OFFERED:
            assert isinstance(self.does(seats.decline_offer, own.id), Cancelled)
            self.coming.discard(person)

    @rule(person=people, party=parties)
    def changes_the_party(self, person: int, party: int) -> None:
        if own := self.own(person):
            outcome = self.does(seats.change_seats, own.id, party)
            assert isinstance(outcome, SeatsChanged | NotEnoughSeats if person in self.coming else NotIn)

    @rule(person=people, reachable=st.booleans())
    def somebody_blocks_or_comes_back(self, person: int, reachable: bool) -> None:
        self.blocks_or_comes_back(person, reachable)

    def blocks_or_comes_back(self, person: int, reachable: bool) -> None:
        with self.house.door() as tx:
            tx.later("UPDATE people SET reachable = :reachable WHERE id = :id", {"id": person, "reachable": int(reachable)})
        self.looked = False

    @rule(party=parties)
    def the_coach_signs_up_somebody(self, party: int) -> None:
        outcome = self.does(seats.sign_up, self.event, Applicant(None, "N", seats=party, source="coach"))
        if isinstance(outcome, SignedUp | OnWaitingList):
            self.coming.add(-outcome.registration.id)
        else:
            assert party > self.capacity or self.now >= self.event.ends_at

    @rule(which=st.integers(0, 5), answer=st.sampled_from([seats.accept_offer, seats.decline_offer, seats.cancel]))
    def the_coach_taps_what_somebody_said(self, which: int, answer: Any) -> None:
        guests = [found for found in self.all() if found.without_telegram and found.is_active]
        if guests:
            guest = guests[which % len(guests)]
            if isinstance(self.does(answer, guest.id), Cancelled):
                self.coming.discard(-guest.id)

    @rule(reads=st.booleans())
    def the_coach_blocks_or_comes_back(self, reads: bool) -> None:
        self.blocks_or_comes_back(COACH, reads)
        self.coach_reads = reads

    # What happens around them.

    @rule(hours=st.sampled_from([1, 5, 13, 24, 47, 49, 100]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.does(seats.expire_offers)
        self.looked = True

    @precondition(lambda self: self.now < START - timedelta(days=4))
    @rule(before=st.sampled_from([timedelta(days=3, hours=1), timedelta(hours=30), timedelta(hours=2)]))
    def the_start_comes_near(self, before: timedelta) -> None:
        self.now = START - before
        self.does(seats.expire_offers)
        self.looked = True

    @rule(capacity=st.integers(1, 6))
    def the_room_changes(self, capacity: int) -> None:
        self.does(seats.change_capacity, self.event.id, capacity)
        self.capacity = capacity

    @precondition(lambda self: self.shaky)
    @rule()
    def the_bot_restarts(self) -> None:
        self.house.restart()
        self.does(seats.expire_offers)
        self.looked = True

    # What must always hold.

    @invariant()
    def the_list_is_right(self) -> None:
        now_there = {found.id: found for found in self.all()}
        active = [found for found in now_there.values() if found.is_active]
        before, self.before = self.before, now_there

        self.nobody_is_lost(active)
        self.no_seat_is_sold_twice(active, before)
        self.nobody_is_thrown_out(active, before)
        self.nobody_is_skipped(active, before)
        self.no_seat_stays_empty(active)
        self.every_offer_was_told_in_time(active)
        self.house.steps += 1

    def nobody_is_lost(self, active: list[Registration]) -> None:
        assert {found.person_id or -found.id for found in active} == self.coming
        numbers = [found.queue_number for found in active]
        assert len(set(numbers)) == len(numbers)

    def no_seat_is_sold_twice(self, active: list[Registration], before: dict[int, Registration]) -> None:
        taken = sum(found.seats for found in active if found.state is not _WAITING)
        taken_before = sum(found.seats for found in before.values() if found.state in (_SIGNED_UP, _OFFERED))
        assert taken <= max(self.capacity, taken_before)

    def nobody_is_thrown_out(self, active: list[Registration], before: dict[int, Registration]) -> None:
        for found in active:
            if found.id in before and before[found.id].state is _SIGNED_UP:
                assert found.state is _SIGNED_UP

    def nobody_is_skipped(self, active: list[Registration], before: dict[int, Registration]) -> None:
        """Who still waits may see others go first only when their own party was too big, and not for ever."""
        got = [found for found in active if found.state is not _WAITING and self.waited(before.get(found.id), found)]
        for patient in active:
            earlier = before.get(patient.id)
            if patient.state is not _WAITING or earlier != replace(patient, passed=earlier.passed if earlier else 0):
                continue
            went_first = [found for found in got if found.queue_number > patient.queue_number]
            if self.may_be_asked(patient) and patient.missed_offers == 0 and queue.hold(self.now, START):
                assert all(found.seats < patient.seats for found in went_first)
                assert not (went_first and earlier and earlier.passed >= MOST_PASSED and self.saving(patient))

    def no_seat_stays_empty(self, active: list[Registration]) -> None:
        free = self.capacity - sum(found.seats for found in active if found.state is not _WAITING)
        if not self.looked or not queue.hold(self.now, START):
            return
        for patient in sorted((found for found in active if found.state is _WAITING), key=lambda found: found.queue_number):
            if not self.may_be_asked(patient) or patient.missed_offers:
                continue
            if patient.passed >= MOST_PASSED and self.saving(patient):
                return
            assert patient.seats > free

    def every_offer_was_told_in_time(self, active: list[Registration]) -> None:
        rows = self.fetch("SELECT * FROM outbox WHERE state = 'queued' AND text IN ('agenda.offer', 'agenda.offer_call')")
        queued = {row["key"]: row for row in rows}
        offered = [found for found in active if found.state is _OFFERED]
        keys = {self.key(found) for found in offered}
        assert {key for key in queued if key.startswith(f"offer:{self.event.code}:")} == keys
        for found in offered:
            row = queued[self.key(found)]
            assert found.offered_until is not None
            assert from_text(row["due_at"]) < found.offered_until < START

    # How it is done.

    def does(self, use_case: Any, *what: Any) -> Any:
        async def do() -> Any:
            async with self.house.database.transaction() as tx:
                return await use_case(tx, *what, self.now)

        return self.house.run(do())

    def fetch(self, sql: str) -> list[Any]:
        return list(self.house.eyes.see(self.house.eyes.fetch_all(sql)))

    def all(self) -> list[Registration]:
        looking: Any = self.house.eyes
        return list(looking.see(store.list_registrations(looking, self.event.id, *RegistrationState)))

    def own(self, person: int) -> Registration | None:
        return next((found for found in self.before.values() if found.person_id == person), None)

    def may_be_asked(self, patient: Registration) -> bool:
        return self.coach_reads if patient.without_telegram else patient.reachable

    def key(self, offered: Registration) -> str:
        key = f"offer:{self.event.code}:registration-{offered.id}:{offered.queue_number}"
        return f"{key}:call:{COACH}" if offered.without_telegram else key

    def saving(self, patient: Registration) -> bool:
        return START - self.now > queue.STOP_SAVING and patient.seats <= self.capacity

    @staticmethod
    def waited(before: Registration | None, found: Registration) -> bool:
        """Say whether somebody got seats in this step."""
        return before is None or before.state not in (_SIGNED_UP, _OFFERED) or before.queue_number != found.queue_number


def test_whatever_happens_the_list_is_right() -> None:
    patience = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # as the bot itself does: the database has threads of its own
    with TemporaryDirectory() as folder:
        Lives.house = House(Path(folder) / "wijkmaat.sqlite3")
        try:
            run_state_machine_as_test(  # type: ignore[no-untyped-call]
                Lives,
                settings=settings(
                    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )  # fmt: skip
            assert Lives.house.steps > 1000
        finally:
            Lives.house.close()
            sys.setswitchinterval(patience)
