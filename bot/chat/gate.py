"""The gate: the one place that decides whether somebody may pass."""

from collections.abc import Iterable

from bot.chat.faults import RouteFault
from bot.chat.route import Command, Resume, Route, StartLink, Tap
from bot.chat.said import ChatKind
from bot.people.models import Person


def may_pass(route: Route, person: Person, kind: ChatKind) -> bool:
    """Say whether this person may use this route in this kind of chat."""
    return bool(route.roles & person.roles) and kind in route.where


def check_routes(routes: Iterable[Route]) -> None:
    """Refuse routes that nobody closed, and two routes with the same name, command or button. Raises RouteFault."""
    taken: dict[str, str] = {}
    for route in routes:
        if not route.roles:
            raise RouteFault(f"route {route.name} names no roles, so it cannot be opened. Say who may use it.")
        if not route.where:
            raise RouteFault(f"route {route.name} names no kind of chat, so it cannot be opened.")
        for claim in (f"name {route.name}", *_claims(route)):
            if claim in taken:
                raise RouteFault(f"routes {taken[claim]} and {route.name} both claim {claim}.")
            taken[claim] = route.name


def _claims(route: Route) -> Iterable[str]:
    match route.on:
        case Command(name):
            yield f"command /{name}"
        case Tap(action):
            yield f"button {action}"
        case StartLink(prefix):
            yield f"start link {prefix}_"
        case Resume(feature):
            yield f"resuming {feature}"
        case _:
            pass
