"""``GET /api/v1/webhooks/{id}/deliveries``."""

from typing import Any

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import LINK, answer, describe, struct
from singlewindow.api.notice_arguments import NoticeQuery
from singlewindow.api.notice_views import DeliveryPage
from singlewindow.api.paging import linked
from singlewindow.casework import webhooks


@blueprint.route(f"/webhooks/<{ROW}:webhook_id>/deliveries", tags=["webhooks"])
@allow("lodge")
@blueprint.arguments(NoticeQuery, location="query")
@describe({200: answer("A page of deliveries.", LINK, json=struct(DeliveryPage))}, errors=(404, 422))
def list_deliveries(query: dict[str, Any], webhook_id: int) -> Response:
    """List what was sent to a webhook of your organisation, with what it answered, newest first."""
    page = webhooks.list_deliveries(house(), actor(), webhook_id, **query)
    return linked(json_answer(DeliveryPage(tuple(page.rows), page.next_cursor)), page.next_cursor)
