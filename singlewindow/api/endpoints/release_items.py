"""``POST /api/v1/declarations/{reference}/item-releases``."""

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


@blueprint.route("/declarations/<reference:reference>/item-releases", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(ItemsCommand)
@describe(
    {200: answer("The decision, which names the items that go apart.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def release_items(command: dict[str, Any], reference: str) -> Response:
    """Release items apart from the others, where the country's law lets it."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.release_items(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
