"""What a coach may see of an evaluation that has closed: per question, from three answers up, in no order."""

from collections import Counter
from typing import Any

from bot.agenda.ratings import ENOUGH
from bot.agenda.store import Reader
from bot.features.surveys import store
from bot.features.surveys.models import GRADES, WORDS, Answers, Evaluation, Question

ON_ONE_PAGE = 700
LONGEST = 1500
"""Characters of one answer that are shown; there are messages of four thousand."""


async def find_answers(tx: Reader, evaluation: Evaluation) -> Answers:
    """Return what may be shown. A story is passed on with permission of its teller, so it may also be alone."""
    given: dict[Question, list[str]] = {}
    if evaluation.state == "closed":
        for question, answer in await store.list_answers(tx, evaluation.event_id):
            given.setdefault(question, []).append(answer)
    enough = {question: found for question, found in given.items() if len(found) >= ENOUGH or question is Question.BROUGHT}
    return Answers(
        grades={question: tuple(map(int, enough[question])) for question in GRADES if question in enough},
        words={question: tuple(enough[question]) for question in (*WORDS, Question.BROUGHT) if question in enough},
    )


def as_values(evaluation: Evaluation, answers: Answers) -> dict[str, Any]:
    """Return what the summary needs to be rendered."""
    return {
        "title": evaluation.title,
        "code": evaluation.code,
        "held_at": evaluation.held_at,
        "invited": evaluation.invited,
        "answered": evaluation.answered or 0,
        "grades": [{"question": question.value, **_figures(grades)} for question, grades in answers.grades.items()],
    }


def pages(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Lay answers on pages that fit on a phone, at least one on each."""
    laid: list[list[str]] = []
    for answer in words:
        shown = answer if len(answer) <= LONGEST else answer[:LONGEST].rstrip() + "…"
        if not laid or sum(map(len, laid[-1])) + len(shown) > ON_ONE_PAGE:
            laid.append([])
        laid[-1].append(shown)
    return [tuple(page) for page in laid]


def _figures(grades: tuple[int, ...]) -> dict[str, Any]:
    """An average with a Dutch comma, and how often each grade was given."""
    return {
        "average": f"{sum(grades) / len(grades):.1f}".replace(".", ","),
        "number": len(grades),
        "spread": sorted(Counter(grades).items(), reverse=True),
    }
