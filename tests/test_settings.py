"""What an operator can set: every mistake is named with its variable, and no message ever shows the token."""

import re
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings, SettingsError, read_settings
from tools.running import ROOT

TOKEN = "123456:ABC-def_GHI"
EXAMPLE = ROOT / "deploy" / ".env.example"
NAMES = {PREFIX + name.upper(): field for name, field in Settings.model_fields.items()}

# For every setting: something that is right, what it becomes, and (if it can be wrong) something wrong.
RIGHT = {
    "WIJKMAAT_TOKEN": (TOKEN, TOKEN),
    "WIJKMAAT_TOKEN_FILE": ("token.txt", Path("token.txt")),
    "WIJKMAAT_DATABASE": ("elsewhere/w.sqlite3", Path("elsewhere/w.sqlite3")),
    "WIJKMAAT_API_URL": ("http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
    "WIJKMAAT_CONTENT": ("/srv/content", Path("/srv/content")),
    "WIJKMAAT_BEHEERDERS": (" 101, 102,", frozenset({101, 102})),
    "WIJKMAAT_WEBHOOK_URL": ("https://wijkmaat.example/", "https://wijkmaat.example"),
    "WIJKMAAT_WEBHOOK_HOST": ("0.0.0.0", "0.0.0.0"),
    "WIJKMAAT_WEBHOOK_PORT": ("8080", 8080),
    "WIJKMAAT_LOG_LEVEL": ("DEBUG", "DEBUG"),
}
WRONG = [
    ("WIJKMAAT_TOKEN", "geheim-maar-geen-token", "123456:ABC-def, as @BotFather gives it"),
    ("WIJKMAAT_TOKEN", f"{TOKEN} ", None),
    ("WIJKMAAT_TOKEN_FILE", "not/there", "cannot be read (No such file or directory)"),
    ("WIJKMAAT_API_URL", "api.telegram.org", "web address such as https://example.org"),
    ("WIJKMAAT_API_URL", "ftp://example.org", "web address"),
    ("WIJKMAAT_WEBHOOK_URL", "wijkmaat.example", "web address"),
    ("WIJKMAAT_BEHEERDERS", "101, carla", "integer"),
    ("WIJKMAAT_WEBHOOK_PORT", "https", "integer"),
    ("WIJKMAAT_WEBHOOK_PORT", "70000", "65535"),
    ("WIJKMAAT_LOG_LEVEL", "verbose", "DEBUG|INFO|WARNING|ERROR"),
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, so that no .env is picked up but that of the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "token.txt").write_text(f"{TOKEN}\n")
    return tmp_path


def plain(value: object) -> object:
    return value.get_secret_value() if hasattr(value, "get_secret_value") else value


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    return str(caught.value)


def test_nothing_has_to_be_set() -> None:
    settings = read_settings({})

    assert settings.token is None
    assert settings.database == Path("data/wijkmaat.sqlite3")
    assert settings.api_url == "https://api.telegram.org"


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_read_from_the_variable_with_its_name(name: str) -> None:
    written, meant = RIGHT[name]

    assert plain(getattr(read_settings({name: written}), name.removeprefix(PREFIX).lower())) == meant


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_variable_is_the_same_as_none(name: str) -> None:
    assert read_settings({name: ""}) == read_settings({})


@pytest.mark.parametrize(("name", "wrong", "why"), [case for case in WRONG if case[2]])
def test_a_wrong_value_is_refused_with_the_variable_and_the_reason(name: str, wrong: str, why: str) -> None:
    message = refusal({name: wrong})

    assert name in message
    assert why in message


@pytest.mark.parametrize(("name", "wrong", "why"), WRONG)
def test_no_message_shows_the_value(name: str, wrong: str, why: str | None) -> None:
    assert wrong.strip() not in refusal({name: wrong})


def test_every_wrong_setting_is_in_one_message() -> None:
    message = refusal({"WIJKMAAT_TOKEN": "x", "WIJKMAAT_WEBHOOK_PORT": "x", "WIJKMAAT_LOG_LEVEL": "x"})

    assert [line.split(":")[0] for line in message.splitlines()] == [
        "WIJKMAAT_TOKEN", "WIJKMAAT_WEBHOOK_PORT", "WIJKMAAT_LOG_LEVEL",
    ]  # fmt: skip


def test_a_misspelt_name_is_refused_and_the_known_ones_are_named() -> None:
    message = refusal({"WIJKMAAT_TOKKEN": TOKEN})

    assert "WIJKMAAT_TOKKEN: not a setting" in message
    assert all(name in message for name in NAMES)
    assert TOKEN not in message


def test_variables_of_other_programs_are_left_alone() -> None:
    assert read_settings({"TOKEN": "x", "WIJKMAATJE": "x", "PATH": "/bin"}) == read_settings({})


def test_the_token_is_not_in_what_is_printed_of_the_settings() -> None:
    settings = read_settings({"WIJKMAAT_TOKEN": TOKEN})

    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump()}"


