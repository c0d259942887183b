"""``GET /api/v1/declarations``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.arguments import CaseQuery
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.paging import linked
from singlewindow.api.views import CasePage


@blueprint.route("/declarations", tags=["declarations"])
@allow("read_own", "read_all", "work")
@blueprint.arguments(CaseQuery, location="query")
@describe({200: answer("A page of cases.", LINK, json=struct(CasePage))}, errors=(422,))
def list_cases(query: dict[str, Any]) -> Response:
    """List the cases that are yours to see, newest first.

    A trader sees what its organisation lodged, an agency what concerns it, customs everything.
    """
    page = casework.list_cases(house(), actor(), **query)
    return linked(json_answer(CasePage(page.rows, page.next_cursor)), page.next_cursor)
