"""Answers coaching questions: thin, one service call each."""

from typing import Any, assert_never

from bot.chat.said import ChatKind, number_in
from bot.chat.turn import InlineTip, Turn
from bot.features.coaching import keyboards, service, sharing, store
from bot.features.coaching.models import THEMES, Helped
from bot.people import reach
from bot.texts.readability import sentences_of
from bot.texts.rendering import visible
from bot.understanding.meaning import CrisisFound, Intent


async def crisis(turn: Turn) -> None:
    """Show the right number first; everything else comes after it."""
    found = turn.understood.crisis
    if found is None:  # pragma: no cover - the route only matches a crisis
        return
    page = turn.texts.crises[found.kind]
    await service.note_crisis(turn, found)
    chat_url = next((n.chat for key in page.numbers if (n := turn.texts.numbers[key]).chat), None)
    local, warns = None, None
    if turn.said.kind is ChatKind.PRIVATE:
        local = await reach.local_help(turn.tx, turn.person.area_id, found.kind)
        on_duty = await reach.list_on_duty(turn.tx, turn.person.area_id, turn.now, but=turn.person.id)
        warns = found.kind if on_duty else None
    keyboard = keyboards.in_crisis(page.situation, chat_url, warns=warns)
    turn.say("coaching.crisis", keyboard, **_crisis_values(turn, found), local=local)


async def question(turn: Turn) -> None:
    """Answer a question in free text."""
    understood = turn.understood
    hint = await service.should_hint(turn, understood)
    _show(turn, await service.answer(turn, understood))
    if hint:
        turn.say("coaching.hint_names")


async def ask_command(turn: Turn) -> None:
    """Answer /vraag; without a question behind it, explain how to ask."""
    if turn.said.words:
        await question(turn)
    else:
        turn.say("coaching.how_to_ask")


async def rule(turn: Turn) -> None:
    """Explain the conversation rule that was typed as a command."""
    turn.say("coaching.rule", rule=turn.said.command)


async def more(turn: Turn) -> None:
    """Show the rest of the tips, the sources, and what lies near."""
    situation = turn.texts.situations.get(turn.said.tapped[-1])
    if situation is None:
        turn.say("coaching.gone", keyboards.ways_on())
        return
    turn.say("coaching.more", keyboards.related(situation.related), situation=situation.id)


async def pick(turn: Turn) -> None:
    """Show the tips of the situation that was chosen."""
    *_, number, situation = turn.said.tapped
    question_id = number_in(number)
    if situation not in turn.texts.situations:
        turn.say("coaching.gone", keyboards.ways_on())
        return
    if question_id:
        await service.choose(turn, question_id, situation)
    _show_tips(turn, situation, question_id)


async def other(turn: Turn) -> None:
    """Offer what else the question might be about."""
    question_id = turn.said.number(-1)
    topic = service.topic_of_question(turn, question_id)
    _offer_others(turn, question_id, topic.others if topic else ())


async def none_of_these(turn: Turn) -> None:
    """None of the choices fits: ask for more, or a coach."""
    turn.say("coaching.none_fits", keyboards.ways_on())


async def helped(turn: Turn) -> None:
    """Thank for the tap; where it did not help, offer what might."""
    *_, number, word = turn.said.tapped
    if word not in set(Helped):
        turn.notice("coaching.thanks_notice")
        return
    others = await service.note_helped(turn, number_in(number), Helped(word))
    turn.notice("coaching.thanks_notice")
    if word == Helped.NO:
        turn.say("coaching.did_not_help", (*keyboards.choices(others, number_in(number))[:-1], *keyboards.ways_on()))


async def later(turn: Turn) -> None:
    """Promise to ask in a few days, and take that button away."""
    *_, number, situation = turn.said.tapped
    page = turn.texts.situations.get(situation)
    if page is None or not await service.ask_later(turn, number_in(number)):
        turn.notice("coaching.cannot_ask_later")
        return
    turn.notice("coaching.will_ask_later")
    topic = service.topic_of_question(turn, number_in(number))
    also = topic.also if topic and topic.situation == situation else None
    keyboard = keyboards.under_tips(page, number_in(number), may_ask_later=False, also=also)
    turn.change("coaching.tips", keyboard, situation=situation)


