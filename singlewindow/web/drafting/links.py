"""Addresses of a draft's pages, and the order in which they follow each other."""

from typing import Any

from flask import url_for

from singlewindow.web.drafting.document import DraftDocument, Mistake, Place
from singlewindow.web.drafting.pages import header_pages, page_named

CHECK = "check"
"""``?then=check``: who came from the last page goes back to it."""

PROBLEMS = "problems"
"""``?show=problems``: what is wrong is shown at once."""


def address(draft_id: int, place: Place, **query: str) -> str:
    """The address of a place's page; with ``show="problems"`` also of the field itself."""
    view, numbers = _view(place)
    values: dict[str, Any] = {**numbers, **query}
    if query.get("show") and place.field:
        values["_anchor"] = field_id(place)
    return url_for(f"web.drafting.{view}", draft_id=draft_id, **values)


def _view(place: Place) -> tuple[str, dict[str, Any]]:
    if place.page == "document":
        return "draft_document", {"item": place.item, "count": place.document}
    if place.page == "item":
        return "draft_documents" if place.field == "documents" else "draft_item", {"item": place.item}
    return ("draft_items", {}) if place.page == "items" else ("draft_page", {"name": place.page})


def field_id(place: Place) -> str:
    """The id of a question's (first) field in its page."""
    page = page_named("import", place.page)
    question = page.question(place.field) if page else None
    return f"{place.field}-day" if question and question.kind == "date" else place.field


def mistake_links(draft_id: int, mistakes: tuple[Mistake, ...]) -> list[dict[str, str]]:
    """The error summary of a whole draft: each sentence leads to its page and field, and comes back to the check."""
    return [
        {"text": mistake.sentence, "href": address(draft_id, mistake.place, show=PROBLEMS, then=CHECK)}
        if mistake.place.page
        else {"text": mistake.sentence}
        for mistake in mistakes
    ]


def page_after(draft: DraftDocument, name: str) -> Place:
    """The page that follows a header page."""
    names = [page.name for page in header_pages(draft.start.direction)]
    following = names.index(name) + 1
    return Place(names[following] if following < len(names) else "items")


def page_before(draft: DraftDocument, name: str) -> Place | None:
    """The page that a header page follows; None before the first."""
    names = [page.name for page in header_pages(draft.start.direction)]
    preceding = names.index(name) - 1
    return Place(names[preceding]) if preceding >= 0 else None
