"""The conversation: picked up, passed on both ways without anybody's account, given back, and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.said import ChatKind
from bot.chat.turn import Turn
from bot.features.handover import conversation_store, keyboards, passing, telling
from bot.features.handover.models import FEATURE, Handover, Helped, Kind, State, number_in_key
from bot.features.handover.rules import ANSWER_WITHIN, LONG_SILENCE, rounded
from bot.outbox.models import Message
from bot.people import area_store, reach
from bot.people.models import COACHES, Role

_LAST_SAID = 6


@dataclass(frozen=True, slots=True)
class PassedOn:
    """It went to the other one. Silence is the answer, unless there is something to mention."""

    handover: Handover
    by_asker: bool
    was_scrubbed: bool
    after_long: bool


@dataclass(frozen=True, slots=True)
class WhichOne:
    """They are in more than one conversation."""

    conversations: Sequence[Handover]


@dataclass(frozen=True, slots=True)
class NotClaimed:
    """Nobody has picked this up yet, so there is nobody to answer as."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class NotYours:
    """Somebody else talks with this asker."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class Over:
    """This conversation is closed, or there is none."""


Talk: TypeAlias = PassedOn | WhichOne | NotClaimed | NotYours | Over


@dataclass(frozen=True, slots=True)
class Claimed:
    """This coach has it from now on."""

    handover: Handover


@dataclass(frozen=True, slots=True)
class TooLate:
    """It is with this coach already."""

    handover: Handover


async def find_mine(turn: Turn, handover_id: int) -> Handover | None:
    """Return a handover of an area that this person looks after."""
    found = await conversation_store.find_handover(turn.tx, handover_id)
    return found if found is not None and turn.person.may_look_after(found.area_id) else None


async def claim(turn: Turn, handover_id: int) -> Claimed | TooLate | Over:
    """Pick a question up: the first who taps has it, and everybody sees who."""
    found = await find_mine(turn, handover_id)
    if found is None or found.state is State.CLOSED or found.asker_id == turn.person.id:
        return Over()
    area = await area_store.find_area(turn.tx, found.area_id)
    hours = reach.hours_of(area)
    until = rounded(hours.after(turn.now, ANSWER_WITHIN))
    if not await conversation_store.claim(turn.tx, found.id, turn.person.id, turn.now, until):
        return TooLate(found)
    claimed = await conversation_store.find_handover(turn.tx, found.id)
    if claimed is None:  # pragma: no cover - it was there a moment ago
        return Over()
    await telling.change(turn.tx, claimed, turn.now, "handover.taken", claimed.coach_name)
    await telling.show_coach(turn.tx, claimed, turn.now)
    await _read_back(turn, claimed)
    if found.asker_chat is not None and found.asker_id is not None:
        # From here on their words go to the coach: a form that was left half-way would catch them.
        dialogues.expire(turn.tx, found.asker_chat, found.asker_id, turn.now)
    opening = area.opening if area else ""
    values = {**claimed.shown, "coach": claimed.coach_name, "until": telling.moment(until), "opening": opening}
    await telling.tell_asker(turn.tx, claimed, turn.now, "handover.picked_up", values, keyboards.close(claimed.id))
    return Claimed(claimed)


async def talk(turn: Turn) -> Talk:
    """Pass on what was typed to the other one in the conversation."""
    found = await _meant(turn)
    return await pass_on(turn, found) if isinstance(found, Handover) else found


async def pass_on(turn: Turn, found: Handover) -> Talk:
    """Pass on what was typed in this conversation."""
    if found.state is State.CLOSED:
        return Over()
    by_asker = found.asker_id == turn.person.id and turn.said.kind is ChatKind.PRIVATE
    if not by_asker and not turn.person.may_look_after(found.area_id):
        return Over()
    if found.state is State.OPEN:
        return Over() if by_asker else NotClaimed(found)
    if not by_asker and found.claimed_by != turn.person.id:
        return NotYours(found)
    words = turn.said.words or ""
    scrubbed = turn.interpreter.scrub(words)
    was_new = scrubbed != words and not await conversation_store.was_scrubbed(turn.tx, found.id)
    is_crisis = found.kind is Kind.CRISIS or turn.is_about(lambda understood: understood.crisis is not None)
    number = await conversation_store.insert_message(
        turn.tx, found.id, "" if is_crisis and by_asker else scrubbed, turn.now, from_asker=by_asker
    )
    await _carry(turn, found, number, scrubbed if by_asker else words, by_asker=by_asker)
    await _wait_for_coach(turn, found, by_asker=by_asker)
    after_long = found.last_said_at is not None and turn.now - found.last_said_at > LONG_SILENCE
    return PassedOn(found, by_asker, by_asker and was_new, after_long)


async def pass_on_kept(turn: Turn, handover_id: int) -> Talk:
    """Pass on what a coach typed before we knew for whom it was."""
    dialogue = turn.dialogue
    if dialogue is None or dialogue.feature != FEATURE or dialogue.step != "which":
        return Over()
    turn.end_dialogue()
    found = await conversation_store.find_handover(turn.tx, handover_id)
    if found is None or turn.person.id not in (found.asker_id, found.claimed_by):
        return Over()
    return await pass_on(turn.with_words(str(dialogue.data["words"])), found)


async def answer(turn: Turn, handover_id: int) -> Handover | None:
    """Let the next words of this coach go to this conversation."""
    found = await find_mine(turn, handover_id)
    if found is None or found.claimed_by != turn.person.id or found.state is not State.CLAIMED:
        return None
    _remember(turn, "answer", {"handover": found.id})
    return found


async def give_back(turn: Turn, handover_id: int) -> bool:
    """Let others pick it up; return False when it was not theirs."""
    found = await find_mine(turn, handover_id)
    if found is None or found.claimed_by != turn.person.id or found.state is not State.CLAIMED:
        return False
    await passing.let_go(turn.tx, found, turn.now)
    return True


async def close(turn: Turn, handover_id: int) -> Handover | None:
    """End a conversation, or take back a question that is open; both see it. None when it is not theirs or ended before."""
    found = await conversation_store.find_handover(turn.tx, handover_id)
    if found is None or turn.person.id not in (found.asker_id, found.claimed_by):
        return None
    if not await conversation_store.close(turn.tx, found.id, turn.now):
        return None
    by_asker = found.asker_id == turn.person.id
    if found.state is State.OPEN:
        await telling.change(turn.tx, found, turn.now, "handover.withdrawn")
        return found
    await telling.change(turn.tx, found, turn.now, "handover.done", found.coach_name, ends=True)
    await telling.tell_coach(turn.tx, found, turn.now, "handover.closed_for_coach", {**found.shown, "by_asker": by_asker})
    values = {"coach": found.coach_name, "by_asker": by_asker}
    await telling.tell_asker(turn.tx, found, turn.now, "handover.closed", values, keyboards.helped(found.id))
    return found


async def list_closable(turn: Turn) -> list[Handover]:
    """Return what this person can end: their conversations, or else the question that waits."""
    found = await conversation_store.list_conversations_of(turn.tx, turn.person.id)
    unfinished = await conversation_store.find_unfinished_of(turn.tx, turn.person.id)
    return found or ([unfinished] if unfinished else [])


async def list_desk(turn: Turn) -> list[Handover]:
    """Return what waits in the areas of this coach, and what they have themselves."""
    areas = None if Role.BEHEERDER in turn.person.roles else turn.person.areas_as(COACHES)
    found = await conversation_store.list_unfinished(turn.tx, areas)
    return [one for one in found if one.state is State.OPEN or one.claimed_by == turn.person.id]


async def note_helped(turn: Turn, handover_id: int, helped: Helped) -> bool:
    """Write down whether it helped."""
    return await conversation_store.mark_helped(turn.tx, handover_id, turn.person.id, helped)


async def _meant(turn: Turn) -> Handover | WhichOne | Over:
    number = number_in_key(turn.replied_key)
    if number is None and turn.dialogue is not None and turn.dialogue.feature == FEATURE and turn.dialogue.step == "answer":
        number = int(turn.dialogue.data["handover"])
        turn.end_dialogue()
    if number is not None:
        return await conversation_store.find_handover(turn.tx, number) or Over()
    found = await conversation_store.list_conversations_of(turn.tx, turn.person.id)
    if len(found) == 1:
        return found[0]
    if not found:
        return Over()
    # A coach's words arrive as typed; whoever is also an asker here may turn out to speak as one.
    words = turn.said.words or ""
    is_asker = any(one.asker_id == turn.person.id for one in found)
    _remember(turn, "which", {"words": turn.interpreter.scrub(words) if is_asker else words})
    return WhichOne(found)


async def _carry(turn: Turn, found: Handover, number: int, words: str, *, by_asker: bool) -> None:
    where = await telling.place_of(turn.tx, found) if by_asker else (found.asker_chat, None) if found.asker_chat else None
    if where is None:  # pragma: no cover - a conversation has two people
        return
    text = "handover.from_asker" if by_asker else "handover.from_coach"
    values = {"number": found.id, "name": found.asker_name, "coach": found.coach_name, "words": words}
    turn.tell(
        Message(
            key=f"relay:{found.mark}:message-{number}", chat_id=where[0], topic=where[1], text=text, values=values,
            due_at=turn.now, live=True,
        )
    )  # fmt: skip


async def _wait_for_coach(turn: Turn, found: Handover, *, by_asker: bool) -> None:
    if not by_asker:
        await conversation_store.wait(turn.tx, found.id, 0, None)
    elif found.is_answered:
        hours = reach.hours_of(await area_store.find_area(turn.tx, found.area_id))
        await conversation_store.wait(turn.tx, found.id, 0, rounded(hours.after(turn.now, ANSWER_WITHIN)))


async def _read_back(turn: Turn, claimed: Handover) -> None:
    """Show a coach who takes over what was said before."""
    said = await conversation_store.list_messages(turn.tx, claimed.id, _LAST_SAID)
    if said:
        await telling.tell_coach(turn.tx, claimed, turn.now, "handover.said_before", {**claimed.shown, "said": said})


def _remember(turn: Turn, step: str, data: dict[str, object]) -> None:
    turn.open_dialogue(Dialogue(FEATURE, step, data), turn.now + dialogues.FORM_LASTS)
