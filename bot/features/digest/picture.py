"""What the picture of a digest shows: how many questions per week, and what they were about."""

from bot.features.digest.models import Facts
from bot.outbox.models import Attachment, Shape

_MOST_DRAWN = 6


def picture_of(facts: Facts) -> Attachment | None:
    """Return the picture, or None when there is nothing to draw. Labels that are texts are keys; the maker gets words."""
    if not any(number for _, number in facts.weeks):
        return None
    charts = [
        {
            "title": "Vragen per week",
            "labels": [f"week {int(week[-2:])}" for week, _ in facts.weeks],
            "bars": [number for _, number in facts.weeks],
            "last": True,
        }
    ]
    if drawn := facts.coming[:_MOST_DRAWN]:
        left_out = len(facts.coming) - len(drawn)
        charts.append(
            {
                "title": f"Aangemeld, de eerste {len(drawn)} bijeenkomsten" if left_out else "Aangemeld per bijeenkomst",
                "labels": [f"{event.code} (minimaal {event.minimum})" for event in drawn],
                "bars": [event.taken for event in drawn],
            }
        )
    return Attachment("chart", f"weekoverzicht-{facts.week}.png", {"charts": charts}, Shape.PHOTO)
