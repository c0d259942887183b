"""Who may call a view: ``@allow("work")`` stands above every one, and a test fails for a view without it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Protocol, cast

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.errors import NotAllowed
from singlewindow.store.people import Actor
from singlewindow.web.session import current_actor

PUBLIC = "public"
"""Anybody, signed in or not."""

SIGNED_IN = "signed-in"
"""Anybody who is signed in, whatever the role."""

KEPT = "kept:"
"""Prefix of the fields by which the sign-in page keeps what a stranger's form held."""

View = Callable[..., ResponseReturnValue]


class GuardedView(Protocol):
    """A view that states who may call it: permissions, PUBLIC or SIGNED_IN."""

    allowed: tuple[str, ...]
    __name__: str

    def __call__(self, *args: Any, **kwargs: Any) -> ResponseReturnValue:
        """Answer the request."""


def allow(*allowed: str) -> Callable[[View], GuardedView]:
    """Let those pass who have any of these permissions.

    A stranger is asked to sign in and comes back; who is signed in without a permission gets NotAllowed (403).
    """

    def decorate(view: View) -> GuardedView:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if PUBLIC in allowed:
                return view(*args, **kwargs)
            person = current_actor()
            if person is None:
                return _sign_in_first()
            if SIGNED_IN not in allowed and not any(person.may(permission) for permission in allowed):
                raise NotAllowed("Your account cannot do this.")
            return view(*args, **kwargs)

        stated = cast("GuardedView", guarded)
        stated.allowed = allowed
        return stated

    return decorate


def actor() -> Actor:
    """Who is signed in. For views that are not PUBLIC; elsewhere it is an error (401)."""
    person = current_actor()
    if person is None:
        abort(401)
    return person


def own_path(text: str | None) -> str | None:
    """The text where it is a path of this window, or None: nobody is sent to a stranger's site."""
    ours = text and text.startswith("/") and text.isprintable() and "\\" not in text and not text.startswith("//")
    return text if ours else None


def _sign_in_first() -> ResponseReturnValue:
    """Ask who it is. A form that was sent after the session had run out is kept: work is not lost by a time limit."""
    here = request.full_path.rstrip("?")
    if request.method == "GET":
        return redirect(url_for("web.ask_who", next=here if here != "/" else None), 303)
    kept = [(KEPT + name, value) for name, value in _form_fields()]
    return render_template("sign-in.html", next=here, kept=kept, expired=True), 401


def _form_fields() -> Iterable[tuple[str, str]]:
    return ((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
