"""How many different people ask about a theme, without keeping who: a hash with a salt that goes when the week is over."""

import hashlib
from datetime import datetime

from bot.clock import week_of
from bot.db.database import Transaction
from bot.features.coaching import store

_LENGTH = 16


async def count_asker(tx: Transaction, situation: str, area_id: int | None, person_id: int, now: datetime) -> None:
    """Count this person, once a week, among those who asked about a situation."""
    week = week_of(now)
    salt = await store.find_salt(tx, week)
    asker = hashlib.blake2b(str(person_id).encode(), key=salt, digest_size=_LENGTH).hexdigest()
    store.count_asker(tx, week, area_id or 0, situation, asker)
