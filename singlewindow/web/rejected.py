"""Messages that were not accepted, each with everything that is wrong in it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.paging import further


@web.get("/refused-messages")
@allow("read_own", "read_all")
def rejected_messages() -> ResponseReturnValue:
    """The messages that were not accepted, newest first."""
    page = casework.list_rejected(house(), actor(), cursor=request.args.get("cursor"))
    return render_template("rejected/list.html", page=page, next_url=further(page.next_cursor))


@web.get("/refused-messages/<int:message>")
@allow("read_own", "read_all")
def rejected_message(message: int) -> ResponseReturnValue:
    """One message, and each mistake in it with its place."""
    line, _ = casework.read_rejected(house(), actor(), message)
    return render_template("rejected/message.html", line=line)
