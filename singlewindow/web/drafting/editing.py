"""Change one place of a draft. Drafts are frozen: each change gives a new one."""

from typing import Any

import msgspec

from singlewindow.errors import NotFound
from singlewindow.web.drafting.document import MAX_DOCUMENTS, MAX_ITEMS, Document, DraftDocument, Item, Place


def answers_at(draft: DraftDocument, place: Place) -> Any:
    """The answers of a page, as its struct; the place after the last item or document has none. Raises NotFound."""
    if place.item is None:
        return getattr(draft, place.page)
    item = _nth(draft.items, place.item, Item(), MAX_ITEMS)
    return item if place.document is None else _nth(item.documents, place.document, Document(), MAX_DOCUMENTS)


def with_answers(draft: DraftDocument, place: Place, values: dict[str, str]) -> DraftDocument:
    """The draft with a page's answers as typed now, and without what was refused there.

    A new item or document of which nothing was typed is not added.
    """
    draft = _without_refusals(draft, place)
    answers = answers_at(draft, place)
    answered = msgspec.structs.replace(answers, **values)
    if _is_new(draft, place) and answered == type(answers)():
        return draft
    if place.item is None:
        return msgspec.structs.replace(draft, **{place.page: answered})
    if place.document is None:
        return msgspec.structs.replace(draft, items=_put(draft.items, place.item, answered))
    item = item_at(draft, place.item)
    item = msgspec.structs.replace(item, documents=_put(item.documents, place.document, answered))
    return msgspec.structs.replace(draft, items=_put(draft.items, place.item, item))


def item_at(draft: DraftDocument, number: int) -> Item:
    """The item of this number, counted from 1. Raises NotFound."""
    if not 1 <= number <= len(draft.items):
        raise NotFound(f"This draft has no item {number}.")
    return draft.items[number - 1]


def document_at(draft: DraftDocument, number: int, count: int) -> Document:
    """The document of an item, both counted from 1. Raises NotFound."""
    documents = item_at(draft, number).documents
    if not 1 <= count <= len(documents):
        raise NotFound(f"Item {number} has no document {count}.")
    return documents[count - 1]


def without_item(draft: DraftDocument, number: int) -> DraftDocument:
    """The draft without this item; the later ones move up. What was refused is forgotten, as its numbers would lie."""
    item_at(draft, number)
    return msgspec.structs.replace(draft, items=_drop(draft.items, number), refused=())


def without_document(draft: DraftDocument, number: int, count: int) -> DraftDocument:
    """The draft without this document of this item."""
    document_at(draft, number, count)
    item = item_at(draft, number)
    item = msgspec.structs.replace(item, documents=_drop(item.documents, count))
    return msgspec.structs.replace(draft, items=_put(draft.items, number, item), refused=())


def _is_new(draft: DraftDocument, place: Place) -> bool:
    if place.item is None:
        return False
    if place.document is None:
        return place.item > len(draft.items)
    return place.document > len(item_at(draft, place.item).documents)


def _without_refusals(draft: DraftDocument, place: Place) -> DraftDocument:
    kept = tuple(m for m in draft.refused if msgspec.structs.replace(m.place, field="") != place)
    return msgspec.structs.replace(draft, refused=kept)


def _nth(things: tuple[Any, ...], number: int, new: Any, most: int) -> Any:
    if not 1 <= number <= min(len(things) + 1, most):
        raise NotFound("This draft has no such page.")
    return things[number - 1] if number <= len(things) else new


def _put(things: tuple[Any, ...], number: int, thing: Any) -> tuple[Any, ...]:
    return (*things[: number - 1], thing, *things[number:])


def _drop(things: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return (*things[: number - 1], *things[number:])
