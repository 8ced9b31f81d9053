"""Finds the situations to offer in inline mode; keeps nothing of what was typed."""

from collections.abc import Iterator

from bot.chat.turn import Turn
from bot.texts.models import Situation
from bot.understanding.meaning import Answer

MOST = 5
_TOO_SHORT_TO_UNDERSTAND = 3
# In a list to pick from, a guess of one in a hundred only stands in the way.
_LIKELY_ENOUGH = 0.05


def find_situations(turn: Turn, query: str) -> tuple[str, ...]:
    """Return at most five situations: what is meant first, then what has these letters in its title."""
    if not query:
        return turn.texts.inline_suggestions[:MOST]
    found = dict.fromkeys((*_understood(turn, query), *_with_letters(turn, query)))
    return tuple(found)[:MOST]


def _understood(turn: Turn, query: str) -> Iterator[str]:
    if len(query) <= _TOO_SHORT_TO_UNDERSTAND:
        return
    understood = turn.interpreter.understand(query, turn.now)
    if understood.answer in {Answer.TIPS, Answer.CHOOSE}:
        yield from (scored.id for scored in understood.situations if scored.score >= _LIKELY_ENOUGH)


def _with_letters(turn: Turn, query: str) -> Iterator[str]:
    wanted = query.casefold()
    for situation in turn.texts.situations.values():
        if wanted in _listed(situation):
            yield situation.id


def _listed(situation: Situation) -> str:
    return f"{situation.button}\n{situation.title}".casefold()
