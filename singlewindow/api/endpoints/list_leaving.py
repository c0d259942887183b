"""``GET /api/v1/release-notices``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.inspection_arguments import LeavingQuery
from singlewindow.api.inspection_views import LeavingPage
from singlewindow.api.paging import linked


@blueprint.route("/release-notices", tags=["keepers"])
@allow("keep")
@blueprint.arguments(LeavingQuery, location="query")
@describe({200: answer("A page of release notices.", LINK, json=struct(LeavingPage))}, errors=(422,))
def list_leaving(query: dict[str, Any]) -> Response:
    """List what may leave the premises that you keep, has left, or must not leave; the newest first."""
    page = casework.list_leaving(house(), actor(), **query)
    return linked(json_answer(LeavingPage(page.rows, page.next_cursor)), page.next_cursor)
