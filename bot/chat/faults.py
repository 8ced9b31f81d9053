"""What only the operator can mend about the way to Telegram and about our own routes; imports nothing, so anybody may know it."""


class Unauthorised(Exception):
    """Telegram does not know this token; nothing can be sent until the operator mends WIJKMAAT_TOKEN."""

    def __init__(self) -> None:
        """Tell the operator what to do."""
        super().__init__("Telegram refuses WIJKMAAT_TOKEN. Copy it again from @BotFather, and check WIJKMAAT_API_URL.")


class RouteFault(Exception):
    """A route is not safe to open; the message names it. The bot does not start."""
