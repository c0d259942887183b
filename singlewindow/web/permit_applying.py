"""The form of an application for a permit: chosen from what is offered, kept as a draft, sent."""

import secrets
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.casework.permits.applying import apply_for_permit, draft_permit, save_permit
from singlewindow.casework.permits.asking import Wish, list_offers, offered
from singlewindow.casework.permits.file import PermitFile, read_permit
from singlewindow.casework.permits.message import respond_permit
from singlewindow.errors import Invalid, NotFound, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.permits import day_in, quantity_in
from wco_datamodel import render


@web.get("/permits/apply")
@allow("lodge")
def choose_permit() -> ResponseReturnValue:
    """What can be applied for: by agency, with fee and time."""
    return render_template("permits/choose.html", offers=list_offers(house()))


@web.get("/permits/apply/<requirement>")
@allow("lodge")
def ask_application(requirement: str) -> ResponseReturnValue:
    """The empty form for one kind of permit."""
    _known(requirement)
    return _form(requirement, {})


@web.post("/permits/apply/<requirement>")
@allow("lodge")
def apply_for(requirement: str) -> ResponseReturnValue:
    """Keep what was entered as a draft, and send it where that was asked."""
    _known(requirement)
    entered = request.form
    key = f"form:{entered['key'][:64]}" if entered.get("key") else None
    begin = apply_for_permit if entered.get("send") else draft_permit
    try:
        return _kept(begin(house(), actor(), _wish(requirement), key=key))
    except Invalid as invalid:
        return _form(requirement, entered, errors=mistakes_of(invalid.fields)), 422
    except NotPossible as refused:
        return _form(requirement, entered, refused=refused.sentence), 409


@web.get("/permits/<number>/edit")
@allow("lodge")
def edit_permit(number: str) -> ResponseReturnValue:
    """The form with what a draft, or an application that was given back, says."""
    found = _open(number)
    return _form(found.requirement, _entered(found), found)


@web.post("/permits/<number>/edit")
@allow("lodge")
def save(number: str) -> ResponseReturnValue:
    """Keep what was entered, and send it where that was asked."""
    found, entered = read_permit(house(), actor(), number), request.form
    revision, send = entered.get("revision", type=int), bool(entered.get("send"))
    try:
        wish = _wish(found.requirement)
        return _kept(save_permit(house(), actor(), number, wish, revision=revision, send=send))
    except Invalid as invalid:
        return _form(found.requirement, entered, found, errors=mistakes_of(invalid.fields)), 422
    except (Stale, NotPossible) as refused:
        return _form(found.requirement, entered, found, refused=refused.sentence), 409


@web.get("/permits/<number>/answer.xml")
@allow("read_own", "read_all", "work")
def permit_message(number: str) -> ResponseReturnValue:
    """The WCO message that says where the permit stands."""
    body = render(respond_permit(read_permit(house(), actor(), number)), "xml", pretty=True)
    return body, {"Content-Type": "application/xml", "Content-Disposition": f'attachment; filename="{number}.xml"'}


def _known(requirement: str) -> None:
    try:
        offered(house(), requirement)
    except Invalid as unknown:
        raise NotFound("There is no such permit to apply for.") from unknown


def _open(number: str) -> PermitFile:
    found = read_permit(house(), actor(), number)
    if "save" not in found.may:
        raise NotPossible("Only a draft, or an application that was given back to you, can be changed.")
    return found


def _kept(saved: PermitFile) -> ResponseReturnValue:
    sent = request.form.get("send") and saved.status != "draft"
    flash("The application was sent to the agency." if sent else "The application was saved.")
    return redirect(url_for("web.permit", number=saved.number), 303)


def _wish(requirement: str) -> Wish:
    entered = request.form
    return Wish(
        requirement,
        description=entered.get("description", ""),
        goods=_codes("goods"),
        origins=_codes("origins"),
        offices=tuple(entered.getlist("offices")),
        quantity=quantity_in("quantity"),
        valid_from=day_in("valid_from"),
        valid_to=day_in("valid_to"),
        statement=entered.get("statement", ""),
        functional_reference_id=entered.get("functional_reference_id", ""),
    )


def _codes(name: str) -> tuple[str, ...]:
    """Codes as people type them: with commas, spaces or line ends between, and points inside."""
    words = request.form.get(name, "").replace(",", " ").replace(";", " ").split()
    return tuple(dict.fromkeys(word.replace(".", "").upper() for word in words))


def _entered(found: PermitFile) -> dict[str, str]:
    terms = found.terms
    said = {"description": terms.description, "statement": terms.statement, "goods": " ".join(terms.goods)}
    said |= {"origins": " ".join(terms.origins), "functional_reference_id": terms.functional_reference_id}
    said["quantity"] = f"{terms.quantity:f}" if terms.quantity is not None else ""
    for name, day in (("valid_from", terms.valid_from), ("valid_to", terms.valid_to)):
        if day:
            said |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
    return said


def _form(
    requirement: str,
    entered: Any,
    found: PermitFile | None = None,
    *,
    errors: Errors | None = None,
    refused: str = "",
) -> str:
    offer = next((one for one in list_offers(house()) if one.requirement == requirement), None)
    if offer is None:
        raise NotPossible("The law no longer asks for this permit: it cannot be applied for any more.")
    chosen = request.form.getlist("offices") or (list(found.terms.offices) if found else [])
    key = entered.get("key") or secrets.token_hex(16)
    shown = {"offer": offer, "entered": entered, "permit": found, "errors": errors, "offices": chosen}
    return render_template("permits/apply.html", **shown, refused=refused, key=key)
