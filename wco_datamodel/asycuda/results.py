"""What reading and writing give: the declaration or the bytes, and everything that found no place."""

import dataclasses
from collections.abc import Mapping

import msgspec

from wco_datamodel.message import Message, Source
from wco_datamodel.places import Place, Step
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.values import DateTime

PROFILE = Profile(
    name="ASYCUDA",
    visiting=True,
    metadata=SW_1.metadata,
    declaration=SW_1.declaration,
    response=SW_1.response,
    declaration_date=SW_1.declaration_date,
    response_date=SW_1.response_date,
)
"""Where a message came from; it has no namespaces of its own and is written onwards in ours."""


class Unmapped(msgspec.Struct, frozen=True):
    """A value that has no place on the other side.

    ``path`` is where it stands: below ASYCUDA when reading, an XPath of the declaration when writing. ``line`` counts
    from 1 in the bytes read; None when writing.
    """

    path: str
    value: str
    line: int | None = None


class Stage(msgspec.Struct, frozen=True):
    """A number that customs gave: ``name`` is Registration, Assessment or receipt; all else may be missing."""

    name: str
    serial: str | None = None
    number: str | None = None
    date: DateTime | None = None


class Reading(msgspec.Struct, frozen=True):
    """A declaration read from ASYCUDA.

    ``unmapped`` names every value that the declaration does not hold, in the order of the file. ``problems`` tells the
    same in sentences, the first hundred of them, and what could not be read at all (severity error); the warnings among
    them are also the message's own.
    """

    message: Message
    unmapped: tuple[Unmapped, ...] = ()
    problems: tuple[Problem, ...] = ()
    stages: tuple[Stage, ...] = ()

    def accepted(self) -> Message:
        """Return the message, to be lodged. Raises MessageRejected with what could not be read in it."""
        errors = tuple(problem for problem in self.problems if problem.severity == "error")
        if errors:
            raise MessageRejected(errors)
        return self.message


class Writing(msgspec.Struct, frozen=True):
    """A declaration written for ASYCUDA: UTF-8 bytes, and every value of the declaration that they do not carry."""

    data: bytes
    unmapped: tuple[Unmapped, ...] = ()


@dataclasses.dataclass(frozen=True)
class AsycudaSource(Source):
    """The bytes of an export, and the line that each value of the declaration was read from."""

    lines: Mapping[tuple[Step, ...], int] = dataclasses.field(default_factory=dict)

    def line_of(self, where: Place) -> int | None:
        """Return the line from which a place was filled; of the nearest that was, around it."""
        for end in range(len(where.steps), -1, -1):
            if (line := self.lines.get(where.steps[:end])) is not None:
                return line
        return None
