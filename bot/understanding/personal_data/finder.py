"""The door of this room: all kinds together, without overlap, and the message with placeholders instead."""

from bot.understanding.personal_data.addresses import find_addresses
from bot.understanding.personal_data.dates import find_birth_dates
from bot.understanding.personal_data.found import Found, without, without_overlap
from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.names import find_names
from bot.understanding.personal_data.numbers import find_numbers

_ROUNDS = 3  # labels are shorter than what they replace: a word like "kenteken" may come within reach of a number


class PersonalDataFinder:
    """Finds and removes personal data of people in Dutch chat messages; needs no I/O once built."""

    def __init__(self, lists: NameLists) -> None:
        self._lists = lists
        self._dull: set[str] = set()  # only words of our own lists, so it does not grow for ever

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the pieces of personal data in `text`, in order of place and without overlap."""
        numbers = find_numbers(text, self._lists.help_numbers)
        addresses = find_addresses(text, self._lists)
        names = find_names(text, self._lists, self._dull)
        dates = find_birth_dates(text, names)
        return tuple(without_overlap(len(text), [dates, *numbers, addresses, names]))

    def scrub(self, text: str) -> str:
        """Return `text` with each piece that `find` finds replaced by the label of its kind."""
        for _ in range(_ROUNDS):
            pieces = self.find(text)
            if not pieces:
                break
            text = without(text, pieces)
        return text