async def tried(turn: Turn) -> None:
    """Count whether the tips helped, asked a few days later; where they did not, show the ways on."""
    *_, number, word = turn.said.tapped
    if word not in set(Helped):
        turn.notice("coaching.thanks_notice")
        return
    await service.note_helped(turn, number_in(number), Helped(word))
    if word == Helped.YES:
        turn.change("coaching.it_helped")
    else:
        turn.change("coaching.it_did_not_help", keyboards.ways_on())


async def wish(turn: Turn) -> None:
    """Remember that somebody wants to hear it when there is a tip after all."""
    await store.wish(turn.tx, turn.said.number(-1), turn.person.id, turn.now)
    turn.notice("coaching.wished_notice")
    turn.say("coaching.wished")


async def themes(turn: Turn) -> None:
    """Show the chapters."""
    turn.say("coaching.themes", keyboards.themes())


async def theme(turn: Turn) -> None:
    """Show the situations of one chapter."""
    name = turn.said.tapped[-1]
    if name not in THEMES:
        turn.say("coaching.themes", keyboards.themes())
        return
    chosen = (situation.id for situation in turn.texts.situations.values() if situation.theme == name)
    turn.change("coaching.theme", keyboards.in_theme(chosen), theme=name)


async def inline(turn: Turn) -> None:
    """Offer tips to share in another chat; in a crisis only the right number. Keeps nothing of what was typed."""
    query = (turn.said.query or "").strip()
    found = turn.interpreter.recognise_crisis(query)
    if found is not None:
        turn.gesture = (_crisis_to_share(turn, found),)
        return
    turn.gesture = tuple(_tips_to_share(turn, situation) for situation in sharing.find_situations(turn, query))


def _tips_to_share(turn: Turn, situation: str) -> InlineTip:
    page = turn.texts.situations[situation]
    tips = turn.texts.render("coaching.tips", {"situation": situation})
    # The first sentence is what fits under a title.
    return InlineTip(situation, page.button, sentences_of(page.recognise)[0], "coaching.shared", {"tips": tips})


def _crisis_to_share(turn: Turn, found: CrisisFound) -> InlineTip:
    values = _crisis_values(turn, found)
    title, summary = (
        visible(turn.texts.render(key, values)) for key in ("coaching.inline_crisis", "coaching.inline_crisis_first")
    )
    return InlineTip(found.kind, title, summary, "coaching.crisis", {**values, "local": None})


def _crisis_values(turn: Turn, found: CrisisFound) -> dict[str, Any]:
    page = turn.texts.crises[found.kind]
    return {"crisis_kind": found.kind, "about_self": found.about_self and page.about_self is not None}


def _show(turn: Turn, outcome: service.Outcome) -> None:
    match outcome:
        case service.Tips(question_id, situation, also):
            _show_tips(turn, situation, question_id, also)
        case service.Choose(question_id, situations):
            turn.say("coaching.choose", keyboards.choices(situations, question_id))
        case service.ExplainRule(rule):
            turn.say("coaching.rule", rule=rule)
        case service.AskBack():
            turn.say("coaching.ask_back", keyboards.ways_on())
        case service.DontKnow(question_id):
            turn.say("coaching.dont_know", keyboards.ways_on(question_id if turn.person.area_id else 0))
        case service.FromACoach(question_id, tip):
            turn.say("coaching.area_tip", keyboards.ways_on(), title=tip.title, do=tip.do, say=tip.say)
        case service.Misunderstood(question_id, others):
            _offer_others(turn, question_id, others)
        case service.NotMine(intent):
            # What sounds like a sign-up but says nothing of it, such as a bare "ja", is asked back.
            turn.say("coaching.thanks" if intent is Intent.OTHER else "coaching.ask_back")
        case _:
            assert_never(outcome)


def _offer_others(turn: Turn, question_id: int, others: tuple[str, ...]) -> None:
    if others:
        turn.say("coaching.choose_other", keyboards.choices(others, question_id))
    else:
        turn.say("coaching.none_fits", keyboards.ways_on())


def _show_tips(turn: Turn, situation: str, question_id: int, also: str | None = None) -> None:
    page = turn.texts.situations[situation]
    may_ask = bool(question_id) and turn.said.kind is ChatKind.PRIVATE
    turn.say("coaching.tips", keyboards.under_tips(page, question_id, may_ask_later=may_ask, also=also), situation=situation)
