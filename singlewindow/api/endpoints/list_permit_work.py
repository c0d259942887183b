"""``GET /api/v1/permits/worklist``."""

from typing import Any

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.arguments import PageQuery
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.paging import linked
from singlewindow.api.permit_views import PermitPage
from singlewindow.casework.permits import listing


@blueprint.route("/permits/worklist", methods=["GET"], tags=["permits"])
@allow("work")
@blueprint.arguments(PageQuery, location="query")
@describe({200: answer("A page of what waits.", LINK, json=struct(PermitPage))}, errors=(422,))
def list_permit_work(query: dict[str, Any]) -> Response:
    """List the applications that wait for your agency, oldest first."""
    page = listing.list_permit_work(house(), actor(), **query)
    return linked(json_answer(PermitPage(page.rows, page.next_cursor)), page.next_cursor)
