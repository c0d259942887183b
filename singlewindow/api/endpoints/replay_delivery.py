"""``POST /api/v1/webhooks/{id}/deliveries/{id}/replay``."""

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import answer, describe
from singlewindow.casework import webhooks


@blueprint.route(
    f"/webhooks/<{ROW}:webhook_id>/deliveries/<{ROW}:delivery_id>/replay", methods=["POST"], tags=["webhooks"]
)
@allow("lodge")
@describe({202: answer("It is sent again, with the webhook-id that it had.")}, errors=(404, 409))
def replay_delivery(webhook_id: int, delivery_id: int) -> Response:
    """Have an event sent to a webhook again, whether it was delivered, waits, or was given up."""
    webhooks.replay(house(), actor(), webhook_id, delivery_id)
    return Response(status=202)
