"""Passes a question on to a coach: only what the asker has seen, and only when they say so. One function per step."""

import re
from dataclasses import replace

from bot.chat import dialogues
from bot.chat.dialogues import Dialogue
from bot.chat.turn import Turn
from bot.features.handover import alerting, conversation_store, passing
from bot.features.handover.models import (
    FEATURE,
    Asking,
    Draft,
    Gone,
    NeedsArea,
    NeedsName,
    NeedsWords,
    NobodyToAsk,
    Passed,
    Preview,
    Waiting,
)
from bot.features.handover.rules import LONGEST_QUESTION
from bot.people import area_store, reach
from bot.people.areas import Area
from bot.understanding.likeness import ALIKE, likeness

_A_WHOLE_QUESTION = 8
"""Words: "kan een coach mij helpen" is none yet, with the story behind it it is."""
_LONGEST_NAME, _DIGITS_IN_A_NUMBER = 40, 5
_A_SHORT_ANSWER = 4
"""Words: an area or a name; what is longer is about something else."""
_SAYS_NO = re.compile(
    r"(?:(?:nee|ach|nou|oh|toch|hoor) )*"
    r"(?:nee|stop(?:pen)?|terug|annuleer|annuleren|laat (?:toch )?maar(?: zitten)?|toch (?:maar )?niet|"
    r"(?:het )?hoeft (?:toch )?niet|(?:doe|geef|stuur)(?: het| hem| dit)?(?: toch)?(?: maar)? niet(?: door)?|niet doorgeven)"
    r"(?: hoor| meer| bedankt| dank je(?: wel)?)*"
)


async def begin(turn: Turn) -> Asking:
    """Somebody wants a coach: start from what lies ready, from what they just asked, or from what they type."""
    unfinished = await conversation_store.find_unfinished_of(turn.tx, turn.person.id)
    if unfinished is not None:
        return Waiting(unfinished)
    return await _go_on(turn, await _first_draft(turn))


async def choose_area(turn: Turn, area_id: int) -> Asking:
    """Remember where the asker belongs, and go on."""
    draft = _draft_of(turn)
    area = await area_store.find_area(turn.tx, area_id)
    if draft is None:
        return Gone()
    if area is None:
        _close_form(turn)
        return NobodyToAsk(None)
    area_store.choose_area(turn.tx, turn.person.id, area.id)
    return await _ask_in(turn, draft, area)


async def fill_in(turn: Turn) -> Asking:
    """Take what was typed in the form: an area, a name, or the question itself."""
    dialogue, draft, words = turn.dialogue, _draft_of(turn), turn.said.words or ""
    if dialogue is None or draft is None:  # pragma: no cover - the route asks for an open form
        return Gone()
    match dialogue.step:
        case "area":
            areas = await area_store.list_areas(turn.tx)
            found = next((area for area in areas if area.covers(words)), None)
            return await choose_area(turn, found.id) if found else NeedsArea(tuple(areas))
        case "name":
            name = " ".join(words.split())
            return await _pass_on(turn, draft, name) if _is_name(name) else NeedsName()
        case _:
            return await _go_on(turn, _redraft(turn, draft, words))


async def send(turn: Turn, version: int, *, named: bool) -> Asking:
    """Pass on what was seen; another text than the one under the button is shown first."""
    draft = _draft_of(turn)
    if draft is None or draft.text is None:
        unfinished = await conversation_store.find_unfinished_of(turn.tx, turn.person.id)
        return Waiting(unfinished) if unfinished else Gone()
    if draft.version != version:
        return await _go_on(turn, draft)
    if named and turn.person.name is None:
        _save(turn, "name", draft)
        return NeedsName()
    return await _pass_on(turn, draft, turn.person.name if named else None)


def rewrite(turn: Turn) -> Asking:
    """Ask for other words."""
    draft = _draft_of(turn)
    if draft is None:
        return Gone()
    _save(turn, "ask", replace(draft, text=None))
    return NeedsWords()


def takes(turn: Turn) -> bool:
    """Say whether what is typed answers the open form.

    A preview takes the same question in other words; anything else goes to whoever it is for, and the question waits. After a
    crisis nothing that is typed lands in the form until its owner goes on with it.
    """
    dialogue, draft, words = turn.dialogue, _draft_of(turn), turn.said.words or ""
    if dialogue is None or draft is None or dialogue.is_paused:
        return False
    if says_no(words) or dialogue.step == "ask":
        return True
    if dialogue.step == "preview":
        return likeness(turn.interpreter.scrub(words), draft.text or "") >= ALIKE
    return "?" not in words and len(words.split()) <= _A_SHORT_ANSWER


