"""The methods that answer a tap or an inline query. Both have to be quick: Telegram does not wait long."""

from typing import Any

from bot.demo.telegram.keyboards import check_markup
from bot.demo.telegram.refusal import Json, bad_request
from bot.demo.telegram.sending import LONGEST_TEXT, read_text
from bot.demo.telegram.world import Method, World

_PATIENCE = 15 * 60
_LONGEST_NOTICE = 200
_MOST_RESULTS = 50
_LONGEST_RESULT_ID = 64
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(world: World, values: Json) -> bool:
    """Stop the little clock on the button, and perhaps show a line on top."""
    tap = _find(world, world.taps, values["callback_query_id"])
    text = values.get("text", "")
    if len(text) > _LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    url = values.get("url")
    if url and not url.startswith((f"https://t.me/{world.bot['username']}?start=", f"t.me/{world.bot['username']}?start=")):
        raise bad_request("URL_INVALID")
    world.tell(
        "notice", user_id=tap["user_id"], chat_id=tap["chat_id"], text=text, alert=bool(values.get("show_alert")),
    )  # fmt: skip
    return True


def answer_inline_query(world: World, values: Json) -> bool:
    """Offer something to pick."""
    query = _find(world, world.inline_queries, values["inline_query_id"])
    results = values["results"]
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results: expected an Array")
    if len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    query["results"] = {number: _check_result(number, result) for number, result in zip(ids, results, strict=True)}
    query["button"] = values.get("button")
    world.tell("inline", user_id=query["user_id"], query=query["query"], query_id=values["inline_query_id"], results=results)
    return True


def _find(world: World, known: dict[str, Json], query_id: str) -> Json:
    found = known.get(query_id)
    if found is None or world.now() - found["at"] > _PATIENCE:
        raise bad_request(_TOO_OLD)
    return found


def _check_result(result_id: str, result: Any) -> Json:
    """Return what will be sent when this is picked: text, entities, buttons."""
    if not 1 <= len(result_id.encode()) <= _LONGEST_RESULT_ID:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") != "article":
        raise bad_request("can't parse inline query result: only articles are known here")
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content") or {}
    text, entities = read_text(content | {"text": content.get("message_text", "")})
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    markup = check_markup(result.get("reply_markup"))
    return {"text": text, "entities": entities} | ({"reply_markup": markup} if markup else {})


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
