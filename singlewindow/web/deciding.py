"""An officer answers for the agency: a decision on items, or a question to the trader."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agencies.contract import HoldKind, Outcome, WaitsFor
from singlewindow import casework
from singlewindow.casework import CaseFile
from singlewindow.errors import Invalid, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, lines, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.permits import day_in

Page = tuple[str, int]


@web.get("/declarations/<reference>/decide")
@allow("work")
def ask_decision(reference: str) -> ResponseReturnValue:
    """The form in which an officer decides on the items that concern the agency."""
    return _form("decide", _open(reference, "decide"))


@web.post("/declarations/<reference>/decide")
@allow("work")
def decide(reference: str) -> ResponseReturnValue:
    """Record the officer's decision. Where the case changed meanwhile, say so and ask again."""
    found = _open(reference, "decide")
    outcome, hold = _outcome()
    try:
        answer = casework.decide(
            house(),
            actor(),
            reference,
            items=_items(found),
            outcome=outcome,
            reason=request.form.get("reason", ""),
            conditions=lines(request.form.get("conditions")),
            hold=hold,
            revision=request.form.get("revision", type=int),
        )
    except Invalid as invalid:
        return _form("decide", found, errors=mistakes_of(invalid.fields))
    except NotPossible as refused:
        return _form("decide", found, errors={"items": refused.sentence}, status=409)
    except Stale:
        return _form("decide", found, stale=True)
    flash(_recorded(answer, found.agency))
    return redirect(url_for("web.case", reference=reference), 303)


def _recorded(answer: casework.Answer, agency: str | None) -> str:
    """What is said of a decision; one that waits for a second officer is none yet."""
    given = [verdict for item in answer.decision.items for verdict in item.verdicts if verdict.agency == agency]
    if any(verdict.waits_for is WaitsFor.COUNTERSIGN for verdict in given):
        return "Your decision was recorded. A second officer must countersign it before the trader can see it."
    return "Your decision was recorded. The trader can see it now."


@web.get("/declarations/<reference>/ask")
@allow("work")
def ask_question(reference: str) -> ResponseReturnValue:
    """The form in which an officer asks the trader."""
    return _form("ask", _open(reference, "ask"))


@web.post("/declarations/<reference>/ask")
@allow("work")
def ask(reference: str) -> ResponseReturnValue:
    """Send the question to the trader. The items are held until the answer is there."""
    found = _open(reference, "ask")
    try:
        casework.ask(house(), actor(), reference, items=_items(found), **_asked())
    except Invalid as invalid:
        return _form("ask", found, errors=mistakes_of(invalid.fields))
    except NotPossible as refused:
        return _form("ask", found, errors={"items": refused.sentence}, status=409)
    except Stale:
        return _form("ask", found, stale=True)
    flash("Your question was sent. The items are on hold until the trader answers.")
    return redirect(url_for("web.case", reference=reference), 303)


def _asked() -> dict[str, Any]:
    """What the form asks, and until when. Raises Invalid for a day that does not exist."""
    form = request.form
    return {
        "text": form.get("text", ""),
        "kind": form.get("kind", "question"),
        "answer_by": day_in("answer_by"),
        "follows": form.get("follows", type=int),
        "revision": form.get("revision", type=int),
    }


def _open(reference: str, act: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if act not in found.may:
        raise NotPossible("The goods are released or the case is closed: nothing can be changed here any more.")
    return found


def _form(page: str, found: CaseFile, *, errors: Errors | None = None, stale: bool = False, status: int = 422) -> Page:
    """The form with what was entered, and the case's revision as it is now: to send it again is to have seen it."""
    own = [item for item in found.decision.items if any(v.agency == found.agency for v in item.verdicts)]
    body = render_template(
        f"{page}.html",
        case=found,
        own=own,
        errors=errors,
        stale=stale,
        entered=request.form,
        chosen=_items(found),
        follows=request.values.get("follows", type=int),
        days=house().pack.queries.days,
    )
    return body, status if errors else 409 if stale else 200


def _items(found: CaseFile) -> list[int]:
    """The items chosen in the form: their numbers, or all of the agency's."""
    if "all" in request.form.getlist("items"):
        return [i.item for i in found.decision.items if any(v.agency == found.agency for v in i.verdicts)]
    return [int(number) for number in request.form.getlist("items") if number.isdecimal() and len(number) < 10]


def _outcome() -> tuple[Outcome, HoldKind | None]:
    """The answer chosen: an outcome, or ``hold:`` and what the goods are held for. None is no answer of an officer."""
    outcome, _, hold = request.form.get("outcome", "").partition(":")
    known = Outcome(outcome) if outcome in set(Outcome) else Outcome.NOT_CONCERNED
    return known, HoldKind(hold) if known is Outcome.HOLD and hold in set(HoldKind) else None
