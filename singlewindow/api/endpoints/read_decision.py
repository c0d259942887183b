"""``GET /api/v1/declarations/{reference}/decision``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/decision", tags=["declarations"])
@allow("read_own", "read_all", "work")
@describe(
    {200: answer("The decision as it stands.", ETAG, **DECISION), 304: NOT_MODIFIED},
    errors=(404, 406),
    headers=[IF_NONE_MATCH],
)
def read_decision(reference: str) -> Response:
    """Read the decision of a case.

    By Accept it is JSON, or the WCO response message (RES) in XML or in JSON. Asking again with If-None-Match costs
    almost nothing while nothing has changed.
    """
    form = formats.wanted()
    return decision_answer(casework.read_decision(house(), actor(), reference), form)
