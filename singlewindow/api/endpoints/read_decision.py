"""``GET /api/v1/declarations/{reference}/decision``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer, signed_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, SIGNED, answer, describe
from singlewindow.api.formats import Format
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/decision", tags=["declarations"])
@allow("read_own", "read_all", "work")
@describe(
    {200: answer("The decision as it stands.", ETAG, **DECISION, record=SIGNED), 304: NOT_MODIFIED},
    errors=(404, 406),
    headers=[IF_NONE_MATCH],
)
def read_decision(reference: str) -> Response:
    """Read the decision of a case.

    By Accept it is JSON, or the WCO response message (RES) in XML or in JSON. Asking again with If-None-Match costs
    almost nothing while nothing has changed. As `application/vc+jwt` it is a signed record, which can be checked
    without a connection (`singlewindow verify`); that one is for the lodger and for customs.
    """
    form = formats.wanted(Format.RECORD)
    if form is Format.RECORD:
        return signed_answer(casework.read_record(house(), actor(), reference).credential, form.value)
    return decision_answer(casework.read_decision(house(), actor(), reference), form)
