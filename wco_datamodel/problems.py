"""What is wrong with a message, told so that a trader can act on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from wco_datamodel.message import Message

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is wrong, and where.

    ``sentence`` says what is wrong in a trader's words and ``hint`` what to do about it. ``pointer`` is the WCO's own
    way of naming
    a place (``42A > 67A > 68A[3] > 23A > 21A[1]/145``); ``xpath`` names the same place by element names and
    ``json_pointer`` (RFC 6901)
    in the JSON spelling. All three are empty where the place lies outside the message, as in text that is not XML at
    all.
    ``line`` counts from 1 in the bytes as received; None where there were no bytes, or no place in them.
    """

    code: str
    sentence: str
    pointer: str = ""
    xpath: str = ""
    json_pointer: str = ""
    line: int | None = None
    label: str = ""
    hint: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the line, what is wrong, and what to do about it, for a person."""
        line = f"line {self.line}: " if self.line else ""
        return f"{line}{self.sentence} {self.hint or ''}".rstrip()


class MessageRejected(Exception):
    """The bytes are no acceptable message; ``problems`` holds every reason found, in the order of the message.

    ``read_rest`` gives what can be read of a declaration all the same, for ``all_problems``; None where nothing can.
    """

    def __init__(self, problems: tuple[Problem, ...], read_rest: "Callable[[], Message | None]" = lambda: None) -> None:
        self.problems = tuple(map(_writable, problems))
        self.read_rest = read_rest
        super().__init__("; ".join(problem.sentence for problem in self.problems[:3]))


def _writable(problem: Problem) -> Problem:
    """The problem with a question mark for each half of a character, which JSON may hold and UTF-8 may not."""
    told = {name: value for name, value in msgspec.structs.asdict(problem).items() if isinstance(value, str)}
    broken = {name: text.encode("utf-8", "replace").decode() for name, text in told.items() if not text.isascii()}
    return msgspec.structs.replace(problem, **broken) if broken else problem
