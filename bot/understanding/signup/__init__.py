"""Understands sign-ups: which bijeenkomst, when, for whom; pure code that reads Dutch sentences."""

from bot.understanding.signup.agenda import Agenda
from bot.understanding.signup.events import Event, Kind, Part
from bot.understanding.signup.loading import read_agenda
from bot.understanding.signup.reading import Fields, SignupReading, read_signup

__all__ = ["Agenda", "Event", "Fields", "Kind", "Part", "SignupReading", "read_agenda", "read_signup"]
