"""Who is coach, trainer or beheerder: shown, invited by a link, and withdrawn."""

from typing import assert_never

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.turn import Turn
from bot.features.team import keyboards, service
from bot.features.team.handlers import FEATURE
from bot.features.team.models import INVITABLE, INVITATION_LASTS, Invited, Refusal
from bot.features.team.names import is_name
from bot.people import staff_store
from bot.people.models import Role
from bot.people.staff_store import StaffMember


async def team(turn: Turn) -> None:
    """Show the team of the one area that this person looks after, or let them choose."""
    found = await service.list_my_areas(turn)
    if len(found) == 1:
        await _show_staff(turn, found[0].id)
    elif found:
        turn.say("team.whose_team", keyboards.areas(found, "staff"))
    else:
        turn.say("team.no_areas", keyboards.area_list((), may_make=Role.BEHEERDER in turn.person.roles))


async def staff(turn: Turn) -> None:
    """Show the team of an area."""
    await _show_staff(turn, turn.said.number())


async def invite(turn: Turn) -> None:
    """Ask for which role somebody is invited."""
    found = await service.find_my_area(turn, turn.said.number())
    if found is None:
        turn.say("team.area_gone")
        return
    turn.say("team.which_role", keyboards.roles(found.id, with_beheerder=Role.BEHEERDER in turn.person.roles), area=found.name)


async def link(turn: Turn) -> None:
    """Make a link that gives a role once."""
    found = await service.find_my_area(turn, turn.said.number())
    name = turn.said.tapped[-1]
    if found is None or name not in set(INVITABLE) or not service.may_give(turn, Role(name), found.id):
        turn.say("team.area_gone")
        return
    # A beheerder looks after everything, so the role has no area.
    area_id = None if Role(name) is Role.BEHEERDER else found.id
    address, start_of_hash = service.invite(turn, Role(name), area_id)
    days = INVITATION_LASTS.days
    turn.say("team.link", keyboards.withdraw_link(start_of_hash), address=address, role=name, area=found.name, days=days)


async def unlink(turn: Turn) -> None:
    """Make a link useless."""
    gone = await service.withdraw_invitation(turn, turn.said.tapped[-1])
    turn.change("team.link_withdrawn" if gone else "team.link_used_already")


async def invited(turn: Turn) -> None:
    """Somebody opens an invitation: ask under which name they want to be known."""
    outcome = await service.open_invitation(turn, turn.said.link or "")
    if isinstance(outcome, Refusal):
        turn.say(f"team.invitation_{outcome}")
        return
    _ask_name(turn, outcome)


async def typed_name(turn: Turn) -> None:
    """Accept an invitation under the name that was typed."""
    words = " ".join((turn.said.words or "").split())
    if not is_name(words):
        turn.say("team.no_name")
        return
    await _accept(turn, words)


async def accept(turn: Turn) -> None:
    """Accept an invitation under the name that we know."""
    if turn.dialogue is None or turn.dialogue.step != "accept" or turn.person.name is None:
        turn.say("team.form_gone")
        return
    await _accept(turn, turn.person.name)


async def member(turn: Turn) -> None:
    """Ask whether a role must really be taken away."""
    found = await _member(turn)
    if found is None:
        turn.say("team.member_gone")
        return
    turn.say(
        "team.sure",
        keyboards.take_away(found, may_change=bool(service.other_roles(found))),
        role=found.role.value,
        name=found.name,
    )


async def choose_role(turn: Turn) -> None:
    """Ask which role somebody has from now on."""
    found = await _member(turn)
    if found is None:
        turn.say("team.member_gone")
        return
    keyboard = keyboards.other_roles(found, service.other_roles(found))
    turn.say("team.which_other_role", keyboard, role=found.role.value, name=found.name)


async def change(turn: Turn) -> None:
    """Give somebody another role."""
    found, wanted = await _member(turn, -2), turn.said.tapped[-1]
    if found is None or wanted not in set(Role) or not await service.change_role(turn, found, Role(wanted)):
        turn.say("team.member_gone")
        return
    turn.change("team.changed_role", role=wanted, before=found.role.value, name=found.name)


async def out(turn: Turn) -> None:
    """Take a role away."""
    found = await _member(turn)
    if found is None or not await service.withdraw_role(turn, found):
        turn.say("team.member_gone")
        return
    turn.change("team.taken_away", role=found.role.value, name=found.name)


async def _accept(turn: Turn, name: str) -> None:
    token_hash = str(turn.dialogue.data["token"]) if turn.dialogue else ""
    turn.end_dialogue()
    match await service.accept_invitation(turn, token_hash, name):
        case Invited(invitation, area):
            turn.say("team.welcome", role=invitation.role.value, area=area.name if area else None, name=name)
        case Refusal() as why:
            turn.say(f"team.invitation_{why}")
        case outcome:
            assert_never(outcome)


def _ask_name(turn: Turn, outcome: Invited) -> None:
    invitation, area = outcome.invitation, outcome.area
    turn.open_dialogue(Dialogue(FEATURE, "accept", {"token": invitation.token_hash}), turn.now + dialogues.FORM_LASTS)
    known = turn.person.name
    keyboard = keyboards.accept(invitation.token_hash, known) if known else ()
    turn.say("team.invited", keyboard, role=invitation.role.value, area=area.name if area else None, known=known)


async def _show_staff(turn: Turn, area_id: int) -> None:
    found = await service.find_my_area(turn, area_id)
    if found is None:
        turn.say("team.area_gone")
        return
    everyone = await staff_store.list_staff(turn.tx, area_id=found.id)
    mine = [one for one in everyone if service.may_give(turn, one.role, one.area_id)]
    names = [[one.role.value, one.name, one.reachable] for one in everyone]
    turn.say("team.staff", keyboards.members(found.id, mine), area=found.name, members=names)


async def _member(turn: Turn, place: int = -1) -> StaffMember | None:
    """Return who the button is about; their role stands at this place of it."""
    area_id = turn.said.number() or None
    return await service.find_member(turn, turn.said.number(3), turn.said.tapped[place], area_id)
