"""Sign in and sign out."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import accounts
from singlewindow.accounts import SignedIn
from singlewindow.errors import HouseError
from singlewindow.web import session
from singlewindow.web.access import KEPT, PUBLIC, allow, own_path
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, required
from singlewindow.web.house import house
from singlewindow.web.security import count_sign_in

REQUIRED = {"email": "Enter your e-mail address", "password": "Enter your password"}


@web.get("/sign-in")
@allow(PUBLIC)
def ask_who() -> ResponseReturnValue:
    """The sign-in page, or the way home for who is signed in already."""
    if session.current_actor() is not None:
        return redirect(url_for("web.home"), 303)
    return render_template("sign-in.html", next=own_path(request.args.get("next")), kept=())


@web.post("/sign-in")
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Start a session and go on to where the person was going."""
    count_sign_in()
    missing = required(request.form, REQUIRED)
    if missing:
        return _again(missing, 422)
    try:
        signed_in = accounts.sign_in(
            house().database,
            request.form["email"],
            request.form["password"],
            now=house().now(),
            limits=session.limits(),
            replaces=session.token(),
        )
    except HouseError as refusal:
        return _again({"email": refusal.sentence}, refusal.status)
    return _go_on(signed_in)


@web.get("/sign-out")
@web.post("/sign-out")
@allow(PUBLIC)
def sign_out() -> ResponseReturnValue:
    """End the session. By GET (an old link, a bookmark) only show the button: a picture's address must not sign out."""
    if request.method == "GET":
        return render_template("sign-out.html")
    return session.end(make_response(redirect(url_for("web.ask_who", out=1), 303)))


def _again(errors: Errors, status: int) -> ResponseReturnValue:
    page = render_template(
        "sign-in.html",
        errors=errors,
        email=request.form.get("email", ""),
        next=own_path(request.form.get("next")),
        kept=_kept(),
    )
    return page, status


def _go_on(signed_in: SignedIn) -> ResponseReturnValue:
    """On to the page asked for; where a form was kept over the sign-in, to a page that sends it."""
    session.begin(signed_in)
    goal = own_path(request.form.get("next")) or url_for("web.home")
    kept = [(name.removeprefix(KEPT), value) for name, value in _kept()]
    if signed_in.password_expires_at is not None:
        flash("Choose a password of your own: the one you were given runs out soon.")
        goal = goal if kept else url_for("web.account")
    page = render_template("continue.html", goal=goal, kept=kept) if kept else redirect(goal, 303)
    return session.remember(make_response(page), signed_in)


def _kept() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)]
