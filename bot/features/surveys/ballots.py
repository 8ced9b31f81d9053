"""Ballots: a random word in a button on somebody's phone; we know only its hash, and not whose it is."""

import hashlib
import secrets

_BYTES = 12


def new_ballot() -> str:
    """Make a ballot of sixteen characters that fit in a button."""
    return secrets.token_urlsafe(_BYTES)


def hashed(ballot: str) -> str:
    """Return what we keep of a ballot: enough to know it again, not enough to make it."""
    return hashlib.sha256(ballot.encode()).hexdigest()
