"""Figures for the council, for who looks after an area: thin, one service call each."""

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.stopping import is_stop
from bot.chat.turn import Turn
from bot.features.figures import keyboards, service, showing
from bot.features.figures.models import Period, periods_at
from bot.features.figures.service import Scope

FEATURE = "figures"
_PARTNERS = "partners"


async def overview(turn: Turn) -> None:
    """Show last month of the one area that this person looks after; else let them choose."""
    await _offer(turn, periods_at(turn.now)[0])


async def choose(turn: Turn) -> None:
    """Let somebody choose another area."""
    await _offer(turn, Period.read(turn.said.tapped[-1]) or periods_at(turn.now)[0])


async def show(turn: Turn) -> None:
    """Show the area and the period that were tapped."""
    if found := await _tapped(turn):
        await _show(turn, *found)


async def file(turn: Turn) -> None:
    """Give the same as a spreadsheet."""
    if found := await _tapped(turn):
        scope, period = found
        figures = await service.take_along(turn, scope, period)
        attachment = showing.file_of(figures, scope, turn.texts)
        turn.say("figures.file", attachment=attachment, area=scope.name, together=scope.code == service.ALL, period=period.code)


async def ask_partnerships(turn: Turn) -> None:
    """Ask in how many partnerships an area takes part."""
    scope = await service.find_scope(turn, turn.said.tapped[-1])
    if scope is None or not scope.is_area:
        turn.say("figures.not_yours")
        return
    turn.open_dialogue(Dialogue(FEATURE, _PARTNERS, {"scope": scope.code}), turn.now + dialogues.FORM_LASTS)
    turn.say("figures.ask_partnerships", keyboards.stop(), area=scope.name)


def answers(turn: Turn) -> bool:
    """Say whether what is typed answers our question, and is no question in between."""
    form, words = turn.dialogue, turn.said.words or ""
    return form is not None and form.feature == FEATURE and not words.endswith("?")


async def typed(turn: Turn) -> None:
    """Take the number of partnerships."""
    words = (turn.said.words or "").strip().rstrip(".")
    scope = await service.find_scope(turn, str(turn.dialogue.data["scope"]) if turn.dialogue else "")
    if scope is None:
        turn.end_dialogue()
        turn.say("figures.not_yours")
    elif is_stop(words):
        await stop(turn)
    elif not words.isdecimal() or len(words) > len(str(service.MOST_PARTNERSHIPS)):
        turn.say("figures.no_number", keyboards.stop(), most=service.MOST_PARTNERSHIPS)
    else:
        service.note_partnerships(turn, scope, int(words))
        turn.end_dialogue()
        period = periods_at(turn.now)[1]
        turn.say("figures.partnerships_noted", keyboards.back(scope, period), area=scope.name, number=int(words))


async def stop(turn: Turn) -> None:
    """Leave the form; nothing changes."""
    if turn.dialogue is not None and turn.dialogue.feature == FEATURE:
        turn.end_dialogue()
    turn.say("figures.stopped")


async def _offer(turn: Turn, period: Period) -> None:
    scopes = await service.list_scopes(turn.tx, turn.person)
    if len(scopes) == 1:
        await _show(turn, scopes[0], period)
    elif scopes:
        turn.say("figures.which_area", keyboards.scopes(scopes, period))
    else:
        turn.say("figures.not_yours")


async def _show(turn: Turn, scope: Scope, period: Period) -> None:
    figures = await service.gather(turn.tx, scope, period, turn.now)
    others = len(await service.list_scopes(turn.tx, turn.person)) > 1
    full = not figures.is_empty
    keyboard = keyboards.under_figures(scope, period, turn.now, has_file=full, has_others=others)
    together = scope.code == service.ALL
    if full:
        picture = showing.picture_of(figures, scope, turn.texts)
        turn.say("figures.report", keyboard, attachment=picture, together=together, figures=figures.as_values())
    else:
        turn.say("figures.nothing", keyboard, area=scope.name, together=together, period=period.code)


async def _tapped(turn: Turn) -> tuple[Scope, Period] | None:
    """Return what the button is about; says so when it is not for this person."""
    code = turn.said.tapped[2] if len(turn.said.tapped) == 4 else ""  # noqa: PLR2004
    scope, period = await service.find_scope(turn, code), Period.read(turn.said.tapped[-1])
    if scope is None or period is None:
        turn.say("figures.not_yours")
        return None
    return scope, period
