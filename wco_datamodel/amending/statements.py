"""The statements (03A) by which a message explains its Amendments, told from those that are declared."""

from collections.abc import Sequence
from typing import Final

import msgspec

from wco_datamodel.amending.faults import Faults
from wco_datamodel.amending.targets import Target
from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import AdditionalInformation
from wco_datamodel.places import place
from wco_datamodel.pointers import pointer_structs, pointer_text

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


def declared(declaration: Declaration, root: Target) -> tuple[int, ...]:
    """Return the positions, from 1, of the additional information of a message that is meant for the declaration.

    A reason in words that points nowhere explains the whole message, unless an Amendment points at such statements.
    """
    amended = "AdditionalInformation" in root.inside
    return tuple(
        position
        for position, each in enumerate(declaration.additional_information, start=1)
        if not is_statement(each) and (amended or not _general(each))
    )


def reasons(declaration: Declaration, root: Target) -> tuple[Reason, ...]:
    """Return the reason of each Amendment, in the order of the message."""
    content, every = declared(declaration, root), declaration.additional_information
    statements = [each for position, each in enumerate(every, start=1) if position not in content]
    return tuple(
        Reason(
            pointer=pointer_text(amendment.pointer),
            code=amendment.change_reason_code,
            statement=_words(statements, number),
        )
        for number, amendment in enumerate(declaration.amendment, start=1)
    )


def lost(declaration: Declaration, doubts: Faults) -> None:
    """Name the statements that explain an Amendment that the message does not have."""
    for position, each in enumerate(declaration.additional_information, start=1):
        number = _number(each) or 1
        if number > len(declaration.amendment):
            where = place(("Declaration", f"AdditionalInformation[{position}]"))
            doubts.add("STATEMENT-LOST", where, number=number)


def _words(statements: Sequence[AdditionalInformation], number: int) -> str | None:
    own = [each for each in statements if _number(each) == number]
    said = [each.statement_description for each in own or statements if _number(each) in (number, None)]
    return " ".join(text for text in said if text) or None


def _number(statement: AdditionalInformation) -> int | None:
    levels = [level for level in statement.pointer if level.document_section_code == AMENDMENT]
    return levels[0].sequence_numeric if levels else None


def _general(information: AdditionalInformation) -> bool:
    return information.statement_type_code == REASON and not information.pointer
