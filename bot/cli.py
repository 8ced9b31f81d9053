"""The command `wijkmaat`: one function per subcommand; faults of the operator end in one clear line, never in a traceback.

A command imports what it needs when it runs: `run` fetches messages before it has even imported how to answer them.
"""

import argparse
import asyncio
import io
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat.faults import RouteFault, Unauthorised
from bot.clock import LOCAL_ZONE, SystemClock
from bot.db.migrations import DatabaseFault
from bot.folders import find_folder
from bot.settings import Settings, SettingsError, read_settings
from bot.texts.faults import ContentFault

if TYPE_CHECKING:
    from bot.understanding.interpreter import Interpreter
    from bot.understanding.signup import Agenda

_FIRST_YEAR, _LAST_YEAR = 1900, 2999  # at the ends of the calendar "next week" does not exist
_OPERATOR_FAULTS = (SettingsError, ContentFault, DatabaseFault, RouteFault, Unauthorised, OSError)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command. Exits with 0, or with 1 and one clear message on stderr."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale: programs that read us count on UTF-8.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        sys.exit(run(options))
    except _OPERATOR_FAULTS as fault:
        print(f"wijkmaat: {fault}", file=sys.stderr)  # noqa: T201 - the terminal is where the operator looks
        sys.exit(1)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wijkmaat", description="Chat assistant for neighbourhood programmes.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=what)
        added.set_defaults(run=run)
        return added

    command("run", _run, "Run the bot, by polling, or by webhook when WIJKMAAT_WEBHOOK_URL is set.").epilog = _settings_help()
    demo = command("demo", _demo, "Try everything in a browser: no token, no network.")
    demo.add_argument("--port", type=int, default=8080, help="port on 127.0.0.1; a free one when it is taken")
    command("ask", _ask, "Show the answer to a question as a person would read it.").add_argument("question")
    understand = command("understand", _understand, "Show what the bot understands, without answering or storing.")
    understand.add_argument("--jsonl", action="store_true", required=True, help="JSON objects in, one per line, and out")
    understand.add_argument("--agenda", type=Path, help="file with events; without it no event is meant")
    content = command("content", _content, "Look after the content.")
    content.add_argument("action", choices=["check", "learn"], help="check: prove form and sources; learn: train the model now")
    content.add_argument("--quiet", action="store_true", help="leave out the figure per text")
    _add_agenda_arguments(command("agenda", _agenda, "Look after the agenda, also while the bot is running."))
    areas = command("areas", _areas, "Look after the areas (werkgebieden), also while the bot is running.")
    areas.add_argument("action", choices=["import"], help="import: take over a file; what it leaves out stays as it was")
    areas.add_argument("file", type=Path)
    database = command("db", _db, "Look after the database.")
    database.add_argument("action", choices=["migrate", "backup", "restore"])
    database.add_argument("file", type=Path, nargs="?", help="the backup to write or to restore")
    return parser


def _add_agenda_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="action", dest="action")
    takes_in = actions.add_parser("import", help="take over a file; changes are told to who signed up")
    takes_in.add_argument("file", type=Path)
    gives_out = actions.add_parser("export", help="write the agenda as a file that can be imported")
    gives_out.add_argument("file", type=Path, nargs="?", help="without it: on the screen")
    draws = actions.add_parser("qr", help="draw the QR code for a flyer, as PNG and SVG")
    draws.add_argument("code", help="the code of the bijeenkomst, such as BT-12")
    draws.add_argument("--out", type=Path, default=Path(), help="folder for the pictures")
    draws.add_argument("--bot", help="username of the bot; without it Telegram is asked")


def _settings_help() -> str:
    return "Settings: " + " ".join(
        f"WIJKMAAT_{name.upper()}: {field.description}" for name, field in Settings.model_fields.items()
    )


def _run(options: argparse.Namespace) -> int:  # noqa: ARG001 - all commands look alike
    from bot.running import run_until_stopped

    run_until_stopped(read_settings())
    return 0


