"""Consent: before the first personal detail is kept, somebody reads what, why, how long and who sees it, and agrees.

Whoever needs the detail shows `QUESTION` with two buttons of its own, labelled `AGREE` and `DISAGREE`, and answers the tap.
Refusing keeps nothing: no name, no registration, and the form that was open is closed.
"""

from datetime import datetime

from bot.clock import to_text
from bot.db.database import Transaction
from bot.people.models import Person

QUESTION = "privacy.consent"
AGREE = "privacy.button_agree"
DISAGREE = "privacy.button_disagree"

# The first time counts: tapping an old button again does not make it look as if they were asked anew.
_GIVE = "UPDATE people SET consent_at = coalesce(consent_at, :now) WHERE id = :id"


def given(person: Person) -> bool:
    """Say whether this person agreed that we keep personal details."""
    return person.consent_at is not None


def give(tx: Transaction, person_id: int, now: datetime) -> None:
    """Write down that this person agrees, and when."""
    tx.later(_GIVE, {"id": person_id, "now": to_text(now)})
