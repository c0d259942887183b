"""Whom the trader wants told that the goods may leave."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile
from singlewindow.errors import Invalid, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house


@web.get("/declarations/<reference>/release-parties")
@allow("lodge")
def release_parties(reference: str) -> ResponseReturnValue:
    """Who is told of the release, and the form that names another."""
    return _page(_open(reference, "name_party"))


@web.post("/declarations/<reference>/release-parties")
@allow("lodge")
def name_release_party(reference: str) -> ResponseReturnValue:
    """Have another party told."""
    found, form = _open(reference, "name_party"), request.form
    words = {name: form.get(name, "") for name in ("name", "email", "organisation")}
    try:
        casework.name_party(house(), actor(), reference, **words, revision=form.get("revision", type=int))
    except Invalid as invalid:
        return _page(found, errors=mistakes_of(invalid.fields)), 422
    except Stale:
        return _page(found, stale=True), 409
    flash("The party is told when the goods may leave.")
    return redirect(url_for("web.release_parties", reference=reference), 303)


@web.post("/declarations/<reference>/release-parties/<int:number>/drop")
@allow("lodge")
def drop_release_party(reference: str, number: int) -> ResponseReturnValue:
    """Have a party no longer told."""
    _open(reference, "drop_party")
    casework.drop_party(house(), actor(), reference, number)
    flash("The party is no longer told.")
    return redirect(url_for("web.release_parties", reference=reference), 303)


def _open(reference: str, act: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if act not in found.may:
        raise NotPossible("The case is closed, or it is not yours: nobody can be named here.")
    return found


def _page(found: CaseFile, *, errors: Errors | None = None, stale: bool = False) -> str:
    return render_template("release-parties.html", case=found, errors=errors or {}, stale=stale, entered=request.form)
