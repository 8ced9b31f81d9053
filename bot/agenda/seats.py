"""The seats of a bijeenkomst: signing up, the waiting list, offers. One use case = one function, inside the one write door.

What others must hear (a seat is free for you) is planned here; what the speaker hears is for who calls. The rules of who is
next stand in `queue`. A caller that acts for a person checks that the registration is theirs.
"""

from datetime import datetime

from bot.agenda import offers, queue, store
from bot.agenda.models import (
    AlreadyIn,
    Applicant,
    Cancelled,
    CapacityChanged,
    Closed,
    Event,
    NotEnoughSeats,
    NotIn,
    OfferGone,
    OnWaitingList,
    PartChanged,
    Registration,
    RegistrationState,
    SeatsChanged,
    SignedUp,
)
from bot.db.database import Transaction
from bot.people import reach
from bot.people.staff_store import StaffMember

_WAITING, _OFFERED, _SIGNED_UP = RegistrationState.WAITING, RegistrationState.OFFERED, RegistrationState.SIGNED_UP


async def sign_up(
    tx: Transaction, event: Event, applicant: Applicant, now: datetime
) -> SignedUp | OnWaitingList | AlreadyIn | Closed:
    """Put somebody on the list, or at the end of the queue when it is full or others were first.

    Who walked in is in the room, so they get a seat whatever the list says.
    """
    current, taken, own = await store.read_room(tx, event.id, applicant.person_id)
    if own is not None and own.is_active:
        return AlreadyIn(own, await store.position(tx, own) if own.state is _WAITING else None)
    if current is None:
        return Closed("cancelled")
    if closed := _why_closed(current, applicant, now):
        return Closed(closed)
    walked_in = applicant.source == "walk_in"
    registration = await store.save_applicant(tx, current, applicant, own, _SIGNED_UP if walked_in else _WAITING, now)
    if walked_in:
        return SignedUp(registration)
    if taken + applicant.seats <= current.capacity and registration in await _fill(tx, current, now, newcomer=registration):
        return SignedUp(await _again(tx, registration))
    return OnWaitingList(registration, await store.position(tx, registration))


async def cancel(tx: Transaction, registration_id: int, now: datetime) -> Cancelled | NotIn:
    """Take somebody off the list or out of the queue; their seats go to who is next, at once."""
    registration = await store.find_registration(tx, registration_id)
    event = await store.find_event(tx, registration.event_id) if registration else None
    if registration is None or event is None or not registration.is_active:
        return NotIn()
    await offers.withdraw(tx, event, registration, now)
    store.set_state(tx, registration, RegistrationState.CANCELLED, now)
    # Also when they only waited: a big party at the head of the queue may have held up others.
    await _fill(tx, event, now, seat_came_free=registration.state is not _WAITING)
    return Cancelled(event, await _again(tx, registration))


async def leave_queue(tx: Transaction, registration_id: int, now: datetime) -> Cancelled | NotIn:
    """Take somebody out of the queue; the same as cancelling."""
    return await cancel(tx, registration_id, now)


async def decline_offer(tx: Transaction, registration_id: int, now: datetime) -> Cancelled | NotIn:
    """Say no to a seat, which is leaving the queue; it goes to who is next. Who took the seat already stays on the list."""
    registration = await store.find_registration(tx, registration_id)
    if registration is None or registration.state is _SIGNED_UP:
        return NotIn()
    return await cancel(tx, registration_id, now)


async def accept_offer(tx: Transaction, registration_id: int, now: datetime) -> SignedUp | OfferGone:
    """Take a seat that is held; too late is no drama as long as nobody else took it. Accepting twice changes nothing."""
    registration = await store.find_registration(tx, registration_id)
    event = await store.find_event(tx, registration.event_id) if registration else None
    if registration is None or event is None or not registration.is_active:
        return OfferGone(None)
    if registration.state is _SIGNED_UP:
        return SignedUp(registration)
    if event.is_over(now) or not event.takes_place:
        return OfferGone(None)
    if registration.state is _OFFERED and registration.offered_until and now < registration.offered_until:
        await offers.withdraw(tx, event, registration, now)
        store.set_state(tx, registration, _SIGNED_UP, now)
        return SignedUp(await _again(tx, registration))
    if registration.state is _OFFERED:
        store.move_to_the_end(tx, registration, now, missed=True)
        registration = await _again(tx, registration)
    if registration in await _fill(tx, event, now, newcomer=registration):
        return SignedUp(await _again(tx, registration))
    return OfferGone(await store.position(tx, registration))


async def expire_offers(tx: Transaction, now: datetime) -> None:
    """End the offers whose time is up, tell those people kindly, and offer every free seat to who is next."""
    ended = []
    for registration in await store.list_ended_offers(tx, now):
        event = await store.find_event(tx, registration.event_id)
        if event is not None:
            await offers.withdraw(tx, event, registration, now)
            store.move_to_the_end(tx, registration, now, missed=registration.reachable or registration.without_telegram)
            ended.append((event, registration))
    # Not only what ended now: somebody may have become reachable, or a big party may no longer be waited for.
    for event in await store.list_events_with_room(tx, now):
        await _fill(tx, event, now)
    for event, registration in ended:
        callers = await _callers(tx, event, [registration])
        if _may_be_asked(registration, callers) and event.takes_place and not event.has_begun(now):
            free = event.capacity - await store.count_taken(tx, event.id)
            waits = await _again(tx, registration)
            position = await store.position(tx, waits)
            offers.tell_it_ran_out(tx, event, registration, callers, now, position, free=free >= waits.seats)


