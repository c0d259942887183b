"""``POST /api/v1/checks``."""

from flask import Response

from singlewindow import casework
from singlewindow.api.access import allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.bodies import read_message
from singlewindow.api.describing import answer, describe, struct
from singlewindow.api.messages import ANY_BODY
from singlewindow.api.views import Check


@blueprint.route("/checks", methods=["POST"], tags=["declarations"])
@allow("lodge")
@describe(
    {200: answer("What was found; the message may be good or not.", json=struct(Check))},
    errors=(413, 415),
    body=ANY_BODY,
)
def check_message() -> Response:
    """Check a message without lodging it.

    Every error and warning is named, with its place. Nothing is stored.
    """
    raw, content_type = read_message(house().settings.max_message_bytes)
    return json_answer(Check.of(casework.check(house(), raw, content_type)))
