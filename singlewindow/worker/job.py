"""One job: lease its row, do its work, and finish the row in the transaction that stores what came of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.store import jobs
from singlewindow.worker.retrying import next_try

log: Any = structlog.get_logger("singlewindow.worker")

Store = Callable[[Session], None]
"""What a handler leaves to be stored, together with the end of its job."""

Handler = Callable[[House, int], Store]
"""The work of one kind of job. It is given the id of its subject and nothing else; doing it twice must do no harm."""

LEASE = dt.timedelta(minutes=2)
"""How long a job is its worker's alone. A job whose worker died is due again after that; no job takes so long."""


def nothing(_: Session) -> None:
    """Nothing is to be stored."""


class NotDone(Exception):
    """The work could not be done. ``store`` is stored all the same.

    ``final`` says that another try cannot help; ``lasting`` that it is tried for as long as it is wanted, day by day.
    """

    def __init__(self, sentence: str, *, final: bool = False, lasting: bool = False, store: Store = nothing) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.final = final
        self.lasting = lasting
        self.store = store


def run_job(house: House, handlers: dict[str, Handler], job_id: int) -> None:
    """Run a job unless it is done, not due, or another worker has it. Errors are kept in its row, and tried again."""
    now = house.now()
    with house.database.writing() as session:
        job = jobs.lease(session, job_id, now, now + LEASE)
    if job is None:
        return
    try:
        _finish(house, job_id, handlers[job.kind](house, job.subject))
    except NotDone as failure:
        _put_off(house, job_id, job.attempts, failure)
    except Exception as error:  # a job must never end the worker; the row tells what happened
        log.exception("job_failed", job=job_id, kind=job.kind)
        _put_off(house, job_id, job.attempts, NotDone(f"{type(error).__name__}: {error}"))


def _finish(house: House, job_id: int, store: Store) -> None:
    with house.database.writing() as session:
        store(session)
        jobs.finish(session, job_id, house.now())


def _put_off(house: House, job_id: int, attempts: int, failure: NotDone) -> None:
    now = house.now()
    due_at = None if failure.final else next_try(attempts, now, lasting=failure.lasting)
    log.warning("job_not_done", job=job_id, attempts=attempts, error=failure.sentence, due_at=due_at)
    with house.database.writing() as session:
        failure.store(session)
        if due_at is None:
            jobs.give_up(session, job_id, failure.sentence, now)
        else:
            jobs.fail(session, job_id, failure.sentence, due_at)
