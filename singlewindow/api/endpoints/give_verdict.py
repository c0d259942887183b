"""``POST /api/v1/declarations/{reference}/verdicts``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import VerdictCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, answer, describe, header
from singlewindow.api.messages import DECISION

IF_MATCH = header("If-Match", "The ETag of the case as you read it: it must not have changed.", required=True)


@blueprint.route("/declarations/<reference:reference>/verdicts", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(VerdictCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def give_verdict(command: dict[str, Any], reference: str) -> Response:
    """Give your agency's verdict for goods items: clear, conditional, refuse, hold or detain, with a reason."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.decide(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
