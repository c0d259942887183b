"""``POST /api/v1/webhooks``."""

from typing import Any

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import BASE, json_answer
from singlewindow.api.arguments import WebhookCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import LOCATION, answer, describe, struct
from singlewindow.casework import webhooks
from singlewindow.casework.webhooks import NewWebhook


@blueprint.route("/webhooks", methods=["POST"], tags=["webhooks"])
@allow("lodge")
@blueprint.arguments(WebhookCommand)
@describe(
    {201: answer("Made. Keep the secret: it is shown this once.", LOCATION, json=struct(NewWebhook))},
    errors=(400, 409, 413, 415, 422),
)
def add_webhook(command: dict[str, Any]) -> Response:
    """Have every later decision on your organisation's cases sent to an address of yours.

    Sent and signed as Standard Webhooks 1.0 says. Answer 2xx within 20 seconds; 410 means never again, anything else is
    tried again for three days. The id in webhook-id stays the same: what you have had already, you may pass over.
    """
    made = webhooks.add_webhook(house(), actor(), command["url"])
    response = json_answer(made, 201)
    response.headers["Location"] = f"{BASE}/webhooks/{made.id}"
    response.headers["Cache-Control"] = "no-store"
    return response
