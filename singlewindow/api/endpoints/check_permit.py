"""``GET /api/v1/permits/check``."""

from typing import Any

from flask import Response

from singlewindow.api import limits
from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.arguments import PermitNumber
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe, struct
from singlewindow.casework.permits import listing


@blueprint.route("/permits/check", methods=["GET"], tags=["permits"])
@allow(PUBLIC)
@blueprint.arguments(PermitNumber, location="query")
@describe({200: answer("Whether it is in force.", json=struct(listing.PermitCheck))}, errors=(404, 422))
def check_permit(query: dict[str, Any]) -> Response:
    """Check whether a permit is in force, by its number. Nothing is told of its holder; an address may ask so often."""
    limits.count_check()
    return json_answer(listing.check_permit(house(), query["number"]))
