"""The command `wijkmaat`, as an operator, an editor and other programs use it."""

import io
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.clock import LOCAL_ZONE
from bot.db.database import Database
from bot.db.migrations import migrate
from bot.folders import find_folder
from bot.texts import library
from bot.texts.models import CrisisSide
from bot.understanding import building
from bot.understanding.meaning import Answer, Intent, Understanding
from tests.conftest import Content
from tools.bot_api import BotApi
from tools.running import environment, start_bot

KINDS = {"name", "phone", "email", "address", "postcode", "bsn", "birthdate", "iban", "licence_plate"}
INTENTS = {"coaching", "signup", "cancel", "agenda", "practical", "change", "coach", "greeting", "other"}
ANSWERS = {"tips", "choose", "rule", "crisis", "unknown", "none"}
FIELDS = ["name", "role", "organisation", "neighbourhood", "count"]
QUESTION = "hoe zeg ik tegen iemand dat hij stinkt"


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Wijkmaat = Callable[..., Ended]


@pytest.fixture
def wijkmaat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Wijkmaat:
    """Run the command in this process, in an empty folder, with a database of this test alone."""
    for name in [name for name in os.environ if name.startswith("WIJKMAAT_")]:  # noqa: TID251 - what must not leak in
        monkeypatch.delenv(name)
    monkeypatch.setenv("WIJKMAAT_DATABASE", str(tmp_path / "data" / "wijkmaat.sqlite3"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        written = capsys.readouterr()
        return Ended(int(ended.value.code or 0), written.out, written.err)

    return run


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    """Let the command use the content that was loaded already: loading takes seconds."""
    monkeypatch.setattr(library, "load_texts", lambda _: content.texts)
    monkeypatch.setattr(building, "build_interpreter", lambda *_: content.interpreter)


@pytest.fixture
def own_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content, to damage."""
    folder = tmp_path / "content"
    shutil.copytree(find_folder("content"), folder, ignore=shutil.ignore_patterns(".model"))
    monkeypatch.setenv("WIJKMAAT_CONTENT", str(folder))
    return folder


def asked(*questions: object) -> bytes:
    return "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions).encode()


def damage(folder: Path) -> None:
    """Misspell one field in one file, on its line 3."""
    file = folder / "situaties" / "hygiene.md"
    text = file.read_text("utf-8")
    assert text.splitlines()[2].startswith("titel:")
    file.write_text(text.replace("titel:", "tietel:", 1), "utf-8")


# ask


def test_ask_shows_the_tips_as_a_person_would_read_them(wijkmaat: Wijkmaat) -> None:
    ended = wijkmaat("ask", QUESTION)

    assert ended.status == 0
    assert "Iemand ruikt niet fris" in ended.out
    assert "Coach erbij:" in ended.out
    assert "Bron:" in ended.out
    assert "<" not in ended.out
    assert ended.err == ""


@pytest.mark.usefixtures("loaded")
def test_ask_puts_the_right_number_first_when_there_is_danger(wijkmaat: Wijkmaat, content: Content) -> None:
    ended = wijkmaat("ask", "ik wil niet meer leven")

    side = content.texts.crises["suicide_self"].about_self
    assert isinstance(side, CrisisSide)
    assert "113" in side.first
    assert ended.out.startswith(side.first)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("question", ["", "   ", "?", "🙂", "x" * 5000, "-1"])
def test_ask_has_an_answer_to_anything(wijkmaat: Wijkmaat, question: str) -> None:
    ended = wijkmaat("ask", "--", question)

    assert ended.status == 0
    assert ended.out.strip()


# understand


QUESTIONS = [
    {"id": "tips", "text": QUESTION},
    {"id": 2, "text": "wat is LSD"},
    {"id": "crisis", "text": "ik wil niet meer leven", "now": "2026-11-23T10:00:00"},
    {"id": "hallo", "text": "hoi"},
    {"id": None, "text": "mijn buurvrouw Jannie de Vries (06-12345678) is boos — café, ’s avonds 🙂", "area": "oost"},
    {"id": "leeg", "text": ""},
    {"id": "buiten", "text": "wat kost een retourtje Groningen", "now": None},
]


@pytest.mark.usefixtures("loaded")
def test_understand_answers_every_line_in_the_fixed_form_and_in_order(wijkmaat: Wijkmaat, content: Content) -> None:
    ended = wijkmaat("understand", "--jsonl", stdin=asked(*QUESTIONS))

    assert (ended.status, ended.err) == (0, "")
    assert [line["id"] for line in ended.lines] == [question["id"] for question in QUESTIONS]
    for line, question in zip(ended.lines, QUESTIONS, strict=True):
        check_form(line, question["text"], content)


def check_form(line: dict[str, Any], text: str, content: Content) -> None:
    assert list(line) == ["id", "intent", "answer", "situations", "rule", "crisis", "events", "fields", "personal_data"]
    assert line["intent"] in INTENTS
    assert line["answer"] in ANSWERS
    for situation in line["situations"]:
        assert list(situation) == ["id", "score"]
        assert situation["id"] in content.texts.situations
        assert isinstance(situation["score"], float)
    scores = [situation["score"] for situation in line["situations"]]
    assert scores == sorted(scores, reverse=True)
    assert line["rule"] is None or line["rule"] in content.texts.rules
    assert line["crisis"] is None or list(line["crisis"]) == ["kind", "urgency"]
    assert isinstance(line["events"], list)
    assert list(line["fields"]) == FIELDS
    for found in line["personal_data"]:
        assert list(found) == ["kind", "value"]
        assert found["kind"] in KINDS
        assert found["value"] in text


@pytest.mark.usefixtures("loaded")
def test_understand_says_what_the_bot_would_do(wijkmaat: Wijkmaat) -> None:
    tips, rule, crisis, hello, personal, *_ = wijkmaat("understand", "--jsonl", stdin=asked(*QUESTIONS)).lines

    assert (tips["answer"], tips["situations"][0]["id"]) == ("tips", "hygiene")
    assert (rule["answer"], rule["rule"]) == ("rule", "lsd")
    assert (crisis["answer"], crisis["intent"], crisis["crisis"]["kind"]) == ("crisis", "coaching", "suicide_self")
    assert crisis["crisis"]["urgency"] in {"acute", "high"}
    assert (hello["answer"], hello["intent"]) == ("none", "greeting")
    assert {"kind": "phone", "value": "06-12345678"} in personal["personal_data"]


@pytest.mark.usefixtures("loaded")
def test_understand_writes_letters_and_not_escapes(wijkmaat: Wijkmaat) -> None:
    ended = wijkmaat("understand", "--jsonl", stdin=asked({"id": "café 🙂", "text": "bel Zoë op zoë@voorbeeld.nl"}))

    assert '"café 🙂"' in ended.out
    assert "\\u" not in ended.out


WRONG_LINES = {
    "no JSON": b"hoe ga ik om met boosheid",
    "half an object": b'{"id": 1, "text": "ho',
    "no object": b'["id", "text"]',
    "a number": b"7",
    "null": b"null",
    "no text": b'{"id": 1}',
    "no id": b'{"text": "hoi"}',
    "text is a number": b'{"id": 1, "text": 7}',
    "text is null": b'{"id": 1, "text": null}',
    "now is no moment": b'{"id": 1, "text": "hoi", "now": "gisteren"}',
    "now is a number": b'{"id": 1, "text": "hoi", "now": 1790000000}',
    "no UTF-8": b'{"id": 1, "text": "caf\xe9"}',
    "half an emoji": b'{"id": 1, "text": "hoi \\ud83d"}',
    "half an emoji as id": b'{"id": "\\ud83d", "text": "hoi"}',
    "nested too deep": b"[" * 100_000,
}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("wrong", WRONG_LINES.values(), ids=WRONG_LINES)
def test_a_wrong_line_is_reported_with_its_number_and_the_others_are_answered(wijkmaat: Wijkmaat, wrong: bytes) -> None:
    ended = wijkmaat(
        "understand", "--jsonl", stdin=asked({"id": "a", "text": "hoi"}) + wrong + b"\n" + asked({"id": "b", "text": "hoi"})
    )

    assert ended.status == 1
    assert [line["id"] for line in ended.lines] == ["a", "b"]
    assert re.fullmatch(r"wijkmaat: line 2: .+\n", ended.err)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("now", ["0001-01-01", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_at_the_edge_of_time_stops_nobody(wijkmaat: Wijkmaat, now: str) -> None:
    edge = {"id": "edge", "text": "kan ik volgende week dinsdag naar de training in Lombok", "now": now}

    ended = wijkmaat("understand", "--jsonl", stdin=asked(edge, {"id": "next", "text": "hoi"}))

    assert ended.lines[-1]["id"] == "next"
    assert len(ended.lines) + len(ended.err.splitlines()) == 2


@pytest.mark.usefixtures("loaded")
def test_empty_lines_windows_line_ends_and_a_byte_order_mark_are_no_fault(wijkmaat: Wijkmaat) -> None:
    ended = wijkmaat("understand", "--jsonl", stdin=b'\xef\xbb\xbf{"id": 1, "text": "hoi"}\r\n\r\n\n{"id": 2, "text": "hoi"}')

    assert (ended.status, ended.err) == (0, "")
    assert [line["id"] for line in ended.lines] == [1, 2]


@pytest.mark.usefixtures("loaded")
def test_no_lines_in_is_no_lines_out(wijkmaat: Wijkmaat) -> None:
    assert wijkmaat("understand", "--jsonl") == Ended(0, "", "")


class Listener:
    """An interpreter that only remembers which moments it was told."""

    def __init__(self) -> None:
        self.moments: list[datetime] = []

    def understand(self, text: str, now: datetime, *agenda: object) -> Understanding:
        self.moments.append(now)
        return Understanding(Intent.OTHER, Answer.NONE)


@pytest.mark.usefixtures("loaded")
def test_now_without_a_zone_is_amsterdam_time_and_with_a_zone_is_as_it_says(
    wijkmaat: Wijkmaat, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener()
    monkeypatch.setattr(building, "build_interpreter", lambda *_: listener)
    moments = ["2026-11-23T10:00:00", "2026-07-01T10:00:00", "2026-11-23T10:00:00+05:00", "2026-11-23T10:00:00Z", "2026-11-23"]

    wijkmaat("understand", "--jsonl", stdin=asked(*({"id": 1, "text": "hoi", "now": now} for now in moments)))

    assert [moment.astimezone(UTC).isoformat() for moment in listener.moments] == [
        "2026-11-23T09:00:00+00:00",
        "2026-07-01T08:00:00+00:00",
        "2026-11-23T05:00:00+00:00",
        "2026-11-23T10:00:00+00:00",
        "2026-11-22T23:00:00+00:00",
    ]
    assert listener.moments[0].tzinfo is LOCAL_ZONE


@pytest.mark.usefixtures("loaded")
def test_without_now_it_is_this_moment(wijkmaat: Wijkmaat, monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener()
    monkeypatch.setattr(building, "build_interpreter", lambda *_: listener)
    before = cli.SystemClock().now()

    wijkmaat("understand", "--jsonl", stdin=asked({"id": 1, "text": "hoi"}, {"id": 2, "text": "hoi", "now": None}))

    assert len(listener.moments) == 2
    assert all(before <= moment <= cli.SystemClock().now() for moment in listener.moments)


def test_as_a_process_understand_speaks_utf_8_in_any_locale(tmp_path: Path) -> None:
    env = environment("http://127.0.0.1:1", tmp_path / "w.sqlite3", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "understand", "--jsonl"],
        input=asked({"id": "café 🙂", "text": "hoi"}), capture_output=True, env=env, cwd=tmp_path, check=False,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout.decode("utf-8"))["id"] == "café 🙂"


# content


def test_content_check_names_file_line_and_field_and_ends_with_1(wijkmaat: Wijkmaat, own_content: Path) -> None:
    damage(own_content)

    ended = wijkmaat("content", "check", "--quiet")

    assert ended.status == 1
    assert "FOUT   situaties/hygiene.md, regel 3, tietel: onbekend veld" in ended.out
    assert "titel: ontbreekt" in ended.out


def test_content_check_quiet_leaves_out_the_figure_per_text(wijkmaat: Wijkmaat) -> None:
    long, short = wijkmaat("content", "check"), wijkmaat("content", "check", "--quiet")

    assert "situaties/hygiene.md" in long.out
    assert len(short.out.splitlines()) < len(long.out.splitlines())
    assert short.out.splitlines()[-1] == long.out.splitlines()[-1]


def test_a_content_folder_that_is_not_there_is_a_fault_in_one_clear_message(
    wijkmaat: Wijkmaat, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WIJKMAAT_CONTENT", str(tmp_path / "nowhere"))

    ended = wijkmaat("ask", QUESTION)

    assert ended.status == 1
    assert "nummers.yaml" in ended.err


# db


def test_db_migrate_makes_the_database_and_says_what_it_did(wijkmaat: Wijkmaat, tmp_path: Path) -> None:
    first, second = wijkmaat("db", "migrate"), wijkmaat("db", "migrate")

    assert (first.status, second.status) == (0, 0)
    assert first.out.splitlines()[0] == "applied 0001 people"
    assert second.out == "nothing to do: up to date\n"
    assert (tmp_path / "data" / "wijkmaat.sqlite3").exists()


async def test_db_migrate_is_refused_while_the_bot_runs(wijkmaat: Wijkmaat, tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "data" / "wijkmaat.sqlite3", find_folder("migrations"))
    ended = wijkmaat("db", "migrate")
    await database.close()

    assert ended.status == 1
    assert "another Wijkmaat is using this database" in ended.err


def test_db_backup_and_restore_bring_back_what_was_there(wijkmaat: Wijkmaat, tmp_path: Path) -> None:
    wijkmaat("db", "migrate")
    file = tmp_path / "data" / "wijkmaat.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO areas (code, name, gemeente) VALUES ('oost', 'Oost', 'Utrecht')")

    backed_up = wijkmaat("db", "backup", "monday.sqlite3")
    file.unlink()
    restored = wijkmaat("db", "restore", "monday.sqlite3")

    assert backed_up == Ended(0, "Backup written to monday.sqlite3\n", "")
    assert restored == Ended(0, f"{file} restored from monday.sqlite3\n", "")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM areas").fetchall() == [("Oost",)]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("db", "backup"), "wijkmaat db backup needs a file"),
        (("db", "restore"), "wijkmaat db restore needs a file"),
        (("db", "backup", "b.sqlite3"), "there is no database here"),
        (("db", "restore", "nowhere.sqlite3"), "nowhere.sqlite3: there is no such file"),
        (("run",), "WIJKMAAT_TOKEN is missing"),
    ],
    ids=" ".join,
)
def test_a_mistake_of_the_operator_ends_in_one_clear_line(wijkmaat: Wijkmaat, arguments: Iterable[str], why: str) -> None:
    ended = wijkmaat(*arguments)

    assert ended.status == 1
    assert ended.out == ""
    assert re.fullmatch(rf"wijkmaat: .*{why}.*\n", ended.err)


@pytest.mark.parametrize("arguments", [(), ("dance",), ("understand",), ("content", "sing"), ("db", "drop")], ids=" ".join)
def test_a_command_that_does_not_exist_shows_how_to_use_it(wijkmaat: Wijkmaat, arguments: Iterable[str]) -> None:
    ended = wijkmaat(*arguments)

    assert ended.status == 2
    assert ended.err.startswith("usage: wijkmaat")


def test_the_help_of_run_names_every_setting(wijkmaat: Wijkmaat) -> None:
    ended = wijkmaat("run", "--help")

    assert ended.status == 0
    assert all(f"WIJKMAAT_{name.upper()}:" in " ".join(ended.out.split()) for name in cli.Settings.model_fields)


# run: as a process, the way an operator starts it


def run_bot(folder: Path, **more: str) -> Ended:
    env = environment("http://127.0.0.1:1", folder / "wijkmaat.sqlite3", **more)
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=env, cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def check_refusal(ended: Ended, why: str) -> None:
    messages = [line for line in ended.err.splitlines() if not line.startswith("{")]
    assert ended.status == 1
    assert len(messages) == 1, ended.err
    assert re.match(rf"wijkmaat: .*{why}", messages[0])


def test_run_without_a_token_says_where_to_put_it(tmp_path: Path) -> None:
    check_refusal(run_bot(tmp_path, WIJKMAAT_TOKEN=""), "WIJKMAAT_TOKEN is missing: put the token from @BotFather")


def test_run_with_broken_content_names_file_line_and_field(tmp_path: Path, own_content: Path) -> None:
    damage(own_content)

    ended = run_bot(tmp_path, WIJKMAAT_CONTENT=str(own_content))

    assert ended.status == 1
    # Telegram, which is asked at the same time, cannot be reached here; that may be said first.
    assert ended.err.splitlines()[-2:] == [
        "wijkmaat: situaties/hygiene.md, regel 2, titel: ontbreekt",
        "situaties/hygiene.md, regel 3, tietel: onbekend veld",
    ]


def test_run_with_a_fault_in_what_only_understanding_reads_names_it_too(tmp_path: Path, own_content: Path) -> None:
    (own_content / "taal/begrippen/stil.yaml").write_text("- geen begrip\n", "utf-8")

    check_refusal(run_bot(tmp_path, WIJKMAAT_CONTENT=str(own_content)), "begrippen/stil.yaml, regel 1, bestand: ")


def test_run_with_a_newer_database_is_refused(tmp_path: Path) -> None:
    steps = shutil.copytree(find_folder("migrations"), tmp_path / "migrations")
    (steps / f"{len(list(steps.glob('0*.sql'))) + 1:04d}_newer.sql").write_text("CREATE TABLE newer (id INTEGER);")
    migrate(tmp_path / "wijkmaat.sqlite3", steps)

    check_refusal(run_bot(tmp_path), "wijkmaat.sqlite3: written by a newer Wijkmaat")


async def test_run_with_the_webhook_port_taken_names_the_setting(tmp_path: Path) -> None:
    api = BotApi()
    url = await api.start()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        env = environment(
            url, tmp_path / "wijkmaat.sqlite3", WIJKMAAT_WEBHOOK_URL="https://wijkmaat.example", WIJKMAAT_WEBHOOK_PORT=port
        )
        bot = await start_bot(env, tmp_path / "log", tmp_path)
        status = await bot.wait()
    await api.stop()

    check_refusal(
        Ended(status, "", read(tmp_path / "log")), rf"The webhook cannot listen on 127.0.0.1, port {port}.*WIJKMAAT_WEBHOOK_PORT"
    )
    assert "setWebhook" not in api.calls


def read(file: Path) -> str:
    return file.read_text("utf-8")
