"""An officer gives the trader another day for the answer to a question."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile, QuestionView
from singlewindow.errors import FieldError, Invalid, NotFound, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.permits import day_in

NO_DAY = "Enter the last day for the answer."


@web.get("/declarations/<reference>/questions/<int:question>/deadline")
@allow("work")
def ask_deadline(reference: str, question: int) -> ResponseReturnValue:
    """The form for the new day."""
    return _form(*_open(reference, question))


@web.post("/declarations/<reference>/questions/<int:question>/deadline")
@allow("work")
def extend(reference: str, question: int) -> ResponseReturnValue:
    """Record the new day. Where the case changed meanwhile, say so and ask again."""
    found, asked = _open(reference, question)
    try:
        note, revision = request.form.get("note", ""), request.form.get("revision", type=int)
        casework.extend(house(), actor(), reference, question, answer_by=_day(), note=note, revision=revision)
    except Invalid as invalid:
        return _form(found, asked, errors=mistakes_of(invalid.fields)), 422
    except Stale:
        return _form(found, asked, stale=True), 409
    flash("The new day was recorded. The trader is told.")
    return redirect(url_for("web.case", reference=reference), 303)


def _open(reference: str, number: int) -> tuple[CaseFile, QuestionView]:
    found = casework.read_case(house(), actor(), reference)
    asked = next((one for one in found.questions if one.id == number and one.open and one.agency == found.agency), None)
    if asked is None:
        raise NotFound("There is no such open question of your agency.")
    return found, asked


def _day() -> dt.date:
    """The day that was entered. Raises Invalid."""
    day = day_in("answer_by")
    if day is None:
        raise Invalid(NO_DAY, (FieldError("answer_by", NO_DAY),))
    return day


def _form(found: CaseFile, asked: QuestionView, *, errors: Errors | None = None, stale: bool = False) -> str:
    return render_template(
        "extend.html", case=found, question=asked, errors=errors or {}, stale=stale, entered=request.form
    )
