"""What was received before: idempotency keys, and messages that could not be accepted."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Select, bindparam, select
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.pen import Writing
from singlewindow.store.tables import IdempotencyKey, Organisation, RejectedMessage, core


class UsedKey(NamedTuple):
    """What an idempotency key was used for: which declaration, and which decision it was answered."""

    payload_sha256: str
    case_id: int
    decision_number: int


def find_key(writing: Writing, organisation_id: int, key: str) -> UsedKey | None:
    """What this organisation's key was used for."""
    found = rows.first(writing, _used_key, {"organisation_id": organisation_id, "key": key}, flush=False)
    return UsedKey(*found) if found else None


def add_key(writing: Writing, values: Mapping[str, Any]) -> None:
    """Keep what a key was answered. Raises IntegrityError where another transaction kept it first."""
    rows.insert(writing, IdempotencyKey, [values])


def add_rejected(writing: Writing, values: Mapping[str, Any]) -> None:
    """Keep a message that could not be accepted, with its errors."""
    rows.insert(writing, RejectedMessage, [values])


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


@cache
def _used_key(dialect: Dialect) -> rows.Plan:
    key = core(IdempotencyKey).c
    statement = select(key.payload_sha256, key.case_id, key.decision_number).where(
        key.organisation_id == bindparam("organisation_id"), key.key == bindparam("key")
    )
    return rows.written(statement, dialect, core(IdempotencyKey))


def _rejected(organisation_id: int | None) -> Select[RejectedMessage, str]:
    statement = select(RejectedMessage, Organisation.name).join(
        Organisation, Organisation.id == RejectedMessage.organisation_id
    )
    return statement if organisation_id is None else statement.where(Organisation.id == organisation_id)
