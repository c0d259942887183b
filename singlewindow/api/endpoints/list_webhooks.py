"""``GET /api/v1/webhooks``."""

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe, struct
from singlewindow.api.views import WebhookList
from singlewindow.casework import webhooks


@blueprint.route("/webhooks", tags=["webhooks"])
@allow("lodge")
@describe({200: answer("All of them.", json=struct(WebhookList))})
def list_webhooks() -> Response:
    """List your organisation's webhooks. Their secrets are not shown again."""
    return json_answer(WebhookList(webhooks.list_webhooks(house(), actor())))
