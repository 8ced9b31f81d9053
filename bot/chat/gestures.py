"""Fire and forget: the notice after a tap, and the list in inline mode. Lost is lost; nobody misses a thing."""

from collections.abc import Awaitable, Callable

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode

from bot.chat.turn import Gesture, InlineTip, Notice
from bot.texts.library import Texts
from bot.texts.rendering import visible

_CACHE_SECONDS = 300


def make(bot: Bot, texts: Texts) -> Callable[[Update, Gesture | None], Awaitable[None]]:
    """Return what makes one gesture for this bot."""

    async def gesture(update: Update, what: Gesture | None) -> None:
        if update.callback_query is not None:
            notice = what if isinstance(what, Notice) else Notice()
            text = visible(texts.render(notice.text, notice.values)) if notice.text else None
            await bot.answer_callback_query(update.callback_query.id, text)
        elif update.inline_query is not None:
            tips = what if isinstance(what, tuple) else ()
            await bot.answer_inline_query(
                update.inline_query.id, [_article(tip, texts) for tip in tips], cache_time=_CACHE_SECONDS
            )

    return gesture


def _article(tip: InlineTip, texts: Texts) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=tip.id,
        title=tip.title,
        description=tip.summary,
        input_message_content=InputTextMessageContent(
            texts.render(tip.text, tip.values),
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