def says_no(words: str) -> bool:
    """Say whether these words mean: no, leave it."""
    plain = " ".join(re.sub(r"[^\w ]", " ", words.lower()).split())
    return _SAYS_NO.fullmatch(plain) is not None


async def where_we_were(turn: Turn) -> Asking:
    """Return the step at which the open form stands, after something else was answered in between."""
    dialogue, draft = turn.dialogue, _draft_of(turn)
    area = await area_store.find_area(turn.tx, turn.person.area_id)
    if dialogue is None or draft is None:
        return Gone()
    match dialogue.step:
        case "area":
            return NeedsArea(tuple(await area_store.list_areas(turn.tx)))
        case "name":
            return NeedsName()
        case "preview" if area is not None:
            return Preview(draft, area)
        case _:
            return NeedsWords()


def stop(turn: Turn) -> bool:
    """Leave the form; nothing is passed on. Return whether one was open."""
    was_open = _draft_of(turn) is not None
    _close_form(turn)
    return was_open


async def warn(turn: Turn, crisis: str) -> list[str | None] | None:
    """Warn a coach on duty; return the names of who was warned, or None when there is nobody or a coach knows already."""
    area_id = turn.person.area_id
    if area_id is None or not await reach.list_on_duty(turn.tx, area_id, turn.now, but=turn.person.id):
        return None
    made = await conversation_store.insert_handover(
        turn.tx, asker_id=turn.person.id, area_id=area_id, crisis=crisis, now=turn.now
    )
    return [coach.name for coach in await alerting.warn_next(turn.tx, made, turn.now)]


async def _first_draft(turn: Turn) -> Draft:
    words, begun = turn.said.words or "", _draft_of(turn)
    if len(words.split()) >= _A_WHOLE_QUESTION:
        return _redraft(turn, begun or Draft(), words)
    if begun is not None:
        return begun
    dialogue = turn.dialogue
    # What the last coaching answer here was about; its words were scrubbed before they were kept.
    number = dialogue.data.get("question_id") if dialogue and dialogue.feature == "coaching" else None
    text = await conversation_store.find_question(turn.tx, number) if number else None
    return Draft(text, number, 1, scrubbed=re.search(r"\[\w", text or "") is not None)


def _redraft(turn: Turn, draft: Draft, words: str) -> Draft:
    text = turn.interpreter.scrub(words)
    return replace(draft, text=text, version=draft.version + 1, scrubbed=text != words)


async def _go_on(turn: Turn, draft: Draft) -> Asking:
    area = await area_store.find_area(turn.tx, turn.person.area_id)
    if area is not None:
        return await _ask_in(turn, draft, area)
    areas = await area_store.list_areas(turn.tx)
    if not areas:
        _close_form(turn)
        return NobodyToAsk(None)
    _save(turn, "area", draft)
    return NeedsArea(tuple(areas))


async def _ask_in(turn: Turn, draft: Draft, area: Area) -> Asking:
    if not await passing.can_ask(turn.tx, area.id, turn.person.id):
        _close_form(turn)
        return NobodyToAsk(area)
    if draft.text is None or len(draft.text) > LONGEST_QUESTION:
        _save(turn, "ask", replace(draft, text=None))
        return NeedsWords()
    _save(turn, "preview", draft)
    return Preview(draft, area)


async def _pass_on(turn: Turn, draft: Draft, name: str | None) -> Asking:
    area = await area_store.find_area(turn.tx, turn.person.area_id)
    _close_form(turn)
    if area is None or draft.text is None:
        return Gone()
    made = await conversation_store.insert_handover(
        turn.tx, asker_id=turn.person.id, area_id=area.id, text=draft.text, asker_name=name,
        question_id=draft.question_id, now=turn.now,
    )  # fmt: skip
    _, until = await passing.ask_next(turn.tx, made, turn.now)
    return Passed(area, until)


def _draft_of(turn: Turn) -> Draft | None:
    dialogue = turn.dialogue
    if dialogue is None or dialogue.feature != FEATURE or "version" not in dialogue.data:
        return None
    return Draft.from_data(dialogue.data)


def _save(turn: Turn, step: str, draft: Draft) -> None:
    turn.open_dialogue(Dialogue(FEATURE, step, draft.as_data()), turn.now + dialogues.FORM_LASTS)


def _close_form(turn: Turn) -> None:
    if turn.dialogue is not None and turn.dialogue.feature in (FEATURE, "coaching"):
        turn.end_dialogue()


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= _LONGEST_NAME
        and any(sign.isalpha() for sign in name)
        and sum(sign.isdigit() for sign in name) < _DIGITS_IN_A_NUMBER
    )
