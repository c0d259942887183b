"""Note an act that leaves the decision as it is: its audit entry, and the case's next revision."""

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import answer
from singlewindow.casework.answer import Answer
from singlewindow.casework.open_case import Opened
from singlewindow.store import audit, cases


def note(session: Session, opened: Opened, event: audit.Event) -> Answer:
    """Store the event with the case's revision counted up; the decision that stands is the answer."""
    case = opened.case
    audit.append(session, case.id, answer.named(opened.actor), opened.at, [event])
    cases.change_case(session, case, outcome=case.outcome, at=opened.at)
    return msgspec.structs.replace(opened.stands, revision=case.revision, replayed=False)
