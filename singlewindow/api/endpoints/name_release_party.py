"""``POST /api/v1/declarations/{reference}/release-parties``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import PartyCommand
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/release-parties", methods=["POST"], tags=["declarations"])
@allow("lodge")
@blueprint.arguments(PartyCommand)
@describe(
    {200: answer("The decision, which does not change by it.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def name_release_party(command: dict[str, Any], reference: str) -> Response:
    """Have a further party told when the goods may leave."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.name_party(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
