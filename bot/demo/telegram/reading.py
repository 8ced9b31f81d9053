"""Reads a request as it comes over the line: the address, the query, and a body as form, JSON or multipart."""

import json
import re
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.demo.telegram.refusal import bad_request

_ADDRESS = re.compile(r"/(?P<file>file/)?bot(?P<token>[^/]+)/(?P<rest>.+)$")
_ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent along."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Address:
    """What a URL of the Bot API asks for: a method, or the path of a file to download."""

    token: str
    rest: str
    is_file: bool


def read_address(url: str) -> Address | None:
    """Return what this URL asks for, or None when it is not one of the Bot API."""
    found = _ADDRESS.search(urlsplit(url).path)
    return Address(unquote(found["token"]), unquote(found["rest"]), bool(found["file"])) if found else None


def read_values(url: str, content_type: str, body: bytes) -> dict[str, Any]:
    """Return all parameters as they were sent: text, JSON values, or an Upload."""
    values: dict[str, Any] = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    header = Message()
    header["content-type"] = content_type or "text/plain"
    match header.get_content_type():
        case "application/x-www-form-urlencoded":
            values |= dict(parse_qsl(body.decode(), keep_blank_values=True))
        case "application/json":
            values |= json.loads(body or b"{}")
        case "multipart/form-data":
            values |= _read_multipart(body, str(header.get_param("boundary")))
        case _ if body:
            raise bad_request("unsupported content type")
    return _attach(values)


def _read_multipart(body: bytes, boundary: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        header = Message()
        for line in head.decode().split("\r\n"):
            name, _, value = line.partition(":")
            header[name] = value.strip()
        field = str(header.get_param("name", header="content-disposition"))
        filename = header.get_filename()
        values[field] = content.decode() if filename is None else Upload(filename, content, header.get_content_type())
    return values


def _attach(values: dict[str, Any]) -> dict[str, Any]:
    """Put every upload where `attach://name` points to it."""
    used = {}
    for field, value in values.items():
        if isinstance(value, str) and value.startswith(_ATTACHED):
            name = value.removeprefix(_ATTACHED)
            used[field] = name
            if not isinstance(values.get(name), Upload):
                raise bad_request(f"attached file not found: {name}")
    names = set(used.values())
    kept = {field: value for field, value in values.items() if field not in names}
    return kept | {field: values[name] for field, name in used.items()}
