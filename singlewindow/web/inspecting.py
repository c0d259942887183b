"""Inspections on a case's pages: wish, appointment, another time, what was found, who did not come, and samples."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseFile, Concluded, Found, LabResult, SampleTaken, Wanted
from singlewindow.casework.inspection import containers_of
from singlewindow.errors import Invalid, NotFound, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, lines, mistakes_of
from singlewindow.web.house import house

Page = tuple[str, int]


class Act(NamedTuple):
    """One act's page: its verb, what the form gives it, and its words."""

    verb: Callable[..., casework.Answer]
    given: Callable[[], dict[str, Any]]
    title: str
    button: str
    done: str


def _wish() -> dict[str, Any]:
    return {"items": _items(), "reason": request.form.get("reason", "")}


def _appointment() -> dict[str, Any]:
    form = request.form
    wanted = Wanted(
        place=form.get("place", ""),
        starts_at=_time(),
        containers=tuple(form.getlist("containers")),
        packages=form.get("packages", ""),
        note=form.get("note", ""),
    )
    return {"wanted": wanted}


def _other_time() -> dict[str, Any]:
    return {"text": request.form.get("text", "")}


def _finding() -> dict[str, Any]:
    form, result = request.form, request.form.get("result", "")
    sample = None
    if result == "sample_taken":
        words = {name: form.get(name, "").strip() for name in ("number", "laboratory", "currency")}
        sample = SampleTaken(**words, fee=_number("fee"))
    found = Found(result, _concluded(), _number("quantity"), form.get("unit", "").strip().upper(), sample)
    return {"items": _items(), "found": found}


def _absence() -> dict[str, Any]:
    return {"agency": request.form.get("agency", ""), "note": request.form.get("note", "")}


def _sample_result() -> dict[str, Any]:
    form = request.form
    return {"tested": LabResult(form.get("result", ""), _concluded(), _number("value"), form.get("unit", ""))}


ACTS: Mapping[str, Act] = {
    "request_inspection": Act(
        casework.request_inspection, _wish, "Ask for an inspection", "Ask for an inspection",
        "The items are on hold until they were inspected.",
    ),
    "set_inspection": Act(
        casework.set_inspection, _appointment, "Set the inspection", "Set the inspection",
        "The inspection is set. The trader and all who take part are told.",
    ),
    "ask_other_time": Act(
        casework.ask_other_time, _other_time, "Ask for another time", "Ask customs",
        "Customs was asked for another time. Until it answers, the time stands.",
    ),
    "record_finding": Act(
        casework.record_finding, _finding, "Record what was found", "Record result",
        "The result was recorded.",
    ),
    "record_absence": Act(
        casework.record_absence, _absence, "Record who did not come", "Record absence",
        "The absence was recorded.",
    ),
}  # fmt: skip
"""The acts that have a page, by their name in the state table."""

SAMPLE = Act(casework.record_sample, _sample_result, "Result of a sample", "Record result", "The result was recorded.")


@web.get("/declarations/<reference>/inspection/<act>")
@allow("work", "control", "lodge")
def ask_inspection_act(reference: str, act: str) -> ResponseReturnValue:
    """The form of an act."""
    return _form(act, ACTS.get(act) or abort(404), _open(reference, act))


@web.post("/declarations/<reference>/inspection/<act>")
@allow("work", "control", "lodge")
def inspection_act(reference: str, act: str) -> ResponseReturnValue:
    """Record it. Where the case changed meanwhile, say so and ask again."""
    known, found = ACTS.get(act) or abort(404), _open(reference, act)
    return _do(act, known, found, (reference,))


@web.get("/declarations/<reference>/samples/<int:number>")
@allow("work")
def ask_sample_result(reference: str, number: int) -> ResponseReturnValue:
    """The form for what the laboratory says."""
    found = _open(reference, "record_sample")
    return _form("record_sample", SAMPLE, found, sample=_sample(found, number))


