"""How Telegram says no: a status, a description in its own words, and sometimes what to do instead."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class Refusal(Exception):
    """Telegram does not do what was asked."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        """Refuse with Telegram's own words; `parameters` go along as ResponseParameters."""
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """Write the refusal as the Bot API answers it."""
        answer: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(why: str, **parameters: Any) -> Refusal:
    """Refuse with 400."""
    return Refusal(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> Refusal:
    """Refuse with 403."""
    return Refusal(403, f"Forbidden: {why}")
