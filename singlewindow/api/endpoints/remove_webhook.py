"""``DELETE /api/v1/webhooks/{id}``."""

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import answer, describe
from singlewindow.casework import webhooks


@blueprint.route(f"/webhooks/<{ROW}:webhook_id>", methods=["DELETE"], tags=["webhooks"])
@allow("lodge")
@describe({204: answer("Removed: nothing more is sent there.")}, errors=(404,))
def remove_webhook(webhook_id: int) -> Response:
    """Remove a webhook of your organisation, and what was still to be sent there."""
    webhooks.remove_webhook(house(), actor(), webhook_id)
    return Response(status=204)
