"""``GET /api/v1/worklist``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.arguments import WorkQuery
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.paging import linked
from singlewindow.api.views import WorkPage


@blueprint.route("/worklist", tags=["agencies"])
@allow("work")
@blueprint.arguments(WorkQuery, location="query")
@describe({200: answer("A page of what waits.", LINK, json=struct(WorkPage))}, errors=(422,))
def list_work(query: dict[str, Any]) -> Response:
    """List what waits for your agency, what is due first at the top; with ``overdue``, only what is overdue there."""
    page = casework.list_work(house(), actor(), **query)
    return linked(json_answer(WorkPage(page.rows, page.next_cursor)), page.next_cursor)
