"""How figures look: one picture for a phone, and a spreadsheet with every number and what it means."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.features.figures.models import VISITORS, Count, Figures, Line, Month
from bot.features.figures.service import Scope
from bot.outbox.models import Attachment, Shape
from bot.texts.library import Texts
from bot.texts.rendering import visible

_PEOPLE = (Line.TRAINED, *VISITORS.values())
_WORK = (Line.ASKED, Line.ANSWERED, Line.UNKNOWN, Line.TAKEN, Line.COACHED)


def picture_of(figures: Figures, scope: Scope, texts: Texts) -> Attachment:
    """Return the picture: how many people were reached, and what was asked; over more months also how that went."""
    charts = [_bars("people", [(_line(texts, line), figures.lines[line]) for line in _PEOPLE], texts)]
    if len(figures.months) > 1:
        months = [(_month(month, texts), month) for month in _from_first_to_last(figures)]
        charts.append(_bars("people_months", [(name, month.people) for name, month in months], texts))
        charts.append(_bars("asked_months", [(name, month.asked) for name, month in months], texts))
    else:
        charts.append(_bars("work", [(_line(texts, line), figures.lines[line]) for line in _WORK], texts))
    return Attachment("chart", f"cijfers-{scope.file}-{figures.period}.png", {"charts": charts}, Shape.PHOTO)


def file_of(figures: Figures, scope: Scope, texts: Texts) -> Attachment:
    """Return the spreadsheet: every number, month by month, who was trained, and what is counted how."""
    titles = _split(texts, "figures.sheets")
    sheets = [
        {"title": titles[0], "columns": _split(texts, "figures.columns"), "rows": list(_numbers(figures, texts))},
        {"title": titles[1], "columns": _split(texts, "figures.columns_months"), "rows": _months(figures, texts)},
        {"title": titles[2], "columns": _split(texts, "figures.columns_groups"), "rows": list(_groups(figures, texts))},
        {"title": titles[3], "columns": [titles[3]], "rows": [[line] for line in _lines(texts, "figures.explanation")]},
    ]
    return Attachment("sheet", f"cijfers-{scope.file}-{figures.period}.xlsx", {"sheets": sheets})


def _numbers(figures: Figures, texts: Texts) -> Iterator[list[Any]]:
    for kind, number in figures.held.items():
        yield [_words(texts, "figures.held", {"kind": kind.value}), number]
    yield [_words(texts, "figures.unlisted"), figures.unlisted]
    for kind, count in figures.trained.items():
        yield [_words(texts, "figures.trained_kind", {"kind": kind.value}), _cell(count, texts)]
    for line, count in figures.lines.items():
        yield [_line(texts, line), _cell(count, texts)]
    yield [_words(texts, "figures.organisations"), figures.organisations]
    nobody_said = _words(texts, "figures.not_filled_in")
    yield [_words(texts, "figures.partnerships"), nobody_said if figures.partnerships is None else figures.partnerships]
    for name, grades in figures.grades.items():
        if grades.average is not None:
            yield [_words(texts, f"figures.average_{name}"), round(grades.average, 1)]


def _months(figures: Figures, texts: Texts) -> list[list[Any]]:
    return [[_month(month, texts), _cell(month.people, texts), _cell(month.asked, texts)] for month in figures.months]


def _groups(figures: Figures, texts: Texts) -> Iterator[list[Any]]:
    role, organisation = _split(texts, "figures.groups")
    others = _words(texts, "figures.others")
    for what, groups in ((role, figures.roles), (organisation, figures.from_organisations)):
        for name, number in groups:
            yield [what, name or others, number]


def _bars(title: str, bars: Iterable[tuple[str, Count]], texts: Texts) -> dict[str, Any]:
    found = list(bars)
    return {
        "title": _words(texts, f"figures.chart_{title}"),
        "labels": [name for name, _ in found],
        "bars": [0 if count.is_small else count.at_least for _, count in found],
        "shown": [_shown(count, texts) for _, count in found],
    }


def _from_first_to_last(figures: Figures) -> tuple[Month, ...]:
    """Return the months of the period, without those before the first and after the last in which something happened."""
    full = [place for place, month in enumerate(figures.months) if month.people.at_most or month.asked.at_most]
    return figures.months[full[0] : full[-1] + 1] if full else figures.months[:1]


def _cell(count: Count, texts: Texts) -> int | str:
    return count.at_least if count.is_exact else _shown(count, texts)


def _shown(count: Count, texts: Texts) -> str:
    return _words(texts, "figures.count", {"at_least": count.at_least, "at_most": count.at_most})


def _month(month: Month, texts: Texts) -> str:
    return _words(texts, "figures.period", {"period": month.month})


def _line(texts: Texts, line: Line) -> str:
    return _words(texts, f"figures.line_{line}")


def _split(texts: Texts, key: str) -> list[str]:
    return [part.strip() for part in _words(texts, key).split("|")]


def _lines(texts: Texts, key: str) -> list[str]:
    return [line for line in _words(texts, key).splitlines() if line.strip()]


def _words(texts: Texts, key: str, values: Mapping[str, Any] | None = None) -> str:
    """Return a text as it is read: a picture and a spreadsheet know no HTML."""
    return visible(texts.render(key, values or {}))
