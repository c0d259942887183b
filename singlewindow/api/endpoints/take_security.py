"""``POST /api/v1/declarations/{reference}/security``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import SecurityCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION
from singlewindow.store.positions import Security


@blueprint.route("/declarations/<reference:reference>/security", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(SecurityCommand)
@describe(
    {200: answer("The decision: released, where nothing else is awaited.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def take_security(command: dict[str, Any], reference: str) -> Response:
    """Record the deposit, the bond or the guarantee that stands for the duty."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.take_security(house(), actor(), reference, security=Security(**command), revision=revision)
    return decision_answer(given, form)
