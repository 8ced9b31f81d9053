"""Templates become Telegram HTML: everything that is filled in is escaped, and nothing may be missing."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, meta
from markupsafe import Markup, escape

from bot.texts import moments
from bot.texts.faults import Fault
from bot.texts.models import Crisis, Document, Number, Rule, Situation, Source

_TAG = re.compile(r"<[^>]+>")
# Values that come from content: a few hundred combinations at most.
_STEADY = frozenset({"situation", "rule", "theme", "crisis_kind", "about_self"})
_BLANK_LINES = re.compile(r"\n{3,}")


class Renderer:
    """Holds every template, compiled on first use."""

    def __init__(  # noqa: PLR0913 - the kinds of content there are
        self,
        templates: Mapping[str, str],
        *,
        documents: Mapping[str, Document],
        numbers: Mapping[str, Number],
        situations: Mapping[str, Situation],
        rules: Mapping[str, Rule],
        crises: Mapping[str, Crisis],
    ) -> None:
        """Take the templates by key, and the content that they may look things up in."""
        self._sources = templates
        self._compiled: dict[str, Template] = {}
        self._rendered: dict[tuple[Any, ...], str] = {}
        self._environment = Environment(
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, enable_async=False
        )
        self._environment.globals.update(
            situatie=situations.__getitem__,
            situaties=situations,
            regel=rules.__getitem__,
            regels=rules,
            nummer=numbers.__getitem__,
            crisis=crises.__getitem__,
            tekst=self._piece,
        )
        self._environment.filters.update(
            dag=moments.day,
            dag_kort=moments.short_day,
            tijd=moments.time,
            moment=moments.moment,
            dagdelen=moments.parts,
            periode=moments.period,
        )
        self._environment.filters["bellen"] = lambda text: link_numbers(text, numbers)
        self._environment.filters["bronnen"] = lambda sources: name_sources(sources, documents)
        self.faults = [fault for key in templates if (fault := self._fault(key))]

    def __contains__(self, key: object) -> bool:
        """Say whether there is a text with this key."""
        return key in self._sources

    @property
    def keys(self) -> frozenset[str]:
        """Every key for which there is a text."""
        return frozenset(self._sources)

    @property
    def sources(self) -> Collection[str]:
        """Every text as editors wrote it."""
        return self._sources.values()

    def variables(self, key: str) -> frozenset[str]:
        """Name what a text wants filled in."""
        parsed = self._environment.parse(self._sources[key])
        return frozenset(meta.find_undeclared_variables(parsed) - set(self._environment.globals))

    def render(self, key: str, values: Mapping[str, Any]) -> str:
        """Return the text as Telegram HTML, without blank lines too many."""
        if not values.keys() <= _STEADY:
            return self._render(key, values)
        # The same for everybody and never about somebody, so what was rendered once is kept.
        remembered = (key, *sorted(values.items()))
        if remembered not in self._rendered:
            self._rendered[remembered] = self._render(key, values)
        return self._rendered[remembered]

    def _render(self, key: str, values: Mapping[str, Any]) -> str:
        template = self._compiled.get(key)
        if template is None:
            template = self._compiled[key] = self._environment.from_string(self._sources[key])
        return _BLANK_LINES.sub("\n\n", template.render(values)).strip()

    def _piece(self, key: str, **values: Any) -> Markup:
        """Render another text inside a text: the name of a role, of a kind of bijeenkomst."""
        return Markup(self.render(key, values))  # noqa: S704 - what is filled in was escaped in there

    def _fault(self, key: str) -> Fault | None:
        try:
            self._environment.parse(self._sources[key])
        except TemplateSyntaxError as error:
            return Fault(f"tekst {key}", error.lineno, "sjabloon", error.message or "klopt niet")
        return None


def name_sources(sources: Sequence[Source], documents: Mapping[str, Document]) -> str:
    """Name the guides that a text rests on, each once with its places: 'Handreiking Welkome Wijk (bijlage 5 en 7)'."""
    places: dict[str, dict[str, None]] = {}
    for source in sources:
        places.setdefault(source.document, {})[source.section] = None
    return "; ".join(f"{documents[document].name} ({_join(list(found))})" for document, found in places.items())


def link_numbers(text: str, numbers: Mapping[str, Number]) -> Markup:
    """Escape a text and make every help number in it tappable: phones dial it, 113.nl opens the chat."""
    linked = str(escape(text))
    for number in numbers.values():
        pattern = rf"(?<![\w.-]){re.escape(number.number)}(?![\w-]|\.nl)"
        linked = re.sub(pattern, f'<a href="tel:{number.dial}">{number.number}</a>', linked)
        if number.chat:
            name = number.chat.removeprefix("https://www.")
            linked = linked.replace(name, f'<a href="{number.chat}">{name}</a>')
    return Markup(linked)  # noqa: S704 - escaped above, and the links are ours


def visible(html: str) -> str:
    """Return what a person sees of Telegram HTML: no tags, no entities."""
    text = _TAG.sub("", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _join(places: list[str]) -> str:
    """Join places of one kind: 'paragraaf 4.1 en 4.5'."""
    first, *rest = places
    kind = first.split(" ", 1)[0]
    short = [place.removeprefix(f"{kind} ") for place in rest]
    return " en ".join(filter(None, [", ".join([first, *short[:-1]]), *short[-1:]]))
