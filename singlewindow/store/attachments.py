"""What traders attached to their cases: the rows that name the files."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.attachment_tables import Attachment
from singlewindow.store.tables import Account, Case, Question


class Kept(NamedTuple):
    """An attachment with the name of who attached it, and the agency whose question it answers, if any."""

    attachment: Attachment
    attached_by: str
    asked_by_agency: str | None


class NamedFile(NamedTuple):
    """A file that rows name: its digest, its size in bytes, and one of the cases that have it."""

    sha256: str
    size: int
    reference: str


def add(session: Session, values: Mapping[str, Any]) -> int:
    """Insert an attachment and give its id."""
    return rows.insert_with_id(session, Attachment, values)


def of_case(session: Session, case_id: int) -> Sequence[Kept]:
    """A case's attachments, oldest first."""
    found = session.execute(
        select(Attachment, Account.name, Question.agency)
        .join(Account, Account.id == Attachment.attached_by_id)
        .outerjoin(Question, Question.id == Attachment.question_id)
        .where(Attachment.case_id == case_id)
        .order_by(Attachment.id)
    )
    return [Kept(*row) for row in found]


def digests(session: Session, case_id: int) -> list[str]:
    """The digests of a case's attachments, oldest first."""
    statement = select(Attachment.sha256).where(Attachment.case_id == case_id).order_by(Attachment.id)
    return list(session.scalars(statement))


def certificates(session: Session, case_id: int) -> list[str]:
    """The electronic certificates among a case's attachments, as JSON, oldest first."""
    statement = select(Attachment.certificate).where(Attachment.case_id == case_id, Attachment.certificate.is_not(None))
    return [text for text in session.scalars(statement.order_by(Attachment.id)) if text]


def named_files(session: Session) -> Sequence[NamedFile]:
    """Every file that rows name, once."""
    found = session.execute(
        select(Attachment.sha256, func.max(Attachment.size), func.min(Case.reference))
        .join(Case, Case.id == Attachment.case_id)
        .group_by(Attachment.sha256)
        .order_by(Attachment.sha256)
    )
    return [NamedFile(*row) for row in found]
