"""What people did in a month, written down apart from the bot, and what a weekly digest and /cijfers must say of it.

Nothing in here reads the tables of the bot or calls its code: only what was done, and what came on somebody's screen.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from bot.clock import LOCAL_ZONE

Figures = dict[str, Any]
NOBODYS = 0
"""The area of who did not choose one."""
_ENOUGH, _WEEKS_SHOWN, _USUAL_OVER, _EVENTS_DRAWN = 3, 8, 4, 6


@dataclass
class Asked:
    """A question that somebody typed, and what came on their screen."""

    week: str
    area: int
    person: int
    text: str
    answer: str
    situation: str | None = None
    helped: str | None = None


@dataclass
class Coached:
    """A question that was passed on to the coaches of an area."""

    area: int
    person: int
    began: datetime
    claimed: datetime | None = None
    ended: datetime | None = None


@dataclass
class Seat:
    """Somebody's place on a list, as they read it."""

    person: int | None
    name: str
    waits: bool = False
    gone: bool = False
    called: bool = False


@dataclass
class Gathering:
    """A bijeenkomst, who is on its list, and what became of it."""

    id: int
    code: str
    title: str
    area: int
    parts: tuple[tuple[datetime, datetime], ...]
    minimum: int
    capacity: int
    wants_signup: bool = True
    off: bool = False
    decided: bool = False
    seats: list[Seat] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    invited: set[int] = field(default_factory=set)
    invited_at: datetime | None = None
    grades: dict[int, int] = field(default_factory=dict)

    @property
    def starts(self) -> datetime:
        """Return when its first dagdeel begins."""
        return self.parts[0][0]

    @property
    def ends(self) -> datetime:
        """Return when its last dagdeel ends."""
        return self.parts[-1][1]

    @property
    def taken(self) -> int:
        """Return how many have a seat."""
        return sum(not (seat.waits or seat.gone) for seat in self.seats)

    @property
    def waiting(self) -> int:
        """Return how many stand in line."""
        return sum(seat.waits and not seat.gone for seat in self.seats)

    @property
    def evaluation_closed(self) -> datetime | None:
        """Return when its evaluation closed: when all were ready and two days had passed, or after two weeks."""
        if self.invited_at is None or len(self.invited) < _ENOUGH:
            return None
        ready = set(self.grades) == self.invited
        return self.ends + timedelta(days=2) if ready else self.invited_at + timedelta(days=14)


