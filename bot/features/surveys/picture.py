"""What the picture under the results of an evaluation shows: the averages, and how the bijeenkomst itself was graded."""

from collections import Counter

from bot.features.surveys.models import HIGHEST, Answers, Evaluation, Question
from bot.outbox.models import Attachment, Shape

_NAMES = {
    Question.GRADE_EVENT: "De bijeenkomst",
    Question.GRADE_TRAINER: "Trainer of gespreksleider",
    Question.GRADE_EXPERT: "Ervaringsdeskundige",
}


def picture_of(evaluation: Evaluation, answers: Answers) -> Attachment | None:
    """Return the picture, or None when too few people gave a grade: only what may be shown is in `answers`."""
    if not answers.grades:
        return None
    charts = [
        {
            "title": "Gemiddeld cijfer",
            "labels": [f"{_NAMES[question]} ({len(grades)})" for question, grades in answers.grades.items()],
            "bars": [round(sum(grades) / len(grades), 1) for grades in answers.grades.values()],
            "most": HIGHEST,
        }
    ]
    if grades := answers.grades.get(Question.GRADE_EVENT):
        counted = Counter(grades)
        shown = range(max(grades), min(grades) - 1, -1)
        charts.append(
            {
                "title": "Cijfers voor de bijeenkomst",
                "labels": [str(grade) for grade in shown],
                "bars": [counted[grade] for grade in shown],
            }
        )
    return Attachment("chart", f"evaluatie-{evaluation.code}.png", {"charts": charts}, Shape.PHOTO)
