"""The one room that reads the environment: what an operator can set, checked once at the start."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

PREFIX = "WIJKMAAT_"
_TOKEN_SHAPE = re.compile(r"\d+:[A-Za-z0-9_-]+")


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says how to mend it."""


class Settings(BaseModel):
    """Everything an operator can set; each field is the environment variable WIJKMAAT_<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr | None = Field(None, description="Token of the bot, from @BotFather. Or use WIJKMAAT_TOKEN_FILE.")
    token_file: Path | None = Field(None, description="File that holds the token, so that it is not in the environment.")
    database: Path = Field(Path("data/wijkmaat.sqlite3"), description="File of the database; made when it is not there.")
    api_url: str = Field(
        "https://api.telegram.org", description="Base URL of the Bot API server; <url>/bot<token>/<method> is called."
    )
    content: Path | None = Field(None, description="Folder with the texts; default is the one that comes with Wijkmaat.")
    beheerders: Annotated[frozenset[int], Field(description="Telegram ids of the administrators, separated by commas.")] = (
        frozenset()
    )
    webhook_url: str | None = Field(
        None, description="Public https address for Telegram to call. Empty: the bot fetches messages itself (polling)."
    )
    webhook_host: str = Field("127.0.0.1", description="Address on which the webhook listens.")
    webhook_port: int = Field(8443, ge=0, le=65535, description="Port on which the webhook listens.")
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("beheerders", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("api_url", "webhook_url")
    @classmethod
    def _looks_like_a_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise PydanticCustomError("url", "must be a web address such as https://example.org")
        return value.rstrip("/")

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN_SHAPE.fullmatch(value.get_secret_value()):
            raise PydanticCustomError("token", "must look like 123456:ABC-def, as @BotFather gives it")
        return value

    @model_validator(mode="before")
    @classmethod
    def _token_from_file(cls, data: dict[str, Any]) -> dict[str, Any]:
        path = data.get("token_file")
        if path and not data.get("token"):
            try:
                data = {**data, "token": Path(path).read_text("utf-8").strip()}
            except (OSError, UnicodeDecodeError) as error:
                why = error.strerror if isinstance(error, OSError) else "it is no text"
                raise PydanticCustomError("token_file", "WIJKMAAT_TOKEN_FILE cannot be read ({why})", {"why": why}) from None
        return data

    def require_token(self) -> str:
        """Return the token. Raises SettingsError when there is none, since `run` cannot do without."""
        if self.token is None:
            raise SettingsError(
                "WIJKMAAT_TOKEN is missing: put the token from @BotFather in the environment or in .env, "
                "or its file in WIJKMAAT_TOKEN_FILE. To try Wijkmaat without a token: wijkmaat demo"
            )
        return self.token.get_secret_value()


def read_settings(environment: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """Build the settings from the environment, with `.env` behind it.

    Raises SettingsError with every wrong setting in one message.
    """
    found = {**_read_dotenv(dotenv), **(os.environ if environment is None else environment)}  # noqa: TID251 - this is the room
    known = {name: found[PREFIX + name.upper()] for name in Settings.model_fields if found.get(PREFIX + name.upper())}
    _refuse_unknown(found)
    try:
        return Settings.model_validate(known)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None


def _refuse_unknown(found: Mapping[str, str]) -> None:
    # A misspelt name would otherwise silently fall back to the default.
    names = {PREFIX + name.upper() for name in Settings.model_fields}
    strange = sorted(name for name in found if name.startswith(PREFIX) and name not in names)
    if strange:
        raise SettingsError(f"{', '.join(strange)}: not a setting of Wijkmaat. Known are: {', '.join(sorted(names))}.")


def _explain(error: ValidationError) -> str:
    # Never the value itself: it may be the token.
    return "\n".join(
        f"{PREFIX}{'_'.join(str(part) for part in fault['loc'][:1]).upper()}: {fault['msg']}" if fault["loc"] else fault["msg"]
        for fault in error.errors(include_input=False, include_url=False)
    )


def _read_dotenv(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}. Check its rights.") from error
    except UnicodeDecodeError:
        raise SettingsError(f"{path} cannot be read: it is not UTF-8. Save it as UTF-8.") from None
    pairs = (line.split("=", 1) for line in map(str.strip, lines) if "=" in line and not line.startswith("#"))
    return {name.removeprefix("export ").strip(): value.strip().strip("\"'") for name, value in pairs}
