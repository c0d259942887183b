"""One's own account: another password, and the browsers that are signed in with it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import accounts
from singlewindow.errors import Invalid, NotFound
from singlewindow.web import session
from singlewindow.web.access import SIGNED_IN, actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house


@web.get("/account")
@allow(SIGNED_IN)
def account() -> ResponseReturnValue:
    """Whose account it is, the form for a new password, and the open sessions."""
    return _page()


@web.post("/account/password")
@allow(SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """Set the password that the person chose; other browsers are signed out."""
    current, new = request.form.get("current", ""), request.form.get("password", "")
    try:
        accounts.change_password(
            house().database, actor().account_id, current=current, new=new, now=house().now(), keep=session.token()
        )
    except Invalid as invalid:
        return _page(mistakes_of(invalid.fields)), 422
    flash("Your password was changed. Other browsers were signed out.")
    return redirect(url_for("web.account"), 303)


@web.post("/account/sessions")
@allow(SIGNED_IN)
def end_sessions() -> ResponseReturnValue:
    """End one of the person's sessions, or all but this one."""
    one = request.form.get("session")
    try:
        if one:
            accounts.end_session(house().database, actor().account_id, one)
        else:
            accounts.end_sessions(house().database, actor().account_id, but=session.token())
    except NotFound as gone:
        flash(gone.sentence, "refused")
    else:
        flash("Signed out there.")
    return redirect(url_for("web.account"), 303)


def _page(errors: Errors | None = None) -> str:
    sessions = accounts.list_sessions(
        house().database, actor().account_id, now=house().now(), current=session.token(), limits=session.limits()
    )
    return render_template("account.html", sessions=sessions, errors=errors)
