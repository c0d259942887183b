"""The answers of a draft as summary cards, for the last look before it is lodged."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from singlewindow.web.drafting.checks import number
from singlewindow.web.drafting.document import Answers, Document, DraftDocument, Place
from singlewindow.web.drafting.item_questions import DOCUMENT
from singlewindow.web.drafting.lists import Lists
from singlewindow.web.drafting.pages import header_pages, item_page
from singlewindow.web.drafting.questions import Page


class Row(msgspec.Struct, frozen=True):
    """One question and its answer as a person reads it."""

    label: str
    answer: str


class Card(msgspec.Struct, frozen=True):
    """The answers of one page."""

    title: str
    place: Place
    rows: tuple[Row, ...]


def header_cards(draft: DraftDocument, lists: Lists) -> tuple[Card, ...]:
    """One card for each page that is answered once."""
    return tuple(
        _card(page.title, page, getattr(draft, page.name), Place(page.name), lists, draft.terms.currency)
        for page in header_pages(draft.start.direction)
    )


def item_cards(draft: DraftDocument, lists: Lists) -> Iterator[Card]:
    """One card for each goods item; its documents are rows of it."""
    page = item_page(draft.start.direction)
    for count, item in enumerate(draft.items, start=1):
        card = _card(f"Item {count}", page, item, Place("item", item=count), lists, draft.terms.currency)
        documents = tuple(_document_row(document, lists) for document in item.documents)
        yield msgspec.structs.replace(card, rows=(*card.rows, *(documents or (Row("Documents", "None"),))))


def price_remark(draft: DraftDocument) -> str:
    """A sentence where the items' prices do not add up to the invoice's total; else an empty text."""
    total = number(draft.terms.total)
    prices = [number(item.price) for item in draft.items]
    if total is None or not prices or None in prices:
        return ""
    added = sum((price for price in prices if price is not None), Decimal(0))
    if added == total:
        return ""
    currency = draft.terms.currency
    return f"The prices of the items add up to {added:,} {currency}. The invoice total is {total:,} {currency}."


def _card(title: str, page: Page, answers: Answers, place: Place, lists: Lists, currency: str) -> Card:
    rows = (Row(q.label, q.shown(getattr(answers, q.name), lists, currency)) for q in page.questions)
    return Card(title, place, tuple(rows))


def _document_row(document: Document, lists: Lists) -> Row:
    parts = (q.shown(getattr(document, q.name), lists) for q in DOCUMENT.questions)
    return Row("Document", ", ".join(part for part in parts if part))
