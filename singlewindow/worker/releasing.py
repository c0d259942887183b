"""Job ``release``: tell who keeps the goods, and further parties, what may leave. The subject is the case's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.notify_release import notify_release
from singlewindow.worker.job import Store


def tell_of_release(house: House, case_id: int) -> Store:
    """Write the release notices, in the transaction that ends the job; a repeat finds them written."""

    def store(session: Session) -> None:
        notify_release(house, session, case_id)

    return store
