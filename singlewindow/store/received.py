"""What was received before: idempotency keys, and messages that could not be accepted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.tables import IdempotencyKey, RejectedMessage, core


def find_key(session: Session, organisation_id: int, key: str) -> IdempotencyKey | None:
    """What this organisation's key was used for."""
    return session.get(IdempotencyKey, (organisation_id, key))


def add_key(session: Session, values: Mapping[str, Any]) -> None:
    """Keep what a key was answered. Raises IntegrityError where another transaction kept it first."""
    session.execute(insert(core(IdempotencyKey)), [values])


def add_rejected(session: Session, values: Mapping[str, Any]) -> None:
    """Keep a message that could not be accepted, with its errors."""
    session.execute(insert(core(RejectedMessage)), [values])


def page_of_rejected(
    session: Session, *, organisation_id: int | None, cursor: str | None, limit: int
) -> Page[RejectedMessage]:
    """Messages that were not accepted, newest first; of one organisation, or (None) of all."""
    limit = bounded(limit)
    statement = select(RejectedMessage).order_by(RejectedMessage.id.desc()).limit(limit + 1)
    if organisation_id is not None:
        statement = statement.where(RejectedMessage.organisation_id == organisation_id)
    if cursor:
        statement = statement.where(RejectedMessage.id < decode(cursor))
    return Page.of(session.scalars(statement).all(), limit, key=lambda row: row.id)


def find_rejected(session: Session, rejected_id: int, organisation_id: int | None) -> RejectedMessage | None:
    """A message that was not accepted; None where it is another organisation's."""
    row = session.get(RejectedMessage, rejected_id)
    return row if row and organisation_id in (None, row.organisation_id) else None
