"""The group in which the coaches of an area work together."""

from bot.chat.said import GroupMove
from bot.chat.turn import Turn
from bot.features.team import keyboards, service, store


async def changed(turn: Turn) -> None:
    """We were added to a group, thrown out, or the group got another number."""
    match turn.said.group_change:
        case GroupMove.ADDED:
            turn.say("team.group_hello")
        case GroupMove.REMOVED:
            await service.lose_group(turn)
        case GroupMove.MOVED if turn.said.moved_to is not None:
            store.move_group(turn.tx, turn.said.chat_id, turn.said.moved_to)
        case _:
            pass


async def connect(turn: Turn) -> None:
    """Make this group the group of the coaches of an area."""
    found = await service.list_my_areas(turn)
    if len(found) == 1:
        service.connect_group(turn, found[0])
        turn.say("team.group_connected", area=found[0].name)
    elif found:
        turn.say("team.which_area_for_group", keyboards.areas(found, "connect"))
    else:
        turn.say("team.no_areas")


async def connect_to(turn: Turn) -> None:
    """Make this group the group of the area that was tapped."""
    found = await service.find_my_area(turn, turn.said.number())
    if found is None:
        turn.say("team.area_gone")
        return
    service.connect_group(turn, found)
    turn.change("team.group_connected", area=found.name)