@dataclass
class Log:
    """Everything that was done."""

    asked: list[Asked] = field(default_factory=list)
    coached: list[Coached] = field(default_factory=list)
    gatherings: list[Gathering] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)

    @property
    def talking(self) -> set[int]:
        """Return who waits for a coach or talks with one: what they type is not for the bot."""
        return {one.person for one in self.coached if one.ended is None}

    def figures(self, area: int, week: str, now: datetime) -> Figures:
        """Count what the digest of one week of an area must say at this moment."""
        mine = [one for one in self.asked if one.area == area and one.answer != "crisis"]
        per_week = Counter(one.week for one in mine)
        weeks = [(name, per_week[name]) for name in (earlier(week, ago) for ago in range(_WEEKS_SHOWN - 1, -1, -1))]
        this_week = [one for one in mine if one.week == week]
        open_ = [one for one in self.coached if one.area == area and (one.ended is None or one.ended > now)]
        return {
            "questions": len(this_week),
            "usual": sum(number for _, number in weeks[-1 - _USUAL_OVER : -1]) / _USUAL_OVER,
            "weeks": weeks,
            "themes": _themes(this_week),
            "unanswered": [one.text for one in reversed(this_week) if one.answer == "unknown"],
            "not_helped": _not_helped(this_week),
            "crises": sum(one.answer == "crisis" and one.area == area and one.week == week for one in self.asked),
            "handovers": len(open_),
            "oldest": max(((now - one.began).days for one in open_), default=0),
            "coming": self._coming(area, now),
            "evaluated": self._evaluated(area, week),
            "to_call": sum(self._must_be_called(seat) for one in self._ahead(area, now) for seat in one.seats),
            "to_decide": sum(_waits_for_decision(one, now) for one in self._ahead(area, now)),
        }

    def report(self, areas: Collection[int], month: str, now: datetime) -> Figures:
        """Count what /cijfers must say of a month of these areas together, in the words in which it tells a number."""
        cells = [self._cell(area, month, now) for area in areas]
        grades = [grade for cell in cells for grades in cell["grades"] for grade in grades]

        def told(*names: str) -> str:
            return _told(_shown(cell[name]) for cell in cells for name in names)

        words = ("yes", "a_bit", "no")
        helped = tuple(_told(_shown_part(cell[word], cell["tips"]) for cell in cells) for word in words)
        some_told = any(cell[word] >= _ENOUGH for cell in cells for word in words)
        return {
            "held": sum(cell["held"] for cell in cells),
            "unlisted": sum(cell["unlisted"] for cell in cells),
            "trained": told("trained"),
            "asked": told("tips", "choose", "unknown"),
            "answered": told("tips"),
            "unknown": told("unknown"),
            "helped": helped if some_told else (),
            "taken": told("taken"),
            "coached": told("coached"),
            "evaluated": (told("evaluated"), told("invited")) if told("invited") != "0" else (),
            "grade": f"{sum(grades) / len(grades):.1f}".replace(".", ",") if grades else "",
        }

    def _cell(self, area: int, month: str, now: datetime) -> Figures:
        asked = [one for one in self.asked if one.area == area and _month_of_week(one.week) == month]
        held = [
            one for one in self.gatherings if one.area == area and not one.off and one.ends <= now and _month(one.ends) == month
        ]
        closed = [one for one in held if one.evaluation_closed is not None and one.evaluation_closed <= now]
        mine = [one for one in self.coached if one.area == area and one.claimed is not None]
        return {
            "held": len(held),
            "unlisted": sum(not one.present for one in held),
            "trained": sum(len(one.present) for one in held),
            **{answer: sum(one.answer == answer for one in asked) for answer in ("tips", "choose", "unknown")},
            **{word: sum(one.helped == word for one in asked) for word in ("yes", "a_bit", "no")},
            "taken": sum(_month(one.claimed) == month for one in mine),
            "coached": sum(_month(one.ended) == month for one in mine),
            "invited": sum(len(one.invited) for one in closed),
            "evaluated": sum(len(one.grades) for one in closed),
            "grades": [list(one.grades.values()) for one in closed if len(one.grades) >= _ENOUGH],
        }

    def _ahead(self, area: int, now: datetime) -> list[Gathering]:
        ahead = [one for one in self.gatherings if one.area == area and not one.off and one.ends > now]
        return sorted(ahead, key=lambda one: (one.starts, one.code))

    def _coming(self, area: int, now: datetime) -> list[tuple[Any, ...]]:
        soon = [one for one in self._ahead(area, now) if one.starts < now + timedelta(weeks=4)]
        return [
            (one.code, one.title, one.starts.astimezone(LOCAL_ZONE).date().isoformat(), one.taken, one.minimum, one.capacity,
             one.waiting) for one in soon
        ]  # fmt: skip

    def _evaluated(self, area: int, week: str) -> list[tuple[Any, ...]]:
        closed = [one for one in self.gatherings if one.area == area and _is_in(one.evaluation_closed, week)]
        return [
            (one.title, len(one.grades), len(one.invited), _mean(one.grades.values()))
            for one in sorted(closed, key=lambda one: (one.ends, one.code))
        ]

    def _must_be_called(self, seat: Seat) -> bool:
        return not seat.gone and not seat.called and (seat.person is None or seat.person in self.blocked)


