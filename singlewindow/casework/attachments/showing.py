"""Show what was attached to those whom it concerns: the lodger, customs, and an agency what was shared with it."""

import datetime as dt
from collections.abc import Collection

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.attachments.taking import TYPES
from singlewindow.casework.house import House
from singlewindow.store import attachments
from singlewindow.store.attachments import Kept


class DocumentView(msgspec.Struct, frozen=True):
    """A document that was attached. ``items`` are the goods items that it is about, none for all of them.

    ``question`` is the id of the question that it answers; ``type_name`` is the code's name (UN/EDIFACT 1001).
    ``certificate`` says whether it was read as an electronic certificate. ``size`` is in bytes.
    """

    id: int
    name: str
    content_type: str
    size: int
    sha256: str
    type_code: str | None
    type_name: str | None
    document_id: str | None
    items: tuple[int, ...]
    question: int | None
    certificate: bool
    attached_by: str
    attached_at: dt.datetime


def shown(
    house: House, session: Session, case_id: int, agency: str | None, items: Collection[int]
) -> tuple[DocumentView, ...]:
    """A case's documents, oldest first: all of them, or those that an agency with these items may read.

    That are the answers to its own questions, and what was attached for its items or for the whole declaration.
    """
    views = ((kept, _view(house, kept)) for kept in attachments.of_case(session, case_id))
    return tuple(view for kept, view in views if agency is None or _shared(kept, view, agency, items))


def _shared(kept: Kept, view: DocumentView, agency: str, items: Collection[int]) -> bool:
    if view.question is not None:
        return kept.asked_by_agency == agency
    return not view.items or not frozenset(view.items).isdisjoint(items)


def _view(house: House, kept: Kept) -> DocumentView:
    row = kept.attachment
    code = house.pack.lists.get(TYPES).find(row.type_code) if row.type_code else None
    return DocumentView(
        id=row.id,
        name=row.name,
        content_type=row.content_type,
        size=row.size,
        sha256=row.sha256,
        type_code=row.type_code,
        type_name=code.name if code else None,
        document_id=row.document_id,
        items=msgspec.json.decode(row.items, type=tuple[int, ...]),
        question=row.question_id,
        certificate=row.certificate is not None,
        attached_by=kept.attached_by,
        attached_at=row.attached_at,
    )
