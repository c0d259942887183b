"""Declarations: the list, one case with every agency's answer, and what can be downloaded."""

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.wording import CASE, DIRECTION, group_of


@web.get("/declarations")
@allow("read_own", "read_all", "work")
def cases() -> ResponseReturnValue:
    """The declarations that are the viewer's to see, newest first, searched and filtered."""
    asked = request.args
    group = group_of(asked.get("group"))
    outcome = asked.get("outcome") if asked.get("outcome") in CASE else None
    page = casework.list_cases(
        house(),
        actor(),
        search=asked.get("search") or None,
        outcome=outcome or (group.outcomes if group else None),
        direction=asked.get("direction") if asked.get("direction") in DIRECTION else None,
        cursor=asked.get("cursor"),
    )
    return render_template("cases.html", page=page, group=group, asked=asked, next_url=_next(page.next_cursor))


@web.get("/declarations/<reference>")
@allow("read_own", "read_all", "work")
def case(reference: str) -> ResponseReturnValue:
    """One case: the decision in words, each agency's answer with its reasons, the items, questions and history."""
    return render_template("case.html", case=casework.read_case(house(), actor(), reference))


def _next(cursor: str | None) -> str | None:
    if cursor is None:
        return None
    kept = {name: value for name, value in request.args.items() if value and name != "cursor"}
    return url_for(request.endpoint or "web.cases", **kept, cursor=cursor)
