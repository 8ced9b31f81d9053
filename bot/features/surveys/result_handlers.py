"""Shows coaches how evaluations of their areas came out."""

from bot.chat.said import number_in
from bot.chat.turn import Turn
from bot.features.surveys import keyboards, results, store
from bot.features.surveys.models import WORDS, Evaluation, Question
from bot.features.surveys.picture import picture_of
from bot.outbox.models import Keyboard

ON_ONE_PAGE = 6


async def offer(turn: Turn) -> None:
    """Offer the evaluations of the areas of this coach, the newest first."""
    values, keyboard = await _list(turn, 0)
    turn.say("surveys.evaluations", keyboard, evaluations=values)


async def browse(turn: Turn) -> None:
    """Show another page of the list."""
    values, keyboard = await _list(turn, turn.said.number(-1))
    turn.change("surveys.evaluations", keyboard, evaluations=values)


async def show(turn: Turn) -> None:
    """Show the figures of one evaluation."""
    evaluation = await _find(turn, turn.said.tapped[-1])
    if evaluation is None or evaluation.state != "closed":
        turn.say("surveys.no_results")
        return
    answers = await results.find_answers(turn.tx, evaluation)
    keyboard, attachment = keyboards.under_results(evaluation.event_id, answers), picture_of(evaluation, answers)
    turn.say("surveys.results", keyboard, attachment=attachment, **results.as_values(evaluation, answers))


async def words(turn: Turn) -> None:
    """Show what people wrote as answer to one question."""
    match turn.said.tapped[2:]:
        case (event_id, question, number) if question in {*WORDS, Question.BROUGHT}:
            await _show_words(turn, event_id, Question(question), number_in(number))
        case _:
            turn.say("surveys.no_results")


async def _show_words(turn: Turn, event_id: str, question: Question, number: int) -> None:
    evaluation = await _find(turn, event_id)
    answers = await results.find_answers(turn.tx, evaluation) if evaluation else None
    if evaluation is None or answers is None or question not in answers.words:
        turn.say("surveys.no_results")
        return
    pages = results.pages(answers.words[question])
    number = min(number, len(pages) - 1)
    turn.say(
        "surveys.words",
        keyboards.under_words(evaluation.event_id, question, number, len(pages) - 1),
        title=evaluation.title,
        question=question.value,
        answers=list(pages[number]),
        page=number + 1,
        pages=len(pages),
    )


async def _list(turn: Turn, number: int) -> tuple[list[dict[str, str]], Keyboard]:
    mine = [one for one in await store.list_evaluations(turn.tx) if turn.person.may_look_after(one.area_id)]
    last = max(0, len(mine) - 1) // ON_ONE_PAGE
    number = min(number, last)
    listed = mine[number * ON_ONE_PAGE : (number + 1) * ON_ONE_PAGE]
    values = [{"title": one.title, "state": one.state, "closes_at": one.closes_at} for one in listed]
    return values, keyboards.evaluations(listed, number, last)


async def _find(turn: Turn, event_id: str) -> Evaluation | None:
    evaluation = await store.find_evaluation(turn.tx, number_in(event_id))
    return evaluation if evaluation is not None and turn.person.may_look_after(evaluation.area_id) else None
