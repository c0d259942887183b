"""Proposals: what one officer answered, until another countersigns it or sends it back."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from agencies.contract import Verdict
from singlewindow.store import rows
from singlewindow.store.oversight_tables import Proposal
from singlewindow.store.tables import Account
from singlewindow.store.verdicts import Given


class Proposed(NamedTuple):
    """A proposal, the verdict that it is, and the names of who proposed and who settled it."""

    row: Proposal
    verdict: Verdict
    proposed_by: str
    settled_by: str | None


def add(session: Session, case_id: int, given: Sequence[Given]) -> None:
    """Insert open proposals."""
    values = (
        {
            "case_id": case_id,
            "agency": one.verdict.agency,
            "item": one.verdict.item,
            "state": "open",
            "document": msgspec.json.encode(one.verdict).decode(),
            "proposed_by_id": one.by_id,
            "proposed_at": one.at,
        }
        for one in given
    )
    rows.insert(session, Proposal, list(values))


def open_of(session: Session, case_id: int) -> Sequence[Proposal]:
    """The proposals of a case that wait for a countersign, by item."""
    waiting = select(Proposal).where(Proposal.case_id == case_id, Proposal.state == "open")
    return session.scalars(waiting.order_by(Proposal.item, Proposal.id)).all()


def verdict_of(proposal: Proposal) -> Verdict:
    """The verdict that was proposed."""
    return msgspec.json.decode(proposal.document, type=Verdict)


def settle(
    session: Session,
    proposals: Iterable[Proposal],
    state: str,
    *,
    at: dt.datetime,
    by_id: int | None = None,
    reason: str | None = None,
) -> None:
    """Store what became of proposals, by whom and why."""
    for one in proposals:
        one.state, one.settled_by_id, one.settled_at, one.reason = state, by_id, at, reason
    session.flush()


def of_case(session: Session, case_id: int, agency: str | None) -> Sequence[Proposed]:
    """The proposals of a case, or of one agency in it, oldest first."""
    proposer, settler = aliased(Account), aliased(Account)
    found = (
        select(Proposal, proposer.name, settler.name)
        .join(proposer, proposer.id == Proposal.proposed_by_id)
        .outerjoin(settler, settler.id == Proposal.settled_by_id)
        .where(Proposal.case_id == case_id)
        .order_by(Proposal.id)
    )
    if agency is not None:
        found = found.where(Proposal.agency == agency)
    return [Proposed(row[0], verdict_of(row[0]), row[1], row[2]) for row in session.execute(found)]
