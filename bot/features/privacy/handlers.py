"""Answers what people ask about their own data: thin, one service call each."""

from typing import Any

from bot.agenda.personal import Detail
from bot.chat.said import number_in
from bot.chat.turn import Turn
from bot.features.privacy import keyboards, service
from bot.features.privacy.models import InRegistration, OwnName, Wrong
from bot.features.privacy.records import Records
from bot.outbox.models import Attachment
from bot.people import area_store, consent

_MOST_SHOWN = 3
# Rows that say that something was sent, long ago: in the file, not on the screen.
_STILL_TO_COME = frozenset({"queued", "sending"})


async def about(turn: Turn) -> None:
    """Tell what we keep and why."""
    turn.say("privacy.about", keyboards.ABOUT)


async def periods(turn: Turn) -> None:
    """Tell how long we keep each thing."""
    turn.say("privacy.periods", keyboards.BACK)


async def keep(turn: Turn) -> None:
    """Erase nothing after all."""
    turn.say("privacy.kept")


async def ask_erase(turn: Turn) -> None:
    """Ask once whether everything must go."""
    leaving = await service.weigh_leaving(turn)
    turn.say(
        "privacy.ask_erase",
        keyboards.ask_erase(turn.now),
        is_staff=leaving.is_staff,
        is_only_beheerder=leaving.is_only_beheerder,
    )


async def choose_area(turn: Turn) -> None:
    """Show the areas."""
    turn.say("privacy.which_area", keyboards.areas(await area_store.list_areas(turn.tx)))


async def set_area(turn: Turn) -> None:
    """Move the speaker to another area."""
    moved = await service.move(turn, turn.said.number(-1))
    turn.say("privacy.area_corrected" if moved else "privacy.gone", keyboards.BACK)


async def correct_name(turn: Turn) -> None:
    """Ask by which name we may know the speaker; the first time only after they agreed that we keep it."""
    if not consent.given(turn.person):
        turn.say(consent.QUESTION, keyboards.CONSENT)
    elif service.open_form(turn, OwnName()):
        turn.say("privacy.new_name", keyboards.in_form())
    else:
        turn.say("privacy.other_form")


async def agree(turn: Turn) -> None:
    """Write down that the speaker agrees, and ask for the name."""
    consent.give(turn.tx, turn.person.id, turn.now)
    turn.say("privacy.new_name" if service.open_form(turn, OwnName()) else "privacy.other_form", keyboards.in_form())


async def disagree(turn: Turn) -> None:
    """Keep nothing."""
    turn.say("privacy.nothing_kept")


async def choose_detail(turn: Turn) -> None:
    """Show what can be corrected in a sign-up."""
    turn.say("privacy.which_detail", keyboards.details(turn.said.number(-1)))


async def correct_detail(turn: Turn) -> None:
    """Ask for the new value of a detail."""
    what = _tapped_detail(turn)
    if what is None:
        turn.say("privacy.gone", keyboards.BACK)
    elif service.open_form(turn, what):
        turn.say("privacy.new_detail", keyboards.in_form(what.registration_id, what.detail), detail=what.detail.value)
    else:
        turn.say("privacy.other_form")


async def empty_detail(turn: Turn) -> None:
    """Forget a detail."""
    what = _tapped_detail(turn)
    emptied = what is not None and await service.empty(turn, what)
    turn.say("privacy.emptied" if emptied else "privacy.gone", keyboards.BACK)


async def leave(turn: Turn) -> None:
    """Leave everything as it is."""
    service.close_form(turn)
    turn.say("privacy.left", keyboards.BACK)


async def fill_in(turn: Turn) -> None:
    """Keep what was typed into the form, or say what is wrong with it."""
    what = service.form_of(turn)
    if what is None:  # pragma: no cover - the route only matches an open form
        return
    match await service.correct(turn, what, turn.said.words or ""):
        case Wrong() as wrong:
            turn.say(f"privacy.wrong_{wrong}", keyboards.in_form())
        case None:
            turn.say("privacy.gone", keyboards.BACK)
        case value:
            turn.say("privacy.corrected", keyboards.BACK, value=value)


class Desk:
    """The handlers that need everything that the house keeps."""

    def __init__(self, records: Records) -> None:
        """Work with these records."""
        self._records = records

    async def mine(self, turn: Turn) -> None:
        """Show everything about the speaker."""
        found = await service.collect(turn, self._records)
        found["outbox"] = [row for row in found["outbox"] if row["stand"] in _STILL_TO_COME]
        groups = [_shortened(name, rows) for name, rows in found.items() if rows]
        turn.say("privacy.mine", keyboards.MINE, groups=groups)

    async def correct(self, turn: Turn) -> None:
        """Show what can be corrected."""
        found = await service.collect(turn, self._records)
        turn.say("privacy.correct", keyboards.correctable(found["registrations"], await area_store.list_areas(turn.tx)))

    async def file(self, turn: Turn) -> None:
        """Send everything as a file."""
        values = await service.take_along(turn, self._records)
        turn.say("privacy.file", attachment=Attachment(maker="json", name="mijn-gegevens.json", values=values))

    async def erase(self, turn: Turn) -> None:
        """Erase everything; an old button asks again first."""
        if service.may_still_confirm(turn.said.tapped[-1], turn.now):
            await service.erase(turn, self._records)
        else:
            await ask_erase(turn)


def _shortened(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "rows": rows[-_MOST_SHOWN:], "more": max(0, len(rows) - _MOST_SHOWN)}


def _tapped_detail(turn: Turn) -> InRegistration | None:
    number, detail = turn.said.tapped[-2:]
    return InRegistration(number_in(number), Detail(detail)) if detail in set(Detail) else None
