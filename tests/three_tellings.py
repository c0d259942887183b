"""One decision told three times: by the API's JSON, by the WCO response message, and by the trader's page.

Each is read here as a stranger would read it, without the window's own code, into the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree

Answers = dict[str, tuple[str, tuple[int, ...]]]
"""By an agency's code: its answer, and the items that the answer is about."""

STATUS = {"CLR": "clear", "CON": "conditional", "PEN": "pending", "HLD": "hold", "REF": "refuse", "DET": "detain"}
TAGS = {
    "Approved": "clear",
    "Approved with conditions": "conditional",
    "Not answered yet": "pending",
    "On hold": "hold",
    "Refused": "refuse",
    "Goods detained": "detain",
}
HEADINGS = {
    "Waiting for answers": "pending",
    "On hold": "held",
    "Released": "released",
    "Released with conditions": "released_with_conditions",
    "Refused": "refused",
    "Goods detained": "detained",
}
STRICTEST_FIRST = {
    "detain": "detained",
    "refuse": "refused",
    "hold": "held",
    "pending": "pending",
    "conditional": "released_with_conditions",
    "clear": "released",
}
"""What the whole is when this is the strictest of the agencies' answers."""


class Telling(NamedTuple):
    """What one of the three says: the outcome of the whole, of each item, and each agency's answer."""

    outcome: str
    items: dict[int, str]
    answers: Answers


def told_by_json(decision: Any) -> Telling:
    """What the API's JSON says."""
    items = {item["item"]: item["outcome"] for item in decision["items"]}
    answers = {one["agency"]: (one["outcome"], tuple(one["items"])) for one in decision["agencies"]}
    return Telling(decision["outcome"], items, answers)


class WcoResponse:
    """A response message as a trader's software reads it: elements by their names."""

    def __init__(self, raw: bytes) -> None:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
        (found,) = root.iter("{*}Response")
        self._response = found

    def one(self, name: str) -> str:
        """The text of the element that stands directly in the response."""
        return str(self._response.findtext(f"{{*}}{name}"))

    @property
    def statements(self) -> list[str]:
        """All that it says in sentences."""
        return [str(element.text) for element in self._response.iter("{*}StatementDescription")]

    @property
    def released(self) -> bool:
        """Whether every status has the moment of the release; never only some."""
        dates = [status.find("{*}ReleaseDateTime") is not None for status in self._statuses]
        assert all(dates) or not any(dates)
        return all(dates)

    def tell(self, numbers: Iterable[int]) -> Telling:
        """What it says, of a declaration with these items. Its items' outcomes follow from the statuses."""
        every = tuple(numbers)
        agencies = self._agencies()
        answers = {
            agencies[place]: (STATUS[str(status.findtext("{*}NameCode"))], _items(status, every))
            for place, status in enumerate(self._statuses, start=1)
        }
        items = {n: _whole(answer for answer, about in answers.values() if n in about) for n in every}
        return Telling(_whole(answer for answer, _ in answers.values()), items, answers)

    @property
    def _statuses(self) -> list[Any]:
        return list(self._response.findall("{*}Status"))

    def _agencies(self) -> dict[int, str]:
        """The agency of each status by its place: named by the statement that points to it."""
        found = {}
        for statement in self._response.findall("{*}AdditionalInformation"):
            code = str(statement.findtext("{*}StatementCode"))
            path = _path(statement)
            if code != "APPEAL" and [section for section, _ in path] == ["07B", "12B"]:
                found[int(path[1][1])] = code
        return found


def _items(status: Any, every: tuple[int, ...]) -> tuple[int, ...]:
    path = _path(status)
    if [section for section, _ in path] == ["42A"]:
        return every
    assert {section for section, _ in path} == {"42A", "67A", "68A"}
    return tuple(every[int(number) - 1] for section, number in path if section == "68A")


def _path(element: Any) -> list[tuple[str, str]]:
    pointers = element.findall("{*}Pointer")
    return [(str(p.findtext("{*}DocumentSectionCode")), str(p.findtext("{*}SequenceNumeric"))) for p in pointers]


def _whole(answers: Iterable[str]) -> str:
    given = set(answers)
    return next(outcome for answer, outcome in STRICTEST_FIRST.items() if answer in given)


def told_by_page(page: Any, agencies: dict[str, str]) -> Telling:
    """What the page of a case says; ``agencies`` gives the code of each agency's name."""
    answers = {}
    for card in page.locator(".sw-agency").all():
        name = card.locator("h3").inner_text()
        tag = card.locator(".govuk-summary-card__actions").inner_text()
        keys = [key for key in card.locator("dt").all_inner_texts() if key.startswith("Item")]
        numbers = sorted(int(number) for key in keys for number in re.findall(r"\d+", key))
        answers[agencies[name]] = (TAGS[tag], tuple(numbers))
    rows = page.locator("tr[id^=item-]").all()
    items = {int(row.get_attribute("id")[5:]): HEADINGS[row.locator(".govuk-tag").inner_text()] for row in rows}
    return Telling(HEADINGS[page.locator("h1").inner_text()], items, answers)
