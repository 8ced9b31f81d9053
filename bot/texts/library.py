"""All content in one frozen value, loaded once at the start; a fault anywhere stops the start and loads nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from bot.texts.faults import ContentFault, Fault, shown
from bot.texts.models import Crisis, Document, Number, Rule, Scene, Situation, Source
from bot.texts.reading import read_bullets, read_text, read_yaml, split_front_matter
from bot.texts.rendering import Renderer
from bot.texts.validating import build

Page = TypeVar("Page", bound=BaseModel)
Taught = TypeVar("Taught", Situation, Rule, Crisis)
NO_CRISIS = "geen_crisis"


class _Documents(BaseModel):
    documenten: dict[str, Document]


class _Numbers(RootModel[dict[str, Number]]):
    pass


class _Inline(BaseModel):
    inline_voorstel: tuple[str, ...]


class _Sentences(RootModel[dict[str, str]]):
    pass


@dataclass(frozen=True)
class Texts:
    """Everything that can be shown. `render` turns a key and values into Telegram HTML."""

    documents: Mapping[str, Document]
    numbers: Mapping[str, Number]
    situations: Mapping[str, Situation]
    rules: Mapping[str, Rule]
    crises: Mapping[str, Crisis]
    not_a_crisis: tuple[str, ...]
    scenes: Mapping[str, Scene]
    inline_suggestions: tuple[str, ...]
    lessons: str
    """Changes when there is anything else to learn from these pages."""
    renderer: Renderer

    def render(self, key: str, values: Mapping[str, Any] | None = None) -> str:
        """Return the text as Telegram HTML. Raises KeyError for an unknown key, UndefinedError for a missing value."""
        filled = values or {}
        if "scene" in filled:
            # Whoever asks for it only knows its id; the text gets the whole scene.
            filled = {**filled, "scene": self.scenes[filled["scene"]]}
        return self.renderer.render(key, filled)


def load_texts(folder: Path, *, with_examples: bool = False) -> Texts:
    """Read the whole content folder, and check all of it; the examples are kept only for who learns from them.

    Raises ContentFault with every fault found: file, line and field.
    """
    faults: list[Fault] = []
    lessons = _Lessons(with_examples)

    def tried(read: Callable[[Path], Page], files: Iterator[Path]) -> list[Page]:
        pages = []
        for file in files:
            try:
                pages.append(read(file))
            except ContentFault as fault:
                faults.extend(fault.faults)
        return pages

    documents = tried(lambda file: _plain(_Documents, file), iter([folder / "bronnen.yaml"]))
    numbers = tried(lambda file: _plain(_Numbers, file), iter([folder / "nummers.yaml"]))
    situations = tried(lessons.read(_situation), _pages(folder / "situaties"))
    rules = tried(lessons.read(_rule), _pages(folder / "regels"))
    crises = tried(lessons.read(_crisis), _pages(folder / "crisis"))
    scenes = tried(_scene, _pages(folder / "oefenen"))
    inline = tried(lambda file: _plain(_Inline, file), iter([folder / "inline.yaml"]))
    sentences = tried(lambda file: _plain(_Sentences, file), _pages(folder / "teksten", "*.yaml"))
    if faults:
        raise ContentFault(faults)

    keyed = {
        f"{file.stem}.{name}": template
        for file, page in zip(_pages(folder / "teksten", "*.yaml"), sentences, strict=True)
        for name, template in page.root.items()
    }
    keyed |= {file.name.removesuffix(".html.j2"): read_text(file) for file in _pages(folder / "sjablonen", "*.html.j2")}
    texts = Texts(
        documents=documents[0].documenten,
        numbers=numbers[0].root,
        situations={page.id: page for page in situations},
        rules={page.id: page for page in rules},
        crises={page.id: page for page in crises if page.id != NO_CRISIS},
        not_a_crisis=next((page.examples for page in crises if page.id == NO_CRISIS), ()),
        scenes={page.id: page for page in scenes},
        inline_suggestions=inline[0].inline_voorstel,
        lessons=lessons.digest.hexdigest(),
        renderer=Renderer(
            keyed,
            documents=documents[0].documenten,
            numbers=numbers[0].root,
            situations={page.id: page for page in situations},
            rules={page.id: page for page in rules},
            crises={page.id: page for page in crises},
        ),
    )
    if broken := [*texts.renderer.faults, *_references(texts), *_scene_references(texts), *_inline_references(texts)]:
        raise ContentFault(broken)
    return texts


class _Lessons:
    """Reads pages that are learnt from as well, and remembers what there was to learn; examples are most of what is in them."""

    def __init__(self, keep: bool) -> None:
        self._keep = keep
        self.digest = sha256()

    def read(self, read: Callable[[Path], Taught]) -> Callable[[Path], Taught]:
        """Return `read`, with the examples left out of what it returns unless they are to be kept."""

        def reading(file: Path) -> Taught:
            page = read(file)
            self.digest.update(page.lesson().encode())
            return page if self._keep else page.without_examples()

        return reading


def _pages(folder: Path, pattern: str = "*.md") -> Iterator[Path]:
    return iter(sorted(folder.glob(pattern)))


def _plain(model: type[Page], file: Path) -> Page:
    data, lines = read_yaml(file, read_text(file))
    return build(model, data, lines, file)


def _page(model: type[Page], file: Path, sections: Mapping[str, str]) -> Page:
    front, body, body_line = split_front_matter(file, read_text(file))
    data, lines = read_yaml(file, front, first_line=2)
    found = read_bullets(file, body, body_line)
    if strange := set(found) - set(sections):
        raise ContentFault([Fault(shown(file), body_line, "kop", f"onbekende kop: {', '.join(sorted(strange))}")])
    if not isinstance(data, dict):
        raise ContentFault([Fault(shown(file), 1, "bestand", "hier horen velden te staan")])
    return build(model, data | {sections[name]: sentences for name, sentences in found.items()}, lines, file)


def _situation(file: Path) -> Situation:
    return _named(file, _page(Situation, file, {"Voorbeelden": "voorbeelden"}))


def _rule(file: Path) -> Rule:
    return _named(file, _page(Rule, file, {"Voorbeelden": "voorbeelden", "Niet": "niet"}))


def _scene(file: Path) -> Scene:
    return _named(file, _page(Scene, file, {}))


def _crisis(file: Path) -> Crisis:
    return _page(Crisis, file, {"Voorbeelden": "voorbeelden", "Voorbeelden zelf": "voorbeelden_zelf"})


Named = TypeVar("Named", Situation, Rule, Scene)


def _named(file: Path, page: Named) -> Named:
    if page.id != file.stem:
        raise ContentFault([Fault(shown(file), 2, "id", f"moet gelijk zijn aan de bestandsnaam: {file.stem}")])
    return page


def _references(texts: Texts) -> Iterator[Fault]:
    """Find what points to something that does not exist."""
    for situation in texts.situations.values():
        file = f"situaties/{situation.id}.md"
        for related in situation.related:
            if related not in texts.situations:
                yield Fault(file, 1, "verwant", f"er is geen situatie {related}")
        for number, tip in enumerate(situation.tips, 1):
            yield from _source(texts, tip.source, file, f"tips.{number}.bron")
            if tip.rule and tip.rule not in texts.rules:
                yield Fault(file, 1, f"tips.{number}.regel", f"er is geen gespreksregel {tip.rule}")
    for rule in texts.rules.values():
        yield from _source(texts, rule.source, f"regels/{rule.id}.md", "bron")
    for crisis in texts.crises.values():
        yield from _crisis_references(texts, crisis)


def _crisis_references(texts: Texts, crisis: Crisis) -> Iterator[Fault]:
    file = f"crisis/{crisis.id.replace('_', '-')}.md"
    for key in crisis.numbers:
        if key not in texts.numbers:
            yield Fault(file, 1, "nummers", f"er is geen nummer {key} in nummers.yaml")
    if crisis.situation and crisis.situation not in texts.situations:
        yield Fault(file, 1, "situatie", f"er is geen situatie {crisis.situation}")
    for source in crisis.sources:
        yield from _source(texts, source, file, "bron")


def _scene_references(texts: Texts) -> Iterator[Fault]:
    for scene in texts.scenes.values():
        file = f"oefenen/{scene.id}.md"
        if scene.situation not in texts.situations:
            yield Fault(file, 1, "situatie", f"er is geen situatie {scene.situation}")
        if scene.rule not in texts.rules:
            yield Fault(file, 1, "regel", f"er is geen gespreksregel {scene.rule}")
        yield from _source(texts, scene.source, file, "bron")


def _inline_references(texts: Texts) -> Iterator[Fault]:
    for suggestion in texts.inline_suggestions:
        if suggestion not in texts.situations:
            yield Fault("inline.yaml", 1, "inline_voorstel", f"er is geen situatie {suggestion}")


def _source(texts: Texts, source: Source, file: str, field: str) -> Iterator[Fault]:
    document = texts.documents.get(source.document)
    if document is None:
        yield Fault(file, 1, field, f"er is geen document {source.document} in bronnen.yaml")
    elif source.section not in document.places:
        yield Fault(file, 1, field, f"{document.name} heeft geen plek '{source.section}'")
