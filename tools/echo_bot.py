"""The yardstick: a bare python-telegram-bot echo bot, as its documentation shows it, with nothing kept."""

import os
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001 - PTB's own shape
    """Send back what was typed."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Run with `python -m tools.echo_bot <updates at a time>`; address and token come from the environment."""
    at_a_time = int(sys.argv[1])
    base = os.environ["WIJKMAAT_API_URL"]  # noqa: TID251 - a program of its own
    builder = Application.builder().token(os.environ["WIJKMAAT_TOKEN"]).base_url(f"{base}/bot")  # noqa: TID251
    application = builder.concurrent_updates(at_a_time if at_a_time > 1 else False).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
