"""Pages that anybody can read: help, accessibility, privacy and cookies."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from singlewindow.web.access import PUBLIC, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.session import cookie_name


@web.get("/help")
@allow(PUBLIC)
def help_page() -> ResponseReturnValue:
    """How the window works, and whom to ask."""
    return render_template("information/help.html")


@web.get("/accessibility")
@allow(PUBLIC)
def accessibility() -> ResponseReturnValue:
    """How far the pages can be used by everybody, and where to complain."""
    return render_template("information/accessibility.html")


@web.get("/privacy")
@allow(PUBLIC)
def privacy() -> ResponseReturnValue:
    """What is kept about people and why."""
    return render_template("information/privacy.html")


@web.get("/cookies")
@allow(PUBLIC)
def cookies() -> ResponseReturnValue:
    """The two cookies that the pages need."""
    names = cookie_name(house().settings), current_app.config["SESSION_COOKIE_NAME"]
    return render_template("information/cookies.html", cookie_names=names)
