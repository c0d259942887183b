"""Job ``notice``: put a decision into the inboxes of those concerned. The subject is the decision's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.tell import tell
from singlewindow.store import notices
from singlewindow.worker.job import Store, nothing


def write_notices(house: House, decision_id: int) -> Store:
    """Compose the notices; a repeat finds them there and adds none."""
    told = tell(house, decision_id)
    if told is None:
        return nothing

    def store(session: Session) -> None:
        for letter in told.letters:
            notices.add(
                session,
                organisation_id=letter.organisation_id,
                case_id=told.case_id,
                decision_number=told.decision_number,
                text=letter.text,
                at=told.at,
            )

    return store
