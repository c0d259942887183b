"""Customs records arrival, security and final duty, and releases items apart; an agency discharges its conditions."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile, ItemDecision
from singlewindow.casework.decision import LET_GO
from singlewindow.errors import Invalid, NotPossible, Stale
from singlewindow.store.positions import Security
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house

Page = tuple[str, int]


class Act(NamedTuple):
    """One act's page: its verb, its words, and what the form asks for."""

    verb: Callable[..., casework.Answer]
    title: str
    help: str
    button: str
    done: str
    asks: str = "note"
    hint: str = ""


ACTS: Mapping[str, Act] = {
    "record_arrival": Act(
        casework.record_arrival,
        "Record the arrival",
        "The goods were declared before they arrived. Once they are here, what every agency lets go is released.",
        "Record arrival",
        "The arrival was recorded.",
        hint="The ship or the flight, or where the goods lie",
    ),
    "require_security": Act(
        casework.require_security,
        "Ask for security",
        "The goods wait until the duty is secured or settled. Against security they go before the duty is final.",
        "Ask for security",
        "The trader can see that security is asked for.",
        hint="For what, and how much. The trader reads it",
    ),
    "take_security": Act(
        casework.take_security,
        "Record the security",
        "What stands for the duty that is not final yet. The duty then no longer keeps the goods.",
        "Record security",
        "The security was recorded.",
        asks="security",
    ),
    "return_security": Act(
        casework.return_security,
        "Return the security",
        "Nothing is left that it stands for.",
        "Record the return",
        "The return of the security was recorded.",
        hint="How and to whom it was returned",
    ),
    "settle": Act(
        casework.settle,
        "Settle the final duty",
        "The final duty is determined and paid, or none is due. With every condition discharged, the case is cleared.",
        "Record that duty is settled",
        "The final duty is settled.",
        hint="The number of the receipt",
    ),
    "discharge": Act(
        casework.discharge,
        "Discharge conditions",
        "You found that the conditions of these items were kept.",
        "Discharge conditions",
        "The conditions were discharged.",
        asks="items",
        hint="How it was seen",
    ),
    "release_items": Act(
        casework.release_items,
        "Release items apart",
        "These items may go although others of the declaration are not released. They are not decided again.",
        "Release items",
        "The items were released apart from the others.",
        asks="items only",
    ),
}
"""The acts that have a page, by their name in the state table."""


@web.get("/declarations/<reference>/customs/<act>")
@allow("control", "work")
def ask_customs_act(reference: str, act: str) -> ResponseReturnValue:
    """The form of an act."""
    return _form(act, _open(reference, act))


@web.post("/declarations/<reference>/customs/<act>")
@allow("control", "work")
def customs_act(reference: str, act: str) -> ResponseReturnValue:
    """Record it. Where the case changed meanwhile, say so and ask again."""
    found = _open(reference, act)
    revision = request.form.get("revision", type=int)
    try:
        ACTS[act].verb(house(), actor(), reference, **_given(act), revision=revision)
    except Invalid as invalid:
        return _form(act, found, errors=mistakes_of(invalid.fields))
    except Stale:
        return _form(act, found, stale=True)
    flash(ACTS[act].done)
    return redirect(url_for("web.case", reference=reference), 303)


def _open(reference: str, act: str) -> CaseFile:
    if act not in ACTS:
        abort(404)
    found = casework.read_case(house(), actor(), reference)
    if act not in found.may:
        raise NotPossible("This cannot be done in this case, or it is done already.")
    return found


def _given(act: str) -> dict[str, Any]:
    """What the form holds, as the verb takes it."""
    asks, form = ACTS[act].asks, request.form
    if asks == "security":
        words = {name: form.get(name, "").strip() for name in ("kind", "currency", "reference")}
        return {"security": Security(**words, amount=_amount(form.get("amount", "")))}
    given: dict[str, Any] = {} if asks == "items only" else {"note": form.get("note", "")}
    return given if asks == "note" else given | {"items": _chosen()}


def _amount(text: str) -> Decimal:
    """A number as people write it; zero, which the house refuses, for what is none."""
    try:
        return Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return Decimal(0)


def _chosen() -> list[int]:
    return [int(number) for number in request.form.getlist("items") if number.isdecimal() and len(number) < 10]


def _form(act: str, found: CaseFile, *, errors: Errors | None = None, stale: bool = False) -> Page:
    body = render_template(
        "customs-act.html",
        case=found,
        act=ACTS[act],
        own=_items(act, found),
        currency=house().pack.currency,
        errors=errors or {},
        stale=stale,
        entered=request.form,
        chosen=_chosen(),
    )
    return body, 422 if errors else 409 if stale else 200


def _items(act: str, found: CaseFile) -> Sequence[ItemDecision]:
    """The items among which the form lets choose."""
    if act == "discharge":
        open_ones = {one.item for one in found.customs.conditions if one.agency == found.agency and not one.discharged}
        return [item for item in found.decision.items if item.item in open_ones]
    return [item for item in found.decision.items if item.outcome in LET_GO and not item.released_apart]
