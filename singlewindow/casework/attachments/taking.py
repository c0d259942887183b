"""Take documents in: each is looked into, and its file is kept, before the transaction that names it begins."""

from typing import NoReturn

import msgspec

from singlewindow.casework import states
from singlewindow.casework.attachments.content import Unfit, examine, fitting
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.house import House
from singlewindow.casework.open_case import concerns
from singlewindow.casework.reference import no_case
from singlewindow.errors import FieldError, Invalid, NotPossible, TooLarge
from singlewindow.store import attachments, cases, positions
from singlewindow.store.people import Actor
from wco_datamodel.ephyto import SPSCertificate

TYPES = "uncl1001"
"""The code list of document names (UN/EDIFACT 1001)."""

MOST_AT_ONCE = 5
LONGEST_ID = 70


class Sent(msgspec.Struct, frozen=True):
    """A document as it was sent: the file's name and bytes, and what the sender says of it.

    ``type_code`` is a code of UN/EDIFACT 1001, ``document_id`` the document's own number; ``items`` are the goods items
    that it is about, none for all of them.
    """

    name: str
    content: bytes
    type_code: str | None = None
    document_id: str | None = None
    items: tuple[int, ...] = ()


class Taken(msgspec.Struct, frozen=True):
    """A document whose file is kept: what it is by its content, and what was said of it."""

    name: str
    content_type: str
    size: int
    sha256: str
    type_code: str | None
    document_id: str | None
    items: tuple[int, ...]
    certificate: SPSCertificate | None


def take(house: House, actor: Actor, reference: str, act: str, sent: tuple[Sent, ...]) -> tuple[Taken, ...]:
    """Keep the files of documents that the actor may send to this case.

    A certificate says itself of which type and number it is. Raises NotFound, NotAllowed, NotPossible, TooLarge, and
    Invalid naming ``documents`` and, where only one was sent, the fields ``type_code``, ``document_id``.
    """
    if not sent:
        return ()
    _admit(house, actor, reference, act, len(sent))
    if len(sent) > MOST_AT_ONCE:
        _refuse("documents", f"Send at most {MOST_AT_ONCE} documents at once.")
    looked_into = [(one, _look_into(house, one)) for one in sent]
    return tuple(msgspec.structs.replace(taken, sha256=house.files.keep(one.content)) for one, taken in looked_into)


def _admit(house: House, actor: Actor, reference: str, act: str, count: int) -> None:
    """Nobody fills the disk with files for a case that takes none of theirs. All is asked again when it is stored."""
    with house.database.reading() as session:
        case = cases.by_reference(session, reference)
        if case is None or not concerns(actor, case, ()) or case.lodger_organisation_id != actor.organisation_id:
            raise no_case(reference)
        states.require(act, actor, CaseOutcome(case.outcome), positions.of_case(session, case.id))
        require_room(house, len(attachments.digests(session, case.id)) + count)


def require_room(house: House, count: int) -> None:
    """Raise NotPossible where a case would have more documents than the setting allows."""
    most = house.settings.max_documents
    if count > most:
        raise NotPossible(f"A case has at most {most} documents. Put several papers into one PDF.")


def _look_into(house: House, sent: Sent) -> Taken:
    most = house.settings.max_document_bytes
    if len(sent.content) > most:
        raise TooLarge(f"{_named(sent)}The file has {len(sent.content):,} bytes; {most:,} is the most that is taken.")
    try:
        found = examine(sent.content)
    except Unfit as unfit:
        _refuse("documents", _named(sent) + unfit.sentence)
    certificate = found.certificate
    return Taken(
        name=fitting(sent.name, found.content_type),
        content_type=found.content_type,
        size=len(sent.content),
        sha256="",
        type_code=certificate.type_code if certificate else _type_code(house, sent),
        document_id=certificate.number[:LONGEST_ID] if certificate else _document_id(sent),
        items=tuple(sorted(frozenset(sent.items))),
        certificate=certificate,
    )


def _type_code(house: House, sent: Sent) -> str | None:
    code = (sent.type_code or "").strip()
    if code and code not in house.pack.lists.get(TYPES):
        _refuse("type_code", f"{code} is no code of a document (UN/EDIFACT 1001).")
    return code or None


def _document_id(sent: Sent) -> str | None:
    number = (sent.document_id or "").strip()
    if len(number) > LONGEST_ID:
        _refuse("document_id", f"The document's number must be {LONGEST_ID} characters or less.")
    return number or None


def _named(sent: Sent) -> str:
    return f"{sent.name[:60]}: " if sent.name else ""


def _refuse(field: str, sentence: str) -> NoReturn:
    raise Invalid("The document cannot be taken.", (FieldError(field, sentence),))
