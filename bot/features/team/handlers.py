"""Areas and their fields: thin, one service call each."""

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.turn import Turn
from bot.features.team import keyboards, service
from bot.features.team.filling_in import NEEDED, Fault, shown
from bot.features.team.models import AreaField
from bot.people import area_store
from bot.people.areas import Area
from bot.people.models import Role

FEATURE = "team"


async def areas(turn: Turn) -> None:
    """Show the areas that this person looks after."""
    found = await service.list_my_areas(turn)
    may_make = Role.BEHEERDER in turn.person.roles
    turn.say("team.areas" if found else "team.no_areas", keyboards.area_list(found, may_make=may_make))


async def area(turn: Turn) -> None:
    """Show one area with everything that is filled in."""
    if turn.dialogue is not None and turn.dialogue.feature == FEATURE:
        turn.end_dialogue()
    found = await service.find_my_area(turn, turn.said.number())
    if found is None:
        turn.say("team.area_gone")
    else:
        show_area(turn, found)


async def ask_field(turn: Turn) -> None:
    """Ask what one field must be."""
    found = await service.find_my_area(turn, turn.said.number())
    name = turn.said.tapped[-1]
    if found is None or name not in set(AreaField):
        turn.say("team.area_gone")
        return
    _remember(turn, "field", {"area": found.id, "field": name})
    can_be_empty = AreaField(name) not in NEEDED
    now = shown(found, AreaField(name)) or None
    turn.say("team.ask_field", keyboards.filling_in(found.id, can_be_empty=can_be_empty), field=name, area=found.name, now=now)


async def new_area(turn: Turn) -> None:
    """Ask the name of a new area."""
    _remember(turn, "new_name", {})
    turn.say("team.ask_new_name")


async def typed(turn: Turn) -> None:
    """Take what was typed in an open form of ours."""
    dialogue, words = turn.dialogue, turn.said.words or ""
    if dialogue is None:  # pragma: no cover - the route asks for an open form
        return
    match dialogue.step:
        case "new_name":
            _remember(turn, "new_gemeente", {"name": words[:60]})
            turn.say("team.ask_new_gemeente", name=words[:60])
        case "new_gemeente":
            made = await service.make_area(turn, dialogue.data["name"], words[:60])
            turn.end_dialogue()
            show_area(turn, made)
        case _:
            await _fill_in(turn, words)


async def empty(turn: Turn) -> None:
    """Empty the field that was asked for."""
    if turn.dialogue is not None and turn.dialogue.feature == FEATURE and turn.dialogue.step == "field":
        await _fill_in(turn, "")
    else:
        turn.say("team.form_gone")


async def choose_area(turn: Turn) -> None:
    """Offer the areas to somebody who wants to say where they belong."""
    found = await area_store.list_areas(turn.tx)
    mine = await area_store.find_area(turn.tx, turn.person.area_id)
    if found:
        turn.say("team.choose_area", keyboards.areas(found, "mine"), area=mine.name if mine else None)
    else:
        turn.say("team.no_areas_yet")


async def chosen_area(turn: Turn) -> None:
    """Remember the area that somebody chose."""
    found = await area_store.find_area(turn.tx, turn.said.number())
    if found is None:
        turn.say("team.area_gone")
        return
    area_store.choose_area(turn.tx, turn.person.id, found.id)
    turn.change("team.area_chosen", area=found.name)


def show_area(turn: Turn, found: Area) -> None:
    """Show an area: what is filled in, and what is not."""
    today = turn.now.date()
    filled = [[field.value, shown(found, field)] for field in AreaField if shown(found, field)]
    old = [kind.value for kind, number in found.numbers.items() if number.is_old(today)]
    turn.say("team.area", keyboards.fields(found), area=found.name, code=found.code, filled=filled, old=old)


async def _fill_in(turn: Turn, words: str) -> None:
    data = turn.dialogue.data if turn.dialogue else {}
    found = await service.find_my_area(turn, int(data["area"]))
    if found is None:
        turn.end_dialogue()
        turn.say("team.area_gone")
        return
    field = AreaField(data["field"])
    outcome = await service.fill_in_area(turn, found, field, words)
    if isinstance(outcome, Fault):
        turn.say(f"team.fault_{outcome}", keyboards.filling_in(found.id, can_be_empty=field not in NEEDED))
        return
    turn.end_dialogue()
    show_area(turn, outcome)


def _remember(turn: Turn, step: str, data: dict[str, object]) -> None:
    turn.open_dialogue(Dialogue(FEATURE, step, data), turn.now + dialogues.FORM_LASTS)
