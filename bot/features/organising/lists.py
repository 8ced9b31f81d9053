"""The participants list of a bijeenkomst, for the coaches of its area."""

from bot.agenda import store
from bot.agenda.models import Event
from bot.agenda.rosters import Words, read_roster
from bot.chat.turn import Turn
from bot.features.organising import service
from bot.outbox.models import Attachment, Button, Keyboard
from bot.people import audit

_ON_SCREEN = 12


async def ask_for_list(turn: Turn) -> None:
    """Show the list of the bijeenkomst that is named, or offer those to come."""
    code = (turn.said.words or "").strip().upper()
    if not code:
        await _offer(turn)
        return
    event = await store.find_event_by_code(turn.tx, code)
    if event is None or not turn.person.may_look_after(event.area_id):
        turn.say("organising.list_unknown", code=code[:20])
        return
    await _show(turn, event)


async def choose_list(turn: Turn) -> None:
    """Show the list of the bijeenkomst whose button was tapped."""
    event = await service.find_my_event(turn, turn.said.number())
    if event is None:
        turn.notice("organising.list_gone")
        return
    await _show(turn, event)


async def _offer(turn: Turn) -> None:
    coming = await store.list_events(turn.tx, after=turn.now)
    mine = [event for event in coming if turn.person.may_look_after(event.area_id)]
    key, more = "organising.list_choose" if mine else "organising.list_none", max(0, len(mine) - _ON_SCREEN)
    turn.say(key, _buttons(mine[:_ON_SCREEN]), more=more)


def _buttons(events: list[Event]) -> Keyboard:
    return tuple(
        (Button("organising.button_list", data=f"organising:list:{event.id}", values={"event": event.as_values()}),)
        for event in events
    )


async def _show(turn: Turn, event: Event) -> None:
    roster = await read_roster(turn.tx, event)
    attachment: Attachment | None = roster.as_file(_words(turn)) if roster.on_the_list or roster.waiting else None
    if attachment is not None:
        audit.note(turn.tx, turn.now, "list_downloaded", subject=event.code, counts={"people": roster.taken})
    turn.say("agenda.roster", attachment=attachment, **roster.as_values())


def _words(turn: Turn) -> Words:
    return Words(
        sheets=_split(turn.texts.render("agenda.roster_sheets")),
        list_columns=_split(turn.texts.render("agenda.roster_columns")),
        group_columns=_split(turn.texts.render("agenda.roster_group_columns")),
        states=_split(turn.texts.render("agenda.roster_states")),
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]
