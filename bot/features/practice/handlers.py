"""Leads through a scene by changing one message: choose a scene, choose what you would do, read how it goes."""

from bot.chat.turn import Turn
from bot.features.practice import keyboards, order


async def offer(turn: Turn) -> None:
    """Offer the scenes in a new message."""
    turn.say("practice.offer", keyboards.listed(tuple(turn.texts.scenes), 0))


async def browse(turn: Turn) -> None:
    """Show another screen of the list, or the list again."""
    scenes = tuple(turn.texts.scenes)
    number = turn.said.tapped[-1]
    screen = int(number) if number.isdecimal() and len(number) == 1 else 0
    turn.change("practice.offer", keyboards.listed(scenes, min(screen, order.last_screen(scenes))))


async def surprise(turn: Turn) -> None:
    """Show the scene of today."""
    _show(turn, order.of_the_day(tuple(turn.texts.scenes), turn.now))


async def show(turn: Turn) -> None:
    """Show one scene."""
    _show(turn, turn.said.tapped[-1])


async def choose(turn: Turn) -> None:
    """Tell how this choice goes, and why."""
    match turn.said.tapped[2:]:
        case (scene_id, "1" | "2" | "3" as number) if scene := turn.texts.scenes.get(scene_id):
            following = order.after(tuple(turn.texts.scenes), scene.id)
            turn.change("practice.feedback", keyboards.after_feedback(scene, following), scene=scene.id, choice=int(number))
        case _:
            _say_it_is_gone(turn)


def _show(turn: Turn, scene_id: str) -> None:
    scene = turn.texts.scenes.get(scene_id)
    if scene is None:
        _say_it_is_gone(turn)
        return
    turn.change("practice.scene", keyboards.choices(scene), scene=scene.id)


def _say_it_is_gone(turn: Turn) -> None:
    # A button from an older version, or a scene that an editor took away.
    turn.change("practice.gone", keyboards.back_to_all())
