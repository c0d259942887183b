"""Webhooks: where organisations want their events sent, and each event that is sent there."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from singlewindow.store import jobs
from singlewindow.store.notice_tables import Announcement, WebhookDelivery, WebhookEndpoint
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.permit_tables import Permit
from singlewindow.store.tables import Case, DecisionRow, Job, core

JOB = "webhook"


class Delivery(NamedTuple):
    """One event for one endpoint, with what it is about: a case and its decision, or a case or permit announced."""

    delivery: WebhookDelivery
    endpoint: WebhookEndpoint
    case: Case | None
    decision: DecisionRow | None
    announcement: Announcement | None
    permit: Permit | None


class Listed(NamedTuple):
    """A delivery in a list: with the case's or permit's number, and whether it is still to be tried."""

    delivery: WebhookDelivery
    about: str
    waits: bool


def add_endpoint(session: Session, endpoint: WebhookEndpoint) -> int:
    """Store an endpoint and give its id."""
    session.add(endpoint)
    session.flush()
    return endpoint.id


def endpoints_of(session: Session, organisation_id: int) -> Sequence[WebhookEndpoint]:
    """An organisation's endpoints, oldest first."""
    return session.scalars(
        select(WebhookEndpoint).where(WebhookEndpoint.organisation_id == organisation_id).order_by(WebhookEndpoint.id)
    ).all()


def remove_endpoint(session: Session, organisation_id: int, endpoint_id: int) -> bool:
    """Remove an organisation's endpoint and what was to be sent there. False where it has none of this id."""
    mine = WebhookEndpoint.id == endpoint_id, WebhookEndpoint.organisation_id == organisation_id
    if session.scalar(select(WebhookEndpoint.id).where(*mine)) is None:
        return False
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.endpoint_id == endpoint_id))
    session.execute(delete(WebhookEndpoint).where(*mine))
    return True


def find_endpoint(session: Session, organisation_id: int, endpoint_id: int) -> WebhookEndpoint | None:
    """An organisation's endpoint of this id."""
    mine = WebhookEndpoint.id == endpoint_id, WebhookEndpoint.organisation_id == organisation_id
    return session.scalars(select(WebhookEndpoint).where(*mine)).first()


def add_announcement(session: Session, organisation_id: int, announcement_id: int, event: str, at: dt.datetime) -> None:
    """Add a delivery of an announcement, with its job, for each active endpoint; a repeat adds nothing."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    table = core(WebhookDelivery)
    for endpoint in endpoints_of(session, organisation_id):
        if not endpoint.active:
            continue
        values = {"endpoint_id": endpoint.id, "announcement_id": announcement_id, "event": event}
        statement = dialect.insert(table).values(**values, created_at=at, tries=0).on_conflict_do_nothing()
        made = session.execute(statement.returning(table.c.id)).scalar()
        if made is not None:
            jobs.add(session, JOB, made, at)


def find_delivery(session: Session, delivery_id: int) -> Delivery | None:
    """A delivery with its endpoint and what it is about; None where the endpoint was removed meanwhile."""
    told = (WebhookDelivery.case_id, WebhookDelivery.decision_number)
    row = session.execute(
        select(WebhookDelivery, WebhookEndpoint, Case, DecisionRow, Announcement, Permit)
        .join(WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id)
        .outerjoin(Announcement, Announcement.id == WebhookDelivery.announcement_id)
        .outerjoin(Case, Case.id == func.coalesce(WebhookDelivery.case_id, Announcement.case_id))
        .outerjoin(DecisionRow, (DecisionRow.case_id == told[0]) & (DecisionRow.number == told[1]))
        .outerjoin(Permit, Permit.id == Announcement.permit_id)
        .where(WebhookDelivery.id == delivery_id)
    ).first()
    return Delivery(*row) if row else None


def page_of_deliveries(session: Session, endpoint_id: int, *, cursor: str | None, limit: int) -> Page[Listed]:
    """What was sent and is to be sent to an endpoint, newest first."""
    limit = bounded(limit)
    waits = select(Job.id).where(Job.kind == JOB, Job.subject == WebhookDelivery.id, Job.done_at.is_(None)).exists()
    statement = (
        select(WebhookDelivery, func.coalesce(Case.reference, Permit.number, ""), waits)
        .outerjoin(Announcement, Announcement.id == WebhookDelivery.announcement_id)
        .outerjoin(Case, Case.id == func.coalesce(WebhookDelivery.case_id, Announcement.case_id))
        .outerjoin(Permit, Permit.id == Announcement.permit_id)
        .where(WebhookDelivery.endpoint_id == endpoint_id)
        .order_by(WebhookDelivery.id.desc())
        .limit(limit + 1)
    )
    if cursor:
        statement = statement.where(WebhookDelivery.id < decode(cursor))
    return Page.of([Listed(*row) for row in session.execute(statement)], limit, key=lambda row: row.delivery.id)


def send_again(session: Session, endpoint_id: int, delivery_id: int, now: dt.datetime) -> bool:
    """Have an endpoint's delivery sent now: by the job that waits for it, or a new one. False where it has none."""
    mine = WebhookDelivery.id == delivery_id, WebhookDelivery.endpoint_id == endpoint_id
    changed = session.execute(update(WebhookDelivery).where(*mine).values(delivered_at=None))
    assert isinstance(changed, CursorResult)
    if not changed.rowcount:
        return False
    waiting = Job.kind == JOB, Job.subject == delivery_id, Job.done_at.is_(None)
    moved = session.execute(update(Job).where(*waiting).values(due_at=now))
    assert isinstance(moved, CursorResult)
    if not moved.rowcount:
        jobs.add(session, JOB, delivery_id, now)
    return True


def record_try(session: Session, delivery_id: int, at: dt.datetime, *, status: int | None, error: str | None) -> None:
    """Record a try: the HTTP status of its answer, if there was one, and why it was not delivered (None: it was)."""
    tried = {"status": status, "error": error, "tried_at": at, "delivered_at": None if error else at}
    change = update(WebhookDelivery).where(WebhookDelivery.id == delivery_id)
    session.execute(change.values(**tried, tries=WebhookDelivery.tries + 1))


def disable_endpoint(session: Session, endpoint_id: int) -> None:
    """Send nothing there any more."""
    session.execute(update(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id).values(active=False))
