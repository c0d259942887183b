"""An organisation's inbox."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.paging import further

READERS = ("lodge", "read_own", "work", "keep")
"""Who may be told of cases and permits."""


@web.get("/notices")
@allow(*READERS)
def notices() -> ResponseReturnValue:
    """What the organisation was told, newest first."""
    page = casework.list_notices(house(), actor(), cursor=request.args.get("cursor"))
    unread = casework.count_unread(house(), actor())
    return render_template("notices.html", page=page, unread=unread, next_url=further(page.next_cursor))


@web.post("/notices")
@allow(*READERS)
def mark_notices() -> ResponseReturnValue:
    """Mark all notices as read."""
    casework.mark_read(house(), actor())
    return redirect(url_for("web.notices"), 303)
