"""An example of each element: from a table where one says more, else made from its kind or its code list."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from wco_datamodel.codelists import CodeLists
from wco_datamodel.schema import ElementFacts

TABLE: Final = Path(__file__).with_name("examples.csv")


class Example(msgspec.Struct, frozen=True):
    """A value as its text, and its one attribute where it has one: a currency, a unit, the format of a date."""

    value: str
    attribute: str = ""


OF_TERM: Final = {
    "Amount": Example("1250.00", "NZD"),
    "Measure": Example("120", "KGM"),
    "Quantity": Example("10"),
    "DateTime": Example("20261124", "102"),
}


def example_of(holder: str, element: ElementFacts) -> str:
    """Return an example in words, as ``1250.00 NZD`` or ``20261124, format 102``; empty where there is none."""
    found = find_example(holder, element)
    if found is None:
        return ""
    if element.term == "DateTime":
        return f"{found.value}, format {found.attribute}"
    return f"{found.value} {found.attribute}".strip()


def find_example(holder: str, element: ElementFacts) -> Example | None:
    """Return the example of an element of a class; None where there is none."""
    table = _table()
    named = table.get(f"{holder}/{element.name}") or (table.get(element.id) if element.id else None)
    return named or OF_TERM.get(element.term) or _first_code(element)


def _first_code(element: ElementFacts) -> Example | None:
    codes = CodeLists.standard().of_element(element.id) if element.id else None
    return next((Example(each.code) for each in codes), None) if codes else None


@cache
def _table() -> dict[str, Example]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: Example(row["value"], row["attribute"]) for row in csv.DictReader(lines)}
