"""``POST /api/v1/permits``."""

from flask import Response

from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import BASE
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.bodies import read_message
from singlewindow.api.describing import ETAG, LOCATION, answer, describe
from singlewindow.api.permit_views import APPLICATION, LPCO_ANSWER, permit_answer
from singlewindow.casework.permits.message import apply_by_message


@blueprint.route("/permits", methods=["POST"], tags=["permits"])
@allow("lodge")
@describe(
    {201: answer("Applied for: the application as it stands.", ETAG, LOCATION, **LPCO_ANSWER)},
    errors=(400, 406, 409, 413, 415, 422),
    body=APPLICATION,
)
def apply_for_permit() -> Response:
    """Apply for a permit.

    The body is a WCO Data Model application (LPCO) in XML or in JSON. Which permit is meant follows from the document's
    code and the goods, or is named as AdditionalInformation/StatementCode. By Accept the answer is the application as
    JSON, or the WCO answer about a permit in XML or in JSON.
    """
    form = formats.wanted()
    raw, content_type = read_message(house().settings.max_message_bytes)
    found = apply_by_message(house(), actor(), raw, content_type)
    response = permit_answer(found, form, 201)
    response.headers["Location"] = f"{BASE}/permits/{found.number}"
    return response
