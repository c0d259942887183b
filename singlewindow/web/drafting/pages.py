"""The pages of a lodgement, in order, for an import and for an export."""

from functools import lru_cache

from singlewindow.web.drafting import item_questions, transport_questions
from singlewindow.web.drafting.header_questions import ROUTE, START, TERMS
from singlewindow.web.drafting.party_questions import exporter, importer
from singlewindow.web.drafting.questions import Page


@lru_cache(maxsize=2)
def header_pages(direction: str) -> tuple[Page, ...]:
    """The pages that are answered once, in order; ``direction`` is ``import`` or ``export``."""
    return _export_pages() if direction == "export" else _import_pages()


def _import_pages() -> tuple[Page, ...]:
    mine = importer("Importer", "Who brings the goods in.", known=True)
    theirs = exporter("Exporter", "Who sends the goods from abroad.", known=False)
    return (START, mine, theirs, transport_questions.ARRIVING, ROUTE, TERMS)


def _export_pages() -> tuple[Page, ...]:
    mine = exporter("Exporter", "Who sends the goods out.", known=True)
    theirs = importer("Importer", "Who receives the goods abroad.", known=False)
    return (START, mine, theirs, transport_questions.LEAVING, ROUTE, TERMS)


def item_page(direction: str) -> Page:
    """The page that every goods item has; its procedures are those of the direction."""
    return item_questions.EXPORTED if direction == "export" else item_questions.IMPORTED


def page_named(direction: str, name: str) -> Page | None:
    """The page of this name, or None."""
    every = (*header_pages(direction), item_page(direction), item_questions.DOCUMENT)
    return next((page for page in every if page.name == name), None)
