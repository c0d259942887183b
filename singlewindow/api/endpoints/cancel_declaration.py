"""``POST /api/v1/declarations/{reference}/cancellation``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer, request_status
from singlewindow.api.arguments import CancellationCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, answer, describe, header
from singlewindow.api.messages import DECISION

IF_MATCH = header("If-Match", "The ETag of the case as you read it: it must not have changed.", required=True)


@blueprint.route("/declarations/<reference:reference>/cancellation", methods=["POST"], tags=["declarations"])
@allow("lodge")
@blueprint.arguments(CancellationCommand)
@describe(
    {
        200: answer("Cancelled: the decision that says so.", ETAG, **DECISION),
        202: answer("Customs must consent: the decision as it stands meanwhile.", ETAG, **DECISION),
    },
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def cancel_declaration(command: dict[str, Any], reference: str) -> Response:
    """Cancel your declaration, for a reason of the code list cancellation-reasons.

    Before any officer acted it is cancelled at once; after that, and once the goods are released, customs must consent.
    """
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.cancel(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form, request_status(given))
