"""The buttons under a scene; they carry all that must be remembered."""

from collections.abc import Sequence

from bot.features.practice import order
from bot.outbox.models import Button, Keyboard
from bot.texts.models import Scene

_ALL = Button("practice.button_all", data="practice:list:0")


def listed(scenes: Sequence[str], screen: int) -> Keyboard:
    """A surprise, one button per scene, and the way to the other screens."""
    ways = []
    if screen > 0:
        ways.append(Button("practice.button_back", data=f"practice:list:{screen - 1}"))
    if screen < order.last_screen(scenes):
        ways.append(Button("practice.button_more", data=f"practice:list:{screen + 1}"))
    return (
        (Button("practice.button_surprise", data="practice:surprise"),),
        *(
            (Button("practice.button_scene", data=_show(scene), values={"scene": scene}),)
            for scene in order.on_screen(scenes, screen)
        ),
        *((tuple(ways),) if ways else ()),
    )


def choices(scene: Scene) -> Keyboard:
    """A, B and C next to each other, and the way back."""
    numbers = range(1, len(scene.choices) + 1)
    return (
        tuple(Button("practice.button_choice", data=f"practice:choose:{scene.id}:{n}", values={"choice": n}) for n in numbers),
        (_ALL,),
    )


def after_feedback(scene: Scene, following: str) -> Keyboard:
    """Choose again, go on, or read the tips that belong here."""
    return (
        (Button("practice.button_again", data=_show(scene.id)), Button("practice.button_next", data=_show(following))),
        (Button("practice.button_tips", data=f"coaching:pick:0:{scene.situation}"),),
    )


def back_to_all() -> Keyboard:
    """The list, when a scene is gone."""
    return ((_ALL,),)


def _show(scene: str) -> str:
    return f"practice:show:{scene}"
