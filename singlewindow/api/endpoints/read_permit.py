"""``GET /api/v1/permits/{number}``."""

from flask import Response

from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import signed_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, SIGNED, answer, describe
from singlewindow.api.formats import Format
from singlewindow.api.permit_views import LPCO_ANSWER, permit_answer
from singlewindow.casework.permits import file, record


@blueprint.route("/permits/<permit:number>", methods=["GET"], tags=["permits"])
@allow("read_own", "read_all", "work")
@describe({200: answer("The permit.", ETAG, **LPCO_ANSWER, record=SIGNED)}, errors=(404, 406, 409))
def read_permit(number: str) -> Response:
    """Read a permit with its terms, its ledger and its history.

    As `application/vc+jwt` it is the signed permit, which can be checked without a connection (`singlewindow verify`);
    only one that is in force has it.
    """
    form = formats.wanted(Format.RECORD)
    if form is Format.RECORD:
        return signed_answer(record.read_permit_record(house(), actor(), number).credential, form.value)
    return permit_answer(file.read_permit(house(), actor(), number), form)
