"""Jobs: work that must happen after a commit. The row is the truth; a queue only runs it."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from sqlalchemy import CursorResult, Dialect, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.notice_tables import WebhookDelivery, WebhookEndpoint
from singlewindow.store.pen import Writing
from singlewindow.store.tables import Job, core


def add(writing: Writing, kind: str, subject: int, now: dt.datetime, *, due_at: dt.datetime | None = None) -> None:
    """Add a job that is due now, or then, in the transaction of whatever made it necessary."""
    rows.insert(writing, Job, [{**_row(kind, subject, now), "due_at": due_at or now}])


def add_webhooks(
    writing: Writing, *, organisation_id: int, case_id: int, decision_number: int, event: str, now: dt.datetime
) -> None:
    """Add a delivery, and its job, for each active endpoint of the organisation that lodged the case."""
    for (endpoint_id,) in rows.every(writing, _endpoints, {"organisation_id": organisation_id}, flush=False):
        delivery = {
            "endpoint_id": endpoint_id,
            "case_id": case_id,
            "decision_number": decision_number,
            "event": event,
            "created_at": now,
            "tries": 0,
        }
        delivery_id = rows.insert_with_id(writing, WebhookDelivery, delivery)
        add(writing, "webhook", delivery_id, now)


def due_jobs(session: Session, now: dt.datetime, limit: int) -> Sequence[int]:
    """The ids of jobs that are due and leased to nobody, oldest first."""
    return session.scalars(
        select(Job.id)
        .where(Job.done_at.is_(None), Job.due_at <= now, or_(Job.leased_until.is_(None), Job.leased_until <= now))
        .order_by(Job.due_at)
        .limit(limit)
    ).all()


def lease(session: Session, job_id: int, now: dt.datetime, until: dt.datetime) -> Job | None:
    """Take a job until then. None where it is done, not due, or somebody else has it: then there is nothing to do."""
    taken = session.execute(
        update(Job)
        .where(
            Job.id == job_id,
            Job.done_at.is_(None),
            Job.due_at <= now,
            or_(Job.leased_until.is_(None), Job.leased_until <= now),
        )
        .values(leased_until=until, attempts=Job.attempts + 1)
    )
    assert isinstance(taken, CursorResult)
    return session.get(Job, job_id) if taken.rowcount else None


def finish(session: Session, job_id: int, now: dt.datetime) -> None:
    """The job is done: in the transaction that stores what it did."""
    session.execute(update(Job).where(Job.id == job_id).values(done_at=now, leased_until=None, error=None))


def fail(session: Session, job_id: int, error: str, due_at: dt.datetime) -> None:
    """The job failed: tell why, and try again then."""
    session.execute(update(Job).where(Job.id == job_id).values(error=error, due_at=due_at, leased_until=None))


def give_up(session: Session, job_id: int, error: str, now: dt.datetime) -> None:
    """The job will not be tried again. Its error stays."""
    session.execute(update(Job).where(Job.id == job_id).values(error=error, done_at=now, leased_until=None))


def hasten(session: Session, kind: str, subject: int, now: dt.datetime) -> None:
    """Have a job run now: the one that is put off, or a new one where none is left."""
    waiting = Job.kind == kind, Job.subject == subject, Job.done_at.is_(None)
    put_off = session.execute(update(Job).where(*waiting).values(due_at=now))
    assert isinstance(put_off, CursorResult)
    if not put_off.rowcount:
        add(session, kind, subject, now)


def forget_done(session: Session, before: dt.datetime) -> int:
    """Remove jobs that were done before then, and give how many; what they did is told elsewhere."""
    removed = session.execute(delete(Job).where(Job.done_at < before))
    assert isinstance(removed, CursorResult)
    return removed.rowcount


@cache
def _endpoints(dialect: Dialect) -> rows.Plan:
    endpoint = core(WebhookEndpoint).c
    statement = select(endpoint.id).where(
        endpoint.organisation_id == bindparam("organisation_id"), endpoint.active.is_(True)
    )
    return rows.written(statement, dialect, core(WebhookEndpoint))


def _row(kind: str, subject: int, now: dt.datetime) -> dict[str, object]:
    return {"kind": kind, "subject": subject, "due_at": now, "created_at": now, "attempts": 0}
