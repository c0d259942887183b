"""The pages of a draft's goods items and of their documents."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.web.access import allow
from singlewindow.web.drafting.blueprint import drafting
from singlewindow.web.drafting.document import MAX_DOCUMENTS, MAX_ITEMS, Place
from singlewindow.web.drafting.editing import document_at, item_at, without_document, without_item
from singlewindow.web.drafting.item_questions import DOCUMENT
from singlewindow.web.drafting.keeping import OpenDraft, keep, lists, open_draft, today
from singlewindow.web.drafting.links import CHECK
from singlewindow.web.drafting.mistakes import asked_now, item_mistakes
from singlewindow.web.drafting.pages import header_pages, item_page
from singlewindow.web.drafting.sheet import Sheet, removal, save, show


@drafting.get("/drafts/<int:draft_id>/items")
@allow("lodge")
def draft_items(draft_id: int) -> ResponseReturnValue:
    """The goods items, each with what it still lacks."""
    opened = open_draft(draft_id)
    direction, items = opened.document.start.direction, opened.document.items
    found = (item_mistakes(direction, item, n, lists(), today()) for n, item in enumerate(items, start=1))
    wrong = [bool(asked_now(opened.document, one)) for one in found]
    sections = len(header_pages(direction)) + 1
    return render_template("drafting/items.html", draft=opened, wrong=wrong, most=MAX_ITEMS, sections=sections)


_ITEM = "/drafts/<int:draft_id>/items/<int:item>"
_DOCUMENT = f"{_ITEM}/documents/<int:count>"


@drafting.get(_ITEM)
@allow("lodge")
def draft_item(draft_id: int, item: int) -> ResponseReturnValue:
    """One goods item; the number after the last is a new one."""
    return show(_item_sheet(draft_id, item))


@drafting.post(_ITEM)
@allow("lodge")
def save_draft_item(draft_id: int, item: int) -> ResponseReturnValue:
    """Keep the item, and go on to its documents."""

    def onward(_: OpenDraft) -> str:
        return url_for("web.drafting.draft_documents", draft_id=draft_id, item=item, then=request.args.get("then"))

    return save(_item_sheet(draft_id, item), onward)


@drafting.get(f"{_ITEM}/remove")
@allow("lodge")
def ask_remove_item(draft_id: int, item: int) -> ResponseReturnValue:
    """Ask whether the item is really to go."""
    item_at(open_draft(draft_id).document, item)
    return removal(f"item {item}", url_for("web.drafting.draft_items", draft_id=draft_id))


@drafting.post(f"{_ITEM}/remove")
@allow("lodge")
def remove_item(draft_id: int, item: int) -> ResponseReturnValue:
    """Remove the item, if the answer is yes."""
    opened, back = open_draft(draft_id), url_for("web.drafting.draft_items", draft_id=draft_id)
    item_at(opened.document, item)
    if request.form.get("remove") not in ("yes", "no"):
        return removal(f"item {item}", back, missing=True)
    if request.form["remove"] == "yes":
        keep(opened, without_item(opened.document, item), opened.file.revision)
        flash(f"Item {item} is removed.")
    return redirect(back, 303)


@drafting.get(f"{_ITEM}/documents")
@allow("lodge")
def draft_documents(draft_id: int, item: int) -> ResponseReturnValue:
    """The documents that go with an item."""
    opened = open_draft(draft_id)
    onward = "web.drafting.check_draft" if request.args.get("then") == CHECK else "web.drafting.draft_items"
    return render_template(
        "drafting/documents.html",
        draft=opened,
        number=item,
        item=item_at(opened.document, item),
        onward=url_for(onward, draft_id=draft_id),
        most=MAX_DOCUMENTS,
        lists=lists(),
    )


@drafting.get(_DOCUMENT)
@allow("lodge")
def draft_document(draft_id: int, item: int, count: int) -> ResponseReturnValue:
    """One document of an item; the number after the last is a new one."""
    return show(_document_sheet(draft_id, item, count))


@drafting.post(_DOCUMENT)
@allow("lodge")
def save_draft_document(draft_id: int, item: int, count: int) -> ResponseReturnValue:
    """Keep the document, and go back to the item's documents."""
    back = _documents(draft_id, item)
    return save(_document_sheet(draft_id, item, count), lambda _: back)


@drafting.get(f"{_DOCUMENT}/remove")
@allow("lodge")
def ask_remove_document(draft_id: int, item: int, count: int) -> ResponseReturnValue:
    """Ask whether the document is really to go."""
    document_at(open_draft(draft_id).document, item, count)
    return removal(f"document {count} of item {item}", _documents(draft_id, item))


@drafting.post(f"{_DOCUMENT}/remove")
@allow("lodge")
def remove_document(draft_id: int, item: int, count: int) -> ResponseReturnValue:
    """Remove the document, if the answer is yes."""
    opened, back = open_draft(draft_id), _documents(draft_id, item)
    document_at(opened.document, item, count)
    if request.form.get("remove") not in ("yes", "no"):
        return removal(f"document {count} of item {item}", back, missing=True)
    if request.form["remove"] == "yes":
        keep(opened, without_document(opened.document, item, count), opened.file.revision)
        flash(f"Document {count} of item {item} is removed.")
    return redirect(back, 303)


def _item_sheet(draft_id: int, item: int) -> Sheet:
    opened = open_draft(draft_id)
    sheet = "web.drafting.check_draft" if request.args.get("then") == CHECK else "web.drafting.draft_items"
    back = url_for(sheet, draft_id=draft_id)
    page = item_page(opened.document.start.direction)
    return Sheet(opened, page, Place("item", item=item), f"Item {item}", "Goods items", back)


def _document_sheet(draft_id: int, item: int, count: int) -> Sheet:
    opened = open_draft(draft_id)
    item_at(opened.document, item)
    place = Place("document", item=item, document=count)
    return Sheet(opened, DOCUMENT, place, f"Document {count}", f"Item {item}", _documents(draft_id, item))


def _documents(draft_id: int, item: int) -> str:
    return url_for("web.drafting.draft_documents", draft_id=draft_id, item=item, then=request.args.get("then"))