def on_screen(figures: Figures, titles: dict[str, str]) -> Figures:
    """Return which of the figures stand in the text of a digest; it tells the first few of a list."""
    return {
        "questions": figures["questions"],
        "usual": round(figures["usual"]),
        "unanswered": len(figures["unanswered"]),
        "crises": figures["crises"],
        "themes": [(titles[situation], askers) for situation, askers in figures["themes"][:3]],
        "not_helped": [(titles[situation], no, told) for situation, no, told in figures["not_helped"][:2]],
        "coming": [
            (
                f"{int(day[8:])}/{int(day[5:7])}",
                title,
                taken,
                capacity,
                max(0, minimum - taken),
                0 if taken < minimum else waiting,
            )
            for _, title, day, taken, minimum, capacity, waiting in figures["coming"][:4]
        ],
        "evaluated": [
            (title, None if grade is None else f"{grade:.1f}".replace(".", ","), answered, invited)
            for title, answered, invited, grade in figures["evaluated"][:2]
        ],
        "handovers": figures["handovers"],
        "oldest": figures["oldest"],
        "to_call": figures["to_call"],
        "to_decide": figures["to_decide"],
    }


def pictured(figures: Figures) -> list[tuple[str, int]]:
    """Return the bars of the picture: questions per week, and who is on the list of what is coming."""
    weeks = [(f"week {int(week[-2:])}", number) for week, number in figures["weeks"]]
    return weeks + [
        (f"{code} (minimaal {minimum})", taken) for code, _, _, taken, minimum, _, _ in figures["coming"][:_EVENTS_DRAWN]
    ]


_COMING = r"– (\d+/\d+) (.+): (\d+) van (\d+)(?:, nog (\d+) nodig)?(?:, wachtlijst (\d+))?"
_EVALUATED = r"– (.+): (?:(\d+,\d), )?(\d+) van (\d+) vulden in"


def read_digest(text: str) -> Figures:
    """Read the figures from the text of a digest, as a coach does."""

    def number(pattern: str) -> int:
        found = re.search(pattern, text)
        return int(found[1]) if found else 0

    def lines(heading: str) -> str:
        return text.partition(f"\n{heading}\n")[2].partition("\n\n")[0]

    return {
        "questions": number(r"(\d+) vra"),
        "usual": number(r"meestal ongeveer (\d+)"),
        "unanswered": number(r"(\d+) zonder antwoord"),
        "crises": number(r"(\d+) keer ging het om gevaar"),
        "themes": [(a, int(b)) for a, b in re.findall(r"– (.+) \((\d+) mensen\)", lines("Waar het over ging"))],
        "not_helped": [
            (a, int(b), int(c)) for a, b, c in re.findall(r"– (.+) \((\d+) van (\d+)\)", lines("Tips die niet hielpen"))
        ],
        "coming": [
            (day, title, int(taken), int(capacity), int(needed or 0), int(waiting or 0))
            for day, title, taken, capacity, needed, waiting in re.findall(_COMING, lines("Komende weken"))
        ],
        "evaluated": [
            (title, grade or None, int(answered), int(invited))
            for title, grade, answered, invited in re.findall(_EVALUATED, lines("Evaluaties"))
        ],
        "handovers": number(r"(\d+) open overdracht"),
        "oldest": number(r"de oudste (\d+) dag"),
        "to_call": number(r"(\d+) deelnemers? om even te bellen"),
        "to_decide": number(r"(\d+) keer beslissen"),
    }


