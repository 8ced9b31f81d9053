"""What participants say and tap on the time side: whether they come, another date, when to be reminded."""

from typing import Any, assert_never

from bot.agenda.models import AlreadyIn, Closed, OnWaitingList, SignedUp
from bot.chat.said import number_in
from bot.chat.turn import Turn
from bot.clock import to_text
from bot.features.timeline import keyboards, service, store, tapped, words
from bot.features.timeline.models import Answer, Choice


async def coming(turn: Turn) -> None:
    """Take a tap under 'kom je nog?'."""
    registration_id, given = tapped.parts(turn, 2)
    if given in set(Answer):
        await _answer(turn, number_in(registration_id), Answer(given))
    else:
        turn.say("timeline.gone")


async def coming_words(turn: Turn) -> bool:
    """Take a typed 'ja' or 'nee', if a question is open; otherwise the words are for somebody else."""
    registration_id = await store.find_open_question(turn.tx, turn.person.id, turn.now)
    given = words.answer_in(turn.said.words or "")
    if registration_id is None or given is None:
        return False
    await _answer(turn, registration_id, given)
    return True


async def move(turn: Turn) -> None:
    """Take a place along to another date."""
    registration_id, event_id = map(number_in, tapped.parts(turn, 2))
    moved = await service.move(turn.tx, turn.person.id, registration_id, event_id, turn.now)
    if moved is None:
        turn.say("timeline.gone")
        return
    event, outcome = moved
    match outcome:
        case SignedUp():
            turn.say("timeline.moved", event=event.as_values())
        case OnWaitingList(_, position):
            turn.say("timeline.moved_waiting", event=event.as_values(), position=position)
        case AlreadyIn(_, position):
            turn.say("timeline.moved_already", event=event.as_values(), waiting=position is not None)
        case Closed(why):
            turn.say("timeline.move_closed", event=event.as_values(), why=why)
        case _:
            assert_never(outcome)


async def reminders(turn: Turn) -> None:
    """Show what will come, and how to change that."""
    choice, values = await _coming_values(turn)
    turn.say("timeline.reminders", keyboards.choices(choice), **values)


async def choose(turn: Turn) -> None:
    """Change when somebody is reminded; what lies ready moves along at the next tick."""
    word = turn.said.tapped[-1]
    if word in set(Choice):
        store.save_choice(turn.tx, turn.person.id, Choice(word))
    choice, values = await _coming_values(turn)
    turn.change("timeline.reminders", keyboards.choices(choice), **values)


async def _coming_values(turn: Turn) -> tuple[Choice, dict[str, Any]]:
    choice, found = await service.list_coming(turn.tx, turn.person.id, turn.now)
    events = [
        {
            "title": one.event.title,
            "begin": to_text(one.event.starts_at),
            "waiting": one.waiting,
            "moments": [[name, to_text(at)] for name, at in one.moments],
        }
        for one in found
    ]
    return choice, {"choice": choice.value, "events": events}


async def _answer(turn: Turn, registration_id: int, given: Answer) -> None:
    # Under a button the question itself makes place for the answer; typed words get a new message.
    reply = turn.change if turn.said.tapped else turn.say
    match await service.answer(turn.tx, turn.person.id, registration_id, given, turn.now):
        case service.Noted(event, Answer.YES):
            reply("timeline.coming_noted", keyboards.cannot_come(registration_id), event=event.as_values())
        case service.Noted(event, _):
            reply("timeline.coming_unsure", keyboards.coming(registration_id), event=event.as_values())
        case service.Freed(event):
            reply("timeline.coming_freed", (), event=event.as_values())
        case service.NotOnTheList(event, waiting):
            turn.say("timeline.not_on_the_list", event=event.as_values(), waiting=waiting)
        case service.TooLate(event):
            turn.say("timeline.too_late_to_answer", event=event.as_values())
        case service.NotTheirs():
            turn.say("timeline.gone")
        case outcome:
            assert_never(outcome)
