"""Asks and thanks: a form by taps and words, and a story after three months."""

from typing import assert_never

from telegram import Message, MessageEntity

from bot.chat.turn import Turn
from bot.features.surveys import grades, invitation_store, keyboards, service, wording
from bot.features.surveys.models import HIGHEST, LOWEST, Question
from bot.outbox.models import Message as Outgoing

LONGEST_STORY = 3000
"""Characters that fit in one message of Telegram, with the question whether it may be shared."""


async def fill(turn: Turn) -> None:
    """Begin the form, or go on where it was."""
    _show(turn, await service.open_form(turn, turn.said.tapped[-1]))


async def grade(turn: Turn) -> None:
    """Keep the grade that was tapped."""
    match turn.said.tapped[2:]:
        case (ballot, question, number) if question in set(Question) and number.isdecimal() and len(number) <= len(str(HIGHEST)):
            asked = Question(question)
            if not asked.wants_grade or not LOWEST <= int(number) <= HIGHEST:
                turn.notice("surveys.out_of_range_notice")
                return
            _after_tap(turn, asked, await service.answer(turn, ballot, asked, str(int(number))))
        case _:
            turn.say("surveys.closed")


async def skip(turn: Turn) -> None:
    """Leave one question out."""
    match turn.said.tapped[2:]:
        case (ballot, question) if question in set(Question) and question != Question.BROUGHT:
            _after_tap(turn, Question(question), await service.answer(turn, ballot, Question(question), None))
        case _:
            turn.say("surveys.closed")


async def stop(turn: Turn) -> None:
    """End the form; what was answered counts."""
    match await service.stop(turn, turn.said.tapped[-1]):
        case service.Finished():
            turn.change("surveys.stopped")
        case outcome:
            _show(turn, outcome)


async def typed(turn: Turn) -> None:
    """Read what was typed as the answer to the question that is open."""
    dialogue, words = service.open_dialogue(turn), turn.said.words or ""
    if dialogue is None:  # pragma: no cover - the route only matches an open form
        return
    ballot = str(dialogue.data["ballot"])
    if dialogue.is_paused:
        turn.say("surveys.go_on", keyboards.go_on(ballot))
    elif dialogue.step == Question.BROUGHT:
        _hear_story(turn, ballot, words)
    else:
        await _hear(turn, ballot, Question(dialogue.step), words)


async def resume(turn: Turn) -> None:
    """Say where we were, after an answer in between; after a crisis only that it can wait."""
    dialogue = service.open_dialogue(turn)
    if dialogue is None:
        return
    ballot = str(dialogue.data["ballot"])
    if dialogue.is_paused or (turn.said.words and turn.understood.crisis is not None):
        turn.say("surveys.can_wait", keyboards.go_on(ballot))
    elif dialogue.step == Question.BROUGHT:
        turn.say("surveys.tell")
    else:
        turn.say("surveys.where_we_were")
        _show(turn, await service.open_form(turn, ballot))


async def _hear(turn: Turn, ballot: str, question: Question, words: str) -> None:
    if wording.is_stop(words):
        match await service.stop(turn, ballot):
            case service.Finished():
                turn.say("surveys.stopped")
            case outcome:
                _show(turn, outcome)
    elif wording.is_skip(words, question):
        _show(turn, await service.answer(turn, ballot, question, None))
    elif question.wants_grade:
        await _hear_grade(turn, ballot, question, words)
    else:
        _show(turn, await service.answer(turn, ballot, question, turn.interpreter.scrub(words)))


async def _hear_grade(turn: Turn, ballot: str, question: Question, words: str) -> None:
    again = keyboards.question(ballot, question)
    match grades.read_grade(words):
        case grades.Grade(number):
            _show(turn, await service.answer(turn, ballot, question, str(number)))
        case grades.NotWhole():
            turn.say("surveys.not_whole", again)
        case grades.OutOfRange():
            turn.say("surveys.out_of_range", again)
        case grades.Several():
            turn.say("surveys.several", again)
        case grades.NoGrade():
            turn.say("surveys.no_grade", again)
        case reading:
            assert_never(reading)