async def miss_part(tx: Transaction, registration_id: int, part: int, now: datetime) -> PartChanged | Cancelled | NotIn:
    """Remember that somebody misses one dagdeel; who would then come to none of those left is off the list."""
    registration = await store.find_registration(tx, registration_id)
    event = await store.find_event(tx, registration.event_id) if registration else None
    if registration is None or event is None or not registration.is_active:
        return NotIn()
    if part not in {known.number for known in event.parts}:
        return PartChanged(event, registration)
    left = {known.number for known in event.parts if known.ends_at > now} - registration.absences - {part}
    if not left:
        return await cancel(tx, registration_id, now)
    store.miss_part(tx, registration, part)
    return PartChanged(event, await _again(tx, registration))


async def come_to_part(tx: Transaction, registration_id: int, part: int, now: datetime) -> PartChanged | NotIn:  # noqa: ARG001
    """Let somebody come after all to a dagdeel that they would miss."""
    registration = await store.find_registration(tx, registration_id)
    event = await store.find_event(tx, registration.event_id) if registration else None
    if registration is None or event is None or not registration.is_active:
        return NotIn()
    store.come_to_part(tx, registration, part)
    return PartChanged(event, await _again(tx, registration))


async def change_seats(tx: Transaction, registration_id: int, seats: int, now: datetime) -> SeatsChanged | NotEnoughSeats | NotIn:
    """Change with how many somebody comes; fewer frees seats for others, more needs seats that nobody was first for."""
    registration = await store.find_registration(tx, registration_id)
    event = await store.find_event(tx, registration.event_id) if registration else None
    if registration is None or event is None or not registration.is_active:
        return NotIn()
    room = event.capacity
    if registration.state is not _WAITING:
        await _fill(tx, event, now)
        room = registration.seats + await _spare(tx, event, now)
    if seats > max(room, registration.seats):
        return NotEnoughSeats(registration, max(0, room - registration.seats))
    store.set_seats(tx, registration, seats, now)
    await _fill(tx, event, now, seat_came_free=seats < registration.seats)
    return SeatsChanged(await _again(tx, registration))


async def change_capacity(tx: Transaction, event_id: int, capacity: int, now: datetime) -> CapacityChanged | None:
    """Change how many seats there are. Nobody is thrown out when fewer are left than are taken; None: no such event."""
    event = await store.find_event(tx, event_id)
    if event is None:
        return None
    store.set_capacity(tx, event, capacity, now)
    return await fill_after_change(tx, event, now)


async def fill_after_change(tx: Transaction, before: Event, now: datetime) -> CapacityChanged | None:
    """Offer seats that came free when an event changed; `before` is how it was."""
    event = await store.find_event(tx, before.id)
    if event is None:
        return None
    await _fill(tx, event, now, seat_came_free=event.capacity > before.capacity)
    return CapacityChanged(event, max(0, await store.count_taken(tx, event.id) - event.capacity))


async def _fill(
    tx: Transaction,
    event: Event,
    now: datetime,
    *,
    seat_came_free: bool = False,
    newcomer: Registration | None = None,
) -> set[Registration]:
    """Give the free seats to who is next: an offer for who waits, a place on the list for who is here now (`newcomer`)."""
    free = event.capacity - await store.count_taken(tx, event.id)
    if free <= 0 or not event.takes_place or event.is_over(now):
        return set()
    hold = queue.hold(now, event.starts_at)
    queued = await store.list_registrations(tx, event.id, _WAITING)
    callers = await _callers(tx, event, queued)
    waiting = [
        registration
        for registration in queued
        if registration == newcomer
        or (hold and _may_be_asked(registration, callers) and (seat_came_free or registration.missed_offers == 0))
    ]
    found = queue.choose(waiting, free, event.capacity, saving=queue.is_saving(event, now))
    store.count_as_passed(tx, list(found.passed.elements()))
    for registration in found.chosen:
        if registration == newcomer:
            store.set_state(tx, registration, _SIGNED_UP, now)
        elif hold:
            offers.offer(tx, event, registration, hold, callers, now)
    return set(found.chosen)


async def _spare(tx: Transaction, event: Event, now: datetime) -> int:
    """Return how many seats are free and not saved for a party that was passed often enough."""
    queued = await store.list_registrations(tx, event.id, _WAITING)
    callers = await _callers(tx, event, queued)
    waiting = [waits for waits in queued if _may_be_asked(waits, callers)]
    if queue.is_saving(event, now) and any(queue.is_saved_for(waits, event.capacity) for waits in waiting):
        return 0
    return max(0, event.capacity - await store.count_taken(tx, event.id))


async def _callers(tx: Transaction, event: Event, registrations: list[Registration]) -> list[StaffMember]:
    """Return the coaches who can call those who have no Telegram; nobody when there is nobody to call."""
    called = any(registration.without_telegram for registration in registrations)
    return await reach.list_looking_after(tx, event.area_id) if called else []


def _may_be_asked(registration: Registration, callers: list[StaffMember]) -> bool:
    return bool(callers) if registration.without_telegram else registration.reachable


async def _again(tx: Transaction, registration: Registration) -> Registration:
    found = await store.find_registration(tx, registration.id)
    if found is None:  # pragma: no cover - nothing deletes it in between
        raise LookupError(registration.id)
    return found


def _why_closed(event: Event, applicant: Applicant, now: datetime) -> str | None:
    # Who walked in may be written down afterwards.
    if event.is_over(now) and applicant.source != "walk_in":
        return "over"
    if not event.takes_place:
        return "cancelled"
    if not event.signup_required and applicant.source == "self" and not applicant.anyway:
        return "not_needed"
    return "too_many" if applicant.seats > event.capacity else None
