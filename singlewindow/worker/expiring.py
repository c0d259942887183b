"""Job ``expire``: end a case whose goods never arrived. The subject is the case's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.expire import expire
from singlewindow.casework.house import House
from singlewindow.worker.job import Store


def end_unless_arrived(house: House, case_id: int) -> Store:
    """End the case, in the transaction that ends the job; a repeat finds it ended."""

    def store(session: Session) -> None:
        expire(house, session, case_id)

    return store
