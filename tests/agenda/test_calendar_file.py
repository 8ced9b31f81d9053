"""The calendar file says when it really is, on any phone, and can be taken back."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.agenda.calendar_file import calendar_file
from bot.agenda.models import Event, EventPart, EventState
from bot.files.making import make
from tests.agenda.conftest import NOW, TRAINING


async def written(event: Event, *, cancelled: bool = False) -> list[str]:
    attachment = calendar_file(event, None, NOW, cancelled=cancelled)
    content = (await make(attachment.maker, attachment.values)).decode()
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    return content.replace("\r\n ", "").split("\r\n")


async def test_there_is_an_entry_for_every_dagdeel_with_a_name_that_stays() -> None:
    lines = await written(replace(TRAINING, revision=3))

    assert [line for line in lines if line.startswith("UID")] == ["UID:BT-11-1@wijkmaat", "UID:BT-11-2@wijkmaat"]
    assert lines.count("SEQUENCE:3") == 2
    assert lines.count("STATUS:CONFIRMED") == 2
    assert "METHOD:PUBLISH" in lines


async def test_moments_are_right_on_both_sides_of_the_change_of_the_clocks() -> None:
    # The clocks change on 28 March 2027: half past nine is 8:30 UTC before, and 7:30 UTC after.
    days = ((datetime(2027, 3, 24, 8, 30, tzinfo=UTC), 11), (datetime(2027, 3, 31, 7, 30, tzinfo=UTC), 10))
    parts = tuple(EventPart(n, begin, begin.replace(hour=hour)) for n, (begin, hour) in enumerate(days, 1))

    lines = await written(replace(TRAINING, parts=parts))

    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART:20270324T083000Z", "DTSTART:20270331T073000Z"]


async def test_a_cancelled_event_leaves_the_calendar() -> None:
    for lines in (await written(replace(TRAINING, state=EventState.CANCELLED)), await written(TRAINING, cancelled=True)):
        assert "METHOD:CANCEL" in lines
        assert lines.count("STATUS:CANCELLED") == 2


async def test_signs_and_long_words_stay_what_they_are() -> None:
    lines = await written(replace(TRAINING, title="Kom; praat, eet\\drink\n" + "é" * 200 + "👩‍👩‍👧"))

    assert lines[11].startswith("SUMMARY:Kom\\; praat\\, eet\\\\drink\\n" + "é" * 200 + "👩‍👩‍👧 (1 van 2)")
