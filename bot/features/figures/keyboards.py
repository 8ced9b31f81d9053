"""The buttons under figures: another period, the spreadsheet, another area, and what only a coach knows."""

from collections.abc import Collection
from datetime import datetime

from bot.features.figures.models import Period, periods_at
from bot.features.figures.service import ALL, Scope
from bot.outbox.models import Button, Keyboard


def scopes(found: Collection[Scope], period: Period) -> Keyboard:
    """One button for everything of which there are figures."""
    return tuple((_of(scope, period),) for scope in found)


def under_figures(scope: Scope, period: Period, now: datetime, *, has_file: bool, has_others: bool) -> Keyboard:
    """Show what else can be seen or done from here."""
    others = [one for one in periods_at(now) if one.code != period.code]
    buttons = [_at(scope, one) for one in others]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    if has_file:
        rows.append((Button("figures.button_file", data=f"figures:file:{scope.code}:{period.code}"),))
    if scope.is_area:
        rows.append((Button("figures.button_partnerships", data=f"figures:partners:{scope.code}"),))
    if has_others:
        rows.append((Button("figures.button_others", data=f"figures:choose:{period.code}"),))
    return tuple(rows)


def stop() -> Keyboard:
    """Leave the form."""
    return ((Button("figures.button_stop", data="figures:stop"),),)


def back(scope: Scope, period: Period) -> Keyboard:
    """Go back to the figures."""
    return ((_at(scope, period),),)


def _at(scope: Scope, period: Period) -> Button:
    return Button("figures.button_period", data=f"figures:show:{scope.code}:{period.code}", values={"period": period.code})


def _of(scope: Scope, period: Period) -> Button:
    values = {"area": scope.name, "together": scope.code == ALL}
    return Button("figures.button_area", data=f"figures:show:{scope.code}:{period.code}", values=values)
