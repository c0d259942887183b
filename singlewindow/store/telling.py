"""What must be known to tell those concerned of a decision: it, the one before it, and the agencies' organisations."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from singlewindow.store.tables import Case, DecisionRow, Organisation


class Step(NamedTuple):
    """A decision, its case, and the decision before it."""

    case: Case
    decision: DecisionRow
    before: DecisionRow | None


class Office(NamedTuple):
    """An organisation that acts as an agency."""

    organisation_id: int
    agency: str


def step_to(session: Session, decision_id: int) -> Step | None:
    """The step that led to the decision of this id; None where there is none."""
    decision = session.get(DecisionRow, decision_id)
    if decision is None:
        return None
    before = session.scalars(
        select(DecisionRow).where(DecisionRow.case_id == decision.case_id, DecisionRow.number == decision.number - 1)
    ).first()
    return Step(session.get_one(Case, decision.case_id), decision, before)


def offices_of(session: Session, agencies: Collection[str]) -> Sequence[Office]:
    """The organisations of these agencies, by id."""
    rows = session.execute(
        select(Organisation.id, Organisation.agency).where(Organisation.agency.in_(agencies)).order_by(Organisation.id)
    )
    return [Office(row[0], row[1]) for row in rows if row[1]]
