"""Amend a declaration by its form: opened with what was declared, changed, looked at once more, and sent."""

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile
from singlewindow.errors import FieldError, Invalid, NotPossible, Stale
from singlewindow.web.access import actor, allow
from singlewindow.web.drafting.blueprint import drafting
from singlewindow.web.drafting.document import Amends, DraftDocument, decode
from singlewindow.web.drafting.keeping import OpenDraft, keep_new, lists, open_draft, today
from singlewindow.web.drafting.merging import amended, require_form
from singlewindow.web.drafting.message import CONTENT_TYPE
from singlewindow.web.drafting.mistakes import mistakes
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.requesting import done
from wco_datamodel import Declaration, MessageRejected, Problem, render
from wco_datamodel.amending import compose, difference

LONGEST = 512

REASON_CODE = "32"
"""The code (099, user codes) by which real senders amend; the reason itself is in words."""


@drafting.post("/declarations/<reference>/amend/form")
@allow("lodge")
def begin_amendment(reference: str) -> ResponseReturnValue:
    """Open the declaration as a form, in a draft of its own; one that was begun already is opened again."""
    found = casework.read_case(house(), actor(), reference)
    if "amend" not in found.may:
        raise NotPossible("This cannot be amended as it stands now. Open the declaration again to see why.")
    begun = next((one.id for one in casework.list_drafts(house(), actor()) if _is_of(one.document, found)), None)
    draft_id = begun if begun is not None else keep_new(_form(found)).file.id
    return redirect(url_for("web.drafting.draft", draft_id=draft_id), 303)


@drafting.get("/drafts/<int:draft_id>/amend")
@allow("lodge")
def ask_to_amend(draft_id: int) -> ResponseReturnValue:
    """What the amendment changes, why, and the statement that the lodger makes."""
    opened = open_draft(draft_id)
    if mistakes(opened.document, lists(), today()):
        return _to_check(draft_id)
    return _page(opened)


@drafting.post("/drafts/<int:draft_id>/amend")
@allow("lodge")
def send_amendment(draft_id: int) -> ResponseReturnValue:
    """Send the amendment, and show the case; what was typed is kept where it cannot be taken."""
    opened, form = open_draft(draft_id), request.form
    if mistakes(opened.document, lists(), today()):
        return _to_check(draft_id)
    try:
        return done(_sent(opened, form.get("reason", "").strip()), "The declaration was amended.")
    except Invalid as invalid:
        return _page(opened, errors=mistakes_of(invalid.fields)), 422
    except MessageRejected as rejected:
        return _page(opened, problems=rejected.problems), 422
    except (Stale, NotPossible) as refused:
        return _page(opened, refused=refused.sentence), 409


def _sent(opened: OpenDraft, reason: str) -> casework.Answer:
    found = _case(opened)
    if not reason or len(reason) > LONGEST:
        sentence = f"Enter why the declaration is amended, in {LONGEST} characters or less."
        raise Invalid("The amendment cannot be sent as it is.", (FieldError("reason", sentence),))
    if request.form.get("true") != "yes":
        sentence = "Select the box to state that the declaration is true and complete"
        raise Invalid("The amendment cannot be sent as it is.", (FieldError("true", sentence),))
    raw = _message(found, amended(_as_begun(opened, found), opened.document), opened.file.id, reason)
    revision = request.form.get("revision", type=int)
    return casework.amend(
        house(), actor(), found.reference, raw, CONTENT_TYPE, revision=revision, draft_id=opened.file.id
    )


def _message(found: CaseFile, new: Declaration, draft_id: int, reason: str) -> bytes:
    if new == found.declaration:
        raise NotPossible(f"{found.reference} says this already: nothing would change.")
    try:
        made = compose(
            found.declaration,
            new,
            reference=f"AMEND-{draft_id}",
            id=found.reference,
            reason=reason,
            reason_code=REASON_CODE,
        )
    except ValueError as error:
        raise NotPossible(f"{error} Send the amendment as a message file.") from error
    return render(made, "xml")


def _case(opened: OpenDraft) -> CaseFile:
    amends = opened.document.amends
    if amends is None:
        raise NotPossible("This draft is a declaration of its own: lodge it.")
    return casework.read_case(house(), actor(), amends.reference)


def _as_begun(opened: OpenDraft, found: CaseFile) -> Declaration:
    """The declaration that the form was filled from. Raises Stale where there is a newer version."""
    amends = opened.document.amends
    if amends is None or amends.version != found.version:
        raise Stale(f"{found.reference} was amended since this form was opened. Remove the draft and begin again.")
    return found.declaration


def _form(found: CaseFile) -> DraftDocument:
    """The declaration as a form; what was wrong with it by the form's own questions is not asked for again."""
    form = require_form(found.declaration)
    overlooked = mistakes(form, lists(), today())
    return msgspec.structs.replace(form, amends=Amends(found.reference, found.version, overlooked))


def _is_of(document: str, found: CaseFile) -> bool:
    amends = decode(document).amends
    return amends is not None and (amends.reference, amends.version) == (found.reference, found.version)


def _page(
    opened: OpenDraft,
    *,
    errors: Errors | None = None,
    problems: tuple[Problem, ...] = (),
    refused: str = "",
) -> str:
    found = _case(opened)
    try:
        changes = difference(found.declaration, amended(_as_begun(opened, found), opened.document))
    except (Stale, NotPossible) as told:
        changes, refused = (), refused or told.sentence
    shown = {"draft": opened, "case": found, "changes": changes, "errors": errors or {}, "entered": request.form}
    return render_template("drafting/amend.html", **shown, problems=problems[:200], refused=refused)


def _to_check(draft_id: int) -> ResponseReturnValue:
    return redirect(url_for("web.drafting.check_draft", draft_id=draft_id), 303)
