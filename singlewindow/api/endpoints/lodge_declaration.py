"""``POST /api/v1/declarations``."""

from flask import Response, request

from singlewindow import casework
from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import case_address, decision_answer, rejection_answer, request_status
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.bodies import read_message
from singlewindow.api.describing import ETAG, LOCATION, TEXT, answer, describe, header
from singlewindow.api.messages import DECISION, MESSAGE_BODY, REJECTION
from singlewindow.api.problems import Refused
from wco_datamodel import MessageRejected
from wco_datamodel.values import DateTime

KEY = header(
    "Idempotency-Key",
    "1 to 255 printable characters, bare or in quotes. The same key is given the same answer.",
    schema={"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
)
REPLAYED = {
    "Idempotent-Replayed": {
        "description": "true, where this is an earlier answer again.",
        "schema": TEXT,
    }
}


@blueprint.route("/declarations", methods=["POST"], tags=["declarations"])
@allow("lodge")
@describe(
    {
        200: answer("An amendment or a cancellation was done: the decision that follows.", ETAG, LOCATION, **DECISION),
        201: answer("Lodged: the decision as it stands.", ETAG, LOCATION, REPLAYED, **DECISION),
        202: answer("Customs must consent to it: the decision as it stands meanwhile.", ETAG, LOCATION, **DECISION),
        422: answer("The message has errors, or the key was used for another declaration.", **REJECTION),
    },
    errors=(400, 404, 406, 409, 413, 415),
    headers=[KEY],
    body=MESSAGE_BODY,
)
def lodge_declaration() -> Response:
    """Lodge a declaration.

    The body is a WCO Data Model declaration (DEC) in XML or in JSON. Agencies that answer by rule have answered in the
    decision that comes back; for the others it is pending. By Accept the answer is the decision as JSON, or the WCO
    response message (RES) in XML or in JSON. The same lodger's same FunctionalReferenceID is one case, however often it
    is sent.

    An amendment (function 13, type COR) or a cancellation (INV) is about the declaration that its ID names.
    """
    form, key = formats.wanted(), _idempotency_key()
    raw, content_type = read_message(house().settings.max_message_bytes)
    try:
        given = casework.lodge(house(), actor(), raw, content_type, idempotency_key=key)
    except MessageRejected as rejected:
        return rejection_answer(rejected, form, DateTime.of(house().now()))
    response = decision_answer(given, form, 201 if given.decision.number == 1 else request_status(given))
    response.headers["Location"] = case_address(given.decision.reference)
    if given.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def _idempotency_key() -> str | None:
    """The key without its quotes (RFC 9651 writes a string in quotes; many clients leave them out)."""
    text = request.headers.get("Idempotency-Key")
    if text is None:
        return None
    key = text.strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise Refused("invalid-idempotency-key", "An Idempotency-Key has 1 to 255 printable ASCII characters.")
    return key
