"""``POST /api/v1/declarations/{reference}/amendments``."""

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer, rejection_answer, request_status
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.bodies import read_message
from singlewindow.api.describing import ETAG, answer, describe, header
from singlewindow.api.messages import DECISION, MESSAGE_BODY, REJECTION
from singlewindow.errors import Stale
from wco_datamodel import MessageRejected
from wco_datamodel.values import DateTime

IF_MATCH = header("If-Match", "The ETag of the case as you read it: it must not have changed.", required=True)

NO_REVISION = -1


@blueprint.route("/declarations/<reference:reference>/amendments", methods=["POST"], tags=["declarations"])
@allow("lodge")
@describe(
    {
        200: answer("Amended: the decision on the new version.", ETAG, **DECISION),
        202: answer("Customs must consent: the decision as it stands meanwhile.", ETAG, **DECISION),
        422: answer("The message has errors; nothing was changed.", **REJECTION),
    },
    errors=(400, 404, 406, 409, 412, 413, 415, 428),
    headers=[IF_MATCH],
    body=MESSAGE_BODY,
)
def amend_declaration(reference: str) -> Response:
    """Amend your declaration.

    The body is an amendment (function 13, type COR), whose pointers say what changes, or the whole declaration anew
    (function 9, with the same FunctionalReferenceID). Only agencies whose facts changed are asked again; the verdicts
    of the others carry over and say from which version. The same message is given the same answer, however often it is
    sent.
    """
    form, revision = formats.wanted(), _revision()
    raw, content_type = read_message(house().settings.max_message_bytes)
    try:
        given = casework.amend(house(), actor(), reference, raw, content_type, revision=revision)
    except MessageRejected as rejected:
        return rejection_answer(rejected, form, DateTime.of(house().now()))
    return decision_answer(given, form, request_status(given))


def _revision() -> int | None:
    """The revision of If-Match; one that no case has where it is no tag of ours. Mistakes in the message come first."""
    try:
        return revisions.demanded()
    except Stale:
        return NO_REVISION
