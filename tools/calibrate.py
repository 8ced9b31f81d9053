"""Finds from how likely we dare: thresholds for tips, a choice and "that I do not know", and weights for what tells of danger.

They are fitted on messages by people who had not read the examples, and that nothing is trained on: the `ijk_*`, `dev_*`,
`vers_*`, `nieuw_*`, `slot_*`, `proef_*` and `examen_*` sets. `apart_*`, `laatst_*`, `eind_*` and `toets_*` stay out: they
measure what came of it. Writes content/taal/drempels.yaml, where the bot reads them, and prints how far each figure is from its
bar on the sets it was fitted on.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.folders import find_folder
from bot.texts.library import load_texts
from bot.understanding.crisis.building import build_crisis_model
from bot.understanding.crisis.recogniser import CrisisModel
from bot.understanding.crisis.weighing import FILE
from bot.understanding.matching.deciding import Thresholds, decide, leaning_of, load_thresholds
from bot.understanding.matching.matcher import ContentMatcher, build_matcher
from bot.understanding.matching.model import Likely
from bot.understanding.matching.rules import Sign
from bot.understanding.meaning import Answer, Leaning, Matched
from bot.understanding.personal_data.finder import PersonalDataFinder
from bot.understanding.personal_data.found import surely_personal, without
from bot.understanding.personal_data.lists import load_name_lists
from tools.running import ROOT

Floats = NDArray[np.float64]
Row = Mapping[str, Any]

SETS = ("ijk", "dev", "vers", "nieuw", "slot", "proef", "examen")
HARD = "ijk"  # written to be hard, many of them in pairs that differ in one word: good to weigh with, not to set the alarm by
HARD_COUNTS = 0.2  # how much a hard question counts for when we give tips
RECALL = 0.985  # of the crises in the other sets, each weighed without itself; a missed one is worse than an alarm too many
ORDINARY = 0.6  # how much a message counts that nobody wrote to look like danger
NEARLY_DANGER = frozenset({"suicidaal", "agressie-dreiging"})
FOLDS = 5
HEADER = """\
# Gemaakt door `python -m tools.calibrate` uit tests/vragen/; niet met de hand veranderen. `antwoord`: vanaf welk aandeel we tips
# geven, een keuze bieden of zeggen dat we het niet weten. `gevaar`: hoe zwaar elk teken van gevaar weegt.
"""


@dataclass(frozen=True)
class Question:
    """A message of the sets, and all that decides what is answered."""

    kind: str
    good: frozenset[str]
    likely: Likely
    sign: Sign
    about_two: bool
    counts: float = 1.0
    with_anna: tuple[Likely, Sign] | None = None  # read with the "Anna" in it, who may be a rule


def rows_of(folder: Path, sets: Sequence[str], kind: str) -> Iterator[Row]:
    """Return the rows of one kind, each with the name of its set."""
    for name in sets:
        file = folder / f"{name}_{kind}.jsonl"
        if file.exists():
            yield from ({**json.loads(line), "set": name} for line in file.read_text("utf-8").splitlines() if line.strip())


def read_question(kind: str, row: Row, matcher: ContentMatcher, finder: PersonalDataFinder) -> Question | None:
    """Let the model read a message, without what is personal in it; None when it has no words."""
    asked = str(row["vraag"])
    found = finder.find(asked)
    text, with_anna = without(asked, found), without(asked, surely_personal(found))
    weighed = matcher.weigh(text)
    if weighed is None:
        return None
    likely, sign = weighed
    good = frozenset({*row.get("verwacht", ()), *row.get("ook_goed", ())})
    counts = HARD_COUNTS if row.get("set") == HARD and kind == "vragen" else 1.0
    second = matcher.second_of(text, likely)
    about_two = second is not None and second.surely
    return Question(kind, good, likely, sign, about_two, counts, matcher.weigh(with_anna) if with_anna != text else None)


def scrubbed(text: str, finder: PersonalDataFinder) -> str:
    """Return the message as the matcher gets it."""
    return without(text, finder.find(text))


def answer_of(question: Question, thresholds: Thresholds) -> Matched:
    """Decide as the ear and the matcher do."""
    if question.with_anna is not None and (rule := decide(*question.with_anna, thresholds)).rule is not None:
        return rule
    matched = decide(question.likely, question.sign, thresholds)
    two = matched.answer is Answer.TIPS and question.about_two
    return replace(matched, answer=Answer.CHOOSE) if two else matched


def figures(questions: Sequence[Question], thresholds: Thresholds) -> dict[str, float]:
    """Return shares, in per cent."""
    found: dict[str, list[tuple[bool, float]]] = {name: [] for name in BARS}
    for question in questions:
        matched = answer_of(question, thresholds)
        ids = [situation.id for situation in matched.situations]
        tips = matched.answer is Answer.TIPS
        right = tips and ids[0] in question.good
        offered = right or (matched.answer is Answer.CHOOSE and not question.good.isdisjoint(ids))
        known = matched.answer in {Answer.TIPS, Answer.RULE}
        outcomes: dict[str, bool]
        match question.kind:
            case "vragen":
                outcomes = {"right": right, "offered": offered, "wrong": known and not right}
            case "buiten":
                outcomes = {"declined": matched.answer in {Answer.UNKNOWN, Answer.NONE}, "as_known": known}
            case "regels":
                outcomes = {"rules": matched.rule in question.good if question.good else matched.rule is None}
            case _:
                outcomes = {"asked_back": matched.answer is Answer.UNKNOWN and matched.about_people}
        for name, outcome in outcomes.items():
            found[name].append((outcome, question.counts))
    return {
        name: 100 * sum(counts for so, counts in cases if so) / sum(counts for _, counts in cases)
        for name, cases in found.items()
        if cases
    }


# What the issue asks, with some room: these messages are not the ones we are judged by. The sign says which way is better.
BARS: Mapping[str, tuple[float, int, float]] = {
    "right": (85.0, 1, 1.0), "offered": (98.0, 1, 3.0), "wrong": (2.0, -1, 2.0), "declined": (93.0, 1, 1.0),
    "as_known": (2.0, -1, 2.0), "rules": (97.0, 1, 1.0), "asked_back": (70.0, 1, 0.1),
}  # fmt: skip


def loss(found: Mapping[str, float]) -> float:
    """Return how far the figures are from the bars, and a little for how far they might still go."""
    total = 0.0
    for name, value in found.items():
        bar, way, weight = BARS[name]
        short = (bar - value) * way
        total += weight * (max(0.0, short) + 0.1 * short)
    return total


GRID: Mapping[str, Sequence[float]] = {
    "tips": np.arange(0.25, 0.6, 0.02).tolist(),
    "ahead": np.arange(0.0, 0.32, 0.04).tolist(),
    "choose": [0.03, 0.04, 0.05, 0.06, 0.08, 0.1],
    "outside": np.arange(0.1, 0.6, 0.04).tolist(),
    "outside_at_most": [0.05, 0.07, 0.1, 0.15, 0.2],
    "vague": np.arange(0.05, 0.5, 0.05).tolist(),
    "intent": [0.3, 0.4, 0.5, 0.6, 0.7],
}
RULE_GRID = np.arange(0.1, 0.95, 0.05).tolist()


BEGIN = Thresholds(
    tips=0.37, ahead=0.2, choose=0.05, outside=0.22, outside_at_most=0.05, vague=0.15, intent=0.4,
    rule={Sign.NAMED_AND_ASKED: 0.45, Sign.NAMED: 0.6, Sign.ASKED: 0.15, Sign.NONE: 0.4},
)  # fmt: skip
WORTH_IT = 0.15  # what a change must bring: the sets are small, and their last question in a hundred is chance


def fit_thresholds(questions: Sequence[Question]) -> Thresholds:
    """Make the one change that brings most, until none is worth it."""
    best, lowest = BEGIN, loss(figures(questions, BEGIN))
    while True:
        value, candidate = min(((loss(figures(questions, one)), one) for one in candidates(best)), key=itemgetter(0))
        if value > lowest - WORTH_IT:
            return best
        best, lowest = candidate, value


def candidates(best: Thresholds) -> Iterator[Thresholds]:
    """Return every neighbour along one threshold."""
    for name, values in GRID.items():
        yield from (replace(best, **{name: round(value, 3)}) for value in values)  # type: ignore[arg-type]
    for sign in Sign:
        yield from (replace(best, rule={**best.rule, sign: round(value, 2)}) for value in RULE_GRID)


def fit_odds(signals: Floats, danger: Floats, weight: Floats) -> tuple[Floats, float]:
    """Fit a logistic regression by Newton's method; returns a weight per signal and the bias."""
    middle, spread = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = np.c_[(signals - middle) / spread, np.ones(len(signals))]
    held = np.r_[np.ones(signals.shape[1]), 1e-6]
    found = np.zeros(scaled.shape[1])
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weight * (share - danger)) + held * found
        found -= np.linalg.solve((scaled * (weight * share * (1 - share))[:, None]).T @ scaled + np.diag(held), slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ middle)


