"""``POST /api/v1/declarations/{reference}/countersign``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import ItemsCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/countersign", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(ItemsCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def countersign(command: dict[str, Any], reference: str) -> Response:
    """Countersign what another officer of your agency proposed for goods items: it is the agency's answer then."""
    form, revision = formats.wanted(), revisions.demanded()
    return decision_answer(casework.countersign(house(), actor(), reference, **command, revision=revision), form)
