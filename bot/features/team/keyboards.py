"""The buttons with which areas, roles and groups are looked after."""

from collections.abc import Iterable

from bot.features.team.models import INVITABLE, AreaField
from bot.outbox.models import Button, Keyboard
from bot.people.areas import Area
from bot.people.models import Role
from bot.people.staff_store import StaffMember

EVERYWHERE = 0
"""In a button: no area, so everywhere."""


def areas(found: Iterable[Area], action: str) -> Keyboard:
    """One button per area."""
    return tuple(
        (Button("team.button_area", data=f"team:{action}:{area.id}", values={"area": area.name, "gemeente": area.gemeente}),)
        for area in found
    )


def area_list(found: Iterable[Area], *, may_make: bool) -> Keyboard:
    """The areas to look after, and a new one for who may make it."""
    return (*areas(found, "area"), *(((Button("team.button_new_area", data="team:new"),),) if may_make else ()))


def fields(area: Area) -> Keyboard:
    """Everything that can be filled in for an area, two on a line, and its team."""
    buttons = [Button(f"team.field_{field}", data=f"team:field:{area.id}:{field}") for field in AreaField]
    pairs = tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
    return (*pairs, (Button("team.button_team", data=f"team:staff:{area.id}"), Button("team.button_areas", data="team:areas")))


def filling_in(area_id: int, *, can_be_empty: bool) -> Keyboard:
    """Under the question what a field must be: leave it, or empty it."""
    back = Button("team.button_back", data=f"team:area:{area_id}")
    return ((Button("team.button_empty", data="team:empty"), back),) if can_be_empty else ((back,),)


def members(area_id: int, found: Iterable[StaffMember]) -> Keyboard:
    """Per member of staff a button to take the role away, and one to invite somebody."""
    lines = (
        (
            Button(
                "team.button_member",
                data=f"team:member:{member.area_id or EVERYWHERE}:{member.person_id}:{member.role}",
                values={"role": member.role.value, "name": member.name},
            ),
        )
        for member in found
    )
    return (*lines, (Button("team.button_invite", data=f"team:invite:{area_id}"),))


def roles(area_id: int, *, with_beheerder: bool) -> Keyboard:
    """The roles to invite somebody for."""
    offered = [role for role in INVITABLE if with_beheerder or role is not Role.BEHEERDER]
    return tuple((Button(f"team.role_{role}", data=f"team:link:{area_id}:{role}"),) for role in offered)


def take_away(member: StaffMember, *, may_change: bool) -> Keyboard:
    """Sure to take this role away? Or is it another one?"""
    area = member.area_id or EVERYWHERE
    change = Button("team.button_other_role", data=f"team:roles:{area}:{member.person_id}:{member.role}")
    return (
        *(((change,),) if may_change else ()),
        (
            Button("team.button_take_away", data=f"team:out:{area}:{member.person_id}:{member.role}"),
            Button("team.button_leave_so", data=f"team:staff:{area}"),
        ),
    )


def other_roles(member: StaffMember, roles: Iterable[Role]) -> Keyboard:
    """One button per role that somebody could have instead."""
    to = f"{member.area_id}:{member.person_id}:{member.role}"
    return tuple((Button(f"team.role_{role}", data=f"team:change:{to}:{role}"),) for role in roles)


def withdraw_link(start_of_hash: str) -> Keyboard:
    """Make a link useless."""
    return ((Button("team.button_withdraw_link", data=f"team:unlink:{start_of_hash}"),),)


def accept(token_hash: str, name: str) -> Keyboard:
    """Accept under the name that we know."""
    return ((Button("team.button_accept", data=f"team:accept:{token_hash[:40]}", values={"name": name}),),)
