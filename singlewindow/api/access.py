"""Who may call an endpoint: ``@allow("lodge")`` stands above every one, and a test fails for one without it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from flask import g, request
from flask.typing import ResponseReturnValue

from singlewindow.accounts import actor_of_token
from singlewindow.api import limits
from singlewindow.api.blueprint import house
from singlewindow.api.describing import document_access
from singlewindow.api.problems import Refused
from singlewindow.errors import NotAllowed
from singlewindow.store.people import Actor

PUBLIC = "public"
"""Anybody, with a token or without."""

SIGNED_IN = "signed-in"
"""Anybody with a token that works, whatever the role."""

SIGNED = "signed"
"""Whoever signed what it sends with an agency's key: the verb checks that, for the key is among what it is sent."""

View = Callable[..., ResponseReturnValue]


class GuardedView(Protocol):
    """A view that states who may call it."""

    allowed: tuple[str, ...]

    def __call__(self, *args: Any, **kwargs: Any) -> ResponseReturnValue:
        """Answer the request."""


def allow(*allowed: str) -> Callable[[View], GuardedView]:
    """Let those pass who have any of these permissions. Others get 401 without a token that works, and 403 with one."""

    def decorate(view: View) -> GuardedView:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            _admit(allowed)
            return view(*args, **kwargs)

        document_access(guarded, () if PUBLIC in allowed else allowed)
        stating = cast("GuardedView", guarded)
        stating.allowed = allowed
        return stating

    return decorate


def actor() -> Actor:
    """Whose token the request carries."""
    return cast("Actor", g.singlewindow_actor)


def _admit(allowed: tuple[str, ...]) -> None:
    if PUBLIC in allowed or SIGNED in allowed:
        limits.count_stranger()
        return
    person = _authenticate()
    limits.count_account(person.account_id)
    if SIGNED_IN not in allowed and not any(person.may(permission) for permission in allowed):
        raise NotAllowed("Your account cannot do this.")
    g.singlewindow_actor = person


def _authenticate() -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    here = house()
    if scheme.lower() == "bearer":
        found = actor_of_token(here.database, token.strip(), now=here.now())
        if found is not None:
            return found
    limits.count_stranger()
    fault = ', error="invalid_token"' if scheme else ""
    raise Refused(
        "unauthenticated",
        "This needs a token that works: send it as Authorization: Bearer TOKEN.",
        headers={"WWW-Authenticate": f'Bearer realm="singlewindow"{fault}'},
    )
