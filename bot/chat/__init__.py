"""The room that knows Telegram: what comes in, who may pass, and what goes out."""
