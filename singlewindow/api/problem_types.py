"""Every kind of problem that the API answers with: one table. ``docs/reference/problems.md`` shows the same."""

from typing import NamedTuple

URN = "urn:singlewindow:problem:"
"""What a problem's ``type`` begins with; its code follows. The same in every installation, so programs can know it."""


class ProblemType(NamedTuple):
    """A code, its HTTP status, its title, and what the client does about it."""

    code: str
    status: int
    title: str
    remedy: str


PROBLEM_TYPES: tuple[ProblemType, ...] = (
    ProblemType("bad-request", 400, "The request cannot be understood", "Correct the request as the detail says."),
    ProblemType("invalid-json", 400, "The body is not JSON", "Send one JSON object in UTF-8, no name twice."),
    ProblemType(
        "invalid-idempotency-key", 400, "The Idempotency-Key cannot be used", "Send 1 to 255 printable characters."
    ),
    ProblemType("unauthenticated", 401, "No valid token", "Send Authorization: Bearer and a token that works."),
    ProblemType("not-signed", 401, "No valid signature", "Sign it with the agency's own key, anew for each try."),
    ProblemType("not-allowed", 403, "Not for this account", "Use an account whose role allows this."),
    ProblemType("not-found", 404, "Not found", "Check the address. What is not yours to see is not found either."),
    ProblemType("method-not-allowed", 405, "Not this method", "Use a method that the Allow header names."),
    ProblemType("not-acceptable", 406, "No such format", "Accept a format that the detail names."),
    ProblemType("not-possible", 409, "Not possible in this state", "Read the case again; the detail says why."),
    ProblemType("stale", 412, "Changed meanwhile", "Read the case again and send its new ETag in If-Match."),
    ProblemType("too-large", 413, "Too large", "Send less; divide a shipment over several declarations."),
    ProblemType(
        "unsupported-media-type",
        415,
        "No such content type",
        "Send a type that the detail names, uncompressed.",
    ),
    ProblemType("invalid", 422, "Values with mistakes", "Correct what the errors name and send it again."),
    ProblemType("message-rejected", 422, "The message has errors", "Correct what the errors name and lodge it again."),
    ProblemType("idempotency-key-reused", 422, "Key used before", "Use a new Idempotency-Key for a new declaration."),
    ProblemType("precondition-required", 428, "If-Match is missing", "Send the ETag of the case in If-Match."),
    ProblemType("too-many-requests", 429, "Too many requests", "Wait for the seconds of Retry-After."),
    ProblemType("internal-error", 500, "The window failed", "Try again later; the same Idempotency-Key is safe."),
)

BY_CODE = {kind.code: kind for kind in PROBLEM_TYPES}

BY_STATUS = {kind.status: kind for kind in reversed(PROBLEM_TYPES)}
"""The most general kind of each status: the first one in the table."""
