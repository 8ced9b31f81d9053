"""The scenes for practising keep to what a volunteer may expect of them."""

from bot.features.practice import keyboards, order
from bot.texts.library import Texts


def test_every_scene_has_three_choices_of_which_exactly_one_is_best(texts: Texts) -> None:
    for scene in texts.scenes.values():
        assert len(scene.choices) == 3, scene.id
        assert [choice.good for choice in scene.choices].count("true") == 1, scene.id


def test_every_feedback_names_the_rule_that_the_scene_trains(texts: Texts) -> None:
    for scene in texts.scenes.values():
        assert all(scene.rule.upper() in choice.feedback for choice in scene.choices), scene.id


def test_the_best_choice_does_not_always_stand_in_the_same_place(texts: Texts) -> None:
    places = [[choice.good for choice in scene.choices].index("true") for scene in texts.scenes.values()]

    assert all(places.count(place) >= len(places) // 5 for place in range(3))


def test_together_the_scenes_train_every_rule(texts: Texts) -> None:
    assert {scene.rule for scene in texts.scenes.values()} == set(texts.rules)


def test_every_scene_fits_in_its_buttons(texts: Texts) -> None:
    scenes = tuple(texts.scenes)
    boards = [keyboards.listed(scenes, screen) for screen in range(order.last_screen(scenes) + 1)]
    for scene in texts.scenes.values():
        boards += [keyboards.choices(scene), keyboards.after_feedback(scene, order.after(scenes, scene.id))]

    data = [button.data or "" for board in boards for line in board for button in line]
    assert max(len(text.encode()) for text in data) <= 64


def test_five_situations_are_suggested_for_sharing(texts: Texts) -> None:
    assert len(set(texts.inline_suggestions)) == 5
