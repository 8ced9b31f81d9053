"""The weekly digest on demand, and what lies behind its buttons: thin, one service call each."""

from bot.chat.turn import Turn
from bot.clock import week_of
from bot.features.digest import keyboards, service, store
from bot.features.digest.models import Facts, week_before
from bot.features.digest.picture import picture_of
from bot.outbox.models import Keyboard

_SHOWN = 5
_LONGEST_WEEK = 8


async def overview(turn: Turn) -> None:
    """Show the digest of last week, of the one area that this person looks after; else let them choose."""
    found = await service.areas_of(turn)
    if len(found) == 1:
        await _show(turn, found[0][0], week_before(week_of(turn.now)))
    elif found:
        turn.say("digest.which_area", keyboards.areas(found))
    else:
        turn.say("digest.no_area")


async def area(turn: Turn) -> None:
    """Show the digest of the area that was tapped."""
    await _show(turn, turn.said.number(-1), week_before(week_of(turn.now)))


async def this_week(turn: Turn) -> None:
    """Show the week that is not over yet."""
    await _show(turn, turn.said.number(-1), week_of(turn.now))


async def unanswered(turn: Turn) -> None:
    """Show a screen of the questions that got no answer."""
    week, area_id, screen = _tapped_week(turn), turn.said.number(3), turn.said.number(4)
    if not service.may_read(turn, area_id):
        turn.say("digest.no_area")
        return
    skip = screen * _SHOWN
    found = await store.list_unanswered(turn.tx, area_id, week, _SHOWN, skip)
    more = max(0, await store.count_unanswered(turn.tx, area_id, week) - skip - len(found))
    write = keyboards.write_for(found, area_id, skip + 1) if area_id else ()
    further = keyboards.more_unanswered(week, area_id, screen + 1) if more else ()
    texts = [question.text for question in found]
    turn.say("digest.unanswered", (*write, *further), texts=texts, skip=skip, more=more)


async def themes(turn: Turn) -> None:
    """Show everything that people asked about, and every situation whose tips did not help."""
    week, area_id = _tapped_week(turn), turn.said.number(3)
    if not service.may_read(turn, area_id):
        turn.say("digest.no_area")
        return
    asked = [(theme.situation, theme.askers) for theme in await store.list_themes(turn.tx, area_id, week)]
    not_helped = [(one.situation, one.no, one.told) for one in await store.list_not_helped(turn.tx, area_id, week)]
    turn.say("digest.themes", themes=asked, not_helped=not_helped)


async def group(turn: Turn) -> None:
    """Show whether the group gets the digest, and let them change it."""
    area_id = turn.said.number(-1)
    groups = await store.list_groups(turn.tx)
    if not service.may_read(turn, area_id) or area_id not in groups:
        turn.say("digest.no_group")
        return
    wanted = groups[area_id][1]
    turn.say("digest.in_group", keyboards.in_group(area_id, wanted=wanted), wanted=wanted)


async def switch_group(turn: Turn) -> None:
    """Switch the digest in the group on or off."""
    area_id, wanted = turn.said.number(-1), turn.said.tapped[1] == "ingroup"
    if not service.may_read(turn, area_id):
        turn.say("digest.no_group")
        return
    store.want_in_group(turn.tx, area_id, wanted=wanted)
    turn.change("digest.in_group", keyboards.in_group(area_id, wanted=wanted), wanted=wanted)


async def _show(turn: Turn, area_id: int, week: str) -> None:
    if not service.may_read(turn, area_id):
        turn.say("digest.no_area")
        return
    facts = await service.gather(turn.tx, area_id, week, turn.now)
    so_far = week == week_of(turn.now)
    if facts.is_empty:
        turn.say("digest.nothing", () if so_far else keyboards.this_week(area_id), area=facts.area, so_far=so_far)
        return
    turn.say("digest.week", _buttons(facts, so_far=so_far), attachment=picture_of(facts), facts=facts.as_values(), so_far=so_far)


def _tapped_week(turn: Turn) -> str:
    return turn.said.tapped[2][:_LONGEST_WEEK] if len(turn.said.tapped) > 2 else ""  # noqa: PLR2004


def _buttons(facts: Facts, *, so_far: bool) -> Keyboard:
    return (*keyboards.under_digest(facts), *(() if so_far else keyboards.this_week(facts.area_id)))