async def loose_grade(turn: Turn) -> None:
    """A grade while no form is open: point to the invitation, which has the ballot that we do not know."""
    found = await invitation_store.find_open_invitation(turn.tx, turn.person.id, turn.now)
    if found is None:
        turn.say("surveys.grade_of_what")
        return
    title, message_id = found
    turn.tell(
        Outgoing(
            key=f"answer:update-{turn.update_id}:1",
            chat_id=turn.said.chat_id,
            person_id=turn.person.id,
            text="surveys.tap_first",
            values={"title": title},
            due_at=turn.now,
            live=True,
            reply_to=message_id,
        )
    )


async def later(turn: Turn) -> None:
    """Remember to ask again in three months."""
    turn.say("surveys.will_ask_later" if await service.ask_later(turn, turn.said.number(-1)) else "surveys.too_late_for_later")


async def no_later(turn: Turn) -> None:
    """Do not ask again."""
    turn.change("surveys.will_not_ask_later")


async def tell(turn: Turn) -> None:
    """Let somebody tell what it brought; again, when they want to say it differently."""
    form = await service.begin_story(turn, turn.said.tapped[-1])
    turn.say("surveys.tell" if form is not None else "surveys.story_closed")


async def share(turn: Turn) -> None:
    """Pass the story on, as it stands in the message under which this button is: we kept it nowhere."""
    story = _quoted(turn)
    shared = story is not None and await service.share_story(turn, turn.said.tapped[-1], story)
    turn.change("surveys.story_shared" if shared else "surveys.story_gone")


async def untold(turn: Turn) -> None:
    """Forget the story, or that there might have been one."""
    service.forget_story(turn, turn.said.tapped[-1])
    turn.change("surveys.story_untold")


def _hear_story(turn: Turn, ballot: str, words: str) -> None:
    story = turn.interpreter.scrub(words)
    if len(story) > LONGEST_STORY:
        turn.say("surveys.story_too_long")
    else:
        turn.say("surveys.may_share", keyboards.share(ballot), story=story)


def _quoted(turn: Turn) -> str | None:
    """Return the quotation in the message under which somebody tapped; one that is too old is no longer with the tap."""
    tap = turn.update.callback_query
    message = tap.message if tap else None
    if not isinstance(message, Message) or not message.text:
        return None
    return next(iter(message.parse_entities([MessageEntity.BLOCKQUOTE]).values()), None)


def _after_tap(turn: Turn, question: Question, outcome: service.Outcome) -> None:
    """Take the buttons away from a question that was answered. What was answered is not repeated: the outbox would keep it."""
    if isinstance(outcome, service.Ask | service.Finished):
        turn.change("surveys.noted", question=question.value)
    _show(turn, outcome)


def _show(turn: Turn, outcome: service.Outcome) -> None:
    match outcome:
        case service.Ask(form, question):
            place = form.questions.index(question) + 1
            turn.say(
                f"surveys.ask_{question}",
                keyboards.question(form.ballot, question),
                title=form.title,
                kind=form.kind,
                number=place,
                total=len(form.questions),
            )
        case service.Finished(form, may_ask_later):
            turn.say("surveys.thanks", keyboards.may_ask_later(form.event_id) if may_ask_later else (), may_ask=may_ask_later)
        case service.AnsweredAlready():
            turn.notice("surveys.already_notice")
        case service.FilledIn():
            turn.say("surveys.filled_in")
        case service.Closed():
            service.close_form(turn)
            turn.say("surveys.closed")
        case _:
            assert_never(outcome)


def is_typed_in_form(turn: Turn) -> bool:
    """Say whether typed words belong to the form that is open."""
    dialogue, words = service.open_dialogue(turn), turn.said.words
    if dialogue is None or words is None:
        return False
    if dialogue.is_paused:
        # After a crisis nothing that was typed may land in a form; what the bot understands is answered.
        return not wording.is_for_us(words, turn.understood)
    return wording.is_for_form(words, Question(dialogue.step), turn.understood)


def is_plainly_for_form(turn: Turn) -> bool:
    """Say whether this is just what we asked for a moment ago: nothing but a grade, or "stop"."""
    dialogue, said = service.open_dialogue(turn), turn.said
    if dialogue is None or dialogue.is_paused or said.words is None or said.edited or said.command is not None:
        return False
    return wording.is_stop(said.words) or (Question(dialogue.step).wants_grade and grades.is_only_a_grade(said.words))


def is_loose_grade(turn: Turn) -> bool:
    """Say whether somebody types a grade, and nothing else, while no form is open."""
    words = turn.said.words
    return words is not None and grades.is_only_a_grade(words) and isinstance(grades.read_grade(words), grades.Grade)
