"""What traders asked about their declarations, and what was answered."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from singlewindow.store import rows
from singlewindow.store.request_tables import CaseRequest
from singlewindow.store.tables import Account


class Requested(NamedTuple):
    """A request with the names of who asked and who settled it."""

    request: CaseRequest
    asked_by: str
    settled_by: str | None


def add(session: Session, values: Mapping[str, Any]) -> int:
    """Insert a request and give its id."""
    return rows.insert_with_id(session, CaseRequest, values)


def same(session: Session, case_id: int, sha256: str) -> CaseRequest | None:
    """The newest request that was sent before with this digest."""
    statement = select(CaseRequest).where(CaseRequest.case_id == case_id, CaseRequest.sha256 == sha256)
    return session.scalars(statement.order_by(CaseRequest.id.desc()).limit(1)).first()


def waiting(session: Session, case_id: int) -> CaseRequest | None:
    """The request that waits for consent; a case has at most one."""
    return session.scalars(
        select(CaseRequest).where(CaseRequest.case_id == case_id, CaseRequest.state == "asked")
    ).first()


def waiting_in(session: Session, case_ids: Collection[int], agency: str) -> dict[int, str]:
    """By case, the kind of the request that waits for this agency's consent."""
    mine = CaseRequest.case_id.in_(case_ids), CaseRequest.agency == agency, CaseRequest.state == "asked"
    found = session.execute(select(CaseRequest.case_id, CaseRequest.kind).where(*mine))
    return {row.case_id: row.kind for row in found}


def of_id(session: Session, case_id: int, request_id: int) -> CaseRequest | None:
    """The request of this id, where it belongs to the case."""
    found = select(CaseRequest).where(CaseRequest.id == request_id, CaseRequest.case_id == case_id)
    return session.scalars(found).first()


def is_past(request: CaseRequest, version: int) -> bool:
    """Whether a request is to amend a version that is not the case's newest any more."""
    return request.kind == "amendment" and request.version != version


def settle(session: Session, request: CaseRequest, *, state: str, by_id: int, at: dt.datetime, answer: str) -> None:
    """Store whether a request was granted or denied, by whom and why."""
    request.state, request.settled_by_id, request.settled_at, request.answer = state, by_id, at, answer
    session.flush()


def of_case(session: Session, case_id: int) -> Sequence[Requested]:
    """The requests of a case, newest first."""
    asker, settler = aliased(Account), aliased(Account)
    found = session.execute(
        select(CaseRequest, asker.name, settler.name)
        .join(asker, asker.id == CaseRequest.asked_by_id)
        .outerjoin(settler, settler.id == CaseRequest.settled_by_id)
        .where(CaseRequest.case_id == case_id)
        .order_by(CaseRequest.id.desc())
    )
    return [Requested(row[0], row[1], row[2]) for row in found]


def cases_waiting_for(agency: str) -> Select[int]:
    """The cases that have a request which waits for this agency's consent, as a subquery."""
    return select(CaseRequest.case_id).where(CaseRequest.agency == agency, CaseRequest.state == "asked")
