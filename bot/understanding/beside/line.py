"""The line between the two processes: whole objects, in order, over a pair of sockets."""

import pickle
import select
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")
_AT_ONCE = 1 << 16  # bytes


class HungUp(ConnectionError):
    """The other side is gone."""


class Line:
    """One end of the line. What comes out was put in by our own code at the other end."""

    def __init__(self, end: socket.socket) -> None:
        """Speak over this socket."""
        self._end = end
        self._came = bytearray()

    def fileno(self) -> int:
        """Return the number by which an event loop watches this end."""
        return self._end.fileno()

    def send(self, thing: Any) -> None:
        """Say one thing. Raises HungUp."""
        said = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        try:
            self._end.sendall(_LENGTH.pack(len(said)) + said)
        except OSError as error:
            raise HungUp(type(error).__name__) from error

    def wait(self) -> None:
        """Wait until there is something to receive, or the other side hangs up."""
        select.select([self._end], [], [])

    def receive(self) -> list[Any]:
        """Return everything that came whole; waits for a part of it only when nothing came at all. Raises HungUp."""
        try:
            came = self._end.recv(_AT_ONCE)
        except OSError as error:
            raise HungUp(type(error).__name__) from error
        if not came:
            raise HungUp("closed")
        self._came += came
        things = []
        while len(self._came) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._came)
            end = _LENGTH.size + length
            if len(self._came) < end:
                break
            things.append(pickle.loads(self._came[_LENGTH.size : end]))  # noqa: S301 - written by ourselves, at the other end
            del self._came[:end]
        return things

    def close(self) -> None:
        """Hang up."""
        self._end.close()


def make_line() -> tuple[Line, Line]:
    """Return both ends of a new line."""
    one, other = socket.socketpair()
    return Line(one), Line(other)
