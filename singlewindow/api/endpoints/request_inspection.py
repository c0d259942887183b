"""``POST /api/v1/declarations/{reference}/inspection-requests``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import InspectionWish
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/inspection-requests", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(InspectionWish)
@describe(
    {200: answer("The decision: the items are held.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def request_inspection(command: dict[str, Any], reference: str) -> Response:
    """Ask to look at goods items that concern your agency. All who ask get one appointment."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.request_inspection(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
