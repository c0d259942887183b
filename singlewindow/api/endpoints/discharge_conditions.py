"""``POST /api/v1/declarations/{reference}/discharges``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import DischargeCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/discharges", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(DischargeCommand)
@describe(
    {200: answer("The decision: cleared, where nothing is left to do.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def discharge_conditions(command: dict[str, Any], reference: str) -> Response:
    """Record that the conditions of your agency were kept for these items."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.discharge(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
