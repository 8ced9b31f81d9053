"""The process that draws: reads what to draw as JSON, writes a PNG that is clear on a phone. Started by `charts.py`."""

import io
import json
import sys
from typing import Any

import matplotlib as mpl

mpl.use("agg")

from matplotlib import pyplot as plt

# From the palette of Okabe and Ito, which people with any kind of colour blindness can tell apart.
_BAR, _LAST, _LINE = "#56B4E9", "#0072B2", "#D55E00"
_WIDTH = 7.2
_PER_BAR, _AROUND = 0.42, 1.3
_DPI = 150
_LONGEST_LABEL = 34


def draw(charts: list[dict[str, Any]]) -> bytes:
    """Return all charts below one another, with horizontal bars: long Dutch labels stay readable."""
    heights = [_AROUND + _PER_BAR * max(len(chart["labels"]), 1) for chart in charts]
    plt.rcParams.update({"font.size": 13, "font.family": "DejaVu Sans"})
    figure, axes = plt.subplots(
        len(charts),
        1,
        figsize=(_WIDTH, sum(heights)),
        squeeze=False,
        gridspec_kw={"height_ratios": heights},
        layout="constrained",
    )
    for axis, chart in zip(axes[:, 0], charts, strict=True):
        _draw_one(axis, chart)
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=_DPI)
    return target.getvalue()


def _draw_one(axis: Any, chart: dict[str, Any]) -> None:
    labels = [_short(str(label)) for label in chart["labels"]]
    values, places = chart["bars"], range(len(chart["bars"]))
    colours = [_LAST if chart.get("last") and place == len(values) - 1 else _BAR for place in places]
    bars = axis.barh(places, values, color=colours)
    axis.bar_label(bars, labels=chart.get("shown") or [_number(value) for value in values], padding=4)
    axis.set_yticks(places, labels)
    axis.invert_yaxis()
    axis.set_title(chart["title"], loc="left", fontweight="bold")
    axis.set_xlim(0, max([*values, chart.get("line") or 0, chart.get("most") or 0, 1]) * 1.15)
    axis.set_xticks([])
    axis.spines[["top", "right", "bottom"]].set_visible(False)
    axis.tick_params(left=False)
    if chart.get("line"):
        axis.axvline(chart["line"], color=_LINE, linestyle="--", linewidth=2)
    if chart.get("unit"):
        axis.set_xlabel(chart["unit"], loc="left")


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",") if value % 1 else f"{int(value)}"


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin)["charts"]))
