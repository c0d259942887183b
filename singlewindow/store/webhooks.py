"""Webhooks: where organisations want their events sent, and each event that is sent there."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from singlewindow.store.notice_tables import WebhookDelivery, WebhookEndpoint
from singlewindow.store.tables import Case, DecisionRow


class Delivery(NamedTuple):
    """One event for one endpoint, with what it is about."""

    delivery: WebhookDelivery
    endpoint: WebhookEndpoint
    case: Case
    decision: DecisionRow


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


def find_delivery(session: Session, delivery_id: int) -> Delivery | None:
    """A delivery with its endpoint, case and decision; None where the endpoint was removed meanwhile."""
    row = session.execute(
        select(WebhookDelivery, WebhookEndpoint, Case, DecisionRow)
        .join(WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id)
        .join(Case, Case.id == WebhookDelivery.case_id)
        .join(
            DecisionRow,
            (DecisionRow.case_id == WebhookDelivery.case_id) & (DecisionRow.number == WebhookDelivery.decision_number),
        )
        .where(WebhookDelivery.id == delivery_id)
    ).first()
    return Delivery(row[0], row[1], row[2], row[3]) if row else None


def record_delivery(session: Session, delivery_id: int, status: int, delivered_at: dt.datetime | None) -> None:
    """Record the HTTP status of the last try, and when it was delivered (None: it was not)."""
    session.execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.id == delivery_id)
        .values(status=status, delivered_at=delivered_at)
    )


def disable_endpoint(session: Session, endpoint_id: int) -> None:
    """Send nothing there any more."""
    session.execute(update(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id).values(active=False))
