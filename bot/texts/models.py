"""What editors write, as typed and frozen values. Dutch field names in the files are aliases of the English ones here."""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
RuleId = Literal["lsd", "oma", "anna", "nivea", "oen", "dik", "blizz"]
Theme = Literal["ontvangen", "groep", "signalen", "zorgen"]


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(_Page):
    """Where in the guides something stands."""

    document: str
    place: Line = Field(alias="plek")

    @property
    def section(self) -> str:
        """The place without the explanation after the comma: 'bijlage 7'."""
        return self.place.split(",", 1)[0].strip()


class Tip(_Page):
    """One thing to do today, often with a sentence to say and the conversation rule it trains."""

    do: Line = Field(alias="doe")
    say: Line | None = Field(None, alias="zeg")
    rule: RuleId | None = Field(None, alias="regel")
    source: Source = Field(alias="bron")


class _Lesson(_Page):
    """A page with sentences that are only learnt from, and never shown."""

    learnt: ClassVar[frozenset[str]]
    never_shown: ClassVar[frozenset[str]] = frozenset({"examples"})

    def lesson(self) -> str:
        """Return all that is learnt from this page, as one text."""
        return self.model_dump_json(include={"id", *self.learnt, *self.never_shown})

    def without_examples(self) -> Self:
        """Return what is shown."""
        return self.model_copy(update=dict.fromkeys(self.never_shown, ()))


class Situation(_Lesson):
    """One of the sixty situations, with tips and with the ways in which people ask about it."""

    learnt: ClassVar[frozenset[str]] = frozenset({"title", "button", "recognise"})

    id: str
    title: Annotated[Line, Field(alias="titel", max_length=64)]
    button: Annotated[Line, Field(alias="knop", max_length=34)]
    theme: Theme = Field(alias="thema")
    recognise: Line = Field(alias="herken")
    tips: tuple[Tip, ...] = Field(min_length=3, max_length=5)
    rather_not: tuple[Line, ...] = Field(alias="liever_niet", min_length=2, max_length=3)
    call_a_coach: Line = Field(alias="coach_erbij")
    related: tuple[str, ...] = Field(alias="verwant", min_length=1, max_length=4)
    acute: Literal["true", "mogelijk"] | None = Field(None, alias="acuut")
    examples: tuple[str, ...] = Field(default=(), alias="voorbeelden")


class Letter(_Page):
    """One letter of a conversation rule."""

    letter: Line
    word: Line = Field(alias="woord")
    do: Line = Field(alias="doe")


class Rule(_Lesson):
    """A conversation rule (gespreksregel) such as LSD or OMA."""

    learnt: ClassVar[frozenset[str]] = frozenset({"title", "in_full", "short"})
    never_shown: ClassVar[frozenset[str]] = frozenset({"examples", "look_alikes"})

    id: RuleId
    title: Line = Field(alias="titel")
    in_full: Line = Field(alias="voluit")
    short: Annotated[Line, Field(alias="kort", max_length=30)]
    explanation: Line = Field(alias="uitleg")
    letters: tuple[Letter, ...] = Field(min_length=2)
    say: Line = Field(alias="zeg")
    source: Source = Field(alias="bron")
    examples: tuple[str, ...] = Field(default=(), alias="voorbeelden")
    look_alikes: tuple[str, ...] = Field(default=(), alias="niet")


class Choice(_Page):
    """One thing somebody could do in a scene, how that goes, and kind feedback on it."""

    text: Line = Field(alias="tekst")
    outcome: Line = Field(alias="zo_gaat_het")
    feedback: Line = Field(alias="uitleg")
    good: Literal["true", "false", "bijna"] = Field(alias="goed")


class Scene(_Page):
    """A scene to practise with: what happens, and three things somebody could do. One of them is best."""

    id: str
    title: Annotated[Line, Field(alias="titel", max_length=34)]
    scene: Line
    situation: str = Field(alias="situatie")
    source: Source = Field(alias="bron")
    rule: RuleId = Field(alias="regel")
    choices: tuple[Choice, ...] = Field(alias="keuzes", min_length=3, max_length=3)


class Document(_Page):
    """One of the five guides."""

    name: Line = Field(alias="naam")
    year: int = Field(alias="jaar")
    places: tuple[str, ...] = Field(alias="plekken")


class Number(_Page):
    """A help number, with the day on which somebody checked that it is right."""

    number: Line = Field(alias="nummer")
    dial: Annotated[Line, Field(alias="bellen", pattern=r"^\d+$")]
    name: Line = Field(alias="naam")
    explanation: Line = Field(alias="uitleg")
    for_whom: Line = Field(alias="wie")
    chat: Line | None = None
    app: Line | None = None
    app_explanation: Line | None = Field(None, alias="app_uitleg")
    checked: date = Field(alias="gecontroleerd")


class CrisisSide(_Page):
    """What to show in a crisis, to one of two readers: it is about yourself, or about someone else."""

    first: Line = Field(alias="eerst")
    explanation: Line = Field(alias="uitleg")
    do: tuple[Line, ...] = Field(alias="doe", min_length=2, max_length=5)
    rather_not: tuple[Line, ...] = Field(default=(), alias="niet", max_length=3)
    afterwards: Line = Field(alias="daarna")


class Crisis(_Lesson):
    """One kind of crisis, with its fixed texts."""

    learnt: ClassVar[frozenset[str]] = frozenset()
    never_shown: ClassVar[frozenset[str]] = frozenset({"examples", "examples_self"})

    id: str
    title: Line = Field(alias="titel")
    numbers: tuple[str, ...] = Field(default=(), alias="nummers")
    about_self: CrisisSide | None = Field(None, alias="zelf")
    about_other: CrisisSide | None = Field(None, alias="ander")
    situation: str | None = Field(None, alias="situatie")
    sources: tuple[Source, ...] = Field(default=(), alias="bron")
    examples: tuple[str, ...] = Field(default=(), alias="voorbeelden")
    examples_self: tuple[str, ...] = Field(default=(), alias="voorbeelden_zelf")
