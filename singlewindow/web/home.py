"""The first page of each role."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from singlewindow import accounts, casework
from singlewindow.store.people import Actor
from singlewindow.web import premises
from singlewindow.web.access import SIGNED_IN, actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.paging import further
from singlewindow.web.wording import GROUPS


@web.get("/")
@allow(SIGNED_IN)
def home() -> ResponseReturnValue:
    """A trader's declarations by what they need, an officer's worklist, or the administrator's accounts."""
    person = actor()
    if person.may("work") and person.agency is not None:
        return _worklist(person)
    if person.may("lodge"):
        return _overview(person)
    if person.may("keep"):
        return premises.premises()
    return render_template("accounts.html", accounts=accounts.list_accounts(house().database), now=house().now())


def _overview(person: Actor) -> ResponseReturnValue:
    counts = casework.count_cases(house(), person)
    groups = [(group, sum(counts.get(outcome, 0) for outcome in group.outcomes)) for group in GROUPS]
    unread = casework.count_unread(house(), person)
    latest = casework.list_cases(house(), person, limit=5).rows
    return render_template("home.html", groups=groups, unread=unread, latest=latest, lodging=_lodging())


def _worklist(person: Actor) -> ResponseReturnValue:
    search, cursor = request.args.get("search", ""), request.args.get("cursor")
    overdue = request.args.get("overdue") == "true"
    page = casework.list_work(house(), person, search=search or None, cursor=cursor, overdue=overdue)
    told = {
        "count": casework.count_work(house(), person, overdue=overdue),
        "late": casework.count_work(house(), person, overdue=True) if person.may("supervise") else 0,
        "unread": casework.count_unread(house(), person),
        "next_url": further(page.next_cursor),
    }
    return render_template("worklist.html", page=page, search=search, overdue=overdue, **told)


def _lodging() -> bool:
    return "web.drafting.start" in current_app.view_functions
