"""What is still wrong in a draft, in the order of its pages."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from singlewindow.web.drafting.document import Answers, DraftDocument, Item, Mistake, Place
from singlewindow.web.drafting.item_questions import DOCUMENT
from singlewindow.web.drafting.lists import Lists
from singlewindow.web.drafting.pages import header_pages, item_page
from singlewindow.web.drafting.questions import Page


def mistakes(draft: DraftDocument, lists: Lists, on: dt.date) -> tuple[Mistake, ...]:
    """Every mistake of the whole draft. ``on`` is today, for dates that cannot lie ahead."""
    return asked_now(draft, _mistakes(draft, lists, on))


def asked_now(draft: DraftDocument, found: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """The mistakes but those that the declaration had when it was opened to be amended, and that nobody asked about."""
    overlooked = draft.amends.overlooked if draft.amends else ()
    return tuple(
        one
        for one in found
        if not any(one.place == old.place and old.sentence.endswith(one.sentence) for old in overlooked)
    )


def page_mistakes(page: Page, answers: Answers, place: Place, lists: Lists, on: dt.date) -> tuple[Mistake, ...]:
    """The mistakes of one page's answers, at the questions of ``place``."""
    found = page.mistakes(answers, lists, on)
    return tuple(Mistake(msgspec.structs.replace(place, field=e.field), e.sentence) for e in found)


def _mistakes(draft: DraftDocument, lists: Lists, on: dt.date) -> Iterator[Mistake]:
    for page in header_pages(draft.start.direction):
        yield from page_mistakes(page, getattr(draft, page.name), Place(page.name), lists, on)
    if not draft.items:
        yield Mistake(Place("items", "add"), "Add at least one goods item")
    for number, item in enumerate(draft.items, start=1):
        yield from item_mistakes(draft.start.direction, item, number, lists, on)


def item_mistakes(direction: str, item: Item, number: int, lists: Lists, on: dt.date) -> Iterator[Mistake]:
    """The mistakes of one goods item and of its documents; ``number`` counts items from 1."""
    for mistake in page_mistakes(item_page(direction), item, Place("item", item=number), lists, on):
        yield Mistake(mistake.place, f"Item {number}: {mistake.sentence}")
    for count, document in enumerate(item.documents, start=1):
        place = Place("document", item=number, document=count)
        for mistake in page_mistakes(DOCUMENT, document, place, lists, on):
            yield Mistake(mistake.place, f"Item {number}, document {count}: {mistake.sentence}")
