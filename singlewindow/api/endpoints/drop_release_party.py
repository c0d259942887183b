"""``DELETE /api/v1/declarations/{reference}/release-parties/{id}``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route(
    f"/declarations/<reference:reference>/release-parties/<{ROW}:number>", methods=["DELETE"], tags=["declarations"]
)
@allow("lodge")
@describe(
    {200: answer("The decision, which does not change by it.", ETAG, **DECISION)},
    errors=(404, 406, 409, 412, 428),
    headers=[IF_MATCH],
)
def drop_release_party(reference: str, number: int) -> Response:
    """Have a party no longer told of the release."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.drop_party(house(), actor(), reference, number, revision=revision)
    return decision_answer(given, form)
