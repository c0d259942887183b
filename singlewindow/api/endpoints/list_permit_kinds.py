"""``GET /api/v1/permits/kinds``."""

from flask import Response

from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import public_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, answer, describe, struct
from singlewindow.api.permit_views import PermitKinds
from singlewindow.casework.permits.asking import list_offers

SECONDS = 300
"""How long anybody may keep an answer without asking again."""


@blueprint.route("/permits/kinds", methods=["GET"], tags=["permits"])
@allow(PUBLIC)
@describe(
    {200: answer("Each kind of permit.", ETAG, json=struct(PermitKinds)), 304: NOT_MODIFIED}, headers=[IF_NONE_MATCH]
)
def list_permit_kinds() -> Response:
    """List the permits that can be applied for today, with their fees, units and times."""
    return public_answer(PermitKinds(list_offers(house())), SECONDS)
