"""``GET /api/v1/declarations/{reference}``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, answer, describe, struct
from singlewindow.api.views import Case


@blueprint.route("/declarations/<reference:reference>", tags=["declarations"])
@allow("read_own", "read_all", "work")
@describe(
    {200: answer("The case.", ETAG, json=struct(Case)), 304: NOT_MODIFIED}, errors=(404,), headers=[IF_NONE_MATCH]
)
def read_case(reference: str) -> Response:
    """Read a case: its decision, questions, timeline and declaration.

    An agency is shown the items that concern it. ``may`` says what you can do now.
    """
    case = casework.read_case(house(), actor(), reference)
    if revisions.unchanged(case.revision):
        return revisions.mark(Response(status=304), case.revision)
    return revisions.mark(json_answer(Case.of(case)), case.revision)
