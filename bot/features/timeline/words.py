"""What people type instead of tapping: a short yes, no, or not sure yet. Pure."""

import re

from bot.features.timeline.models import Answer

_NO_LETTERS = re.compile(r"[^a-zà-ÿ]+")
_COMES = "ik( kom| ben erbij| ben er bij| ben er)( nog| gewoon| zeker)*"
_STAYS_AWAY = "ik (kom niet|kan niet|ben er niet|kom helaas niet|kan helaas niet)( meer| helaas)*"
_YES = re.compile(
    rf"(ja|jawel|jazeker|jep|yes|oke|ok|zeker|natuurlijk|klopt)( hoor| zeker| natuurlijk| graag)*( {_COMES})?|{_COMES}"
)
_NO = re.compile(
    rf"(nee|neen|nope|no)( hoor| helaas| sorry| dank je)*( {_STAYS_AWAY})?|{_STAYS_AWAY}|(helaas|sorry)( ik kan)? niet"
)
_NOT_SURE = "weet (ik )?(het )?(nog )?niet( zeker)?|ik weet het (nog )?niet( zeker)?|misschien|geen idee|(ik )?twijfel"
_MAYBE = re.compile(rf"(dat )?({_NOT_SURE})( nog)?")
_LONGEST = 40


def answer_in(typed: str) -> Answer | None:
    """Return what a short answer means, or None when it is about something else."""
    plain = _NO_LETTERS.sub(" ", typed.lower()).strip()
    if not plain or len(plain) > _LONGEST or "?" in typed:
        return None
    for pattern, answer in ((_MAYBE, Answer.MAYBE), (_NO, Answer.NO), (_YES, Answer.YES)):
        if pattern.fullmatch(plain):
            return answer
    return None
