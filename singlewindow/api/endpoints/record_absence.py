"""``POST /api/v1/declarations/{reference}/inspection/absences``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import AbsenceCommand
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/inspection/absences", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(AbsenceCommand)
@describe(
    {200: answer("The decision: the items stay held.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def record_absence(command: dict[str, Any], reference: str) -> Response:
    """Record that an agency did not come to the inspection."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.record_absence(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
