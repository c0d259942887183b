"""A trader amends or cancels a declaration, customs grants or denies it, and everybody sees what changed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import Answer, CaseFile, RequestView
from singlewindow.errors import Invalid, NotFound, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from wco_datamodel import MessageRejected, Problem

MOST_PROBLEMS = 200


@web.get("/declarations/<reference>/amend")
@allow("lodge")
def ask_amendment(reference: str) -> ResponseReturnValue:
    """Ask for the file that amends the declaration."""
    return _amend_page(_open(reference, "amend"))


@web.post("/declarations/<reference>/amend")
@allow("lodge")
def amend(reference: str) -> ResponseReturnValue:
    """Amend by the file, or say every problem with its line."""
    found = _open(reference, "amend")
    sent = request.files.get("file")
    raw = sent.read() if sent else b""
    if not raw:
        return _amend_page(found, errors={"file": "Select a file that is not empty"}), 422
    kind = "application/json" if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "application/xml"
    try:
        given = casework.amend(house(), actor(), reference, raw, kind, revision=_revision())
    except MessageRejected as rejected:
        return _amend_page(found, problems=rejected.problems), 422
    except Stale:
        return _amend_page(found, stale=True), 409
    return done(given, "The declaration was amended.")


@web.get("/declarations/<reference>/cancel")
@allow("lodge")
def ask_cancellation(reference: str) -> ResponseReturnValue:
    """Ask why the declaration is to be cancelled."""
    return _cancel_page(_open(reference, "cancel"))


@web.post("/declarations/<reference>/cancel")
@allow("lodge")
def cancel(reference: str) -> ResponseReturnValue:
    """Cancel the declaration, or ask customs to."""
    found, form = _open(reference, "cancel"), request.form
    code, reason = form.get("reason_code", ""), form.get("reason", "")
    try:
        given = casework.cancel(house(), actor(), reference, reason_code=code, reason=reason, revision=_revision())
    except Invalid as invalid:
        return _cancel_page(found, errors=mistakes_of(invalid.fields)), 422
    except Stale:
        return _cancel_page(found, stale=True), 409
    return done(given, "The declaration was cancelled.")


@web.get("/declarations/<reference>/requests/<int:number>")
@allow("control")
def ask_consent(reference: str, number: int) -> ResponseReturnValue:
    """What the trader asks, what would change by it, and the form for customs' answer."""
    found = _open(reference, "deny")
    return _consent_page(found, _request(found, number))


@web.post("/declarations/<reference>/requests/<int:number>")
@allow("control")
def decide_request(reference: str, number: int) -> ResponseReturnValue:
    """Grant or deny the request."""
    found = _open(reference, "deny")
    wanted, answer = _request(found, number), request.form.get("answer", "")
    if answer not in ("grant", "deny"):
        return _consent_page(found, wanted, errors={"answer": "Select whether you grant or deny the request"}), 422
    reason, granted = request.form.get("reason", ""), answer == "grant"
    try:
        casework.decide_request(
            house(), actor(), reference, number, granted=granted, reason=reason, revision=_revision()
        )
    except Invalid as invalid:
        return _consent_page(found, wanted, errors=mistakes_of(invalid.fields)), 422
    except Stale:
        return _consent_page(found, wanted, stale=True), 409
    flash(f"The {wanted.kind} was {'granted' if granted else 'denied'}. The trader can see it now.")
    return redirect(url_for("web.case", reference=reference), 303)


@web.get("/declarations/<reference>/versions")
@allow("read_own", "read_all", "work")
def versions(reference: str) -> ResponseReturnValue:
    """The versions of a declaration, newest first, with what each changed."""
    found = casework.read_case(house(), actor(), reference)
    return render_template("versions.html", case=found, versions=casework.list_versions(house(), actor(), reference))


def _open(reference: str, act: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if act not in found.may:
        raise NotPossible("This cannot be done as the declaration stands now. Open it again to see why.")
    return found


def _request(found: CaseFile, number: int) -> RequestView:
    wanted = next((one for one in found.requests if one.id == number and one.state == "asked"), None)
    if wanted is None:
        raise NotFound("There is no such request that waits.")
    return wanted


def done(given: Answer, sentence: str) -> ResponseReturnValue:
    """On to the case, which says what was done, or that customs must consent."""
    told = given.decision.request
    waits = told is not None and told.state == "asked"
    flash(told.sentence if told and waits else sentence)
    return redirect(url_for("web.case", reference=given.decision.reference), 303)


def _revision() -> int | None:
    return request.form.get("revision", type=int)


def _amend_page(
    found: CaseFile, *, errors: Errors | None = None, problems: tuple[Problem, ...] = (), stale: bool = False
) -> str:
    return render_template(
        "amend.html",
        case=found,
        errors=errors or {},
        problems=problems[:MOST_PROBLEMS],
        stale=stale,
        megabytes=house().settings.max_message_bytes // 1_000_000,
    )


def _cancel_page(found: CaseFile, *, errors: Errors | None = None, stale: bool = False) -> str:
    reasons = casework.cancellation_reasons(house())
    return render_template(
        "cancel.html", case=found, errors=errors or {}, reasons=reasons, entered=request.form, stale=stale
    )


def _consent_page(found: CaseFile, wanted: RequestView, *, errors: Errors | None = None, stale: bool = False) -> str:
    return render_template(
        "consent.html", case=found, wanted=wanted, errors=errors or {}, entered=request.form, stale=stale
    )
