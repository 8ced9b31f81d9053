"""What sentences are compared with is the agenda of this moment, read again only when it changed."""

from datetime import timedelta

from bot.agenda import store
from bot.agenda.book import AgendaBook
from bot.understanding.signup import Agenda, read_signup
from tests.agenda.conftest import NOW, Room


async def _open(book: AgendaBook, room: Room) -> Agenda:
    row = await room.database.fetch_one(*book.finding_version())
    return await book.agenda(room.database, row, NOW)


async def test_a_sentence_means_the_events_of_the_database(room: Room) -> None:
    agenda = await _open(AgendaBook(), room)

    read = read_signup("ik wil me aanmelden voor de training in Noord", NOW, agenda)

    assert read.events == ("BT-11",)


async def test_the_agenda_is_read_again_only_when_it_changed(room: Room) -> None:
    book = AgendaBook()
    first = await _open(book, room)
    await room.signs_up("Anna")
    assert await _open(book, room) is first

    async with room.database.transaction() as tx:
        await tx.execute("UPDATE events SET state = 'cancelled'")

    assert (await _open(book, room)).events == ()


async def test_the_database_gives_back_what_it_was_given(room: Room) -> None:
    found = await store.find_event_by_code(room.database, "BT-11")

    assert found == room.event
    assert await store.list_events(room.database, after=NOW, before=NOW + timedelta(days=99)) == [found]
    assert await store.list_events(room.database, after=found.ends_at) == []
    assert await store.list_events(room.database, after=found.ends_at, with_over=True) == [found]
