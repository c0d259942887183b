"""Decisions that a later one of the same case took the place of."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from singlewindow.store.tables import Case, DecisionRow


class Newest(NamedTuple):
    """A case that was decided more than once: its reference, the number of its newest decision, and its outcome."""

    reference: str
    number: int
    outcome: str


def since(session: Session, moment: dt.datetime) -> Sequence[Newest]:
    """The cases that were decided again at that moment or later, by reference."""
    newest = func.max(DecisionRow.number)
    found = session.execute(
        select(Case.reference, newest, Case.outcome)
        .join(DecisionRow, DecisionRow.case_id == Case.id)
        .where(Case.changed_at >= moment)
        .group_by(Case.id, Case.reference, Case.outcome)
        .having(newest > 1)
        .order_by(Case.reference)
    )
    return [Newest(*row) for row in found]
