"""The browser's side of a session: a cookie with an opaque value. Whom it stands for is looked up, not written."""

from flask import Response, g, request
from flask import session as form_session

from singlewindow import accounts
from singlewindow.accounts import SessionLimits, SignedIn
from singlewindow.config import Settings
from singlewindow.store.people import Actor
from singlewindow.web.house import house


def cookie_name(settings: Settings) -> str:
    """``__Host-`` ties the cookie to this host and to TLS; browsers refuse that name without TLS."""
    return "__Host-window" if settings.https else "window"


def limits() -> SessionLimits:
    """How long sessions live in this house."""
    return SessionLimits.of(house().settings)


def token() -> str | None:
    """The value of this browser's cookie."""
    return request.cookies.get(cookie_name(house().settings))


def current_actor() -> Actor | None:
    """Who is signed in with this browser, read once a request."""
    if "actor" not in g:
        g.actor = _find_actor()
    return g.actor if isinstance(g.actor, Actor) else None


def begin(signed_in: SignedIn) -> None:
    """Let the request go on as this person. The form token of before is dropped with everything else."""
    _forget_forms()
    g.actor = signed_in.actor


def remember(response: Response, signed_in: SignedIn) -> Response:
    """Give the browser its new cookie."""
    settings = house().settings
    name = cookie_name(settings)
    response.set_cookie(name, signed_in.token, httponly=True, samesite="Lax", secure=settings.https, path="/")
    return response


def end(response: Response) -> Response:
    """End the session here and in the browser."""
    secret = token()
    if secret is not None:
        accounts.sign_out(house().database, secret)
    _forget_forms()
    g.actor = None
    settings = house().settings
    response.delete_cookie(cookie_name(settings), httponly=True, samesite="Lax", secure=settings.https, path="/")
    return response


def _find_actor() -> Actor | None:
    secret = token()
    if secret is None:
        return None
    return accounts.actor_of_session(house().database, secret, now=house().now(), limits=limits())


def _forget_forms() -> None:
    form_session.clear()
    g.pop("csrf_token", None)
