"""Messages about an earlier declaration that change no word of it: its cancellation, and the goods' presentation."""

from collections.abc import Collection
from typing import Final

import msgspec

from wco_datamodel.amending.faults import Faults, refuse
from wco_datamodel.amending.parts import ROOT, held, parts
from wco_datamodel.amending.statements import explaining
from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import Amendment
from wco_datamodel.message import Message
from wco_datamodel.parties import Submitter
from wco_datamodel.places import place
from wco_datamodel.problems import MessageRejected
from wco_datamodel.values import DateTime

REQUEST: Final = "13"
"""The function (017, EDIFACT 1225) of a message about an earlier declaration."""
KINDS: Final = {"COR": "amendment", "INV": "cancellation", "GPR": "goods presentation"}
CANCEL: Final = "1"
"""The reason code (099) by which real senders ask for a cancellation."""
HEAD: Final = frozenset(
    {"FunctionCode", "FunctionalReferenceID", "ID", "TypeCode", "IssueDateTime", "IssueLocationID", "Submitter"}
)


class Cancellation(msgspec.Struct, frozen=True, kw_only=True):
    """The request to cancel a declaration: which, why as a code (099, user codes) and in words, and who asks."""

    id: str
    reason_code: str
    statement: str
    reference: str | None = None
    submitter: str | None = None


class Presentation(msgspec.Struct, frozen=True, kw_only=True):
    """The notice that the goods of a declaration are presented: which declaration, since when, and who says so."""

    id: str
    reference: str | None = None
    submitter: str | None = None
    issued_at: DateTime | None = None


def cancellation(
    *,
    id: str,  # noqa: A002 (the word of the message)
    statement: str,
    reason_code: str = CANCEL,
    reference: str | None = None,
    submitter: str | None = None,
) -> Declaration:
    """Write a cancellation (function 13, type INV); see Cancellation for the parts."""
    return msgspec.structs.replace(
        _head("INV", id, reference, submitter),
        additional_information=(explaining(statement, 1),),
        amendment=(Amendment(change_reason_code=reason_code),),
    )


def presentation(
    *,
    id: str,  # noqa: A002 (the word of the message)
    reference: str | None = None,
    submitter: str | None = None,
    issued_at: DateTime | None = None,
) -> Declaration:
    """Write a goods presentation (function 13, type GPR); see Presentation for the parts."""
    return msgspec.structs.replace(_head("GPR", id, reference, submitter), issue_date_time=issued_at)


def read_cancellation(message: Message) -> Cancellation:
    """Read a cancellation. Raises MessageRejected for another message, and for one that says too little or too much."""
    declaration = demand_request(message, "INV")
    _demand_only(message, declaration, {*HEAD, "AdditionalInformation", "Amendment"}, "cancellation")
    code = next((each.change_reason_code for each in declaration.amendment if each.change_reason_code), None)
    words = [each.statement_description for each in declaration.additional_information if each.statement_description]
    _demand_why(message, code, words)
    return Cancellation(
        id=declaration.id or "",
        reason_code=code or "",
        statement=" ".join(words),
        reference=declaration.functional_reference_id,
        submitter=declaration.submitter.id if declaration.submitter else None,
    )


def read_presentation(message: Message) -> Presentation:
    """Read a goods presentation. Raises MessageRejected for another message, and for one that brings more."""
    declaration = demand_request(message, "GPR")
    _demand_only(message, declaration, HEAD, "goods presentation")
    return Presentation(
        id=declaration.id or "",
        reference=declaration.functional_reference_id,
        submitter=declaration.submitter.id if declaration.submitter else None,
        issued_at=declaration.issue_date_time,
    )


def demand_request(message: Message, type_code: str) -> Declaration:
    """Return what a message about an earlier declaration says. Raises MessageRejected unless it is of this type."""
    what, declaration = KINDS[type_code], message.declaration
    found = (declaration.function_code, declaration.type_code) if declaration else (message.kind, None)
    if declaration is None or found != (REQUEST, type_code):
        words = {"what": what, "function": found[0], "type": found[1] or "none"}
        refuse(message, "REQUEST-KIND", place((ROOT, "TypeCode")), **words)
    if not declaration.id:
        refuse(message, "REQUEST-ID", place((ROOT, "ID")), what=what)
    return declaration


def _demand_only(message: Message, declaration: Declaration, known: Collection[str], what: str) -> None:
    more = [part.name for part in parts(ROOT) if part.name not in known and held(declaration, part) not in (None, ())]
    if more:
        refuse(message, "REQUEST-MORE", *(place((ROOT, name)) for name in more), what=what)


def _demand_why(message: Message, code: str | None, words: list[str]) -> None:
    faults = Faults()
    if code is None:
        where = place((ROOT, "Amendment[1]", "ChangeReasonCode"))
        faults.add("REQUEST-REASON", where, missing="the reason code")
    if not words:
        where = place((ROOT, "AdditionalInformation[1]", "StatementDescription"))
        faults.add("REQUEST-REASON", where, missing="the reason in words")
    if faults.found:
        raise MessageRejected(faults.problems(message))


def _head(type_code: str, id: str, reference: str | None, submitter: str | None) -> Declaration:  # noqa: A002
    return Declaration(
        function_code=REQUEST,
        functional_reference_id=reference,
        id=id,
        type_code=type_code,
        submitter=Submitter(id=submitter) if submitter else None,
    )
