"""``POST /api/v1/declarations/{reference}/questions/{id}/deadline``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import DeadlineCommand
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH_OPTIONAL, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route(
    f"/declarations/<reference:reference>/questions/<{ROW}:question_id>/deadline", methods=["POST"], tags=["agencies"]
)
@allow("work")
@blueprint.arguments(DeadlineCommand)
@describe(
    {200: answer("The decision, which stands as it was.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422),
    headers=[IF_MATCH_OPTIONAL],
)
def extend_question(command: dict[str, Any], reference: str, question_id: int) -> Response:
    """Give the trader another last day for the answer to your agency's question."""
    form, revision = formats.wanted(), revisions.given()
    given = casework.extend(house(), actor(), reference, question_id, **command, revision=revision)
    return decision_answer(given, form)
