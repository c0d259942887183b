"""``PUT /api/v1/notices/choice``."""

from typing import Any

from flask import Response

from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe, struct
from singlewindow.api.notice_arguments import ChoiceCommand
from singlewindow.casework.notice_choice import Choice, choose


@blueprint.route("/notices/choice", methods=["PUT"], tags=["notices"])
@allow("lodge", "read_own", "work", "keep")
@blueprint.arguments(ChoiceCommand)
@describe({200: answer("Kept.", json=struct(Choice))}, errors=(400, 413, 415, 422))
def choose_notices(command: dict[str, Any]) -> Response:
    """Choose how you are told, beside the inbox: e-mail, SMS, and the language of both."""
    return json_answer(choose(house(), actor(), Choice(**command)))
