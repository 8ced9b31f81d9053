"""Finds everything in a message that says when; the rules stand in date_rules, the clock in clock_words."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.understanding.signup.clock_words import find_clock_times, find_day_parts
from bot.understanding.signup.date_patterns import may_say_when
from bot.understanding.signup.date_rules import RULES
from bot.understanding.signup.slots import When, at_minutes, day_part


def find_moments(plain: str, now: datetime) -> list[When]:
    """Return everything in the folded message that says when, in order of place; `now` is local."""
    reader = _Reader(plain, now.date())
    return reader.read()


@dataclass
class _Reader:
    """Reads one message; what was read once is not read again as something else."""

    plain: str
    today: date
    found: list[When] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)

    def read(self) -> list[When]:
        """Try every rule, the most telling first; none at all when there is nothing in the message that any of them needs."""
        for pattern, rule in RULES if may_say_when(self.plain) else ():
            for match in pattern.finditer(self.plain):
                if not self._is_taken(*match.span()):
                    whens = list(rule(match, self.today))
                    if whens:
                        self.found += whens
                        self.taken.append(match.span())
        free = self._free()
        for part in find_day_parts(free):
            self.found.append(day_part(part.start, part.end, part.name))
        for time in find_clock_times(free):
            self.found.append(When("clock", time.start, time.end, at_minutes(time.minutes), weak=True))
        return sorted(self.found, key=lambda when: when.start)

    def _is_taken(self, start: int, end: int) -> bool:
        return any(start < past and end > first for first, past in self.taken)

    def _free(self) -> str:
        """Return the message with blanks for what was read."""
        plain = self.plain
        for start, end in self.taken:
            plain = plain[:start] + "·" * (end - start) + plain[end:]
        return plain
