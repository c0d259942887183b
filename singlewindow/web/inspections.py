"""The list of inspections, by day and place, for customs and the agencies that take part."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.paging import further


@web.get("/inspections")
@allow("work")
def inspections() -> ResponseReturnValue:
    """The appointments, the earliest first, and above them the goods that wait for one."""
    asked, person = request.args, actor()
    search, place = asked.get("search", "").strip() or None, asked.get("place")
    known = place if place in house().pack.places else None
    page = casework.list_inspections(house(), person, search=search, place=known, cursor=asked.get("cursor"))
    unset = () if known or asked.get("cursor") else casework.list_unset_inspections(house(), person, search=search)
    next_url = further(page.next_cursor)
    return render_template("inspections.html", page=page, unset=unset, asked=asked, next_url=next_url)
