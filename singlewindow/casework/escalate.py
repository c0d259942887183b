"""An agency's clock runs out: the case is overdue there, and the agency's supervisors are told, once for each case."""

import datetime as dt
from itertools import groupby

from sqlalchemy.orm import Session

from singlewindow.casework import states
from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.conclude import note_down
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.expire import CLOCK
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.store import audit, cases, escalations


def escalate(house: House, session: Session, case_id: int) -> bool:
    """Tell of every agency that is overdue on a case and was not told of yet. Whether there was any.

    A verdict in time, or a question that the trader still has, leaves nothing to tell.
    """
    reference = cases.reference_of(session, case_id)
    case = cases.by_reference(session, reference, hold=True) if reference else None
    if case is None or "escalate" not in states.possible(CLOCK, CaseOutcome(case.outcome)):
        return False
    opened = open_case(house, session, CLOCK, case.reference, "escalate", None)
    told = {one.row.agency for one in escalations.of_case(session, case_id)}
    late = escalations.overdue_in(session, case_id, house.day_of(opened.at))
    events = []
    for agency, found in groupby((row for row in late if row.agency not in told), key=lambda row: row.agency):
        rows = list(found)
        due_on = min(row.due_on for row in rows if row.due_on is not None)
        escalations.add(session, case_id, agency, due_on, opened.at)
        _tell_supervisors(session, opened, agency, due_on)
        items = [row.item for row in rows]
        events.append(audit.Event("overdue", {"agency": agency, "items": items, "due_on": due_on.isoformat()}))
    if events:
        note_down(session, opened, events)
    return bool(events)


def _tell_supervisors(session: Session, opened: Opened, agency: str, due_on: dt.date) -> None:
    customs = agency == opened.house.pack.customs.code
    to = Recipient(agency=agency, role="customs_supervisor" if customs else "supervisor")
    reference = opened.case.reference
    data = {"reference": reference, "due_on": due_on.isoformat()}
    key = f"{reference} overdue {agency}"
    announce(session, to=to, event="overdue", key=key, data=data, at=opened.at, case_id=opened.case.id)
