"""``POST /api/v1/declarations/{reference}/samples/{id}/result``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import SampleResultCommand
from singlewindow.api.messages import DECISION


@blueprint.route(
    f"/declarations/<reference:reference>/samples/<{ROW}:number>/result", methods=["POST"], tags=["agencies"]
)
@allow("work")
@blueprint.arguments(SampleResultCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def record_sample_result(command: dict[str, Any], reference: str, number: int) -> Response:
    """Record what the laboratory says of a sample that your agency took: it becomes your verdict."""
    form, revision = formats.wanted(), revisions.demanded()
    tested = SampleResultCommand.tested(command)
    given = casework.record_sample(house(), actor(), reference, number, tested=tested, revision=revision)
    return decision_answer(given, form)
