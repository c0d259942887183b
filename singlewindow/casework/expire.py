"""A declaration lodged before its goods arrived ends when they do not arrive in time."""

from sqlalchemy.orm import Session

from singlewindow.casework import states
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.store import audit, cases, positions
from singlewindow.store.people import Actor

CLOCK = Actor(
    account_id=0,
    organisation_id=0,
    organisation="Single Window",
    kind="window",
    name="The window's clock",
    permissions=frozenset({"escalate", "expire", "read_all"}),
)
"""Who acts where nobody does: the audit trail names it."""


def expire(house: House, session: Session, case_id: int) -> Answer | None:
    """End a case whose goods are awaited still though their last day has passed. None where nothing is to be done.

    Asked twice, or after the goods arrived or the declaration was cancelled, it changes nothing.
    """
    reference = cases.reference_of(session, case_id)
    if reference is None:
        return None
    case = cases.by_reference(session, reference, hold=True)
    standing = positions.of_case(session, case_id)
    if case is None or not _overdue(house, standing):
        return None
    if "expire" not in states.possible(CLOCK, CaseOutcome(case.outcome), standing):
        return None
    opened = open_case(house, session, CLOCK, reference, "expire", None)
    positions.record(session, case_id, expired_at=opened.at)
    return close(session, opened, (), audit.Event("expired", {"arrive_by": f"{standing.arrive_by}"}))


def _overdue(house: House, standing: positions.Facts) -> bool:
    return standing.arrive_by is not None and house.day_of(house.now()) > standing.arrive_by
