"""What protects the pages: form tokens, response headers, and the limit on sign-ins."""

import datetime as dt

from flask import Flask, Response, abort, current_app, request
from flask_wtf import CSRFProtect
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from singlewindow.config import Settings
from singlewindow.web.blueprint import web

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": over TLS the check of a form's origin reads the referrer.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LARGEST = 2**63 - 1
SIGN_IN_LIMIT = "singlewindow-sign-in-limit"
CHECK_LIMIT = "singlewindow-check-limit"
ONE_YEAR = dt.timedelta(days=365)


def protect(app: Flask, settings: Settings) -> None:
    """Set the cookies' flags, check the token of every form of the web door, and add the headers to every answer."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-form" if settings.https else "form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    CSRFProtect(app)
    headers = {**HEADERS, **_transport_security(settings)}

    def add_headers(response: Response) -> Response:
        present = {name.lower() for name, _ in response.headers}
        for name, value in headers.items():
            if name.lower() not in present:
                response.headers.add(name, value)
        return response

    app.after_request(add_headers)


def limit_sign_in(app: Flask, settings: Settings) -> None:
    """Let one address try only so often to sign in, and check so many permits and records.

    The accounts have their own lock besides.
    """
    counter = FixedWindowRateLimiter(storage_from_string(settings.limit_storage))
    app.extensions[SIGN_IN_LIMIT] = parse(settings.sign_in_limit), counter
    app.extensions[CHECK_LIMIT] = parse(settings.check_limit), counter


def count_sign_in() -> None:
    """Count an attempt from this address, and refuse it where there were too many (429)."""
    _count(SIGN_IN_LIMIT, "sign-in")


def count_check() -> None:
    """Count a check of a permit or of a record, whose numbers strangers could guess at (429)."""
    _count(CHECK_LIMIT, "check")


def _count(limit: str, what: str) -> None:
    allowed, counter = current_app.extensions[limit]
    if not counter.hit(allowed, what, request.remote_addr or ""):
        abort(429)


@web.before_request
def refuse_what_no_database_holds() -> None:
    """Refuse a NUL character, which no name or search has (400), and a number of more than 64 bits (404)."""
    named = tuple((request.view_args or {}).values())
    if any("\0" in str(text) for text in (*request.values.values(), *named)):
        abort(400)
    if any(isinstance(number, int) and number > LARGEST for number in named):
        abort(404)


@web.before_request
def check_form_token() -> None:
    """Refuse a form that did not come from one of our pages (400)."""
    current_app.extensions["csrf"].protect()


@web.after_request
def keep_out_of_caches(response: Response) -> Response:
    """Pages are for one person: neither a proxy nor the next user of a shared computer finds them."""
    response.headers.setdefault("Cache-Control", "no-store")
    if request.method == "GET":
        response.vary.add("Cookie")
    return response


def _transport_security(settings: Settings) -> dict[str, str]:
    seconds = int(ONE_YEAR.total_seconds())
    return {"Strict-Transport-Security": f"max-age={seconds}"} if settings.https else {}
