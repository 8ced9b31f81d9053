"""Measures sign-up messages: intent, exact set of events and every field; misses are shown for development sets only."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.folders import find_folder
from bot.texts.library import load_texts
from bot.understanding.matching.matcher import build_matcher
from bot.understanding.personal_data.finder import PersonalDataFinder
from bot.understanding.personal_data.found import Found, without
from bot.understanding.personal_data.lists import load_name_lists
from bot.understanding.signup import Agenda, SignupReading, read_agenda, read_signup
from tools.eval import INTENTS
from tools.running import ROOT

# "eigen" holds messages of the makers, written before looking what failed on them; like "dev" it may be looked into.
SETS = ("dev", "eigen", "apart", "vers", "nieuw")
OPEN = ("dev", "eigen")
NOW = "2027-01-04T10:00:00+01:00"
FIELDS = {"naam": "name", "rol": "role", "organisatie": "organisation", "wijk": "neighbourhood", "aantal": "count"}

Row = Mapping[str, Any]
Prepared = tuple[Row, Mapping[str, float] | None, Sequence[Found]]


def prepare(rows: Sequence[Row], *, with_model: bool) -> list[Prepared]:
    """Add to every row what the model thinks and which personal data is in it."""
    content = find_folder("content")
    finder = PersonalDataFinder(load_name_lists(content / "taal"))
    model = build_matcher(load_texts(content).lessons, content).model if with_model else None
    prepared: list[Prepared] = []
    for row in rows:
        found = finder.find(row["tekst"])
        opinion = model.likely(without(row["tekst"], found)).intent if model else None
        prepared.append((row, opinion, found))
    return prepared


def read_row(prepared: Prepared, agenda: Agenda) -> SignupReading:
    """Understand one row."""
    row, opinion, found = prepared
    return read_signup(row["tekst"], datetime.fromisoformat(row.get("nu", NOW)), agenda, opinion=opinion, found=found)


def misses(row: Row, got: SignupReading) -> dict[str, str]:
    """Return what is wrong, by subject."""
    wrong = {}
    if got.intent != INTENTS[row["intentie"]]:
        wrong["intent"] = f"{row['intentie']} -> {got.intent}"
    if set(got.events) != set(row["bijeenkomst"]):
        wrong["events"] = f"{row['bijeenkomst']} -> {list(got.events)}"
    fields = got.fields.as_mapping()
    for dutch, english in FIELDS.items():
        if _alike(fields[english]) != _alike(row["velden"][dutch]):
            wrong[english] = f"{row['velden'][dutch]!r} -> {fields[english]!r}"
    return wrong


def _alike(value: object) -> object:
    return " ".join(value.lower().split()) if isinstance(value, str) else value


def print_figures(prepared: Sequence[Prepared], agenda: Agenda, *, is_open: bool) -> None:
    """Print totals; for an open set every miss too."""
    wrong: Counter[str] = Counter()
    per_intent: Counter[str] = Counter()
    events_per_intent: Counter[str] = Counter()
    taken = 0
    for one in prepared:
        row, got = one[0], read_row(one, agenda)
        found = misses(row, got)
        wrong.update(found.keys())
        per_intent[row["intentie"]] += "intent" in found
        events_per_intent[row["intentie"]] += "events" in found
        taken += row["intentie"] == "coachingsvraag" and got.intent in {"signup", "cancel", "change"}
        if is_open and found:
            print(f"  {row['id']} {row['tekst']}\n       " + "; ".join(f"{name}: {what}" for name, what in found.items()))
    for subject in ("intent", "events", *FIELDS.values()):
        print(f"  {subject:16}{100 - 100 * wrong[subject] / len(prepared):7.2f}")
    asked = Counter(row["intentie"] for row, _, _ in prepared)
    print(
        "  wrong per intent (intent/events/of): "
        + ", ".join(f"{name} {per_intent[name]}/{events_per_intent[name]}/{asked[name]}" for name in asked)
    )
    print(f"  coaching questions taken as a seat: {taken}")


def milliseconds(prepared: Sequence[Prepared], agenda: Agenda) -> float:
    """Return the mean time per message."""

    def once(work: Callable[[Prepared, Agenda], object]) -> None:
        for one in prepared:
            work(one, agenda)

    once(read_row)
    start = perf_counter()
    once(read_row)
    return 1000 * (perf_counter() - start) / len(prepared)


def main() -> None:
    """Measure a set against an agenda and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="the sets; without: all of them")
    parser.add_argument("--agenda", type=Path, default=ROOT / "tests/vragen/agenda.yaml")
    parser.add_argument("--rules-only", action="store_true", help="leave the trained model out")
    options = parser.parse_args()
    agenda = Agenda(read_agenda(options.agenda))
    folder = ROOT / "tests/vragen"
    for file in options.files or [folder / f"{prefix}_aanmeld.jsonl" for prefix in SETS]:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        prepared = prepare(rows, with_model=not options.rules_only)
        print(f"\n{file.name}: {len(rows)}")
        print_figures(prepared, agenda, is_open=file.name.startswith(OPEN))
        print(f"  ms per message  {milliseconds(prepared, agenda):7.2f}")


if __name__ == "__main__":
    main()
