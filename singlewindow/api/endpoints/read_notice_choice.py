"""``GET /api/v1/notices/choice``."""

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe, struct
from singlewindow.casework.notice_choice import Choice, read_choice


@blueprint.route("/notices/choice", tags=["notices"])
@allow("lodge", "read_own", "work", "keep")
@describe({200: answer("What you chose, or what holds until you choose.", json=struct(Choice))})
def read_notice_choice() -> Response:
    """Read how you are told, beside the inbox."""
    return json_answer(read_choice(house(), actor()))
