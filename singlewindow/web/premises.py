"""What may leave the premises of a keeper, and its confirmation that it left."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework.gate_out import STATES
from singlewindow.errors import Invalid
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.paging import further


@web.get("/premises")
@allow("keep")
def premises() -> ResponseReturnValue:
    """What may leave, has left, or must not leave; the newest first."""
    state = request.args.get("state", "")
    page = casework.list_leaving(
        house(),
        actor(),
        state=state if state in STATES else STATES[0],
        search=request.args.get("search", "").strip() or None,
        cursor=request.args.get("cursor"),
    )
    return render_template("premises.html", page=page, asked=request.args, next_url=further(page.next_cursor))


@web.get("/premises/<int:number>")
@allow("keep")
def ask_gate_out(number: int) -> ResponseReturnValue:
    """One release notice, and the form that confirms what left by it."""
    return _page(number)


@web.post("/premises/<int:number>")
@allow("keep")
def gate_out(number: int) -> ResponseReturnValue:
    """Record what went out of the gate."""
    form = request.form
    chosen = form.getlist("containers")
    shown = casework.read_leaving(house(), actor(), number)
    if shown.remaining and not chosen:
        return _page(number, errors={"containers": "Select the containers that went out"}), 422
    words = {name: form.get(name, "") for name in ("vehicle", "note")}
    try:
        casework.gate_out(house(), actor(), number, containers=chosen, **words)
    except Invalid as invalid:
        return _page(number, errors=mistakes_of(invalid.fields)), 422
    flash(f"What left by {shown.reference} was recorded.")
    return redirect(url_for("web.premises"), 303)


def _page(number: int, errors: Errors | None = None) -> str:
    line = casework.read_leaving(house(), actor(), number)
    return render_template("gate-out.html", line=line, errors=errors or {}, entered=request.form)
