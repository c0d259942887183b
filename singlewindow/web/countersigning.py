"""A second officer countersigns what another proposed, or sends it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile
from singlewindow.errors import Invalid, NotAllowed, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house


@web.get("/declarations/<reference>/countersign")
@allow("work")
def ask_countersign(reference: str) -> ResponseReturnValue:
    """What was proposed, and the form for the second officer's answer."""
    return _form(_open(reference))


@web.post("/declarations/<reference>/countersign")
@allow("work")
def countersign(reference: str) -> ResponseReturnValue:
    """Record the second officer's answer. Where the case changed meanwhile, say so and ask again."""
    found, form = _open(reference), request.form
    if form.get("answer") not in ("countersign", "send_back"):
        return _form(found, errors={"answer": "Select whether you countersign or send it back"}), 422
    try:
        done = _answer(reference)
    except Invalid as invalid:
        return _form(found, errors=mistakes_of(invalid.fields)), 422
    except (NotPossible, NotAllowed) as refused:
        return _form(found, errors={"items": refused.sentence}), 409
    except Stale:
        return _form(found, stale=True), 409
    flash(done)
    return redirect(url_for("web.case", reference=reference), 303)


def _answer(reference: str) -> str:
    """Do what was chosen, and say that it is done."""
    form, items = request.form, chosen_items()
    revision = form.get("revision", type=int)
    if form["answer"] == "countersign":
        casework.countersign(house(), actor(), reference, items=items, revision=revision)
        return "You countersigned. It is the agency's answer now, and the trader can see it."
    casework.send_back(house(), actor(), reference, items=items, reason=form.get("reason", ""), revision=revision)
    return "You sent it back. The items wait for an officer again."


def chosen_items() -> list[int]:
    """The numbers of the items that were chosen in a form."""
    return [int(number) for number in request.form.getlist("items") if number.isdecimal() and len(number) < 10]


def _open(reference: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if "countersign" not in found.may:
        raise NotPossible("Nothing of another officer waits for your countersign here. Open the declaration again.")
    return found


def _form(found: CaseFile, *, errors: Errors | None = None, stale: bool = False) -> str:
    own = [one for one in found.proposals if one.agency == found.agency]
    proposed = [one for one in own if one.state == "open" and not one.own]
    return render_template(
        "countersign.html",
        case=found,
        proposed=proposed,
        errors=errors or {},
        stale=stale,
        entered=request.form,
        chosen=chosen_items(),
    )