def read_report(text: str) -> Figures:
    """Read the figures from the text of /cijfers, as a coach does."""

    def find(pattern: str) -> Any:
        found = re.search(pattern, text)
        return (found[1] if found.re.groups == 1 else found.groups()) if found else ""

    asked = text.partition("\nVragen: ")[2].partition("\nGesprekken")[0]
    helped = re.search(r"Hielp het\? Ja (.+), een beetje (.+), nee (.+)", asked)
    return {
        "held": int(find(r"Bijeenkomsten: (\d+) gehouden")),
        "unlisted": int(find(r"Bij (\d+) bijeenkomst(?:en)? is niet bijgehouden") or 0),
        "trained": find(r"Deelnemers aan trainingen: (.+)"),
        "asked": find(r"\nVragen: (.+)"),
        "answered": find(r"Met antwoord: (.+), zonder"),
        "unknown": find(r", zonder: (.+)"),
        "helped": helped.groups() if helped else (),
        "taken": find(r"Gesprekken met een coach: (.+) opgepakt"),
        "coached": find(r"Afgerond: (.+)"),
        "evaluated": find(r"Evaluaties: (.+) van (.+) ingevuld") or (),
        "grade": find(r"Cijfers: bijeenkomst (\d+,\d)"),
    }


def week_name(moment: datetime) -> str:
    """Name the week of a moment in Amsterdam: 2026-W48."""
    return moment.astimezone(LOCAL_ZONE).strftime("%G-W%V")


def earlier(week: str, weeks: int) -> str:
    """Name the week so many weeks before."""
    return (datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=LOCAL_ZONE) - timedelta(weeks=weeks)).strftime("%G-W%V")


def _themes(asked: list[Asked]) -> list[tuple[str, int]]:
    askers: dict[str, set[int]] = defaultdict(set)
    for one in asked:
        if one.answer == "tips" and one.situation:
            askers[one.situation].add(one.person)
    found = [(situation, len(people)) for situation, people in askers.items() if len(people) >= _ENOUGH]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _not_helped(asked: list[Asked]) -> list[tuple[str, int, int]]:
    told: dict[str, list[str]] = defaultdict(list)
    for one in asked:
        if one.helped and one.situation:
            told[one.situation].append(one.helped)
    found = [(situation, words.count("no"), len(words)) for situation, words in told.items()]
    mostly = [one for one in found if one[1] >= _ENOUGH and one[1] * 2 >= one[2]]
    return sorted(mostly, key=lambda one: (-one[1], one[0]))


def _waits_for_decision(one: Gathering, now: datetime) -> bool:
    """Two weeks ahead, at nine, somebody must say whether it goes on; from five o'clock two days ahead it just does."""
    day = one.starts.astimezone(LOCAL_ZONE).date()
    asked = datetime.combine(day - timedelta(days=14), time(9), LOCAL_ZONE)
    too_late = datetime.combine(day - timedelta(days=2), time(17), LOCAL_ZONE)
    return one.wants_signup and not one.decided and asked <= now < too_late


def _shown(number: int) -> tuple[int, int]:
    """One or two people are not told: then it is somewhere between these."""
    return (number, number) if number == 0 or number >= _ENOUGH else (1, _ENOUGH - 1)


def _shown_part(number: int, total: int) -> tuple[int, int]:
    """Of a part of a total that is told, zero is not told either: the rest would give it away."""
    return (number, number) if total == 0 or number >= _ENOUGH else (0, _ENOUGH - 1)


def _told(shown: Iterable[tuple[int, int]]) -> str:
    least, most = (sum(numbers) for numbers in zip((0, 0), *shown, strict=True))
    if least == most:
        return str(least)
    if most < _ENOUGH:
        return f"minder dan {_ENOUGH}"
    return f"minstens {least}" if least else f"hooguit {most}"


def _month(moment: datetime | None) -> str:
    return moment.astimezone(LOCAL_ZONE).strftime("%Y-%m") if moment else ""


def _month_of_week(week: str) -> str:
    """A week belongs to the month of its Thursday."""
    return datetime.strptime(f"{week}-4", "%G-W%V-%u").replace(tzinfo=LOCAL_ZONE).strftime("%Y-%m")


def _is_in(moment: datetime | None, week: str) -> bool:
    return moment is not None and week_name(moment) == week


def _mean(grades: Any) -> float | None:
    numbers = list(grades)
    return sum(numbers) / len(numbers) if len(numbers) >= _ENOUGH else None