@web.post("/declarations/<reference>/samples/<int:number>")
@allow("work")
def sample_result(reference: str, number: int) -> ResponseReturnValue:
    """Record what the laboratory says."""
    found = _open(reference, "record_sample")
    return _do("record_sample", SAMPLE, found, (reference, number), sample=_sample(found, number))


def _do(name: str, act: Act, found: CaseFile, place: tuple[object, ...], **shown: Any) -> ResponseReturnValue:
    revision = request.form.get("revision", type=int)
    try:
        act.verb(house(), actor(), *place, **act.given(), revision=revision)
    except Invalid as invalid:
        return _form(name, act, found, errors=mistakes_of(invalid.fields), **shown)
    except Stale:
        return _form(name, act, found, stale=True, **shown)
    flash(act.done)
    return redirect(url_for("web.case", reference=found.reference), 303)


def _open(reference: str, act: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if act not in found.may:
        raise NotPossible("This cannot be done in this case, or it is done already.")
    return found


def _sample(found: CaseFile, number: int) -> casework.SampleView:
    sample = next((one for one in found.inspections.samples if one.id == number and one.awaited), None)
    if sample is None:
        raise NotFound("There is no such sample whose result is awaited.")
    return sample


def _form(
    name: str, act: Act, found: CaseFile, *, errors: Errors | None = None, stale: bool = False, **shown: Any
) -> Page:
    body = render_template(
        "inspection-act.html",
        case=found,
        name=name,
        act=act,
        own=_own(name, found),
        containers=containers_of(found.declaration),
        laboratories=_laboratories(found),
        currency=house().pack.currency,
        hours=house().pack.inspections,
        standing=_standing(found),
        errors=errors or {},
        stale=stale,
        entered=request.form,
        chosen=_items(),
        **shown,
    )
    return body, 422 if errors else 409 if stale else 200


def _own(name: str, found: CaseFile) -> list[casework.ItemDecision]:
    """The items among which the form lets choose: the agency's own, or those of them that it asked to see."""
    asked = {item for one in found.inspections.participants if one.agency == found.agency for item in one.items}
    own = [item for item in found.decision.items if any(v.agency == found.agency for v in item.verdicts)]
    return [item for item in own if item.item in asked] if name == "record_finding" else own


def _laboratories(found: CaseFile) -> list[str]:
    known = house().pack.inspections.laboratories
    return [one.name for one in known if one.agency in (None, found.agency)]


def _standing(found: CaseFile) -> dict[str, Any]:
    """The appointment that stands, as its form's fields."""
    standing = found.inspections.standing
    if standing is None:
        return {}
    local = standing.starts_at.astimezone(ZoneInfo(house().pack.time_zone))
    day = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    kept = {name: getattr(standing, name) for name in ("place", "containers", "packages", "note", "other_time")}
    return day | kept


def _time() -> dt.datetime | None:
    """The day and the time of the form, in the country; None where they are none."""
    form, zone = request.form, ZoneInfo(house().pack.time_zone)
    typed = "-".join(form.get(name, "").strip() for name in ("day", "month", "year"))
    try:
        return dt.datetime.strptime(f"{typed} {form.get('time', '').strip()}", "%d-%m-%Y %H:%M").replace(tzinfo=zone)
    except ValueError:
        return None


def _concluded() -> Concluded:
    form = request.form
    outcome = form.get("outcome", "")
    known = Outcome(outcome) if outcome in set(Outcome) else None
    return Concluded(known, lines(form.get("conditions")), form.get("law", ""), form.get("note", ""))


def _number(name: str) -> Decimal | None:
    """A number as people write it, None for no entry; not a number, which the house refuses, for what is none."""
    text = request.form.get(name, "").replace(",", "").replace(" ", "")
    try:
        return Decimal(text[:40]) if text else None
    except InvalidOperation:
        return Decimal("NaN")


def _items() -> list[int]:
    return [int(number) for number in request.form.getlist("items") if number.isdecimal() and len(number) < 10]
