"""Proves the content: form, sources, one phone screen, short sentences, fresh help numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.texts.faults import ContentFault, Fault
from bot.texts.library import Texts, load_texts
from bot.texts.models import Crisis, CrisisSide, Rule, Scene, Situation
from bot.texts.readability import LONGEST_SENTENCE, MEAN_SENTENCE, count_words, reading_ease, sentences_of
from bot.texts.rendering import visible

ONE_SCREEN = 900
FEWEST_EXAMPLES = 100
FEWEST_SAYINGS = 2
_FRESH = timedelta(days=365)
_EASY_ENOUGH = 55


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: faults that must be mended, warnings, and a figure per text."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    ease: tuple[tuple[str, int], ...] = ()

    @property
    def is_fine(self) -> bool:
        """Say whether there is nothing that must be mended."""
        return not self.faults

    def as_text(self, *, quiet: bool = False) -> str:
        """Write the report for an editor; `quiet` leaves out the figure per text."""
        lines = [f"FOUT   {fault}" for fault in self.faults] + [f"LET OP {fault}" for fault in self.warnings]
        lines += [] if quiet else [f"leesbaarheid {figure:3d}  {name}" for name, figure in self.ease]
        figures = [figure for _, figure in self.ease]
        if figures:
            mean = sum(figures) / len(figures)
            lines.append(f"leesbaarheid gemiddeld {mean:.0f}, laagste {min(figures)} (Flesch-Douma: hoger is makkelijker)")
        lines.append(f"{len(self.faults)} fouten, {len(self.warnings)} waarschuwingen")
        return "\n".join(lines)


def check_content(folder: Path, today: date) -> Report:
    """Load the folder and check everything an editor can get wrong; `today` decides which help numbers are old."""
    try:
        texts = load_texts(folder, with_examples=True)
    except ContentFault as fault:
        return Report(tuple(fault.faults))
    shown = list(_shown(texts))
    faults = [fault for file, field, text in shown for fault in _prose(file, field, text)]
    for situation in texts.situations.values():
        faults += _situation(texts, situation)
    for scene in texts.scenes.values():
        faults += _scene(texts, scene)
    faults += [fault for file, field, html in _screens(texts) for fault in _one_screen(file, field, html)]
    warnings = [*_old_numbers(texts, today), *_hard(shown)]
    return Report(tuple(sorted(set(faults))), tuple(sorted(warnings)), tuple(_ease(shown)))


def _situation(texts: Texts, situation: Situation) -> Iterator[Fault]:
    file = f"situaties/{situation.id}.md"
    if len(situation.examples) < FEWEST_EXAMPLES:
        yield Fault(file, 1, "voorbeelden", f"{len(situation.examples)} voorbeelden, minstens {FEWEST_EXAMPLES} nodig")
    if sum(tip.say is not None for tip in situation.tips) < FEWEST_SAYINGS:
        yield Fault(file, 1, "tips", f"minstens {FEWEST_SAYINGS} tips met een zin om te zeggen")
    if situation.id in situation.related:
        yield Fault(file, 1, "verwant", "noemt zichzelf")
    titles = [other.id for other in texts.situations.values() if other.button == situation.button and other.id != situation.id]
    if titles:
        yield Fault(file, 1, "knop", f"staat ook bij {titles[0]}")


def _scene(texts: Texts, scene: Scene) -> Iterator[Fault]:
    file = f"oefenen/{scene.id}.md"
    best = [choice for choice in scene.choices if choice.good == "true"]
    if len(best) != 1:
        yield Fault(file, 1, "keuzes", f"{len(best)} keuzes met goed: true, precies één nodig")
    if not all(scene.rule.upper() in choice.feedback for choice in scene.choices):
        yield Fault(file, 1, "keuzes", f"elke uitleg noemt de gespreksregel {scene.rule.upper()}")
    titles = [other.id for other in texts.scenes.values() if other.title == scene.title and other.id != scene.id]
    if titles:
        yield Fault(file, 1, "titel", f"staat ook bij {titles[0]}")


def _shown(texts: Texts) -> Iterator[tuple[str, str, str]]:
    """List every written text with its file and field."""
    for page in texts.situations.values():
        file = f"situaties/{page.id}.md"
        yield file, "herken", page.recognise
        yield file, "coach_erbij", page.call_a_coach
        for number, tip in enumerate(page.tips, 1):
            yield file, f"tips.{number}.doe", tip.do
            if tip.say:
                yield file, f"tips.{number}.zeg", tip.say
        for number, line in enumerate(page.rather_not, 1):
            yield file, f"liever_niet.{number}", line
    for rule in texts.rules.values():
        yield from _rule_texts(rule)
    for crisis in texts.crises.values():
        yield from _crisis_texts(crisis)
    for scene in texts.scenes.values():
        yield from _scene_texts(scene)


def _rule_texts(rule: Rule) -> Iterator[tuple[str, str, str]]:
    file = f"regels/{rule.id}.md"
    yield file, "uitleg", rule.explanation
    yield file, "zeg", rule.say
    for letter in rule.letters:
        yield file, f"letters.{letter.letter}", letter.do


def _scene_texts(scene: Scene) -> Iterator[tuple[str, str, str]]:
    file = f"oefenen/{scene.id}.md"
    yield file, "scene", scene.scene
    for number, choice in enumerate(scene.choices, 1):
        yield file, f"keuzes.{number}.tekst", choice.text
        yield file, f"keuzes.{number}.zo_gaat_het", choice.outcome
        yield file, f"keuzes.{number}.uitleg", choice.feedback


def _crisis_texts(crisis: Crisis) -> Iterator[tuple[str, str, str]]:
    sides: Sequence[tuple[str, CrisisSide | None]] = (("zelf", crisis.about_self), ("ander", crisis.about_other))
    for name, side in sides:
        if side is not None:
            for line in (side.first, side.explanation, side.afterwards, *side.do, *side.rather_not):
                yield f"crisis/{crisis.id.replace('_', '-')}.md", name, line


def _prose(file: str, field: str, text: str) -> Iterator[Fault]:
    sentences = sentences_of(text)
    for sentence in sentences:
        if count_words(sentence) > LONGEST_SENTENCE:
            yield Fault(file, 1, field, f"zin van {count_words(sentence)} woorden, hooguit {LONGEST_SENTENCE}: {sentence}")
    if sentences and sum(map(count_words, sentences)) / len(sentences) > MEAN_SENTENCE + 4:
        yield Fault(file, 1, field, f"zinnen van gemiddeld meer dan {MEAN_SENTENCE + 4:.0f} woorden")
    if "!" in text:
        yield Fault(file, 1, field, "uitroepteken")


def _screens(texts: Texts) -> Iterator[tuple[str, str, str]]:
    for identifier in texts.situations:
        yield f"situaties/{identifier}.md", "eerste scherm", texts.render("coaching.tips", {"situation": identifier})
        yield f"situaties/{identifier}.md", "scherm Meer tips", texts.render("coaching.more", {"situation": identifier})
    for rule in texts.rules:
        yield f"regels/{rule}.md", "scherm", texts.render("coaching.rule", {"rule": rule})
    for name, scene in texts.scenes.items():
        yield f"oefenen/{name}.md", "scherm", texts.render("practice.scene", {"scene": name})
        for choice in range(1, len(scene.choices) + 1):
            yield f"oefenen/{name}.md", f"scherm {choice}", texts.render("practice.feedback", {"scene": name, "choice": choice})
    for kind, crisis in texts.crises.items():
        for about_self in (True, False):
            if crisis.about_self if about_self else crisis.about_other:
                values = {"crisis_kind": kind, "about_self": about_self, "local": None}
                yield f"crisis/{kind.replace('_', '-')}.md", "scherm", texts.render("coaching.crisis", values)


def _one_screen(file: str, field: str, html: str) -> Iterator[Fault]:
    size = len(visible(html))
    if size > ONE_SCREEN:
        yield Fault(file, 1, field, f"{size} tekens, hooguit {ONE_SCREEN} passen op één telefoonscherm")


def _old_numbers(texts: Texts, today: date) -> Iterator[Fault]:
    for key, number in texts.numbers.items():
        if today - number.checked > _FRESH:
            yield Fault("nummers.yaml", 1, f"{key}.gecontroleerd", f"{number.number} is langer dan een jaar niet nagekeken")


def _ease(shown: list[tuple[str, str, str]]) -> Iterator[tuple[str, int]]:
    files: dict[str, list[str]] = {}
    for file, _, text in shown:
        files.setdefault(file, []).append(text)
    for file, parts in sorted(files.items()):
        yield file, reading_ease("\n".join(parts))


def _hard(shown: list[tuple[str, str, str]]) -> Iterator[Fault]:
    for file, figure in _ease(shown):
        if figure < _EASY_ENOUGH:
            yield Fault(file, 1, "leesbaarheid", f"{figure}: moeilijk te lezen, kies kortere woorden en zinnen")
