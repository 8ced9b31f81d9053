"""From mentions to events: what is said together must all fit, what is said side by side is added up."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from bot.understanding.signup.agenda import Upcoming
from bot.understanding.signup.mentions import Mention
from bot.understanding.signup.words import Message

_REFUSED = re.compile(
    r"\b(?:niet|geen|behalve|buiten|zonder|uitgezonderd|anders dan|op|niet per se)"
    r"(?: (?:die|de|het|dat|deze|een|in|op|van|bij|met|naar|voor|over|te|nummer|persee?|weer))* ?$"
)
_SURELY_REFUSED = re.compile(r"\b(?:niet|geen|behalve|buiten|zonder|uitgezonderd|anders dan)\b")
_EXCEPT = re.compile(
    r"\b(?:behalve|uitgezonderd|maar niet|alleen niet)(?: (?:die|de|het|dat|deze|in|op|van|bij|met|naar|voor))* ?$"
)
_CANNOT = re.compile(
    r"^[^,.;]{0,12}?\b(?:kan|kunnen|lukt|past|red)\b(?: \w+){0,2} niet\b|^ (?:kan|lukt|past) niet\b"
    r"|^ niet\b(?! (?:te |al |meer )?(?:vol|volgeboekt|druk|laat|ver|gratis|duur|verplicht|doorgaat))|^ nee\b"
)
_BUSY = re.compile(
    r"\b(?:werk|werken|moet werken|heb les|heb dienst)(?: (?:ik|altijd|meestal|op|in|de|elke|iedere|alleen))* ?'?s? ?$"
)
_JOINED = re.compile(r"^(?: |,)*(?:en|of|noch|,|&|/|\+)(?: (?:die|de|het|ook|in|op|van|bij|naar|dan))* ?$")
_WITHIN = re.compile(r" (?:in|op|van|te) (?:de |het )?")
_GIVEN_UP = frozenset({"cancel", "change"})
_DAYS = frozenset({"date", "week", "weekday"})
_SAYS_NOTHING = frozenset({"half kind", "first"})
_WHAT = frozenset({"kind", "half kind", "theme", "code", "phrase", "location"})
_MOST = 64

Group = list[Mention]


def choose_events(message: Message, mentions: Sequence[Mention], upcoming: Upcoming, intent: str) -> tuple[str, ...]:
    """Return the codes of all events that fit everything said; none when nothing was said that tells events apart."""
    marked = _refused_together(
        message, [_with_sign(message, mentions, number, intent) for number in range(len(mentions))], upcoming
    )
    refused = [mention for mention in marked if mention.negative]
    groups = _groups([mention for mention in marked if not mention.negative], splitting=intent == "change")
    allowed = upcoming.everything
    for mention in refused:
        allowed &= ~upcoming.whole(mention.fits if mention.otherwise is None or mention.fits else mention.otherwise)
    parts = 0
    for number, group in enumerate(groups):
        whole = [*_inherited(groups, number), *group]
        nothing = _SAYS_NOTHING | {"target"} if intent == "practical" else _SAYS_NOTHING
        if refused or any(mention.respect not in nothing for mention in whole):
            parts |= _fitting(whole, upcoming, allowed) or (_at_each(whole, upcoming, allowed) if intent in _GIVEN_UP else 0)
    if not groups and refused:
        parts = allowed
    if not parts and intent == "practical" and any(mention.respect == "target" for mention in marked):
        # "Is de ochtend in Zuid ook voor vrijwilligers?" asks about the target group, and says of which bijeenkomst.
        return choose_events(message, [mention for mention in mentions if mention.respect != "target"], upcoming, intent)
    return upcoming.codes(parts)


def _with_sign(message: Message, mentions: Sequence[Mention], number: int, intent: str) -> Mention:
    """Mark a mention that is refused ("niet in West"); what somebody cancels is not refused but meant."""
    mention = mentions[number]
    before, behind = message.plain[: mention.start], message.plain[mention.end :]
    if intent == "change":
        return mention
    if intent == "cancel":
        return replace(mention, negative=bool(_EXCEPT.search(before)))
    if mention.respect in _SAYS_NOTHING and intent != "agenda":
        return mention
    refused = _REFUSED.search(before[-45:])
    if refused and _SURELY_REFUSED.search(refused.group()):
        return replace(mention, negative=True)
    if mention.respect in {"place", "date", "weekday", "day part", "month"} and _CANNOT.search(behind[:40]):
        return replace(mention, negative=True)
    if mention.respect in {"weekday", "day part"} and _BUSY.search(before):
        return replace(mention, negative=True)
    if number and _JOINED.search(message.plain[mentions[number - 1].end : mention.start]):
        return replace(mention, negative=_with_sign(message, mentions, number - 1, intent).negative)
    return mention


def _refused_together(message: Message, marked: Sequence[Mention], upcoming: Upcoming) -> list[Mention]:
    """ "Niet de q&a in Noord maar die in West": refused is what is both; the q&a itself is still what is asked for."""
    together: list[Mention] = []
    for mention in marked:
        last = together[-1] if together else None
        if (
            last is not None
            and last.negative
            and not mention.negative
            and (last.respect, mention.respect) == ("kind", "place")
            and _WITHIN.fullmatch(message.plain[last.end : mention.start])
        ):
            both = upcoming.whole(last.fits) & upcoming.whole(mention.fits)
            together[-1] = replace(last, negative=False)
            together.append(replace(mention, fits=both, negative=True))
        else:
            together.append(mention)
    return together


def _at_each(group: Group, upcoming: Upcoming, allowed: int) -> int:
    """ "Vandaag niet, volgende week ook niet": what fits at each of the moments, when nothing fits at all of them."""
    moments = [mention for mention in group if mention.respect in _DAYS]
    rest = [mention for mention in group if mention.respect not in _DAYS]
    if len(moments) < 2:  # noqa: PLR2004 - one moment is no choice
        return 0
    parts = 0
    for moment in moments:
        parts |= _fitting([*rest, moment], upcoming, allowed)
    return parts


def _groups(mentions: Sequence[Mention], *, splitting: bool) -> list[Group]:
    """Split where a respect comes back with something else: "bouwstenen in Noord en de q&a in Oost"."""
    groups: list[Group] = []
    for mention in mentions:
        if groups and not _clashes(groups[-1], mention, splitting=splitting):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _clashes(group: Group, mention: Mention, *, splitting: bool) -> bool:
    same = [other for other in group if other.respect == mention.respect]
    if mention.respect == "half kind":
        return not mention.weak and any(other.respect == "kind" and not other.fits & mention.fits for other in group)
    if mention.respect in {"day part", "person"}:
        return any(not other.fits & mention.fits for other in same) and bool(mention.fits)
    if mention.respect in {"clock", "first", "range"}:
        return False
    if mention.respect == "theme" or not same:
        common = -1
        for other in group:
            common &= other.fits if other.otherwise is None else other.fits | other.otherwise
        strong = [other for other in group if not other.weak and other.respect in {"kind", "theme", "code"}]
        apart = not (common & (mention.fits | (mention.otherwise or 0)))
        return splitting and apart and bool(mention.fits) and bool(strong)
    return not any(_is_within(mention, other) for other in same)


def _is_within(one: Mention, other: Mention) -> bool:
    if not one.fits and one.otherwise is None:
        return False
    first, second = one.fits | (one.otherwise or 0), other.fits | (other.otherwise or 0)
    return bool(first & second) and (first & second in {first, second})


def _inherited(groups: Sequence[Group], number: int) -> Group:
    """Give "die in Oost" the kind that was named before it; "bouwstenen en q&a in Oost" share their place."""
    group = groups[number]
    if any(mention.respect in _WHAT - {"half kind"} for mention in group):
        return []
    for before in (*reversed(groups[:number]), *groups[number + 1 :]):
        found = [mention for mention in before if mention.respect in {"kind", "half kind", "theme"}]
        if found:
            return found
    return []


def _fitting(group: Group, upcoming: Upcoming, allowed: int) -> int:
    """Return the dagdelen that fit all mentions; first as they are, then with the second reading, then without the weak ones."""
    kinds = [mention for mention in group if mention.respect == "kind"]
    if kinds:
        group = [mention for mention in group if mention.respect != "half kind"]
    firm = [mention for mention in group if not mention.weak]
    for mentions in (group, firm):
        found = _first_reading(mentions, allowed, upcoming) if mentions else 0
        if found:
            return upcoming.first(found) if any(mention.respect == "first" for mention in group) else found
    return 0


def _first_reading(group: Group, allowed: int, upcoming: Upcoming) -> int:
    choices = [[mention.fits] if mention.otherwise is None else [mention.fits, mention.otherwise] for mention in group]
    for number, reading in enumerate(product(*choices)):
        if number == _MOST:
            break
        parts = allowed
        for mention, fits in zip(group, reading, strict=True):
            parts &= fits if mention.respect in _WHEN else upcoming.whole(fits) if fits >= 0 else fits
        if parts:
            return parts
    return 0


_WHEN = frozenset({"date", "week", "weekday", "month", "range", "day part", "clock", "first"})