def held_out_odds(signals: Floats, danger: Floats, weight: Floats) -> Floats:
    """Return the log-odds of each message by weights that it had no part in."""
    odds, fold = np.zeros(len(danger)), np.random.default_rng(1).integers(FOLDS, size=len(danger))
    for number in range(FOLDS):
        weights, bias = fit_odds(signals[fold != number], danger[fold != number], weight[fold != number])
        odds[fold == number] = signals[fold == number] @ weights + bias
    return odds


def fit_danger(
    rows: Iterable[tuple[str, Row]], matcher: ContentMatcher, crisis: CrisisModel, finder: PersonalDataFinder
) -> dict[str, Any]:
    """Fit the weights of the signals, and from where we raise the alarm."""
    found, danger, looks, hard = [], [], [], []
    for kind, row in rows:
        text = str(row.get("vraag") or row.get("tekst"))
        if NEARLY_DANGER.isdisjoint({*row.get("verwacht", ()), *row.get("ook_goed", ())}):
            weighed = matcher.weigh(scrubbed(text, finder))
            signals = crisis.signals(text, leaning_of(weighed[0]) if weighed else Leaning())
            if signals:
                found.append(signals)
                danger.append(bool(row.get("crisis", False)))
                looks.append(kind == "crisis")
                hard.append(row["set"] == HARD)
    names = list(found[0])
    matrix = np.array([[one[name] for name in names] for one in found])
    is_danger, is_crisis_set, is_hard = np.array(danger, dtype=float), np.array(looks), np.array(hard)
    weight = np.where(is_crisis_set, 1.0, ORDINARY)
    odds = held_out_odds(matrix, is_danger, weight)
    threshold = float(np.quantile(odds[(is_danger == 1) & ~is_hard], 1 - RECALL))
    quiet = odds[is_danger == 0]
    clear = max(float(np.quantile(quiet, 0.995)), threshold)
    print(f"\ndanger: {int(is_danger.sum())} of {len(danger)}; from {threshold:.2f} log-odds, clear from {clear:.2f}")
    for name, part in (("as people type", ~is_hard), ("hard", is_hard)):
        alarmed = [
            odds[part & those] >= threshold for those in (is_danger == 1, (is_danger == 0) & is_crisis_set, ~is_crisis_set)
        ]
        recognised, look_alikes, others = (100 * float(found.mean()) for found in alarmed)
        print(f"  {name:16} recognised {recognised:5.1f} %, look-alikes {look_alikes:5.1f} %, other messages {others:5.1f} %")
    weights, bias = fit_odds(matrix, is_danger, weight)
    usual = matrix.mean(axis=0)
    return {
        "drempel": round(threshold, 3), "duidelijk": round(clear, 3), "begin": round(bias, 4),
        "gewichten": {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)},
        "gemiddeld": {name: round(float(value), 4) for name, value in zip(names, usual, strict=True)},
    }  # fmt: skip


