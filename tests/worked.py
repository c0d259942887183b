"""Cases with something for the worker to do, and the worker's work done in the test's own thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from messages import PLANTS, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import Decision, House
from singlewindow.store import jobs
from singlewindow.store.people import Actor
from singlewindow.store.tables import Job
from singlewindow.worker.handlers import HANDLERS
from singlewindow.worker.job import run_job


def lodged(house: House, trader: Actor, reference: str = "T-1") -> Decision:
    """A declaration of plants, which wait for biosecurity's officer."""
    return casework.lodge(house, trader, message(PLANTS, reference=reference), "application/xml").decision


def cleared(house: House, officer: Actor, reference: str) -> Decision:
    """The officer's answer to it."""
    return casework.decide(
        house, officer, reference, items=[1], outcome=Outcome.CLEAR, reason="The plants were inspected and are clean."
    ).decision


def run_due(house: House) -> None:
    """Run every job that is due now, and those that they make, each once."""
    done: set[int] = set()
    while due := _due(house) - done:
        for job_id in sorted(due):
            run_job(house, HANDLERS, job_id)
        done |= due


def _due(house: House) -> set[int]:
    with house.database.reading() as session:
        return set(jobs.due_jobs(session, house.now(), 1000))


def later(house: House, time: dt.timedelta) -> House:
    """The same house, so much later."""
    return msgspec.structs.replace(house, now=lambda: dt.datetime.now(dt.UTC) + time)


def all_jobs(house: House) -> Sequence[Job]:
    """Every job's row, but those that wait for an agency's clock to run out."""
    with house.database.reading() as session:
        return session.scalars(sa.select(Job).where(Job.kind != "escalate").order_by(Job.id)).all()
