"""Error pages in plain words. The libraries' own sentences are for programmers and are not shown."""

from typing import Any, NamedTuple

import structlog
from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from singlewindow.accounts import TooManyAttempts
from singlewindow.errors import HouseError
from singlewindow.web.blueprint import web
from singlewindow.web.house import house

log: Any = structlog.get_logger("singlewindow.web")


class Words(NamedTuple):
    """A page's heading, and what one can do."""

    heading: str
    advice: str


FORM_TOKEN = Words(
    "This form can no longer be sent",
    "It was open for too long, or opened before you signed in. Go back, load the page again and send it once more.",
)
WORDS = {
    400: Words("The request could not be understood", "Go back and try again, or start from the home page."),
    401: Words("Sign in first", "This page is for people who are signed in."),
    403: Words(
        "This page is not for your account",
        "If you need it for your work, ask the administrator of the window for the right role.",
    ),
    404: Words(
        "Page not found",
        "If you typed the address, check it. It may also belong to somebody else's declaration, which is not shown.",
    ),
    405: Words("This cannot be done here", "Go back and use the buttons of the page."),
    409: Words("This cannot be done now", "Open the declaration again to see how it stands."),
    412: Words("Somebody was quicker than you", "Open the declaration again to see what changed."),
    413: Words(
        "The file is too large",
        "What is sent at once may have at most {megabytes} MB. Send documents one by one; divide a large declaration.",
    ),
    422: Words("Something in the request is not right", "Go back, check what you entered and try again."),
    429: Words("Too many attempts", "Wait a few minutes, then try again."),
    500: Words(
        "Sorry, there is a problem with the window",
        "It was not your mistake. Try again in a few minutes. What you lodged before is safe.",
    ),
    503: Words("The window is very busy", "Wait a minute and try again. What you lodged before is safe."),
}


@web.errorhandler(Exception)
def page(error: Exception) -> ResponseReturnValue:
    """The page for an error: the house's own sentence where it has one, with the error's status.

    What nobody foresaw is logged and answered with 500. The app calls this too, for errors that no blueprint owns, such
    as an address that does not exist.
    """
    if isinstance(error, HTTPException) and error.response is not None:
        return error.response
    status = _status(error)
    if not isinstance(error, HouseError | HTTPException):
        log.error("page_failed", path=request.path, method=request.method, exc_info=error)
    sentence = error.sentence if isinstance(error, HouseError) else None
    body = render_template("error.html", words=_words(error, status), sentence=sentence, broken=status >= 500)
    return body, status, {"Cache-Control": "no-store", **_headers(error)}


def _status(error: Exception) -> int:
    if isinstance(error, HouseError):
        return error.status
    return (error.code or 500) if isinstance(error, HTTPException) else 500


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, MethodNotAllowed):
        return {"Allow": ", ".join(error.valid_methods or ())}
    return {"Retry-After": str(error.seconds)} if isinstance(error, TooManyAttempts) else {}


def _words(error: Exception, status: int) -> Words:
    if isinstance(error, CSRFError):
        return FORM_TOKEN
    if status == 413:
        megabytes = house().settings.max_message_bytes // 1_000_000
        return Words(WORDS[413].heading, WORDS[413].advice.format(megabytes=megabytes))
    return WORDS.get(status, WORDS[500 if status >= 500 else 400])
