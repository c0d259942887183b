"""What must be known to tell those concerned of a decision: it, and the one before it."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from singlewindow.store.tables import Case, DecisionRow


class Step(NamedTuple):
    """A decision, its case, and the decision before it."""

    case: Case
    decision: DecisionRow
    before: DecisionRow | None


def step_to(session: Session, decision_id: int) -> Step | None:
    """The step that led to the decision of this id; None where there is none."""
    decision = session.get(DecisionRow, decision_id)
    if decision is None:
        return None
    before = session.scalars(
        select(DecisionRow).where(DecisionRow.case_id == decision.case_id, DecisionRow.number == decision.number - 1)
    ).first()
    return Step(session.get_one(Case, decision.case_id), decision, before)
