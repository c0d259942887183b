"""Job ``announce``: bring an announcement to those whom it is for. The subject is the announcement's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.deliver import deliver
from singlewindow.casework.house import House
from singlewindow.worker.job import Store


def spread(house: House, announcement_id: int) -> Store:
    """Put it into inboxes and make its messages, in the transaction that ends the job; a repeat finds them there."""

    def store(session: Session) -> None:
        deliver(house, session, announcement_id)

    return store
