"""Drafts: declarations being typed, one JSON document each."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Dialect, bindparam, delete, select, update
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.pen import Writing
from singlewindow.store.tables import Draft, core

MOST = 200


def add(session: Session, draft: Draft) -> Draft:
    """Insert a draft."""
    session.add(draft)
    session.flush()
    return draft


def of_organisation(session: Session, organisation_id: int) -> Sequence[Draft]:
    """An organisation's drafts that are not lodged, the last saved first; at most 200."""
    return session.scalars(
        select(Draft)
        .where(Draft.organisation_id == organisation_id, Draft.case_id.is_(None))
        .order_by(Draft.changed_at.desc())
        .limit(MOST)
    ).all()


def find(session: Session, organisation_id: int, draft_id: int) -> Draft | None:
    """The organisation's draft of this id, lodged or not."""
    return session.scalars(select(Draft).where(Draft.id == draft_id, Draft.organisation_id == organisation_id)).first()


def save(session: Session, draft: Draft, *, title: str, document: str, at: dt.datetime) -> None:
    """Store a draft's new content; its revision goes up by one."""
    draft.title, draft.document, draft.changed_at, draft.revision = title, document, at, draft.revision + 1
    session.flush()


def discard(session: Session, draft: Draft) -> None:
    """Delete a draft."""
    session.execute(delete(Draft).where(Draft.id == draft.id))


def lodged(writing: Writing, organisation_id: int, draft_id: int, case_id: int) -> None:
    """Tie a draft to the case that it became."""
    rows.change(writing, _lodged, {"organisation_id": organisation_id, "id": draft_id, "case_id": case_id})


@cache
def _lodged(dialect: Dialect) -> rows.Plan:
    draft = core(Draft)
    statement = update(draft).where(
        draft.c.id == bindparam("id"), draft.c.organisation_id == bindparam("organisation_id")
    )
    return rows.written(statement, dialect, draft, ["case_id"])