def main() -> None:
    """Fit, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "tests/vragen")
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    content = find_folder("content")
    texts = load_texts(content)
    matcher, crisis, finder = (
        build_matcher(texts.lessons, content),
        build_crisis_model(texts.lessons, content),
        PersonalDataFinder(load_name_lists(content / "taal")),
    )
    asked = [
        read_question(kind, row, matcher, finder)
        for kind in ("vragen", "buiten", "regels")
        for row in rows_of(options.folder, options.sets, kind)
    ]
    vague = [row for row in rows_of(options.folder, options.sets, "meer") if row["stijl"] == "vaag"]
    asked += [read_question("vaag", row, matcher, finder) for row in vague]
    questions = [question for question in asked if question is not None]
    fitted = fit_thresholds(questions)
    before, after = figures(questions, load_thresholds(content)), figures(questions, fitted)
    for name, value in after.items():
        print(f"  {name:12}{before[name]:7.2f} -> {value:6.2f}   aim {BARS[name][0]}")
    rows = (
        (kind, row) for kind in ("crisis", "vragen", "buiten", "aanmeld") for row in rows_of(options.folder, options.sets, kind)
    )
    danger = fit_danger(rows, matcher, crisis, finder)
    numbers = {name: value for name, value in asdict(fitted).items() if name != "rule"}
    answer = {**numbers, "regel": {sign.value: fitted.rule[sign] for sign in Sign}}
    written = HEADER + yaml.safe_dump({"antwoord": answer, "gevaar": danger}, sort_keys=False, allow_unicode=True)
    if options.dry:
        print(written)
    else:
        (content / FILE).write_text(written, "utf-8")


if __name__ == "__main__":
    main()
