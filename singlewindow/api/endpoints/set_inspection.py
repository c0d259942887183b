"""``POST /api/v1/declarations/{reference}/inspection``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import AppointmentCommand
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/inspection", methods=["PUT"], tags=["customs"])
@allow("control")
@blueprint.arguments(AppointmentCommand)
@describe(
    {200: answer("The decision, which does not change by it.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def set_inspection(command: dict[str, Any], reference: str) -> Response:
    """Set the appointment of all who want to look at the goods, or move it (WTO TFA 8)."""
    form, revision = formats.wanted(), revisions.demanded()
    wanted = AppointmentCommand.value(command)
    given = casework.set_inspection(house(), actor(), reference, wanted=wanted, revision=revision)
    return decision_answer(given, form)
