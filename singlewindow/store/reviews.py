"""Reviews that traders asked for (WTO TFA Article 4), and what was answered."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from singlewindow.store import rows
from singlewindow.store.oversight_tables import Review
from singlewindow.store.tables import Account


class Reviewed(NamedTuple):
    """A review with the names of who asked and who decided."""

    review: Review
    asked_by: str
    decided_by: str | None


def add(session: Session, values: Mapping[str, Any]) -> int:
    """Insert a review that is asked for, and give its id. ``items`` are numbers."""
    items = msgspec.json.encode(sorted(values["items"])).decode()
    return rows.insert_with_id(session, Review, {**values, "items": items, "state": "asked"})


def items_of(review: Review) -> tuple[int, ...]:
    """The numbers of the items that a review is about; none where it is about a request."""
    return tuple(msgspec.json.decode(review.items, type=list[int]))


def open_of(session: Session, case_id: int) -> Sequence[Review]:
    """The reviews of a case that wait for an answer."""
    return session.scalars(select(Review).where(Review.case_id == case_id, Review.state == "asked")).all()


def waiting_in(session: Session, case_ids: Collection[int], agency: str) -> frozenset[int]:
    """Those of these cases that have a review which waits for this agency."""
    return frozenset(session.scalars(cases_waiting_for(agency).where(Review.case_id.in_(case_ids))))


def settle(
    session: Session,
    review: Review,
    state: str,
    *,
    at: dt.datetime,
    by_id: int | None = None,
    answer: str | None = None,
) -> None:
    """Store what became of a review, by whom and why."""
    review.state, review.decided_by_id, review.decided_at, review.answer = state, by_id, at, answer
    session.flush()


def of_case(session: Session, case_id: int) -> Sequence[Reviewed]:
    """The reviews of a case, newest first."""
    asker, decider = aliased(Account), aliased(Account)
    found = session.execute(
        select(Review, asker.name, decider.name)
        .join(asker, asker.id == Review.asked_by_id)
        .outerjoin(decider, decider.id == Review.decided_by_id)
        .where(Review.case_id == case_id)
        .order_by(Review.id.desc())
    )
    return [Reviewed(row[0], row[1], row[2]) for row in found]


def cases_waiting_for(agency: str) -> Select[int]:
    """The cases with a review that waits for this agency, as a subquery."""
    return select(Review.case_id).where(Review.agency == agency, Review.state == "asked")
