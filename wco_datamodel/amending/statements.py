"""The statements (03A) by which a message explains its Amendments, told from those that are declared."""

from collections.abc import Sequence
from typing import Final

import msgspec

from wco_datamodel.amending.faults import fault
from wco_datamodel.amending.targets import Target
from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import AdditionalInformation
from wco_datamodel.message import Message
from wco_datamodel.places import place
from wco_datamodel.pointers import pointer_structs, pointer_text
from wco_datamodel.problems import Problem

REASON: Final = "AES"
"""The kind of statement (369, EDIFACT 4451) that real senders give a reason in words as."""
AMENDMENT: Final = "06A"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why one Amendment changes what it points at: a code (099, user codes) and the sender's own words."""

    pointer: str
    code: str | None = None
    statement: str | None = None


def explaining(text: str, number: int) -> AdditionalInformation:
    """Write the statement that explains the n-th Amendment of a message, counted from 1."""
    return AdditionalInformation(
        statement_description=text,
        statement_type_code=REASON,
        pointer=pointer_structs(f"42A > {AMENDMENT}[{number}]"),
    )


def is_statement(information: AdditionalInformation) -> bool:
    """Whether an additional information points at an Amendment, so that it is no part of what is declared."""
    return any(level.document_section_code == AMENDMENT for level in information.pointer)


def declared(declaration: Declaration, root: Target) -> tuple[AdditionalInformation, ...]:
    """Return the additional information of a message that is meant for the declaration itself.

    A reason in words that points nowhere explains the whole message, unless an Amendment points at such statements.
    """
    every = declaration.additional_information
    amended = "AdditionalInformation" in root.inside
    return tuple(each for each in every if not is_statement(each) and (amended or not _general(each)))


def reasons(declaration: Declaration, root: Target) -> tuple[Reason, ...]:
    """Return the reason of each Amendment, in the order of the message."""
    content = declared(declaration, root)
    statements = [each for each in declaration.additional_information if each not in content]
    return tuple(
        Reason(
            pointer=pointer_text(amendment.pointer),
            code=amendment.change_reason_code,
            statement=_words(statements, number),
        )
        for number, amendment in enumerate(declaration.amendment, start=1)
    )


def lost(message: Message) -> tuple[Problem, ...]:
    """Name the statements that explain an Amendment that the message does not have."""
    declaration = message.declaration
    if declaration is None:
        return ()
    return tuple(
        fault(
            "STATEMENT-LOST",
            place(("Declaration", f"AdditionalInformation[{position}]")),
            message,
            number=_number(each),
        )
        for position, each in enumerate(declaration.additional_information, start=1)
        if (_number(each) or 1) > len(declaration.amendment)
    )


def _words(statements: Sequence[AdditionalInformation], number: int) -> str | None:
    own = [each for each in statements if _number(each) == number]
    said = [each.statement_description for each in own or statements if _number(each) in (number, None)]
    return " ".join(text for text in said if text) or None


def _number(statement: AdditionalInformation) -> int | None:
    levels = [level for level in statement.pointer if level.document_section_code == AMENDMENT]
    return levels[0].sequence_numeric if levels else None


def _general(information: AdditionalInformation) -> bool:
    return information.statement_type_code == REASON and not information.pointer
