"""A supervisor takes over what is overdue at the agency; customs' supervisor settles conflicts of agencies."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile
from singlewindow.errors import Invalid, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house


@web.get("/declarations/<reference>/conflicts/<int:item>")
@allow("supervise")
def ask_settlement(reference: str, item: int) -> ResponseReturnValue:
    """What each side answered, and the form that says whose answer stands."""
    return _form(_open(reference, item), item)


@web.post("/declarations/<reference>/conflicts/<int:item>")
@allow("supervise")
def settle_conflict(reference: str, item: int) -> ResponseReturnValue:
    """Settle the conflict. Where the case changed meanwhile, say so and ask again."""
    found, form = _open(reference, item), request.form
    agency, reason, revision = form.get("agency", ""), form.get("reason", ""), form.get("revision", type=int)
    try:
        casework.settle_conflict(
            house(), actor(), reference, item=item, agency=agency, reason=reason, revision=revision
        )
    except Invalid as invalid:
        return _form(found, item, errors=mistakes_of(invalid.fields)), 422
    except NotPossible as refused:
        return _form(found, item, errors={"agency": refused.sentence}), 409
    except Stale:
        return _form(found, item, stale=True), 409
    flash("The conflict was settled. The agencies and the trader can see it now.")
    return redirect(url_for("web.case", reference=reference), 303)


@web.post("/declarations/<reference>/takeover")
@allow("supervise")
def take_over(reference: str) -> ResponseReturnValue:
    """Take over what is overdue."""
    try:
        casework.take_over(house(), actor(), reference, revision=request.form.get("revision", type=int))
        flash("You took it over. Nobody else of your agency can answer it until you do.")
    except Stale as stale:
        flash(stale.sentence, "refused")
    return redirect(url_for("web.case", reference=reference), 303)


def _open(reference: str, item: int) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if "settle_conflict" not in found.may or not any(one.item == item for one in found.decision.conflicts):
        raise NotPossible("There is no conflict here that you can settle. Open the declaration again to see why.")
    return found


def _form(found: CaseFile, item: int, *, errors: Errors | None = None, stale: bool = False) -> str:
    conflict = next(one for one in found.decision.conflicts if one.item == item)
    answers = next(one.verdicts for one in found.decision.items if one.item == item)
    parties = [verdict for verdict in answers if verdict.agency in conflict.agencies]
    asked = {"errors": errors or {}, "stale": stale, "entered": request.form, "parties": parties}
    return render_template("conflict.html", case=found, conflict=conflict, **asked)
