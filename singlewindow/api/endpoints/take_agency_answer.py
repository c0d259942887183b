"""``POST /api/v1/agencies/{code}/answers``."""

from flask import Response

from singlewindow.api.access import SIGNED, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.bodies import read_signed
from singlewindow.api.describing import answer, describe, struct
from singlewindow.api.problems import Refused
from singlewindow.casework.remote.answering import take_answer
from singlewindow.casework.remote.contents import MEDIA_TYPE, Taken
from singlewindow.errors import NotSigned

BODY = {
    MEDIA_TYPE: {
        "schema": {
            "type": "string",
            "description": "A compact JSON Web Signature (Ed25519) of typ agency-answer+jwt by a key of the agency.",
        }
    }
}
CHALLENGE = 'Signature realm="singlewindow"'


@blueprint.route("/agencies/<agency:code>/answers", methods=["POST"], tags=["agencies"])
@allow(SIGNED)
@describe(
    {200: answer("Taken, or kept where it came too late to change anything.", json=struct(Taken))},
    errors=(400, 401, 404, 409, 413, 415, 422),
    body=BODY,
)
def take_agency_answer(code: str) -> Response:
    """Answer what your agency's own system was asked.

    The signature says who you are: no token is needed. The same answer (jti) is told the same however often it is sent.
    """
    try:
        return json_answer(take_answer(house(), code, read_signed()))
    except NotSigned as error:
        raise Refused("not-signed", error.sentence, headers={"WWW-Authenticate": CHALLENGE}) from error
