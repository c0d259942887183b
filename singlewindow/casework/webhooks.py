"""An organisation's webhooks: the addresses at which its own computers are told of each decision on its cases."""

import base64
import datetime as dt
import secrets
from urllib.parse import urlsplit

import msgspec

from singlewindow.casework.house import House
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import webhooks
from singlewindow.store.notice_tables import WebhookEndpoint
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
        return tuple(WebhookLine(row.id, row.url, row.active, row.created_at) for row in rows)


def remove_webhook(house: House, actor: Actor, webhook_id: int) -> None:
    """Send nothing there any more, and forget its secret. Raises NotFound, NotAllowed."""
    _require(actor)
    with house.database.writing() as session:
        if not webhooks.remove_endpoint(session, actor.organisation_id, webhook_id):
            raise NotFound("There is no such webhook.")


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
