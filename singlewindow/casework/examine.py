"""Examine a message before it is lodged: the schema, the document rules, and what this country asks of it."""

import hashlib
from functools import partial

import msgspec

from singlewindow.casework.house import House
from wco_datamodel import Declaration, Message, MessageRejected, Problem, all_problems, check, parse
from wco_datamodel.pointers import problem_at

_KINDS = {
    "DEC": "an envelope without a declaration",
    "RES": "a response",
    "LPCO": "an application for a permit",
    "LPCORES": "an answer about a permit",
}


ORIGINAL, REQUEST = "9", "13"
REQUESTS = frozenset({"COR", "INV"})
"""The types of message about an earlier declaration that are taken: amendment and cancellation."""


class Examined(msgspec.Struct, frozen=True):
    """An acceptable message, its declaration, and what is worth a warning.

    ``document`` is the typed values as JSON, and ``digest`` its SHA-256: the same declaration has the same one, whether
    it came in XML or in JSON.
    """

    message: Message
    declaration: Declaration
    warnings: tuple[Problem, ...]
    document: bytes
    digest: str


class Checked(msgspec.Struct, frozen=True):
    """What a check found: the message where it could be read, and all problems, errors and warnings."""

    message: Message | None
    problems: tuple[Problem, ...]

    @property
    def acceptable(self) -> bool:
        """Whether the message could be lodged."""
        return self.message is not None and not any(problem.severity == "error" for problem in self.problems)


def is_request(declaration: Declaration) -> bool:
    """Whether a message amends or cancels an earlier declaration."""
    return declaration.function_code == REQUEST and declaration.type_code in REQUESTS


def check_message(house: House, raw: bytes, content_type: str | None) -> Checked:
    """Examine a message without lodging it. Never raises for a bad message."""
    try:
        message = parse(raw, content_type, limit=house.settings.max_message_bytes)
    except MessageRejected as rejected:
        return Checked(None, all_problems(rejected, partial(_problems, house)))
    problems = (*message.warnings, *_problems(house, message))
    return Checked(message, tuple(sorted(problems, key=lambda problem: problem.line or 0)))


def examine(house: House, raw: bytes, content_type: str | None) -> Examined:
    """Examine a message to be lodged. Raises MessageRejected with every error."""
    checked = check_message(house, raw, content_type)
    if checked.message is None or not checked.acceptable:
        raise MessageRejected(checked.problems)
    declaration = checked.message.declaration
    assert declaration is not None
    document = msgspec.json.encode(declaration)
    digest = hashlib.sha256(document).hexdigest()
    return Examined(checked.message, declaration, checked.problems, document, digest)


def _problems(house: House, message: Message) -> tuple[Problem, ...]:
    declaration = message.declaration
    if declaration is None:
        return (
            _error("SW-RES", f"Only declarations can be lodged, and this is {_KINDS[message.kind]}.", "07B", message),
        )
    if declaration.function_code != ORIGINAL and not is_request(declaration):
        sentence = (
            "Only original declarations (function code 9), amendments (13, type COR) and cancellations (13, type INV) "
            "can be sent here."
        )
        return (_error("SW-FUNCTION", sentence, "42A/017", message),)
    return problems_of(house, message, declaration)


def problems_of(house: House, message: Message, declaration: Declaration) -> tuple[Problem, ...]:
    """What the document rules and this country say of a declaration that a message brings or makes."""
    if declaration is not message.declaration:
        message = Message("DEC", message.metadata, declaration, profile=message.profile)
    found = check(message, lists=house.pack.lists, today=house.day_of(house.now()))
    return found if is_request(declaration) else (*found, *_office(house, message, declaration))


def _office(house: House, message: Message, declaration: Declaration) -> tuple[Problem, ...]:
    offices = {office.code for office in house.pack.offices}
    code = declaration.declaration_office_id
    if code in offices or message.profile.visiting:
        return ()
    known = ", ".join(sorted(offices))
    if code is None:
        return (_error("SW-OFFICE", f"Name the office where you lodge, one of: {known}.", "42A/065", message),)
    return (
        _error("SW-OFFICE", f"{code} is not an office of {house.pack.name}. Use one of: {known}.", "42A/065", message),
    )


def _error(code: str, sentence: str, pointer: str, message: Message) -> Problem:
    return problem_at(code, sentence, pointer, message)
