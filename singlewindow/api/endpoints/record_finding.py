"""``POST /api/v1/declarations/{reference}/inspection/findings``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import FindingCommand
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/inspection/findings", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(FindingCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def record_finding(command: dict[str, Any], reference: str) -> Response:
    """Record what your agency found at the inspection: it becomes your verdict, or a sample is tested first."""
    form, revision = formats.wanted(), revisions.demanded()
    found, items = FindingCommand.value(command), command["items"]
    given = casework.record_finding(house(), actor(), reference, items=items, found=found, revision=revision)
    return decision_answer(given, form)
