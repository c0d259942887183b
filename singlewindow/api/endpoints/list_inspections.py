"""``GET /api/v1/inspections``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.inspection_arguments import InspectionQuery
from singlewindow.api.inspection_views import InspectionPage
from singlewindow.api.paging import linked


@blueprint.route("/inspections", tags=["agencies"])
@allow("work")
@blueprint.arguments(InspectionQuery, location="query")
@describe({200: answer("A page of appointments.", LINK, json=struct(InspectionPage))}, errors=(422,))
def list_inspections(query: dict[str, Any]) -> Response:
    """List the appointments at which your agency is to come, the earliest first, and the goods that wait for one."""
    page = casework.list_inspections(house(), actor(), **query)
    unset = casework.list_unset_inspections(house(), actor(), search=query.get("search"))
    return linked(json_answer(InspectionPage(page.rows, unset, page.next_cursor)), page.next_cursor)
