"""Drafts: declarations being typed, one JSON document each."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from singlewindow.store.tables import Draft

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


def lodged(session: Session, organisation_id: int, draft_id: int, case_id: int) -> None:
    """Tie a draft to the case that it became."""
    session.execute(
        update(Draft).where(Draft.id == draft_id, Draft.organisation_id == organisation_id).values(case_id=case_id)
    )
