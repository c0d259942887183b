"""``POST /api/v1/declarations/{reference}/arrival``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import NoteCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH_OPTIONAL, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/arrival", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(NoteCommand)
@describe(
    {200: answer("The decision: released, where nothing else is awaited.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422),
    headers=[IF_MATCH_OPTIONAL],
)
def record_arrival(command: dict[str, Any], reference: str) -> Response:
    """Record that goods declared before they arrived are here (WTO TFA 7.1).

    A notice that comes twice, or late, changes nothing and is answered as the case stands. If-Match may be left out.
    """
    form, revision = formats.wanted(), revisions.given()
    given = casework.record_arrival(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
