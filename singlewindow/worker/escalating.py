"""Job ``escalate``: tell an agency's supervisors that its clock ran out. The subject is the case's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.escalate import escalate
from singlewindow.casework.house import House
from singlewindow.worker.job import Store


def tell_if_overdue(house: House, case_id: int) -> Store:
    """Escalate what is overdue, in the transaction that ends the job; a repeat finds it told."""

    def store(session: Session) -> None:
        escalate(house, session, case_id)

    return store
