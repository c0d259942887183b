"""``POST /api/v1/declarations/{reference}/settlements``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import SettleConflictCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/settlements", methods=["POST"], tags=["agencies"])
@allow("supervise")
@blueprint.arguments(SettleConflictCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def settle_conflict(command: dict[str, Any], reference: str) -> Response:
    """Settle a conflict of two agencies on an item, as customs' supervisor: whose answer stands, and why."""
    form, revision = formats.wanted(), revisions.demanded()
    return decision_answer(casework.settle_conflict(house(), actor(), reference, **command, revision=revision), form)
