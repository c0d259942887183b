"""Job ``notice``: announce a decision to those concerned. The subject is the decision's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.announce import announce
from singlewindow.casework.house import House
from singlewindow.casework.tell import tell
from singlewindow.worker.job import Store, nothing


def write_notices(house: House, decision_id: int) -> Store:
    """Compose what the decision announces; a repeat finds it announced and adds nothing."""
    told = tell(house, decision_id)
    if told is None:
        return nothing

    def store(session: Session) -> None:
        for letter in told.letters:
            announce(
                session,
                to=letter.to,
                event=letter.event,
                key=told.key,
                data=letter.data,
                at=told.at,
                case_id=told.case_id,
            )

    return store
