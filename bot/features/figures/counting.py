"""Counts every cell, an area and a month, from the rows; and adds cells up to figures that may be shown.

What is counted is what the guide (wijzer) names under "Het borgen van de aanpak, monitoring en evaluatie": "het aantal mensen
dat de bouwstenentraining heeft gevolgd, het aantal bezoekers van Q&A-bijeenkomsten, het aantal bezoekers van de
herstelwerkplaats, het aantal professionals en vrijwilligers dat gecoacht is, het aantal samenwerkingsorganisaties en het
aantal samenwerkingsverbanden waarin W in de Wijk actief participeert". The first five are counted; the last only a coach
knows, who fills it in. To "wat heeft het opgeleverd" belong the grades, the response, and whether it helped; to "loopt de
uitvoering volgens plan" how many bijeenkomsten were held, of each kind. Of each:

- Trained: who was at one dagdeel or more of a bouwstenentraining or a maatwerktraining. Visitors: the same for the other kinds.
  Everybody counts once per bijeenkomst, with all who came on the same sign-up. It belongs to the month in which it ended.
- Asked: questions by the month of the Thursday of their week. Answered: with tips or a rule; choice: situations were offered and
  none was picked; unknown: an honest "dat weet ik niet". Danger is apart, and not in asked.
- Taken: conversations that a coach picked up in the month. Coached: those that were closed in it. Alerts in a crisis are neither.
- Organisations: how many different ones somebody came from, in the whole period; whatever the capitals.
- Invited and evaluated: evaluations that have closed, in the month of the bijeenkomst. Grades: from three answers up.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, time
from functools import reduce
from operator import add

from bot.agenda import ratings, reach
from bot.clock import LOCAL_ZONE, from_text
from bot.db.database import Row, Transaction
from bot.features.figures import store
from bot.features.figures.models import (
    ENOUGH,
    PART_OF,
    TRAININGS,
    VISITORS,
    Cell,
    Count,
    Figures,
    Grades,
    Line,
    Month,
    Period,
    month_of,
    month_of_week,
)
from bot.understanding.signup import Kind

_ANSWERS = {
    "tips": Line.ANSWERED, "rule": Line.ANSWERED, "choose": Line.CHOICE, "unknown": Line.UNKNOWN, "crisis": Line.DANGER,
}  # fmt: skip
_TIPS = {"yes": Line.TIPS_HELPED, "a_bit": Line.TIPS_A_BIT, "no": Line.TIPS_NOT}
_TALKS = {"yes": Line.TALK_HELPED, "a_bit": Line.TALK_A_BIT, "no": Line.TALK_NOT}
_ASKED = (Line.ANSWERED, Line.CHOICE, Line.UNKNOWN)


class _Draft:
    """A cell while it is being counted."""

    def __init__(self) -> None:
        self.held: Counter[Kind] = Counter()
        self.unlisted = 0
        self.people: Counter[Kind] = Counter()
        self.roles: defaultdict[Kind, Counter[str]] = defaultdict(Counter)
        self.organisations: defaultdict[Kind, Counter[str]] = defaultdict(Counter)
        self.reached: set[str] = set()
        self.lines: Counter[Line] = Counter()
        self.grades: defaultdict[str, Grades] = defaultdict(Grades)

    def finish(self, area_id: int, month: str) -> Cell:
        return Cell(
            area_id=area_id, month=month, held=dict(self.held), unlisted=self.unlisted, people=dict(+self.people),
            roles={kind: dict(found) for kind, found in self.roles.items() if found},
            organisations={kind: dict(found) for kind, found in self.organisations.items() if found},
            reached=frozenset(self.reached), lines=dict(+self.lines), grades=dict(self.grades),
        )  # fmt: skip


_Drafts = defaultdict[tuple[int, str], _Draft]


async def count_cells(tx: Transaction, period: Period, now: datetime) -> tuple[Cell, ...]:
    """Count every area and month of a period; what has not happened by `now` does not count."""
    after, before = (datetime.combine(day, time(), LOCAL_ZONE).astimezone(UTC) for day in (period.begins, period.ends))
    drafts: _Drafts = defaultdict(_Draft)
    await _count_events(tx, drafts, await store.list_events(tx, after, before, now))
    await _count_evaluations(tx, drafts)
    first, last = (f"{year}-W{week:02d}" for year, week, _ in (day.isocalendar() for day in (period.begins, period.ends)))
    for row in await store.list_questions(tx, first, last):
        draft = drafts[row["area_id"], month_of_week(row["week"])]
        draft.lines[_ANSWERS[row["answer"]]] += row["number"]
        if row["helped"]:
            draft.lines[_TIPS[row["helped"]]] += row["number"]
    for row in await store.list_talks(tx, after, before):
        _count_talk(drafts, row)
    months = set(period.months)
    return tuple(draft.finish(area, month) for (area, month), draft in sorted(drafts.items()) if month in months)


async def count_partnerships(tx: Transaction, areas: Collection[int], period: Period) -> int | None:
    """Return in how many partnerships these areas took part at the end of a period; None when nobody filled it in."""
    found = await store.list_partnerships(tx, areas, datetime.combine(period.ends, time(), LOCAL_ZONE))
    return sum(found.values()) if found else None


def add_up(cells: Collection[Cell], period: Period, *, area: str | None, so_far: bool, partnerships: int | None) -> Figures:
    """Add cells up to what may be shown of them. Small numbers are hidden in each cell before anything is added."""
    lines = {line: _sum(_shown(cell, line) for cell in cells) for line in Line}
    return Figures(
        period=period.code,
        area=area,
        so_far=so_far,
        held={kind: sum(cell.held.get(kind, 0) for cell in cells) for kind in Kind},
        unlisted=sum(cell.unlisted for cell in cells),
        trained={kind: _sum(Count.of(cell.people.get(kind, 0)) for cell in cells) for kind in TRAININGS},
        lines=lines,
        roles=_groups((cell.people, cell.roles) for cell in cells),
        from_organisations=_groups((cell.people, cell.organisations) for cell in cells),
        organisations=len(frozenset().union(*(cell.reached for cell in cells))),
        partnerships=partnerships,
        grades={
            name: reduce(add, [cell.grades[name] for cell in cells if name in cell.grades])
            for name in sorted({name for cell in cells for name in cell.grades})
        },
        months=tuple(_month([cell for cell in cells if cell.month == month], month) for month in period.months),
    )


def name_groups(people: int, named: Mapping[str, int]) -> dict[str, int]:
    """Return how many people gave which role, in one cell; '' is everybody else, and never one or two people."""
    if people < ENOUGH:
        return {}
    ordered = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    rest = people - sum(named.values())
    while ordered and 0 < rest < ENOUGH:
        rest += ordered.pop()[1]
    return dict(ordered) | ({"": rest} if rest else {})


async def _count_events(tx: Transaction, drafts: _Drafts, events: Collection[Row]) -> None:
    found = await reach.list_reach(tx, [row["id"] for row in events])
    for row in events:
        draft, kind, reached = drafts[row["area_id"], month_of(from_text(row["ended_at"]))], Kind(row["kind"]), found[row["id"]]
        draft.held[kind] += 1
        draft.unlisted += not reached.noted
        draft.people[kind] += reached.people
        draft.roles[kind].update(reached.roles)
        draft.organisations[kind].update(reached.organisations)
        draft.reached |= reached.marks


async def _count_evaluations(tx: Transaction, drafts: _Drafts) -> None:
    for rating in await ratings.list_ratings(tx):
        draft = drafts[rating.area_id or 0, month_of(rating.held_at)]
        draft.lines[Line.INVITED] += rating.invited
        draft.lines[Line.EVALUATED] += rating.answered
        for question, average in rating.averages.items():
            draft.grades[question] += Grades(average.grade * average.number, average.number)


def _count_talk(drafts: _Drafts, row: Row) -> None:
    drafts[row["area_id"], month_of(from_text(row["claimed_at"]))].lines[Line.TAKEN] += 1
    if row["closed_at"]:
        draft = drafts[row["area_id"], month_of(from_text(row["closed_at"]))]
        draft.lines[Line.COACHED] += 1
        if row["helped"]:
            draft.lines[_TALKS[row["helped"]]] += 1


def _shown(cell: Cell, line: Line) -> Count:
    """Return what may be seen of one line of a cell; a line that is a sum is the sum of what may be seen."""
    if line is Line.TRAINED:
        return _sum(Count.of(cell.people.get(kind, 0)) for kind in TRAININGS)
    if line is Line.ASKED:
        return _sum(Count.of(cell.lines.get(part, 0)) for part in _ASKED)
    for kind, visitors in VISITORS.items():
        if line is visitors:
            return Count.of(cell.people.get(kind, 0))
    if line in PART_OF:
        return Count.part_of(cell.lines.get(PART_OF[line], 0), cell.lines.get(line, 0))
    return Count.of(cell.lines.get(line, 0))


def _groups(cells: Iterable[tuple[Mapping[Kind, int], Mapping[Kind, Mapping[str, int]]]]) -> tuple[tuple[str, int], ...]:
    total: Counter[str] = Counter()
    for people, named in cells:
        for kind in TRAININGS:
            total.update(name_groups(people.get(kind, 0), named.get(kind, {})))
    return tuple(sorted(total.items(), key=lambda item: (not item[0], -item[1], item[0])))


def _month(cells: Collection[Cell], month: str) -> Month:
    people = (Line.TRAINED, *VISITORS.values())
    return Month(
        month, _sum(_shown(cell, line) for cell in cells for line in people), _sum(_shown(cell, Line.ASKED) for cell in cells)
    )


def _sum(counts: Iterable[Count]) -> Count:
    return reduce(add, counts, Count())
