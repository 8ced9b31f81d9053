"""The buttons under what is kept about you."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.agenda.personal import Detail
from bot.outbox.models import Button, Keyboard
from bot.people import consent
from bot.people.areas import Area

_MINE = Button("privacy.button_mine", data="privacy:mine")
_LEAVE = Button("privacy.button_leave", data="privacy:leave")
_MOST_REGISTRATIONS = 8

ABOUT: Keyboard = (
    (Button("privacy.button_periods", data="privacy:periods"),),
    (_MINE,),
)
MINE: Keyboard = (
    (Button("privacy.button_correct", data="privacy:correct"), Button("privacy.button_file", data="privacy:file")),
    (Button("privacy.button_erase", data="privacy:ask_erase"),),
)
BACK: Keyboard = ((_MINE,),)
CONSENT: Keyboard = (
    (Button(consent.AGREE, data="privacy:agree"),),
    (Button(consent.DISAGREE, data="privacy:disagree"),),
)


def ask_erase(now: datetime) -> Keyboard:
    """Confirm or not; the button says when it was asked."""
    return (
        (Button("privacy.button_erase_sure", data=f"privacy:erase:{int(now.timestamp())}"),),
        (Button("privacy.button_keep", data="privacy:keep"),),
    )


def correctable(registrations: Iterable[Mapping[str, Any]], areas: Iterable[Area]) -> Keyboard:
    """Own name, own area, and every sign-up."""
    newest = list(registrations)[-_MOST_REGISTRATIONS:]
    return (
        (Button("privacy.button_own_name", data="privacy:name"),),
        *(((Button("privacy.button_own_area", data="privacy:areas"),),) if list(areas) else ()),
        *(
            (
                Button(
                    "privacy.button_registration",
                    data=f"privacy:registration:{row['nummer']}",
                    values={"title": row["bijeenkomst"]},
                ),
            )
            for row in newest
        ),
        (_LEAVE,),
    )


def areas(known: Iterable[Area]) -> Keyboard:
    """One button per area."""
    return (
        *((Button("privacy.button_area", data=f"privacy:area:{area.id}", values={"area": area.name}),) for area in known),
        (_LEAVE,),
    )


def details(registration_id: int) -> Keyboard:
    """What can be corrected in a sign-up."""
    return (
        *((Button(f"privacy.button_detail_{detail}", data=f"privacy:detail:{registration_id}:{detail}"),) for detail in Detail),
        (Button("privacy.button_detail_seats", data=f"events:seats:{registration_id}"),),
        (_LEAVE,),
    )


def in_form(registration_id: int | None = None, detail: Detail = Detail.NAME) -> Keyboard:
    """Leave it as it is, or empty it where that is possible."""
    if registration_id is None or detail is Detail.NAME:
        return ((_LEAVE,),)
    return ((_LEAVE, Button("privacy.button_empty", data=f"privacy:empty:{registration_id}:{detail}")),)
