"""``POST /api/v1/declarations/{reference}/questions``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import QuestionCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, answer, describe, header
from singlewindow.api.messages import DECISION

IF_MATCH = header("If-Match", "The ETag of the case as you read it, where it must not have changed.")


@blueprint.route("/declarations/<reference:reference>/questions", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(QuestionCommand)
@describe(
    {200: answer("The decision that follows: the items are held until the trader answers.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422),
    headers=[IF_MATCH],
)
def ask_question(command: dict[str, Any], reference: str) -> Response:
    """Ask the trader about goods items that concern your agency."""
    form, revision = formats.wanted(), revisions.given()
    return decision_answer(casework.ask(house(), actor(), reference, **command, revision=revision), form)
