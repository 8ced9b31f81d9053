"""Log lines as JSON with ids and actions; never names, message text, or the text of an exception, which may quote it."""

import json
import logging
import re
import sys
import traceback
import warnings
from typing import Any

_VALUE = re.compile(r"[%'\"(<{\[=:\n]")
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """One JSON object per line: when, level, where, and the fields that the code gave."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record. Of an exception only the class and the places in the code are kept."""
        line: dict[str, Any] = {"time": self.formatTime(record), "level": record.levelname, "room": record.name}
        if record.name.startswith("bot"):
            line["event"] = record.getMessage()
            line |= {name: value for name, value in record.__dict__.items() if name not in _OWN}
        else:
            # What libraries write may hold an address with the token, or what somebody typed: keep what stands before it.
            line["event"] = _VALUE.split(str(record.msg), maxsplit=1)[0].strip()[:80]
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["exception"] = type(error).__name__
            line["at"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logging(level: str) -> None:
    """Write log lines to stderr, where systemd and Docker pick them up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # PTB warns inside its own RetryAfter that seconds will become a timedelta; errors.py reads both.
    warnings.filterwarnings("ignore", message=".*retry_after.*")
    # At INFO they write the address of every request, and the token is in it.
    for noisy in ("httpx", "httpcore", "aiohttp", "apscheduler", "telegram"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
