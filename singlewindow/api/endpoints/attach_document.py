"""``POST /api/v1/declarations/{reference}/documents``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import case_address, decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH_OPTIONAL, LOCATION, answer, describe
from singlewindow.api.documents import BODY, sent_document
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/documents", methods=["POST"], tags=["declarations"])
@allow("lodge")
@describe(
    {201: answer("Attached: the decision as it stands, or that follows.", ETAG, LOCATION, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422),
    headers=[IF_MATCH_OPTIONAL],
    body=BODY,
)
def attach_document(reference: str) -> Response:
    """Attach a document to your declaration.

    What it is, is told by its content: PDF, JPEG, PNG, TIFF or XML. A phytosanitary certificate in XML (IPPC ePhyto)
    is evidence: items that wait for it by rule are judged anew. The same document sent twice is there once.
    """
    form, revision = formats.wanted(), revisions.given()
    attached = casework.attach(house(), actor(), reference, [sent_document()], revision=revision)
    response = decision_answer(attached.answer, form, 201)
    response.headers["Location"] = f"{case_address(reference)}/documents/{attached.documents[0]}"
    return response
