"""The pages of a draft that are answered once, and the list of drafts."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.drafting.blueprint import drafting
from singlewindow.web.drafting.document import DraftDocument, Place, Start
from singlewindow.web.drafting.editing import with_answers
from singlewindow.web.drafting.header_questions import OFFICE, START
from singlewindow.web.drafting.keeping import OpenDraft, keep_new, lists, new_reference, open_draft, today
from singlewindow.web.drafting.links import CHECK, PROBLEMS, address, page_after, page_before
from singlewindow.web.drafting.mistakes import mistakes
from singlewindow.web.drafting.pages import header_pages
from singlewindow.web.drafting.prefill import prefilled
from singlewindow.web.drafting.sheet import Sheet, removal, save, show, typed
from singlewindow.web.house import house


@drafting.get("/drafts")
@allow("lodge")
def drafts() -> ResponseReturnValue:
    """The organisation's drafts, the last saved first."""
    return render_template("drafting/drafts.html", drafts=casework.list_drafts(house(), actor()))


@drafting.get("/drafts/new")
@allow("lodge")
def start() -> ResponseReturnValue:
    """The first page of a new lodgement, with a reference already in it."""
    return render_template("drafting/new.html", page=START, answers=Start(reference=new_reference()), lists=lists())


@drafting.post("/drafts/new")
@allow("lodge")
def begin_draft() -> ResponseReturnValue:
    """Keep a new draft, and go to its next page, or back to the first where something is wrong there."""
    document = _prefilled(with_answers(DraftDocument(), Place("start"), typed(START)))
    draft = keep_new(document)
    if START.mistakes(document.start, lists(), today()):
        return redirect(address(draft.file.id, Place("start"), show=PROBLEMS), 303)
    return redirect(address(draft.file.id, page_after(document, "start")), 303)


@drafting.get("/drafts/<int:draft_id>")
@allow("lodge")
def draft(draft_id: int) -> ResponseReturnValue:
    """The draft's pages as a list of tasks."""
    opened = open_draft(draft_id)
    wrong = {mistake.place.page for mistake in mistakes(opened.document, lists(), today())}
    pages = header_pages(opened.document.start.direction)
    goods_wrong = bool(wrong & {"item", "items", "document"})
    return render_template("drafting/draft.html", draft=opened, pages=pages, wrong=wrong, goods_wrong=goods_wrong)


_NAMES = "any(start, importer, exporter, transport, route, terms)"


@drafting.get(f"/drafts/<int:draft_id>/<{_NAMES}:name>")
@allow("lodge")
def draft_page(draft_id: int, name: str) -> ResponseReturnValue:
    """One page of questions that are answered once."""
    return show(_sheet(draft_id, name))


@drafting.post(f"/drafts/<int:draft_id>/<{_NAMES}:name>")
@allow("lodge")
def save_draft_page(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep the page's answers and go on."""

    def onward(draft: OpenDraft) -> str:
        if request.args.get("then") == CHECK:
            return url_for("web.drafting.check_draft", draft_id=draft_id)
        return address(draft_id, page_after(draft.document, name))

    return save(_sheet(draft_id, name), onward, _prefilled if name == "start" else lambda document: document)


@drafting.get("/drafts/<int:draft_id>/remove")
@allow("lodge")
def ask_remove_draft(draft_id: int) -> ResponseReturnValue:
    """Ask whether the draft is really to go."""
    return removal(open_draft(draft_id).document.title, url_for("web.drafting.drafts"))


@drafting.post("/drafts/<int:draft_id>/remove")
@allow("lodge")
def remove_draft(draft_id: int) -> ResponseReturnValue:
    """Remove the draft, if the answer is yes."""
    title, back = open_draft(draft_id).document.title, url_for("web.drafting.drafts")
    if request.form.get("remove") not in ("yes", "no"):
        return removal(title, back, missing=True)
    if request.form["remove"] == "yes":
        casework.discard_draft(house(), actor(), draft_id)
        flash(f"{title} is removed.")
    return redirect(back, 303)


def _prefilled(document: DraftDocument) -> DraftDocument:
    return document if document.amends else prefilled(document, actor(), house().pack)


def _sheet(draft_id: int, name: str) -> Sheet:
    opened = open_draft(draft_id)
    pages = header_pages(opened.document.start.direction)
    number = [page.name for page in pages].index(name)
    page = OFFICE if name == "start" and opened.document.amends else pages[number]
    before = page_before(opened.document, name)
    back = address(draft_id, before) if before else url_for("web.drafting.draft", draft_id=draft_id)
    if request.args.get("then") == CHECK:
        back = url_for("web.drafting.check_draft", draft_id=draft_id)
    caption = f"Section {number + 1} of {len(pages) + 1}"
    return Sheet(opened, page, Place(name), page.title, caption, back)