def test_the_token_may_stand_in_a_file() -> None:
    assert read_settings({"WIJKMAAT_TOKEN_FILE": "token.txt"}).require_token() == TOKEN


def test_a_token_in_the_environment_wins_of_the_file(elsewhere: Path) -> None:
    (elsewhere / "token.txt").write_text("1:other")

    assert read_settings({"WIJKMAAT_TOKEN": TOKEN, "WIJKMAAT_TOKEN_FILE": "token.txt"}).require_token() == TOKEN


@pytest.mark.parametrize("content", [b"", b"geen token", b"\xff\xfe1:abc"])
def test_a_token_file_with_something_else_in_it_is_refused_without_showing_it(elsewhere: Path, content: bytes) -> None:
    (elsewhere / "token.txt").write_bytes(content)

    message = refusal({"WIJKMAAT_TOKEN_FILE": "token.txt"})

    assert "WIJKMAAT_TOKEN" in message
    assert "geen token" not in message
    assert "xff" not in message


def test_without_a_token_the_message_says_where_to_put_it_and_how_to_try_without() -> None:
    with pytest.raises(SettingsError, match=r"WIJKMAAT_TOKEN is missing.*WIJKMAAT_TOKEN_FILE.*wijkmaat demo"):
        read_settings({}).require_token()


def test_what_stands_in_dotenv_is_read(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text(
        f"# the bot of Oost\n\nWIJKMAAT_TOKEN={TOKEN}\n"
        "  export WIJKMAAT_LOG_LEVEL = \"DEBUG\"  \n#WIJKMAAT_WEBHOOK_PORT=x\nOTHER='x'\n"
    )

    settings = read_settings({})

    assert settings.require_token() == TOKEN
    assert settings.log_level == "DEBUG"


def test_the_environment_wins_of_dotenv(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("WIJKMAAT_LOG_LEVEL=DEBUG\nWIJKMAAT_WEBHOOK_PORT=8000\n")

    settings = read_settings({"WIJKMAAT_LOG_LEVEL": "ERROR"})

    assert (settings.log_level, settings.webhook_port) == ("ERROR", 8000)


def test_a_misspelt_name_in_dotenv_is_refused_too(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("WIJKMAAT_BEHEERDER=101\n")

    assert "WIJKMAAT_BEHEERDER:" in refusal({})


@pytest.mark.parametrize("kind", ["folder", "latin-1"])
def test_a_dotenv_that_cannot_be_read_is_named(elsewhere: Path, kind: str) -> None:
    if kind == "folder":
        (elsewhere / ".env").mkdir()
    else:
        (elsewhere / ".env").write_bytes("# café\n".encode("latin-1"))

    assert ".env cannot be read" in refusal({})


def test_the_example_names_exactly_the_settings_that_exist_each_with_its_help() -> None:
    explained = dict(re.findall(r"^((?:# .*\n)+)#?(WIJKMAAT_\w+)=.*$", EXAMPLE.read_text("utf-8"), re.MULTILINE))
    found = {name: comment.replace("# ", "").replace("\n", " ").strip() for comment, name in explained.items()}

    assert found == {name: field.description for name, field in NAMES.items()}


def test_the_example_shows_the_defaults() -> None:
    shown = dict(re.findall(r"^#(WIJKMAAT_\w+)=(.*)$", EXAMPLE.read_text("utf-8"), re.MULTILINE))

    assert read_settings(shown) == read_settings({})
    assert all(shown[name] for name, field in NAMES.items() if field.default)


def test_the_example_as_it_is_starts_no_bot_but_asks_for_the_token(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text(EXAMPLE.read_text("utf-8"))

    with pytest.raises(SettingsError, match="WIJKMAAT_TOKEN is missing"):
        read_settings({}).require_token()
