"""``GET /api/v1/permits/{number}``."""

from flask import Response

from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, answer, describe
from singlewindow.api.permit_views import LPCO_ANSWER, permit_answer
from singlewindow.casework.permits import file


@blueprint.route("/permits/<permit:number>", methods=["GET"], tags=["permits"])
@allow("read_own", "read_all", "work")
@describe({200: answer("The permit.", ETAG, **LPCO_ANSWER)}, errors=(404, 406))
def read_permit(number: str) -> Response:
    """Read a permit with its terms, its ledger and its history."""
    form = formats.wanted()
    return permit_answer(file.read_permit(house(), actor(), number), form)
