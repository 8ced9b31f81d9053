"""A chart is a picture of the right size, whatever is in it; what cannot be drawn is said."""

import pytest

from bot.files.charts import ChartFault, make_chart

PNG = b"\x89PNG\r\n\x1a\n"


def test_charts_stand_below_one_another_in_one_picture() -> None:
    one = {"title": "Vragen per week", "labels": ["week 46", "week 47"], "bars": [12, 7.5], "last": True}
    two = {"title": "Thema's", "labels": ["Iemand die boos is en heel lang doorpraat <b>", "Schaamte"], "bars": [5, 3], "line": 4}

    single, both = make_chart({"charts": [one]}), make_chart({"charts": [one, two]})

    assert single.startswith(PNG)
    assert both.startswith(PNG)
    height = [int.from_bytes(picture[20:24]) for picture in (single, both)]
    assert height[1] > height[0]


def test_a_chart_without_bars_is_still_a_picture() -> None:
    assert make_chart({"charts": [{"title": "Leeg", "labels": [], "bars": []}]}).startswith(PNG)


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(ChartFault, match="bars"):
        make_chart({"charts": [{"title": "Half", "labels": ["een"]}]})
