"""``POST /api/v1/declarations/{reference}/takeover``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/takeover", methods=["POST"], tags=["agencies"])
@allow("supervise")
@describe(
    {200: answer("The decision as it stands.", ETAG, **DECISION)},
    errors=(404, 406, 409, 412, 428),
    headers=[IF_MATCH],
)
def take_over(reference: str) -> Response:
    """Take over what is overdue at your agency, as its supervisor: nobody else of the agency answers it then."""
    form, revision = formats.wanted(), revisions.demanded()
    return decision_answer(casework.take_over(house(), actor(), reference, revision=revision), form)
