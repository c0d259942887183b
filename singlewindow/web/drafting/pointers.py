"""From a place in the WCO message to the question that fills it, so that a refusal stands beside its field."""

import re
from collections.abc import Iterator

import msgspec

from singlewindow.web.drafting.document import Place
from singlewindow.web.drafting.item_questions import DOCUMENT
from singlewindow.web.drafting.pages import header_pages, item_page

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_ITEM, _DOCUMENT = "68A", "02A"
_COUNTED = ("42A/228", "42A/131", "42A/146")
"""Totals, which are counted from the items."""

_WHOLE = (("42A",), ("42A", "67A"))
"""Classes too wide for one question."""


def place_of(pointer: str, direction: str) -> Place | None:
    """The question that a WCO pointer such as ``42A > 67A > 68A[3] > 23A > 21A[1]/145`` speaks of.

    A pointer to a class, or to an element that the form does not ask for, gives the nearest question before it; a
    pointer outside the form gives None.
    """
    path, item, document = _read(pointer)
    table = _table(direction)
    for length in range(len(path), 1, -1):
        place = table.get(path[:length]) or _first_within(table, path[:length])
        if place:
            return _located(place, item, document)
    return None


def _read(pointer: str) -> tuple[tuple[str, ...], int | None, int | None]:
    """The path of class and element ids, and the occurrences of item and document, counted from 1."""
    steps = [match.groups() for part in re.split(r"[>/]", pointer) if (match := _STEP.match(part.strip()))]
    seen = {name: int(count) for name, count in steps if count}
    return tuple(name for name, _ in steps), seen.get(_ITEM), seen.get(_DOCUMENT)


def _table(direction: str) -> dict[tuple[str, ...], Place]:
    """Every place in the message that a question fills."""
    return dict(_rows(direction)) | {tuple(total.split("/")): Place("items", "add") for total in _COUNTED}


def _rows(direction: str) -> Iterator[tuple[tuple[str, ...], Place]]:
    for page in (*header_pages(direction), item_page(direction), DOCUMENT):
        for question in page.questions:
            for wco in question.wco:
                yield tuple(wco.split("/")), Place(page.name, question.name)


def _first_within(table: dict[tuple[str, ...], Place], path: tuple[str, ...]) -> Place | None:
    """The first question within a class."""
    within = (place for known, place in table.items() if known[: len(path)] == path)
    return None if path in _WHOLE else next(within, None)


def _located(place: Place, item: int | None, document: int | None) -> Place:
    if place.page == "document" and item and document:
        return msgspec.structs.replace(place, item=item, document=document)
    if place.page in ("item", "document") and item:
        return Place("item", place.field if place.page == "item" else "documents", item=item)
    return Place("items", "add") if place.page in ("item", "document") else place
