"""``GET /api/v1/notices``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.notice_arguments import NoticeQuery
from singlewindow.api.notice_views import NoticePage
from singlewindow.api.paging import linked


@blueprint.route("/notices", tags=["notices"])
@allow("lodge", "read_own", "work", "keep")
@blueprint.arguments(NoticeQuery, location="query")
@describe({200: answer("A page of the inbox.", LINK, json=struct(NoticePage))}, errors=(422,))
def list_notices(query: dict[str, Any]) -> Response:
    """List what your organisation was told, newest first, in the language that you chose."""
    page = casework.list_notices(house(), actor(), **query)
    unread = casework.count_unread(house(), actor())
    return linked(json_answer(NoticePage(tuple(page.rows), unread, page.next_cursor)), page.next_cursor)
