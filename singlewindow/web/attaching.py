"""A trader attaches a document, and those whom it concerns save it."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile, Sent
from singlewindow.casework.attach import Attached
from singlewindow.errors import Invalid, NotPossible, Stale, TooLarge
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.drafting.lists import lists_of
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house

NO_FILE = {"documents": "Select a file"}


@web.get("/declarations/<reference>/documents")
@allow("lodge")
def ask_document(reference: str) -> ResponseReturnValue:
    """The form for a document."""
    return _page(_open(reference))


@web.post("/declarations/<reference>/documents")
@allow("lodge")
def attach(reference: str) -> ResponseReturnValue:
    """Attach the document, or say what is wrong with it."""
    found, documents = _open(reference), sent_files()
    if not documents:
        return _page(found, errors=NO_FILE), 422
    revision = request.form.get("revision", type=int)
    try:
        attached = casework.attach(house(), actor(), reference, documents, revision=revision)
    except Invalid as invalid:
        return _page(found, errors=mistakes_of(invalid.fields)), 422
    except TooLarge as large:
        return _page(found, errors={"documents": large.sentence}), 413
    except Stale:
        return _page(found, stale=True), 409
    flash(_told(attached, decided=attached.answer.decision.number > found.decision.number))
    return redirect(url_for("web.case", reference=reference), 303)


def _told(attached: Attached, *, decided: bool) -> str:
    """What became of the document that was sent."""
    if not attached.new:
        return "This document is attached already. Nothing was changed."
    if attached.unread:
        return "The document was attached. It is no electronic certificate that can be read: an officer looks at it."
    return "The document was attached, and the decision was made anew." if decided else "The document was attached."


@web.get("/declarations/<reference>/documents/<int:document>")
@allow("read_own", "read_all", "work")
def document_file(reference: str, document: int) -> ResponseReturnValue:
    """A document, to be saved: its content is the sender's, and no browser is to run or show it."""
    found, content = casework.read_document(house(), actor(), reference, document)
    response = Response(content, content_type=found.content_type)
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def sent_files() -> list[Sent]:
    """The files of the form, with what it says of them."""
    form = request.form
    items = tuple(int(number) for number in form.getlist("items") if number.isdecimal() and len(number) < 10)
    files = (file for file in request.files.getlist("documents") if file.filename)
    code, number = form.get("type_code"), form.get("document_id")
    return [Sent(file.filename or "", file.read(), code, number, items) for file in files]


def _open(reference: str) -> CaseFile:
    found = casework.read_case(house(), actor(), reference)
    if "attach" not in found.may:
        raise NotPossible("The case is closed: nothing is attached to it any more.")
    return found


def _page(found: CaseFile, *, errors: Errors | None = None, stale: bool = False) -> str:
    codes = [one for one in lists_of(house().pack).items("documents", empty=False) if len(one["value"]) < 4]
    return render_template(
        "attach.html",
        case=found,
        kinds=[{"value": "", "text": "Another document"}, *codes],
        errors=errors or {},
        stale=stale,
        entered=request.form,
        megabytes=house().settings.max_document_bytes // 1_000_000,
    )
