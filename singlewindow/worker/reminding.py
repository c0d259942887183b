"""Job ``remind``: tell those concerned that an answer is due, or overdue. The subject is the question's id."""

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.remind import remind
from singlewindow.worker.job import Store


def remind_of_question(house: House, question_id: int) -> Store:
    """Remind, in the transaction that ends the job; a repeat finds it done."""

    def store(session: Session) -> None:
        remind(house, session, question_id)

    return store
