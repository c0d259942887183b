"""Job ``permit_ends``: tell of a permit whose last day has passed. The subject is the permit's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.permits.announcing import announce_end
from singlewindow.worker.job import Store


def tell_of_end(house: House, permit_id: int) -> Store:
    """Tell its holder, in the transaction that ends the job; a repeat, or an extended permit, changes nothing."""

    def store(session: Session) -> None:
        announce_end(house, session, permit_id)

    return store
