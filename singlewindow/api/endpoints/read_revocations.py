"""``GET /api/v1/revocations``."""

from flask import Response, request

from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import for_everybody
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, SIGNED, answer, describe
from singlewindow.casework.record import FRESH, published_revocations


@blueprint.route("/revocations", tags=["records"])
@allow(PUBLIC)
@describe(
    {200: answer("The signed list, a compact JSON Web Signature.", ETAG, jose=SIGNED), 304: NOT_MODIFIED},
    headers=[IF_NONE_MATCH],
)
def read_revocations() -> Response:
    """Read which decisions hold no longer, because a later one took their place, and which permits.

    For whoever checks signed records and is connected from time to time. It is signed by a key of
    `/.well-known/jwks.json`; `superseded` gives for a reference the `number` of its newest decision, and that one's
    `outcome`; `permits` gives for a number its `state`, and the digest of what it says now. No token is needed.
    """
    answered = for_everybody(published_revocations(house()).encode(), "application/jose", FRESH)
    answered.make_conditional(request)
    return answered
