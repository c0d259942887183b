"""A trader asks for a review of what was refused, and another officer decides it (WTO TFA Article 4)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseFile, Finding, Recourse, ReviewView
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.countersigning import chosen_items
from singlewindow.web.forms import Errors, lines, mistakes_of
from singlewindow.web.house import house

_ANSWERS = {"uphold": Outcome.CLEAR, "clear": Outcome.CLEAR, "conditional": Outcome.CONDITIONAL}


@web.get("/declarations/<reference>/review")
@allow("lodge")
def ask_for_review(reference: str) -> ResponseReturnValue:
    """What can be reviewed, until when, and the form that asks for it."""
    return _ask_page(_open(reference, "ask_review"))


@web.post("/declarations/<reference>/review")
@allow("lodge")
def ask_review(reference: str) -> ResponseReturnValue:
    """Ask for the review."""
    found = _open(reference, "ask_review")
    chosen = _chosen(found)
    if chosen is None:
        return _ask_page(found, errors={"agency": "Select what is to be reviewed"}), 422
    words = {"grounds": request.form.get("grounds", ""), "revision": request.form.get("revision", type=int)}
    try:
        casework.ask_review(house(), actor(), reference, **_about(chosen), **words)  # type: ignore[arg-type]
    except Invalid as invalid:
        return _ask_page(found, errors=mistakes_of(invalid.fields)), 422
    except NotPossible as refused:
        return _ask_page(found, errors={"agency": refused.sentence}), 409
    except Stale:
        return _ask_page(found, stale=True), 409
    flash(f"You asked for a review. Another officer of {chosen.agency_name} decides.")
    return redirect(url_for("web.case", reference=reference), 303)


@web.get("/declarations/<reference>/reviews/<int:number>")
@allow("work")
def ask_finding(reference: str, number: int) -> ResponseReturnValue:
    """What the trader says, what was answered, and the form for the reviewing officer's answer."""
    found = _open(reference, "uphold_review")
    return _decide_page(found, _review(found, number))


@web.post("/declarations/<reference>/reviews/<int:number>")
@allow("work")
def decide_review(reference: str, number: int) -> ResponseReturnValue:
    """Uphold or overturn."""
    found, form = _open(reference, "uphold_review"), request.form
    wanted, answer = _review(found, number), form.get("answer", "")
    if answer not in _ANSWERS:
        return _decide_page(found, wanted, errors={"answer": "Select whether you uphold or overturn the answer"}), 422
    finding = Finding(answer != "uphold", form.get("reason", ""), _ANSWERS[answer], lines(form.get("conditions")))
    try:
        casework.decide_review(house(), actor(), reference, number, finding, revision=form.get("revision", type=int))
    except Invalid as invalid:
        return _decide_page(found, wanted, errors=mistakes_of(invalid.fields)), 422
    except (NotPossible, NotAllowed) as refused:
        return _decide_page(found, wanted, errors={"answer": refused.sentence}), 409
    except Stale:
        return _decide_page(found, wanted, stale=True), 409
    flash("The review was decided. The trader can see it now.")
    return redirect(url_for("web.case", reference=reference), 303)


def _open(reference: str, act: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if act not in found.may:
        raise NotPossible("Nothing can be reviewed here now. Open the declaration again to see why.")
    return found


def _chosen(found: CaseFile) -> Recourse | None:
    """What was chosen of that which can be reviewed; the only one where there is no choice."""
    place = request.form.get("agency", "0" if len(found.recourse) == 1 else "")
    number = int(place) if place.isdecimal() and len(place) < 6 else len(found.recourse)
    return found.recourse[number] if number < len(found.recourse) else None


def _about(chosen: Recourse) -> dict[str, object]:
    if chosen.request_id is not None:
        return {"request_id": chosen.request_id}
    picked = [item for item in chosen_items() if item in chosen.items]
    return {"agency": chosen.agency, "items": picked or list(chosen.items)}


def _review(found: CaseFile, number: int) -> ReviewView:
    mine = (one for one in found.reviews if one.agency == found.agency and one.state == "asked" and not one.own)
    wanted = next((one for one in mine if one.id == number), None)
    if wanted is None:
        raise NotFound("There is no such review that waits for you.")
    return wanted


def _ask_page(found: CaseFile, *, errors: Errors | None = None, stale: bool = False) -> str:
    asked = {"errors": errors or {}, "stale": stale, "entered": request.form, "chosen": chosen_items()}
    return render_template("review-ask.html", case=found, **asked)


def _decide_page(found: CaseFile, wanted: ReviewView, *, errors: Errors | None = None, stale: bool = False) -> str:
    own = (v for item in found.decision.items if item.item in wanted.items for v in item.verdicts)
    said = [verdict for verdict in own if verdict.agency == wanted.agency]
    entered = request.form
    return render_template(
        "review-decide.html", case=found, wanted=wanted, said=said, errors=errors or {}, stale=stale, entered=entered
    )
