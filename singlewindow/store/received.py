"""What was received before: idempotency keys, and messages that could not be accepted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.tables import IdempotencyKey, Organisation, RejectedMessage


def find_key(session: Session, organisation_id: int, key: str) -> IdempotencyKey | None:
    """What this organisation's key was used for."""
    return session.get(IdempotencyKey, (organisation_id, key))


def add_key(session: Session, values: Mapping[str, Any]) -> None:
    """Keep what a key was answered. Raises IntegrityError where another transaction kept it first."""
    rows.insert(session, IdempotencyKey, [values])


def add_rejected(session: Session, values: Mapping[str, Any]) -> None:
    """Keep a message that could not be accepted, with its errors."""
    rows.insert(session, RejectedMessage, [values])


def page_of_rejected(
    session: Session, *, organisation_id: int | None, cursor: str | None, limit: int
) -> Page[tuple[RejectedMessage, str]]:
    """Messages that were not accepted with their lodger's name, newest first; of one organisation, or (None) of all."""
    limit = bounded(limit)
    statement = _rejected(organisation_id).order_by(RejectedMessage.id.desc()).limit(limit + 1)
    if cursor:
        statement = statement.where(RejectedMessage.id < decode(cursor))
    found = [(row[0], row[1]) for row in session.execute(statement)]
    return Page.of(found, limit, key=lambda row: row[0].id)


def find_rejected(
    session: Session, rejected_id: int, organisation_id: int | None
) -> tuple[RejectedMessage, str] | None:
    """A message that was not accepted with its lodger's name; None where it is another organisation's."""
    row = session.execute(_rejected(organisation_id).where(RejectedMessage.id == rejected_id)).first()
    return (row[0], row[1]) if row else None


def _rejected(organisation_id: int | None) -> Select[RejectedMessage, str]:
    statement = select(RejectedMessage, Organisation.name).join(
        Organisation, Organisation.id == RejectedMessage.organisation_id
    )
    return statement if organisation_id is None else statement.where(Organisation.id == organisation_id)
