"""Decides what a coaching question is answered with, and keeps it without names and without who asked."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.chat import dialogues
from bot.chat.dialogues import TOPIC_LASTS, Dialogue
from bot.chat.turn import Turn
from bot.db.database import Transaction
from bot.features.coaching import keyboards, store, themes
from bot.features.coaching.models import AreaTip, Helped, Topic
from bot.outbox import store as outbox
from bot.outbox.models import Message
from bot.outbox.quiet import is_quiet
from bot.people import store as people
from bot.understanding.likeness import most_alike
from bot.understanding.matching.follow_up import is_correction, is_follow_up
from bot.understanding.meaning import Answer, CrisisFound, Intent, Understanding

FEATURE = "coaching"
MOST_CHOICES = 3
ASK_AFTER = timedelta(days=5)
# Words: a longer "nee, …" says what was meant instead.
_ONLY_A_CORRECTION = 8


@dataclass(frozen=True, slots=True)
class Tips:
    """Understood: answer with this situation; the question is `also` about that one."""

    question_id: int
    situation: str
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """Nearly understood: let the asker choose."""

    question_id: int
    situations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainRule:
    """A question about a conversation rule."""

    rule: str


@dataclass(frozen=True, slots=True)
class AskBack:
    """About people, but too little to go on."""

    question_id: int


@dataclass(frozen=True, slots=True)
class DontKnow:
    """Outside the guides."""

    question_id: int


@dataclass(frozen=True, slots=True)
class FromACoach:
    """Outside the guides, but a coach of the area wrote a tip for it."""

    question_id: int
    tip: AreaTip


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """The asker says that the answer before this was not it; these are what else it might have been."""

    question_id: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotMine:
    """Not a coaching question: about trainings and the like, or just a thank you."""

    intent: Intent


Outcome: TypeAlias = Tips | Choose | ExplainRule | AskBack | DontKnow | FromACoach | Misunderstood | NotMine


async def answer(turn: Turn, understood: Understanding) -> Outcome:
    """Work out the answer to a question and keep the question, scrubbed.

    A message may lean on the answer before it: "nee, dat bedoel ik niet" or "en als hij dan boos wordt?".
    """
    if understood.rule is not None:
        return ExplainRule(understood.rule)
    words, topic = turn.said.words or "", topic_of(turn)
    ids = tuple(scored.id for scored in understood.situations)
    is_clear = understood.answer is Answer.TIPS and (topic is None or ids[0] != topic.situation)
    if topic is not None:
        if is_correction(words) and (not is_clear or len(words.split()) <= _ONLY_A_CORRECTION):
            return Misunderstood(topic.question_id, topic.others)
        if not is_clear and topic.situation is not None and is_follow_up(words):
            # It may be about something new, or still about the same: the asker can see which.
            understood = replace(understood, answer=Answer.CHOOSE, situations=understood.situations[: MOST_CHOICES - 1])
            ids = tuple(i for i in (*ids[: MOST_CHOICES - 1], topic.situation) if i)
            ids = tuple(dict.fromkeys(ids))
    if understood.answer is Answer.NONE:
        return NotMine(understood.intent)
    best = ids[0] if understood.answer is Answer.TIPS else None
    tip = await _find_tip(turn) if understood.answer is Answer.UNKNOWN else None
    question_id = await store.insert_question(
        turn.tx,
        text=turn.interpreter.scrub(turn.said.words or "", understood.personal_data),
        # A coach wrote a tip for it, so it has its answer and no longer waits for one.
        answer=(Answer.TIPS if tip else understood.answer).value,
        situation=best,
        area_id=turn.person.area_id,
        now=turn.now,
    )
    await _remember(turn, Topic(question_id, best, tuple(i for i in ids if i != best)[:MOST_CHOICES], understood.also))
    match understood.answer:
        case Answer.TIPS if best:
            await themes.count_asker(turn.tx, best, turn.person.area_id, turn.person.id, turn.now)
            return Tips(question_id, best, understood.also)
        case Answer.CHOOSE:
            return Choose(question_id, ids[:MOST_CHOICES])
        case _ if tip:
            return FromACoach(question_id, tip)
        case _:
            return AskBack(question_id) if understood.about_people else DontKnow(question_id)


async def note_crisis(turn: Turn, crisis: CrisisFound) -> None:
    """Count a crisis without keeping a word of what was typed; an open form waits, so that nothing of it lands there either."""
    await store.insert_question(
        turn.tx, text="", answer=Answer.CRISIS.value, situation=crisis.kind, area_id=turn.person.area_id, now=turn.now
    )
    if turn.dialogue is not None and turn.dialogue.feature != FEATURE:
        dialogues.pause(turn.tx, turn.said.chat_id, turn.person.id)


async def choose(turn: Turn, question_id: int, situation: str) -> None:
    """The asker chose a situation: write it down with the question."""
    await store.mark_answered(turn.tx, question_id, situation)
    await themes.count_asker(turn.tx, situation, turn.person.area_id, turn.person.id, turn.now)
    topic = topic_of(turn)
    others = tuple(i for i in topic.others if i != situation) if topic else ()
    await _remember(turn, Topic(question_id, situation, others))


async def note_helped(turn: Turn, question_id: int, helped: Helped) -> tuple[str, ...]:
    """Write down whether it helped; return other situations it might be about when it did not."""
    await store.mark_helped(turn.tx, question_id, helped)
    topic = topic_of_question(turn, question_id)
    return topic.others if topic and helped is Helped.NO else ()


async def ask_later(turn: Turn, question_id: int) -> bool:
    """Remember to ask after five days whether the tips helped; return False when the question is no longer there."""
    return await store.insert_later(turn.tx, question_id, turn.person.id, turn.now + ASK_AFTER)


async def ask_whether_it_helped(tx: Transaction, now: datetime) -> None:
    """Ask who wanted to be asked, and forget that it was their question."""
    if is_quiet(now):
        return
    outbox.put(
        tx,
        [
            Message(
                # A random key: it is kept for long, and must not tell whose question it was.
                key=f"survey:helped:{secrets.token_hex(8)}",
                chat_id=asked.chat_id,
                person_id=asked.person_id,
                text="coaching.did_it_help",
                values={"situation": asked.situation},
                keyboard=keyboards.did_it_help(asked.question_id),
                due_at=now,
            )
            for asked in await store.take_later(tx, now)
        ],
    )


async def should_hint(turn: Turn, understood: Understanding) -> bool:
    """Say whether to ask kindly to leave out names: only the first time, and not where "Anna" is the rule."""
    if not understood.personal_data or understood.rule is not None or turn.person.hinted_at is not None:
        return False
    people.mark_hinted(turn.tx, turn.person.id, turn.now)
    return True


def topic_of(turn: Turn) -> Topic | None:
    """Return what this conversation was last about, if that is not too long ago."""
    dialogue = turn.dialogue
    if dialogue is None or dialogue.feature != FEATURE:
        return None
    data = dialogue.data
    return Topic(data["question_id"], data["situation"], tuple(data["others"]), data.get("also"))


def topic_of_question(turn: Turn, question_id: int) -> Topic | None:
    """Return what this conversation was last about, if that is this question."""
    topic = topic_of(turn)
    return topic if topic and topic.question_id == question_id else None


async def _find_tip(turn: Turn) -> AreaTip | None:
    """Return the tip of a coach of the area whose question is most like this one."""
    if turn.person.area_id is None:
        return None
    found = await store.list_live_tips(turn.tx, turn.person.area_id)
    number = most_alike(turn.said.words or "", ((place, f"{tip.title} {tip.question}") for place, tip in enumerate(found)))
    return found[number] if number is not None else None


async def _remember(turn: Turn, topic: Topic) -> None:
    if turn.dialogue is not None and turn.dialogue.feature != FEATURE:
        return  # A question in the middle of a form: the form stays open.
    data = {"question_id": topic.question_id, "situation": topic.situation, "others": list(topic.others), "also": topic.also}
    turn.open_dialogue(Dialogue(FEATURE, "answered", data), turn.now + TOPIC_LASTS)
