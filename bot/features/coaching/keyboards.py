"""The buttons under a coaching answer."""

from collections.abc import Iterable

from bot.features.coaching.models import THEMES, Helped
from bot.outbox.models import Button, Keyboard
from bot.texts.models import Situation

_COACH = Button("coaching.button_coach", data="handover:ask")
_COACH_LATER = Button("coaching.button_coach_later", data="handover:ask")
_THEMES = Button("coaching.button_themes", data="coaching:themes")


def under_tips(situation: Situation, question_id: int, *, may_ask_later: bool, also: str | None = None) -> Keyboard:
    """What the question is `also` about, more, another situation, whether this helped, and whether to ask that in a few days."""
    both = ((_pick("coaching.button_also", also, question_id),),) if also else ()
    later = ((Button("coaching.button_later", data=f"coaching:later:{question_id}:{situation.id}"),),) if may_ask_later else ()
    return (
        *both,
        (
            Button("coaching.button_more", data=f"coaching:more:{situation.id}"),
            Button("coaching.button_other", data=f"coaching:other:{question_id}"),
        ),
        (
            Button("coaching.button_helped_yes", data=f"coaching:helped:{question_id}:{Helped.YES}"),
            Button("coaching.button_helped_bit", data=f"coaching:helped:{question_id}:{Helped.A_BIT}"),
            Button("coaching.button_helped_no", data=f"coaching:helped:{question_id}:{Helped.NO}"),
        ),
        *later,
    )


def did_it_help(question_id: int) -> Keyboard:
    """Whether the tips helped, asked a few days later."""
    return (
        (
            Button("coaching.button_yes", data=f"coaching:tried:{question_id}:{Helped.YES}"),
            Button("coaching.button_helped_bit", data=f"coaching:tried:{question_id}:{Helped.A_BIT}"),
            Button("coaching.button_no", data=f"coaching:tried:{question_id}:{Helped.NO}"),
        ),
    )


def choices(situations: Iterable[str], question_id: int) -> Keyboard:
    """One button per situation, and a way out."""
    return (
        *((pick(situation, question_id),) for situation in situations),
        (Button("coaching.button_none", data=f"coaching:none:{question_id}"),),
    )


def related(situations: Iterable[str]) -> Keyboard:
    """Situations that lie near, without a question behind them."""
    return (*((pick(situation, 0),) for situation in situations), (_COACH,))


def pick(situation: str, question_id: int) -> Button:
    """Build a button with which somebody chooses a situation; question 0 is none."""
    return _pick("coaching.button_situation", situation, question_id)


def _pick(label: str, situation: str, question_id: int) -> Button:
    return Button(label, data=f"coaching:pick:{question_id}:{situation}", values={"situation": situation})


def themes() -> Keyboard:
    """One button per chapter."""
    return tuple((Button(f"coaching.theme_{theme}", data=f"coaching:theme:{theme}"),) for theme in THEMES)


def in_theme(situations: Iterable[str]) -> Keyboard:
    """All situations of a chapter."""
    return (*((pick(situation, 0),) for situation in situations), (_THEMES,))


def ways_on(question_id: int = 0) -> Keyboard:
    """Where to go when we do not know; with a question, also to hear it when a coach writes a tip."""
    wish = ((Button("coaching.button_wish", data=f"coaching:wish:{question_id}"),),) if question_id else ()
    return ((_COACH,), *wish, (_THEMES,))


def in_crisis(situation: str | None, chat_url: str | None, *, warns: str | None = None) -> Keyboard:
    """After the number: chat with 113 where that exists, a coach to warn now or to ask later, the tips."""
    lines: list[tuple[Button, ...]] = []
    if warns:
        lines.append((Button("coaching.button_warn", data=f"handover:warn:{warns}"),))
    if chat_url:
        lines.append((Button("coaching.button_chat_113", url=chat_url),))
    if situation:
        lines.append((Button("coaching.button_crisis_tips", data=f"coaching:pick:0:{situation}"),))
    return (*lines, (_COACH_LATER,))
