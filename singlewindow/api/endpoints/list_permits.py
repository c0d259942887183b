"""``GET /api/v1/permits``."""

from typing import Any

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.arguments import PermitQuery
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.paging import linked
from singlewindow.api.permit_views import PermitPage
from singlewindow.casework.permits import listing


@blueprint.route("/permits", methods=["GET"], tags=["permits"])
@allow("read_own", "read_all", "work")
@blueprint.arguments(PermitQuery, location="query")
@describe({200: answer("A page of permits.", LINK, json=struct(PermitPage))}, errors=(422,))
def list_permits(query: dict[str, Any]) -> Response:
    """List the permits that you hold, or that your agency grants, newest first."""
    page = listing.list_permits(house(), actor(), **query)
    return linked(json_answer(PermitPage(page.rows, page.next_cursor)), page.next_cursor)
