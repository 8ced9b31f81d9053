"""Weighs what points at danger or away from it: what the crisis model hears, what the matcher makes of it, and the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from bot.texts.faults import one_fault
from bot.texts.reading import read_text, read_yaml
from bot.understanding.crisis.features import Seen
from bot.understanding.meaning import Leaning
from bot.understanding.weights import Floats

FILE = "taal/drempels.yaml"
HEADING = "gevaar"
# Situations that are told in the same words as danger, or that tell that it is not: with the second row a quarter of the false
# alarms on look-alikes went, at the same recall; with all sixty nothing more.
TELLING = (
    "suicidaal", "agressie-dreiging", "zorgen-om-kinderen", "verward-gedrag", "psychose-achterdocht", "zorgen-om-iemand",
    "waar-melden", "buiten", "vaag",
    "heftig-verhaal", "geluidsoverlast", "zelfstigma", "angst-paniek", "medicatie-gestopt", "activiteit-toegankelijk-maken",
    "manie-ontremd", "vooroordelen-in-team", "rouw-verlies", "contact-via-begeleider", "aandacht-claimen", "vervuild-huis",
)  # fmt: skip
_SMALL_ODDS = 1e-9
_SMALL_SHARE = 1e-4

Signals = Mapping[str, float]


@dataclass(frozen=True)
class Weighing:
    """A weight per signal, fitted by tools/calibrate.py on messages that nothing was trained on; the sum is log-odds of danger.

    `usual` is what a signal is on average: it stands in for the matcher where nobody asked it. From `threshold` we give the
    number; from `clear` we do so even when the message reads like a sign-up, or like an answer in a form.
    """

    weights: Signals
    usual: Signals
    bias: float
    threshold: float
    clear: float

    def odds(self, signals: Signals) -> float:
        """Return how likely danger is, as log-odds."""
        return self.bias + sum(weight * signals.get(name, self.usual[name]) for name, weight in self.weights.items())


UNFITTED = Weighing({}, {}, 0.0, 0.0, 0.0)
"""While it is learnt: nothing is weighed yet."""


def signals_of(seen: Sequence[Seen], shares: Floats, leaning: Leaning | None) -> dict[str, float]:
    """Return every signal of a message by name; those of the matcher only when it was asked."""
    odds = odds_of(shares).tolist()
    in_order = sorted(odds)
    signals = {
        "whole": odds[0],
        "loudest": in_order[-1],
        "second": in_order[-2:][0],
        "danger_topics": float(len({rule.topic for sentence in seen for rule in sentence.danger})),
        "danger_rules": float(sum(len(sentence.danger) for sentence in seen)),
        "doubt_topics": float(len({rule.topic for sentence in seen for rule in sentence.doubt})),
        "doubt_rules": float(sum(len(sentence.doubt) for sentence in seen)),
        "sure": float(any(sentence.sure for sentence in seen if not sentence.doubt)),
    }
    if leaning is None:
        return signals
    topics = {f"topic_{name}": log(leaning.topics.get(name, 0.0) + _SMALL_SHARE) for name in TELLING}
    said = {"pretends": leaning.pretends, "asks": leaning.asks}
    return signals | topics | {"matcher": leaning.danger} | {name: log(share + _SMALL_SHARE) for name, share in said.items()}


def odds_of(shares: Floats) -> Floats:
    """Return the log-odds of danger of each part of a message."""
    odds: Floats = np.log(1 - shares[:, 0] + _SMALL_ODDS) - np.log(shares[:, 0] + _SMALL_ODDS)
    return odds


def load_weighing(folder: Path) -> Weighing:
    """Read what was fitted. Raises ContentFault."""
    file = folder / FILE
    data, _ = read_yaml(file, read_text(file))
    try:
        part = data[HEADING]
        return Weighing(
            weights={name: float(weight) for name, weight in part["gewichten"].items()},
            usual={name: float(part["gemiddeld"][name]) for name in part["gewichten"]},
            bias=float(part["begin"]),
            threshold=float(part["drempel"]),
            clear=float(part["duidelijk"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise one_fault(file, 1, HEADING, f"niet te lezen ({error}); maak het opnieuw met `python -m tools.calibrate`") from error
