"""Measures how well questions are understood, on questions that nobody saw who wrote the examples.

`dev_*` sets may be looked into: their misses are printed. The others are the honest test: only totals leave this program.
`toets_*` was written last, by two who had read neither the examples nor the other sets, after the form of `dev_*` only;
`laatst_*` and `eind_*` were made likewise before it, and have been measured while choices were made; `dev_*`, `vers_*`,
`nieuw_*`, `slot_*`, `proef_*` and `examen_*` also set the thresholds (tools/calibrate.py).
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from bot.folders import find_folder
from bot.texts.library import load_texts
from bot.understanding.building import build_interpreter
from bot.understanding.interpreter import NO_EVENTS, Interpreter
from bot.understanding.meaning import Answer, Intent, Understanding
from bot.understanding.signup import Agenda, read_agenda
from tools.running import ROOT

SETS = ("apart", "dev", "vers", "nieuw", "laatst", "slot", "proef", "examen", "eind", "toets")
NOW = "2027-01-04T10:00:00+01:00"  # as tests/vragen/agenda.yaml says, for rows without a moment of their own
KINDS = {
    "naam": "name", "telefoon": "phone", "email": "email", "adres": "address", "postcode": "postcode", "bsn": "bsn",
    "geboortedatum": "birthdate", "iban": "iban", "kenteken": "licence_plate",
}  # fmt: skip
INTENTS = {
    "coachingsvraag": Intent.COACHING, "aanmelden": Intent.SIGNUP, "afmelden": Intent.CANCEL, "agenda": Intent.AGENDA,
    "praktisch": Intent.PRACTICAL, "wijzigen": Intent.CHANGE, "coach": Intent.COACH, "begroeting": Intent.GREETING,
    "overig": Intent.OTHER,
}  # fmt: skip

Row = Mapping[str, Any]
Figures = dict[str, float]


@dataclass(frozen=True)
class Case:
    """A question with what was expected and what was understood."""

    row: Row
    got: Understanding

    @property
    def text(self) -> str:
        """What was typed."""
        return str(self.row.get("vraag") or self.row.get("tekst"))

    @property
    def good(self) -> set[str]:
        """The situations or rules that count as right."""
        return {*self.row.get("verwacht", ()), *self.row.get("ook_goed", ())}

    @property
    def ids(self) -> list[str]:
        """The situations that were understood, best first."""
        return [situation.id for situation in self.got.situations]

    @property
    def has_tips(self) -> bool:
        """Say whether one situation was answered at once; in a crisis the first situation is the one behind the numbers."""
        return self.got.answer in {Answer.TIPS, Answer.CRISIS} and bool(self.ids)

    @property
    def is_right(self) -> bool:
        """Say whether the first situation was answered at once and is right."""
        return self.has_tips and self.ids[0] in self.good

    @property
    def is_offered(self) -> bool:
        """Say whether a right situation was answered or stands among the choices."""
        return self.is_right or (self.got.answer is Answer.CHOOSE and bool(self.good & set(self.ids[:3])))

    @property
    def is_confidently_wrong(self) -> bool:
        """Say whether it was answered as something that it is not."""
        return self.got.answer is Answer.RULE or (self.has_tips and self.ids[0] not in self.good)


def share(cases: Iterable[Case], is_so: Callable[[Case], bool]) -> float:
    """Return which share of the cases is so, in per cent."""
    outcomes = [is_so(case) for case in cases]
    return round(100 * sum(outcomes) / len(outcomes), 2) if outcomes else 0.0


def situations(cases: Sequence[Case]) -> Figures:
    """Measure questions about a situation."""
    return {
        "right_at_once": share(cases, lambda case: case.is_right),
        "right_or_offered": share(cases, lambda case: case.is_offered),
        "confidently_wrong": share(cases, lambda case: case.is_confidently_wrong),
        "ranked_first": share(cases, lambda case: bool(case.ids) and case.ids[0] in case.good),
    }


def outside(cases: Sequence[Case]) -> Figures:
    """Measure questions that are not about any situation."""
    return {
        "outside_declined": share(cases, lambda case: case.got.answer in {Answer.UNKNOWN, Answer.NONE}),
        "outside_as_known": share(cases, lambda case: case.got.answer in {Answer.TIPS, Answer.RULE, Answer.CRISIS}),
    }


def rules(cases: Sequence[Case]) -> Figures:
    """Measure conversation rules, and words that look like one."""
    asked = [case for case in cases if case.good]
    look_alikes = [case for case in cases if not case.good]
    recognised = {
        "rules_right": share(cases, lambda case: case.got.rule in case.good if case.good else case.got.rule is None),
        "rules_recognised": share(asked, lambda case: case.got.answer is Answer.RULE and case.got.rule in case.good),
    }
    return recognised | ({"rules_false_alarm": share(look_alikes, lambda case: case.got.rule is not None)} if look_alikes else {})


def more(cases: Sequence[Case]) -> Figures:
    """Measure two problems in one message, negations and vague questions."""
    two, negated, vague = ([case for case in cases if case.row["stijl"] == style] for style in ("twee", "ontkenning", "vaag"))
    return {
        "two_both_shown": share(two, lambda case: set(case.row["verwacht"]) <= set(case.ids[:3])),
        "two_choose": share(two, lambda case: case.got.answer is Answer.CHOOSE),
        "two_one_right": share(two, lambda case: case.is_right or case.is_offered),
        "negation_right_or_offered": share(negated, lambda case: case.is_offered),
        "negation_confidently_wrong": share(negated, lambda case: case.is_confidently_wrong),
        "vague_asked_back": share(vague, lambda case: case.got.answer is Answer.UNKNOWN and case.got.about_people),
        "vague_as_known": share(vague, lambda case: case.got.answer in {Answer.TIPS, Answer.RULE}),
    }


def crisis(cases: Sequence[Case]) -> Figures:
    """Measure danger, and what only looks like it."""
    return {
        "crisis_recall": share([case for case in cases if case.row["crisis"]], lambda case: case.got.crisis is not None),
        "crisis_false_alarm": share([case for case in cases if not case.row["crisis"]], lambda case: case.got.crisis is not None),
    }


def privacy(cases: Sequence[Case]) -> Figures:
    """Measure personal data: what is found of what is there, and messages in which too much is found."""
    wanted = [{(KINDS[one["soort"]], one["waarde"]) for one in case.row["vindt"]} for case in cases]
    found = [{(str(one.kind), one.value) for one in case.got.personal_data} for case in cases]
    there = sum(map(len, wanted))
    return {
        "personal_found": round(100 * sum(len(one & other) for one, other in zip(wanted, found, strict=True)) / max(there, 1), 2),
        "personal_clean": round(100 * sum(other <= one for one, other in zip(wanted, found, strict=True)) / len(cases), 2),
    }


def intents(cases: Sequence[Case]) -> Figures:
    """Measure what somebody wants."""
    coaching = [case for case in cases if case.row["intentie"] == "coachingsvraag"]
    return {
        "intent_right": share(cases, lambda case: case.got.intent is INTENTS[case.row["intentie"]]),
        "events_exact": share(cases, lambda case: set(case.got.events) == set(case.row["bijeenkomst"])),
        "coaching_as_other_intent": share(coaching, lambda case: case.got.intent is not Intent.COACHING),
    }


MEASURES: Mapping[str, Callable[[Sequence[Case]], Figures]] = {
    "vragen": situations, "buiten": outside, "regels": rules, "meer": more, "crisis": crisis,
    "privacy": privacy, "aanmeld": intents,
}  # fmt: skip


def is_miss(name: str, case: Case) -> bool:
    """Say whether a case deserves to be looked at."""
    figures = MEASURES[name]([case])
    want = {
        "vragen": ("right_at_once",),
        "buiten": ("outside_declined",),
        "regels": ("rules_right",),
        "aanmeld": ("intent_right",),
    }
    return any(figures[figure] < 100 for figure in want.get(name, ()))


def understand(interpreter: Interpreter, file: Path) -> list[Case]:
    """Understand every question in a file; a sign-up with the agenda beside it."""
    agenda = Agenda(read_agenda(file.with_name("agenda.yaml"))) if file.stem.endswith("aanmeld") else NO_EVENTS
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [
        Case(row, interpreter.understand(row.get("vraag") or row["tekst"], datetime.fromisoformat(row.get("nu", NOW)), agenda))
        for row in rows
    ]


def speed(interpreter: Interpreter, texts: Sequence[str]) -> Figures:
    """Measure the time for one question, and for one of 4,096 characters."""
    now = datetime.fromisoformat(NOW)
    long_one = " ".join(texts)[:4096]

    def times(questions: Iterable[str]) -> list[float]:
        spent = []
        for question in questions:
            start = perf_counter()
            interpreter.understand(question, now)
            spent.append(1000 * (perf_counter() - start))
        return spent

    taken = times([*texts, *texts])
    return {
        "understand_p50_ms": round(float(np.percentile(taken, 50)), 2),
        "understand_p99_ms": round(float(np.percentile(taken, 99)), 2),
        "understand_longest_ms": round(float(np.median(times([long_one] * 9))), 2),
    }


def slices(cases: Sequence[Case]) -> Iterator[tuple[str, Sequence[Case]]]:
    """Return the cases per style of writing."""
    for style, _ in Counter(case.row["stijl"] for case in cases).most_common():
        yield style, [case for case in cases if case.row["stijl"] == style]


def wanted_answer(name: str, case: Case) -> str:
    """Say in a word what a case should lead to, as a row of the table of answers."""
    match name:
        case "vragen":
            return "a situation"
        case "meer":
            return {"twee": "two situations", "ontkenning": "a situation", "vaag": "vague"}[case.row["stijl"]]
        case "regels":
            return "a rule" if case.good else "looks like a rule"
        case "crisis":
            return "danger" if case.row["crisis"] else "sounds like danger"
        case "aanmeld":
            return "a situation" if case.row["intentie"] == "coachingsvraag" else "another intent"
        case _:
            return {"buiten": "outside", "privacy": "personal data"}[name]


def print_answers(answers: Sequence[tuple[str, str]]) -> None:
    """Print the table of answers: what was asked against what we would do."""
    counts = Counter(answers)
    asked = list(dict.fromkeys(wanted for wanted, _ in answers))
    print("\nasked -> answer, all sets" + " " * 3 + "".join(f"{answer:>9}" for answer in Answer))
    for wanted in asked:
        print(f"  {wanted:26}" + "".join(f"{counts[wanted, answer]:9}" for answer in Answer))


def outcomes(case: Case) -> tuple[bool, bool, bool]:
    """Return whether it was right at once, right or offered, and confidently wrong."""
    return case.is_right, case.is_offered, case.is_confidently_wrong


def print_situations(cases: Sequence[Case]) -> None:
    """Print the slices, every situation and the pairs that are confused; ids and counts only."""
    for style, some in slices(cases):
        print(f"    {style:14}{len(some):5}  " + "  ".join(f"{name} {value:5.1f}" for name, value in situations(some).items()))
    print(f"  per situation{'':22}asked  right  offered  wrong")
    for name in sorted({case.row["verwacht"][0] for case in cases}):
        some = [case for case in cases if case.row["verwacht"][0] == name]
        right, offered, wrong = (sum(outcome) for outcome in zip(*map(outcomes, some), strict=True))
        print(f"    {name:33}{len(some):5}{right:7}{offered:9}{wrong:7}")
    pairs = Counter((case.row["verwacht"][0], case.ids[0]) for case in cases if case.ids and case.ids[0] not in case.good)
    print("  confused (asked -> ranked first):")
    for (asked, ranked), count in pairs.most_common(25):
        print(f"    {count}  {asked} -> {ranked}")


def print_set(name: str, cases: Sequence[Case], figures: Figures, *, is_open: bool) -> None:
    """Print a table for people."""
    print(f"\n{name}: {len(cases)}")
    for figure, value in figures.items():
        print(f"  {figure:28}{value:7.2f}")
    if name.endswith("vragen"):
        print_situations(cases)
    for case in cases if is_open else ():
        if is_miss(name.partition("_")[2], case):
            best = " ".join(f"{one.id}={one.score:.2f}" for one in case.got.situations)
            wanted = ",".join(sorted(case.good)) or case.row.get("intentie", "-")
            print(f"  miss [{wanted}] {case.got.intent}/{case.got.answer} {case.got.rule or ''} {best}\n       {case.text}")


def main() -> None:
    """Measure everything, print it, write build/eval.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "tests/vragen", help="where the sets are")
    parser.add_argument("--sets", nargs="+", default=SETS, choices=SETS, help="leave `toets` out while working: it is the exam")
    options = parser.parse_args()
    content = find_folder("content")
    interpreter = build_interpreter(load_texts(content), content)
    figures: Figures = {}
    texts: list[str] = []
    answers: list[tuple[str, str]] = []
    for name, measure in MEASURES.items():
        for prefix in options.sets:
            file = options.folder / f"{prefix}_{name}.jsonl"
            if file.exists():
                cases = understand(interpreter, file)
                texts += [case.text for case in cases]
                answers += [(wanted_answer(name, case), str(case.got.answer)) for case in cases]
                measured = measure(cases)
                print_set(f"{prefix}_{name}", cases, measured, is_open=prefix == "dev")
                figures |= {f"{prefix}_{figure}": value for figure, value in measured.items()}
                figures = measured | figures  # the honest set comes first and gives the figure its plain name
    print_answers(answers)
    figures |= speed(interpreter, texts)
    print("\nspeed\n" + "\n".join(f"  {name:28}{figures[name]:7.2f}" for name in figures if name.startswith("understand_")))
    target = ROOT / "build/eval.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
