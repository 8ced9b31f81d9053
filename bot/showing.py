"""Shows understanding and answers outside the chat: as JSON for programs, as text in a terminal."""

import json
from typing import Any

from bot.people.reach import contact_of
from bot.texts.library import Texts
from bot.texts.rendering import visible
from bot.understanding.meaning import Answer, Intent, Understanding


def as_json(identifier: object, understood: Understanding) -> str:
    """Write what was understood as one line of JSON, in the fixed form of `wijkmaat understand --jsonl`."""
    crisis = understood.crisis
    shown: dict[str, Any] = {
        "id": identifier,
        "intent": understood.intent.value,
        "answer": understood.answer.value,
        "situations": [{"id": scored.id, "score": round(scored.score, 4)} for scored in understood.situations],
        "rule": understood.rule,
        "crisis": {"kind": crisis.kind, "urgency": crisis.urgency.value} if crisis else None,
        "events": list(understood.events),
        "fields": dict(understood.fields),
        "personal_data": [{"kind": found.kind.value, "value": found.value} for found in understood.personal_data],
    }
    return json.dumps(shown, ensure_ascii=False)


def as_answer(understood: Understanding, texts: Texts) -> str:
    """Write the answer as a person would read it, with the buttons in square brackets."""
    match understood.answer:
        case Answer.CRISIS if understood.crisis:
            crisis = understood.crisis
            about_self = crisis.about_self and texts.crises[crisis.kind].about_self is not None
            return visible(texts.render("coaching.crisis", {"crisis_kind": crisis.kind, "about_self": about_self, "local": None}))
        case Answer.TIPS:
            tips = visible(texts.render("coaching.tips", {"situation": understood.situations[0].id}))
            if understood.also is None:
                return tips
            return f"{tips}\n[{visible(texts.render('coaching.button_also', {'situation': understood.also}))}]"
        case Answer.CHOOSE:
            buttons = [f"[{texts.situations[scored.id].button}]" for scored in understood.situations[:3]]
            return "\n".join([visible(texts.render("coaching.choose")), "", *buttons])
        case Answer.RULE:
            return visible(texts.render("coaching.rule", {"rule": understood.rule}))
        case Answer.NONE if understood.intent is Intent.COACH:
            return visible(texts.render("coaching.coach", contact_of(None)))
        case Answer.NONE if understood.intent is Intent.GREETING:
            return visible(texts.render("welcome.greeting"))
        case _:
            return visible(texts.render("coaching.ask_back" if understood.about_people else "coaching.dont_know"))
