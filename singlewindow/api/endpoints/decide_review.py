"""``POST /api/v1/declarations/{reference}/reviews/{id}/answer``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import ReviewAnswerCommand
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route(
    f"/declarations/<reference:reference>/reviews/<{ROW}:review_id>/answer", methods=["POST"], tags=["agencies"]
)
@allow("work")
@blueprint.arguments(ReviewAnswerCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def decide_review(command: dict[str, Any], reference: str, review_id: int) -> Response:
    """Uphold or overturn an answer of your agency that another officer, or a rule, gave.

    Where it is overturned, ``outcome`` stands instead. Of a denied request it is not asked: the request is carried out.
    """
    form, revision = formats.wanted(), revisions.demanded()
    finding = casework.Finding(**{**command, "conditions": tuple(command["conditions"])})
    given = casework.decide_review(house(), actor(), reference, review_id, finding, revision=revision)
    return decision_answer(given, form)
