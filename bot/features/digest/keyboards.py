"""The buttons under a digest: each leads to what a coach can do about it."""

from bot.features.digest.models import AreaTip, Facts, Unanswered
from bot.outbox.models import Button, Keyboard

_MOST_PLANS = 2
_MOST_RESULTS = 2


def under_digest(facts: Facts, *, in_group: bool = False) -> Keyboard:
    """Only what there is something behind; in a group only what may be read and done there."""
    place = f"{facts.week}:{facts.area_id}"
    alone = [] if in_group else [*_plans(facts), *_own_desk(facts)]
    buttons = [
        *([Button("digest.button_unanswered", data=f"digest:unanswered:{place}")] if facts.unanswered else []),
        *([Button("digest.button_themes", data=f"digest:themes:{place}")] if facts.has_more_themes else []),
        *alone,
        *([Button("digest.button_tips", data=f"digest:tips:{facts.area_id}")] if facts.area_id else []),
        *([Button("digest.button_group", data=f"digest:group:{facts.area_id}")] if facts.area_id else []),
    ]
    return tuple((button,) for button in buttons)


def _plans(facts: Facts) -> list[Button]:
    """A Q&A about what many asked."""
    return [
        Button("digest.button_plan", data=f"organising:plan:{theme.situation}", values={"situation": theme.situation})
        for theme in facts.themes[:_MOST_PLANS]
    ]


def _own_desk(facts: Facts) -> list[Button]:
    return [
        *(
            Button("digest.button_result", data=f"surveys:result:{one.event_id}", values={"title": one.title})
            for one in facts.evaluated[:_MOST_RESULTS]
        ),
        *([Button("digest.button_decide", data="timeline:decisions")] if facts.to_decide else []),
        *([Button("digest.button_handovers", data="handover:mine")] if facts.handovers_open else []),
        *([Button("digest.button_to_call", data="timeline:call")] if facts.to_call else []),
    ]


def areas(found: list[tuple[int, str | None]]) -> Keyboard:
    """One button per area."""
    return tuple((Button("digest.button_area", data=f"digest:area:{area_id}", values={"area": name}),) for area_id, name in found)


def write_for(found: list[Unanswered], area_id: int, first: int) -> Keyboard:
    """Per question a button to write a tip for it; the first of this screen has number `first`."""
    return tuple(
        (Button("digest.button_write", data=f"digest:write:{area_id}:{question.id}", values={"number": number}),)
        for number, question in enumerate(found, first)
    )


def more_unanswered(week: str, area_id: int, screen: int) -> Keyboard:
    """On to another screen of questions without an answer."""
    return ((Button("digest.button_more_unanswered", data=f"digest:unanswered:{week}:{area_id}:{screen}"),),)


def this_week(area_id: int) -> Keyboard:
    """The week that is not over yet."""
    return ((Button("digest.button_this_week", data=f"digest:now:{area_id}"),),)


def proposal() -> Keyboard:
    """Under the preview of a tip."""
    return ((Button("digest.button_propose", data="digest:propose"), Button("digest.button_discard", data="digest:discard")),)


def writing(step: str) -> Keyboard:
    """Under a question of the form; a tip can do without a sentence to say."""
    skip = ((Button("digest.button_skip", data="digest:skip"),),) if step == "say" else ()
    return (*skip, (Button("digest.button_discard", data="digest:discard"),))


def go_on() -> Keyboard:
    """Back to the form, or throw it away."""
    return ((Button("digest.button_go_on", data="digest:goon"), Button("digest.button_discard", data="digest:discard")),)


def write_again(area_id: int, question_id: int) -> Keyboard:
    """Begin the tip again that was left half-way."""
    return ((Button("digest.button_write_again", data=f"digest:write:{area_id}:{question_id}"),),)


def approval(tip_id: int) -> Keyboard:
    """A second coach decides."""
    return (
        (
            Button("digest.button_approve", data=f"digest:approve:{tip_id}"),
            Button("digest.button_reject", data=f"digest:reject:{tip_id}"),
        ),
    )


def tips(found: list[AreaTip]) -> Keyboard:
    """Per tip a button to take it away."""
    return tuple(
        (Button("digest.button_withdraw", data=f"digest:withdraw:{tip.id}", values={"title": tip.title}),) for tip in found
    )


def in_group(area_id: int, *, wanted: bool) -> Keyboard:
    """Switch the digest in the group on or off."""
    label = "digest.button_group_off" if wanted else "digest.button_group_on"
    return ((Button(label, data=f"digest:{'nogroup' if wanted else 'ingroup'}:{area_id}"),),)
