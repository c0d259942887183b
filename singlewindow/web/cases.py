"""Declarations: the list, and one case with every agency's answer, its items and its history."""

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web import explaining
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.paging import further
from singlewindow.web.threads import threads_of
from singlewindow.web.wording import CASE, DIRECTION, group_of

ITEMS_SHOWN = 20
"""A case's page shows so many items; the others have pages of their own."""

ITEMS_A_PAGE = 100


@web.get("/declarations")
@allow("read_own", "read_all", "work")
def cases() -> ResponseReturnValue:
    """The declarations that are the viewer's to see, newest first, searched and filtered."""
    direction = request.args.get("direction")
    page = casework.list_cases(
        house(),
        actor(),
        search=request.args.get("search", "").strip() or None,
        outcome=_outcomes(request.args.get("status")),
        direction=direction if direction in DIRECTION else None,
        cursor=request.args.get("cursor"),
    )
    return render_template("cases.html", page=page, asked=request.args, next_url=further(page.next_cursor))


@web.get("/declarations/<reference>")
@allow("read_own", "read_all", "work")
def case(reference: str) -> ResponseReturnValue:
    """One case: the decision in words, each agency's answer with its reasons, the items, questions and history."""
    found = casework.read_case(house(), actor(), reference)
    parts = explaining.by_agency(found.decision)
    items = found.decision.items[:ITEMS_SHOWN]
    shown = {"parts": parts, "items": items, "threads": threads_of(found.questions)}
    return render_template("case.html", case=found, **shown, asking=explaining.wait_for_trader(found.decision))


@web.get("/declarations/<reference>/items")
@allow("read_own", "read_all", "work")
def case_items(reference: str) -> ResponseReturnValue:
    """The items of a case and what was decided for each, a hundred a page."""
    found = casework.read_case(house(), actor(), reference)
    number = max(1, request.args.get("page", 1, type=int))
    start = (number - 1) * ITEMS_A_PAGE
    items = found.decision.items[start : start + ITEMS_A_PAGE]
    more = start + ITEMS_A_PAGE < len(found.decision.items)
    next_url = url_for("web.case_items", reference=reference, page=number + 1) if more else None
    return render_template("case-items.html", case=found, items=items, next_url=next_url)


def _outcomes(status: str | None) -> Sequence[str] | None:
    """The outcomes that a group or one outcome of the filter stands for."""
    group = group_of(status)
    if group is not None:
        return group.outcomes
    return (status,) if status is not None and status in CASE else None
