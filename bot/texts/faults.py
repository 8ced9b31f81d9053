"""What can be wrong with content, told with file, line and field."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, and where."""

    file: str
    line: int
    field: str
    why: str

    def __str__(self) -> str:
        """Return the fault as an editor reads it."""
        return f"{self.file}, regel {self.line}, {self.field}: {self.why}"


class ContentFault(Exception):
    """The content cannot be used; the message lists every fault with file, line and field."""

    def __init__(self, faults: list[Fault]) -> None:
        """Collect `faults`, so that an editor can mend them all at once."""
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


def one_fault(file: Path, line: int, field: str, why: str) -> ContentFault:
    """Make the exception for a single fault."""
    return ContentFault([Fault(shown(file), line, field, why)])


def shown(file: Path) -> str:
    """Name a content file as an editor knows it: the last two parts of its path."""
    return "/".join(file.parts[-2:])
