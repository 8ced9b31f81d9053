"""The buttons of a form, and those under its results."""

from collections.abc import Sequence

from bot.features.surveys.models import HIGHEST, LOWEST, Answers, Evaluation, Question
from bot.outbox.models import Button, Keyboard

_ON_ONE_LINE = 5


def invitation(ballot: str, event_id: int) -> Keyboard:
    """Fill it in, or be asked in three months; there is no button to refuse with, since nobody needs to know."""
    return (
        (Button("surveys.button_fill", data=f"surveys:fill:{ballot}"),),
        (Button("surveys.button_later", data=f"surveys:later:{event_id}"),),
    )


def question(ballot: str, asked: Question) -> Keyboard:
    """Ten grades where a grade is asked; skip and stop always."""
    ways_out = (
        Button("surveys.button_skip", data=f"surveys:skip:{ballot}:{asked}"),
        Button("surveys.button_stop", data=f"surveys:stop:{ballot}"),
    )
    return (*(_grades(ballot, asked) if asked.wants_grade else ()), ways_out)


def _grades(ballot: str, asked: Question) -> Keyboard:
    numbers = range(LOWEST, HIGHEST + 1)
    buttons = [
        Button("surveys.button_grade", data=f"surveys:grade:{ballot}:{asked}:{number}", values={"number": number})
        for number in numbers
    ]
    return tuple(buttons[:_ON_ONE_LINE]), tuple(buttons[_ON_ONE_LINE:])


def go_on(ballot: str) -> Keyboard:
    """Back to the form."""
    return (
        (
            Button("surveys.button_go_on", data=f"surveys:fill:{ballot}"),
            Button("surveys.button_stop", data=f"surveys:stop:{ballot}"),
        ),
    )


def may_ask_later(event_id: int) -> Keyboard:
    """Whether we may ask again in three months."""
    return (
        (
            Button("surveys.button_later_yes", data=f"surveys:later:{event_id}"),
            Button("surveys.button_later_no", data="surveys:nolater"),
        ),
    )


def story(ballot: str) -> Keyboard:
    """Tell what it brought, or not."""
    return (
        (
            Button("surveys.button_tell", data=f"surveys:tell:{ballot}"),
            Button("surveys.button_not_tell", data=f"surveys:untold:{ballot}"),
        ),
    )


def share(ballot: str) -> Keyboard:
    """May it be passed on as it stands here?"""
    return (
        (Button("surveys.button_share", data=f"surveys:share:{ballot}"),),
        (
            Button("surveys.button_retell", data=f"surveys:tell:{ballot}"),
            Button("surveys.button_not_share", data=f"surveys:untold:{ballot}"),
        ),
    )


def evaluations(listed: Sequence[Evaluation], page: int, last: int) -> Keyboard:
    """One button per evaluation that has closed, and the way to the other pages."""
    closed = [evaluation for evaluation in listed if evaluation.state == "closed"]
    return (
        *(
            (
                Button(
                    "surveys.button_evaluation",
                    data=f"surveys:result:{one.event_id}",
                    values={"code": one.code, "title": one.title},
                ),
            )
            for one in closed
        ),
        *_turning("surveys:results", page, last),
    )


def under_results(event_id: int, answers: Answers) -> Keyboard:
    """What people wrote, per question."""
    return tuple(
        (
            Button(
                "surveys.button_words",
                data=f"surveys:words:{event_id}:{asked}:0",
                values={"question": asked.value, "number": len(answers.words[asked])},
            ),
        )
        for asked in answers.words
    )


def under_words(event_id: int, asked: Question, page: int, last: int) -> Keyboard:
    """The other pages, and back to the figures."""
    return (
        *_turning(f"surveys:words:{event_id}:{asked}", page, last),
        (Button("surveys.button_figures", data=f"surveys:result:{event_id}"),),
    )


def _turning(data: str, page: int, last: int) -> Keyboard:
    buttons = []
    if page > 0:
        buttons.append(Button("surveys.button_back", data=f"{data}:{page - 1}"))
    if page < last:
        buttons.append(Button("surveys.button_more", data=f"{data}:{page + 1}"))
    return (tuple(buttons),) if buttons else ()
