"""Job ``webhook``: tell an organisation's computer of a decision. The subject is the delivery's id.

Standard Webhooks 1.0: the id stays the same over all tries, the timestamp is the try's, the signature covers both and
the body. The body is thin: it says what happened and where to read it, so that a leaked one tells little.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.store import webhooks
from singlewindow.store.webhooks import Delivery
from singlewindow.worker.job import NotDone, Store, nothing
from singlewindow.worker.sending import CannotSend, send
from singlewindow.worker.signing import sign

GONE = 410
"""The receiver's word for: never again."""


def deliver(house: House, delivery_id: int) -> Store:
    """Send the event. Raises NotDone where the receiver did not answer 2xx."""
    with house.database.reading() as session:
        found = webhooks.find_delivery(session, delivery_id)
    if found is None or not found.endpoint.active or found.delivery.delivered_at:
        return nothing
    body = msgspec.json.encode(event(house, found))
    try:
        status = send(found.endpoint.url, body, _headers(house, found, body), private=house.settings.webhook_private)
    except CannotSend as error:
        raise NotDone(str(error)) from error
    return _result(house, found, status)


def event(house: House, found: Delivery) -> dict[str, Any]:
    """What is sent: the attributes of CloudEvents 1.0, and the case's reference with the address of its decision."""
    case, decision, base = found.case, found.decision, house.settings.base_url.rstrip("/")
    return {
        "specversion": "1.0",
        "id": _message_id(found),
        "source": f"{base}/api/v1",
        "type": found.delivery.event,
        "time": decision.decided_at,
        "subject": case.reference,
        "datacontenttype": "application/json",
        "data": {
            "reference": case.reference,
            "functional_reference_id": case.functional_reference_id,
            "number": decision.number,
            "outcome": decision.outcome,
            "decision": f"{base}/api/v1/declarations/{case.reference}/decision",
        },
    }


def _headers(house: House, found: Delivery, body: bytes) -> Mapping[str, str]:
    signed = sign(found.endpoint.secret, _message_id(found), house.now(), body)
    return {"Content-Type": "application/json", "User-Agent": "singlewindow", **signed}


def _message_id(found: Delivery) -> str:
    """The same for the same decision, over all tries: a receiver that knows it has had the event."""
    return f"{found.case.reference}-{found.decision.number}"


def _result(house: House, found: Delivery, status: int) -> Store:
    delivered = 200 <= status < 300

    def store(session: Session) -> None:
        webhooks.record_delivery(session, found.delivery.id, status, house.now() if delivered else None)
        if status == GONE:
            webhooks.disable_endpoint(session, found.endpoint.id)

    if delivered:
        return store
    raise NotDone(f"{found.endpoint.url} answered {status}.", final=status == GONE, store=store)
