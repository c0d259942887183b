"""``POST /api/v1/declarations/{reference}/requests/{id}/answer``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import SettlementCommand
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import ETAG, answer, describe, header
from singlewindow.api.messages import DECISION

IF_MATCH = header("If-Match", "The ETag of the case as you read it: it must not have changed.", required=True)


@blueprint.route(
    f"/declarations/<reference:reference>/requests/<{ROW}:request_id>/answer", methods=["POST"], tags=["agencies"]
)
@allow("control")
@blueprint.arguments(SettlementCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def decide_request(command: dict[str, Any], reference: str, request_id: int) -> Response:
    """Grant or deny a trader's amendment or cancellation that waits for your consent.

    What is granted is carried out at once. What is denied needs a reason.
    """
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.decide_request(house(), actor(), reference, request_id, **command, revision=revision)
    return decision_answer(given, form)