def _demo(options: argparse.Namespace) -> int:
    from bot.app import open_app
    from bot.demo.server import serve_demo

    asyncio.run(serve_demo(options.port, open_app=open_app))
    return 0


def _ask(options: argparse.Namespace) -> int:
    from bot.showing import as_answer
    from bot.texts.library import load_texts
    from bot.understanding.building import build_interpreter

    folder = _content_folder()
    texts = load_texts(folder)
    understood = build_interpreter(texts, folder).understand(options.question, SystemClock().now())
    _print(as_answer(understood, texts))
    return 0


def _understand(options: argparse.Namespace) -> int:
    from bot.texts.library import load_texts
    from bot.understanding.building import build_interpreter
    from bot.understanding.interpreter import NO_EVENTS
    from bot.understanding.signup import Agenda, read_agenda

    agenda = Agenda(read_agenda(options.agenda)) if options.agenda else NO_EVENTS
    folder = _content_folder()
    interpreter = build_interpreter(load_texts(folder), folder)
    now = SystemClock().now()
    faults = 0
    # Bytes: one line that is no UTF-8 must not stop the others.
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            faults += not _understand_line(interpreter, line, number, now, agenda)
    return 1 if faults else 0


def _understand_line(interpreter: "Interpreter", line: bytes, number: int, now: datetime, agenda: "Agenda") -> bool:
    from bot.showing import as_json

    try:
        asked = json.loads(line.decode("utf-8-sig"))
        identifier, text = asked["id"], asked["text"]
        if not isinstance(text, str):
            raise TypeError("text must be a string")  # noqa: TRY301
        f"{identifier}{text}".encode()  # half an emoji is JSON, but cannot be written as UTF-8
        moment = datetime.fromisoformat(asked["now"]) if asked.get("now") else now
        moment = moment if moment.tzinfo else moment.replace(tzinfo=LOCAL_ZONE)
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise ValueError("now must be a moment of this age")  # noqa: TRY301
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        print(f"wijkmaat: line {number}: needs a JSON object with id and text ({error})", file=sys.stderr)  # noqa: T201
        return False
    _print(as_json(identifier, interpreter.understand(text, moment, agenda)))
    return True


def _content(options: argparse.Namespace) -> int:
    from bot.texts.checking import check_content
    from bot.texts.library import load_texts
    from bot.understanding.building import build_interpreter

    folder = _content_folder()
    if options.action == "learn":
        build_interpreter(load_texts(folder), folder)
        return 0
    report = check_content(folder, SystemClock().now().date())
    _print(report.as_text(quiet=options.quiet))
    return 0 if report.is_fine else 1


def _agenda(options: argparse.Namespace) -> int:
    from bot import agenda_command

    _print(agenda_command.run(options, read_settings(), SystemClock().now()))
    return 0


def _areas(options: argparse.Namespace) -> int:
    from bot import areas_command

    _print(areas_command.run(options, read_settings(), SystemClock().now()))
    return 0


def _db(options: argparse.Namespace) -> int:
    from bot.db.backup import back_up, restore
    from bot.db.database import lock_file
    from bot.db.migrations import migrate

    path = read_settings().database
    if options.action != "migrate" and options.file is None:
        raise SettingsError(f"wijkmaat db {options.action} needs a file")
    if options.action == "backup":
        back_up(path, options.file)
        _print(f"Backup written to {options.file}")
    elif options.action == "restore":
        restore(options.file, path)
        _print(f"{path} restored from {options.file}")
    else:
        # Never under the hands of a bot that runs.
        with lock_file(path):
            done = migrate(path, find_folder("migrations"))
        _print("\n".join(f"applied {step.number:04d} {step.name}" for step in done) or "nothing to do: up to date")
    return 0


def _content_folder() -> Path:
    return read_settings().content or find_folder("content")


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
