"""An organisation's webhooks: the addresses at which its own computers are told of decisions, questions and permits."""

import base64
import datetime as dt
import secrets
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import webhooks
from singlewindow.store.notice_tables import WebhookEndpoint
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor

MOST = 10
LONGEST = 500
SECRET_PREFIX = "whsec_"  # noqa: S105 - the prefix that Standard Webhooks asks for


class WebhookLine(msgspec.Struct, frozen=True):
    """One endpoint. ``active`` is false once it answered 410: it is told nothing more."""

    id: int
    url: str
    active: bool
    created_at: dt.datetime


class NewWebhook(msgspec.Struct, frozen=True):
    """An endpoint just made. ``secret`` signs what is sent there and is shown this once."""

    id: int
    url: str
    active: bool
    created_at: dt.datetime
    secret: str


class DeliveryLine(msgspec.Struct, frozen=True):
    """One event for one endpoint. ``state`` is delivered, waiting (it is tried again) or given_up.

    ``about`` is the number of the case or permit; ``status`` (HTTP) and ``error`` are those of the last try.
    """

    id: int
    event: str
    about: str
    state: Literal["delivered", "waiting", "given_up"]
    created_at: dt.datetime
    tries: int
    tried_at: dt.datetime | None
    delivered_at: dt.datetime | None
    status: int | None
    error: str | None


def add_webhook(house: House, actor: Actor, url: str) -> NewWebhook:
    """Have every later decision on the organisation's cases sent there. Raises Invalid, NotAllowed, NotPossible."""
    _require(actor)
    fault = _fault(url, plain=house.settings.webhook_private)
    if fault:
        raise Invalid("Nothing can be sent to this address.", (FieldError("url", fault),))
    secret = SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    endpoint = WebhookEndpoint(
        organisation_id=actor.organisation_id, url=url, secret=secret, active=True, created_at=house.now()
    )
    with house.database.writing() as session:
        if len(webhooks.endpoints_of(session, actor.organisation_id)) >= MOST:
            raise NotPossible(f"An organisation has at most {MOST} webhooks. Remove one first.")
        webhooks.add_endpoint(session, endpoint)
    return NewWebhook(endpoint.id, url, True, endpoint.created_at, secret)


def list_webhooks(house: House, actor: Actor) -> tuple[WebhookLine, ...]:
    """The organisation's endpoints, oldest first. Raises NotAllowed."""
    _require(actor)
    with house.database.reading() as session:
        rows = webhooks.endpoints_of(session, actor.organisation_id)
        return tuple(_line(row) for row in rows)


def remove_webhook(house: House, actor: Actor, webhook_id: int) -> None:
    """Send nothing there any more, and forget its secret. Raises NotFound, NotAllowed."""
    _require(actor)
    with house.database.writing() as session:
        if not webhooks.remove_endpoint(session, actor.organisation_id, webhook_id):
            raise NotFound("There is no such webhook.")


def read_webhook(house: House, actor: Actor, webhook_id: int) -> WebhookLine:
    """One of the organisation's endpoints. Raises NotFound, NotAllowed."""
    _require(actor)
    with house.database.reading() as session:
        return _line(_mine(session, actor, webhook_id))


def list_deliveries(
    house: House, actor: Actor, webhook_id: int, *, cursor: str | None = None, limit: int = 25
) -> Page[DeliveryLine]:
    """What was sent, and is to be sent, to an endpoint, newest first. Raises NotFound, NotAllowed."""
    _require(actor)
    with house.database.reading() as session:
        endpoint = _mine(session, actor, webhook_id)
        page = webhooks.page_of_deliveries(session, endpoint.id, cursor=cursor, limit=limit)
        return Page([_delivery(row) for row in page.rows], page.next_cursor)


def replay(house: House, actor: Actor, webhook_id: int, delivery_id: int) -> None:
    """Have an event sent again now, with the id that it had. Raises NotFound, NotAllowed, NotPossible after a 410."""
    _require(actor)
    with house.database.writing() as session:
        endpoint = _mine(session, actor, webhook_id)
        if not endpoint.active:
            raise NotPossible("This webhook answered 410 (gone). Remove it, and add it again.")
        if not webhooks.send_again(session, endpoint.id, delivery_id, house.now()):
            raise NotFound("There is no such delivery.")


def _mine(session: Session, actor: Actor, webhook_id: int) -> WebhookEndpoint:
    endpoint = webhooks.find_endpoint(session, actor.organisation_id, webhook_id)
    if endpoint is None:
        raise NotFound("There is no such webhook.")
    return endpoint


def _line(row: WebhookEndpoint) -> WebhookLine:
    return WebhookLine(row.id, row.url, row.active, row.created_at)


def _delivery(row: webhooks.Listed) -> DeliveryLine:
    delivery = row.delivery
    return DeliveryLine(
        id=delivery.id,
        event=delivery.event,
        about=row.about,
        state="delivered" if delivery.delivered_at else "waiting" if row.waits else "given_up",
        created_at=delivery.created_at,
        tries=delivery.tries,
        tried_at=delivery.tried_at,
        delivered_at=delivery.delivered_at,
        status=delivery.status,
        error=delivery.error,
    )


def _require(actor: Actor) -> None:
    if not actor.may("lodge"):
        raise NotAllowed("Webhooks are for those who lodge declarations.")


def _fault(url: str, *, plain: bool) -> str | None:
    """What is wrong with an address, in a sentence. ``plain`` allows http beside https."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        return f"Give an address of at most {LONGEST} characters, without spaces."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "This is not an address."
    if parts.scheme not in (("https", "http") if plain else ("https",)):
        return "The address must begin with https://."
    if not parts.hostname or port == 0 or parts.username is not None or parts.password is not None or parts.fragment:
        return "Give a host and a path, without a user name and without a fragment (#)."
    return None
