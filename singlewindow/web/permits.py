"""Permits: the list, one permit with its ledger, the acts of its life, and the check that anybody can make."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.casework.permits.acting import ACTS, act_on_permit
from singlewindow.casework.permits.applying import renew_permit
from singlewindow.casework.permits.file import read_permit
from singlewindow.casework.permits.granting import Changes
from singlewindow.casework.permits.listing import check_permit, count_permit_work, list_permit_work, list_permits
from singlewindow.errors import FieldError, Invalid, NotFound, NotPossible, Stale
from singlewindow.web.access import PUBLIC, actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import lines, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.paging import further
from singlewindow.web.permit_wording import PERMIT
from singlewindow.web.security import count_check

_ACT = f"/permits/<number>/<any({','.join(ACTS)}):act>"
_QUANTITY = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})([.][0-9]{1,6})?")
"""Commas only between thousands: ``12,5`` could be meant as more than 12 and less than 13, or as 125."""

_READERS = ("read_own", "read_all", "work")


@web.get("/permits")
@allow(*_READERS)
def permits() -> ResponseReturnValue:
    """The permits that are the viewer's to see, newest first, searched and filtered."""
    person, status = actor(), request.args.get("status")
    page = list_permits(
        house(),
        person,
        search=request.args.get("search", "").strip() or None,
        status=status if status in PERMIT else None,
        cursor=request.args.get("cursor"),
    )
    waiting = count_permit_work(house(), person) if person.may("work") else 0
    shown = {"page": page, "asked": request.args, "waiting": waiting, "next_url": further(page.next_cursor)}
    return render_template("permits/list.html", **shown)


@web.get("/permits/waiting")
@allow("work")
def permits_waiting() -> ResponseReturnValue:
    """The applications that wait for the officer's agency, oldest first."""
    page = list_permit_work(house(), actor(), cursor=request.args.get("cursor"))
    return render_template("permits/waiting.html", page=page, next_url=further(page.next_cursor))


@web.get("/permits/check")
@allow(PUBLIC)
def permit_check() -> ResponseReturnValue:
    """Whether a permit is in force, by its number. Anybody may ask, and only so often."""
    number = request.args.get("number", "").strip()
    if not number:
        return render_template("permits/check.html", number="", found=None)
    count_check()
    try:
        return render_template("permits/check.html", number=number, found=check_permit(house(), number))
    except NotFound as unknown:
        errors = {"number": unknown.sentence}
        return render_template("permits/check.html", number=number, found=None, errors=errors), 404


@web.get("/permits/<number>")
@allow(*_READERS)
def permit(number: str) -> ResponseReturnValue:
    """One permit: where it stands, what it says, its ledger and its history."""
    return render_template("permits/permit.html", permit=read_permit(house(), actor(), number))


@web.get(_ACT)
@allow("lodge", "work")
def ask_permit_act(number: str, act: str) -> ResponseReturnValue:
    """The form of one act."""
    if act not in read_permit(house(), actor(), number).may:
        raise NotPossible("This cannot be done with the permit as it stands now.")
    return _form(number, act, {})


@web.post(_ACT)
@allow("lodge", "work")
def permit_act(number: str, act: str) -> ResponseReturnValue:
    """Record the act. Where the permit changed meanwhile, say so and keep what was typed."""
    entered, revision = request.form, request.form.get("revision", type=int)
    try:
        changes = _changes()
        reason = entered.get("reason", "")
        act_on_permit(house(), actor(), number, act, reason=reason, changes=changes, revision=revision)
    except Invalid as invalid:
        return _form(number, act, entered, errors=mistakes_of(invalid.fields), status=422)
    except (Stale, NotPossible) as refused:
        return _form(number, act, entered, refused=refused.sentence, status=409)
    flash("This was recorded. The other side can see it now.")
    return redirect(url_for("web.permit", number=number), 303)


@web.post("/permits/<number>/renew")
@allow("lodge")
def renew(number: str) -> ResponseReturnValue:
    """Begin a new application by copying this permit."""
    copied = renew_permit(house(), actor(), number)
    flash("A new application was begun with what the old permit says. Check it, then apply.")
    return redirect(url_for("web.edit_permit", number=copied.number), 303)


def _form(
    number: str, act: str, entered: Any, *, errors: Any = None, refused: str = "", status: int = 200
) -> tuple[str, int]:
    found = read_permit(house(), actor(), number)
    page = render_template("permits/act.html", permit=found, act=act, entered=entered, errors=errors, refused=refused)
    return page, status


def _changes() -> Changes:
    conditions = lines(request.form["conditions"]) if "conditions" in request.form else None
    return Changes(
        quantity=quantity_in("quantity"),
        valid_from=day_in("valid_from"),
        valid_to=day_in("valid_to"),
        conditions=conditions,
    )


def quantity_in(name: str) -> Decimal | None:
    """A quantity as typed in a field; None where it is empty. Raises Invalid."""
    text = request.form.get(name, "").strip()
    if not text:
        return None
    if not _QUANTITY.fullmatch(text):
        sentence = "Enter a quantity as a number with at most six decimals, such as 12.5."
        raise Invalid(sentence, (FieldError(name, sentence),))
    return Decimal(text.replace(",", ""))


def day_in(name: str) -> dt.date | None:
    """A day as typed in the three fields of a date; None where they are empty. Raises Invalid."""
    parts = [request.form.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
    if not any(parts):
        return None
    try:
        year, month, day = (int(part) for part in parts)
        return dt.date(year, month, day)
    except (ValueError, OverflowError) as error:
        sentence = "Enter a day that exists, such as 31 12 2027."
        raise Invalid(sentence, (FieldError(name, sentence),)) from error
