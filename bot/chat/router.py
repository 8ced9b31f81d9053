"""Finds the route for a turn, lets the gate decide, and runs the handler."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import Application, BaseHandler, CallbackContext

from bot.chat.dialogues import Dialogue, LeftAlone
from bot.chat.gate import check_routes, may_pass
from bot.chat.left_alone import SayFarewell
from bot.chat.route import (
    Command,
    GroupChange,
    Inline,
    Media,
    Resume,
    Route,
    Stage,
    StartLink,
    Tap,
    UnknownCommand,
    UnknownTap,
    Words,
)
from bot.chat.turn import Turn
from bot.people.models import Role

log = logging.getLogger(__name__)

_Single: TypeAlias = Inline | Media | GroupChange | UnknownTap | UnknownCommand

CURRENT_TURN: ContextVar[Turn] = ContextVar("CURRENT_TURN")
"""The turn that PTB is processing; set around `Application.process_update`, which hands on nothing of ours."""

CLOSED = "chat.closed"


class Router:
    """All routes, indexed by how they are found."""

    def __init__(self, routes: Sequence[Route], farewells: Mapping[str, SayFarewell] | None = None) -> None:
        """Index the routes; `farewells` are by feature. Raises RouteFault for a route that is not closed or claims another's."""
        check_routes(routes)
        self._farewells = farewells or {}
        self._commands = {route.on.name: route for route in routes if isinstance(route.on, Command)}
        self._links = {route.on.prefix: route for route in routes if isinstance(route.on, StartLink)}
        self._taps = {route.on.action: route for route in routes if isinstance(route.on, Tap)}
        # Sorting is stable: within a stage the order of the registry decides.
        self._words = sorted((r for r in routes if isinstance(r.on, Words)), key=_stage)
        self._resumes = {route.on.feature: route for route in routes if isinstance(route.on, Resume)}
        self._single = {type(r.on): r for r in routes if isinstance(r.on, _Single)}

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The commands for everybody's menu: name and the key of its description."""
        return self.menu_for(frozenset({Role.VISITOR}))

    def menu_for(self, roles: frozenset[Role]) -> list[tuple[str, str]]:
        """Return the commands that somebody with these roles may use: name and the key of its description."""
        return [(name, route.on.described_by) for name, route in self._commands.items()
                if isinstance(route.on, Command) and route.on.described_by and roles & route.roles]  # fmt: skip

    async def run(self, turn: Turn) -> None:
        """Answer this turn. What the handler raises goes up: then nothing of it is kept."""
        for route in self._find(turn):
            if may_pass(route, turn.person, turn.said.kind):
                log.debug("turn", extra={"action": route.name, "update_id": turn.update_id})
                form = turn.dialogue
                # A handler that asked the tables and found that the words are not for it says False: look further.
                if await route.handler(turn) is False:
                    continue
                if form is not None and turn.dialogue is not form:
                    await self._let_go(turn, form)
                elif form is not None and not _answers_a_form(route, form.feature):
                    await self._resume(turn, form.feature)
                return
            if isinstance(route.on, Command | StartLink | Tap):
                # Say that it is not for them, but never what it would have done.
                turn.say(CLOSED)
                return

    async def _let_go(self, turn: Turn, form: Dialogue) -> None:
        """Where something else was begun, say first what was left half-way; an end is told by the form itself."""
        farewell = self._farewells.get(form.feature)
        if farewell is None or turn.dialogue is None:
            return
        left = LeftAlone(turn.said.chat_id, turn.person.id, form, turn.dialogue)
        if (words := await farewell(turn.tx, left, turn.now)) is not None:
            turn.say_first(words.text, words.keyboard, **words.values)

    async def _resume(self, turn: Turn, feature: str) -> None:
        """After an answer in between, let the form that is open say where we were; a tap is only reading on."""
        resume = self._resumes.get(feature)
        if resume is not None and not turn.said.tapped and not turn.said.edited:
            await resume.handler(turn)

    def _find(self, turn: Turn) -> Iterable[Route]:
        said = turn.said
        if said.query is not None:
            return self._one(Inline)
        if said.group_change is not None:
            return self._one(GroupChange)
        if said.tapped:
            route = self._taps.get(":".join(said.tapped[:2]))
            return (route,) if route else self._one(UnknownTap)
        if said.edited:
            return self._matching(turn, Stage.SAFETY, Stage.SAFETY)
        if said.command is not None:
            # A crisis may stand behind a command too: /vraag hij wil niet meer leven.
            route = self._links.get(said.link_prefix or "") or self._commands.get(said.command)
            return (*self._matching(turn, Stage.SAFETY, Stage.SAFETY), *((route,) if route else self._one(UnknownCommand)))
        if said.words is not None:
            return self._matching(turn, Stage.SAFETY, Stage.REST)
        return self._one(Media)

    def _matching(self, turn: Turn, first: Stage, last: Stage) -> Iterable[Route]:
        for route in self._words:
            if isinstance(route.on, Words) and first <= route.on.stage <= last and turn.said.words and route.on.matches(turn):
                yield route

    def _one(self, kind: type[Any]) -> tuple[Route, ...]:
        route = self._single.get(kind)
        return (route,) if route else ()


class RouterHandler(BaseHandler[Update, CallbackContext[Any, Any, Any, Any], None]):
    """The one PTB handler: gives every update to the router."""

    def __init__(self, router: Router) -> None:
        """Lead to this router."""
        super().__init__(self._unused)
        self._router = router

    def check_update(self, update: object) -> bool:
        """Accept everything: what is not for us was set aside before."""
        return isinstance(update, Update)

    async def handle_update(
        self,
        update: Update,  # noqa: ARG002
        application: Application[Any, Any, Any, Any, Any, Any],  # noqa: ARG002
        check_result: object,  # noqa: ARG002
        context: CallbackContext[Any, Any, Any, Any],  # noqa: ARG002
    ) -> None:
        """Run the current turn. PTB would swallow an exception, so it is kept for whoever must roll back."""
        turn = CURRENT_TURN.get()
        try:
            await self._router.run(turn)
        except Exception as error:
            turn.failure = error

    @staticmethod
    async def _unused(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        raise NotImplementedError


def _answers_a_form(route: Route, feature: str) -> bool:
    """Say whether this is the form itself; one that hears its answers before danger is looked for is that too."""
    first = isinstance(route.on, Words) and route.on.stage is Stage.SAFETY and route.name.startswith(f"{feature}.")
    return first or (isinstance(route.on, Words) and route.on.stage is Stage.DIALOGUE)


def _stage(route: Route) -> Stage:
    return route.on.stage if isinstance(route.on, Words) else Stage.REST
