"""``POST /api/v1/declarations/{reference}/questions/{id}/answer``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import AnswerCommand
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import ETAG, answer, describe
from singlewindow.api.documents import sent
from singlewindow.api.messages import DECISION


@blueprint.route(
    f"/declarations/<reference:reference>/questions/<{ROW}:question_id>/answer", methods=["POST"], tags=["declarations"]
)
@allow("lodge")
@blueprint.arguments(AnswerCommand)
@describe(
    {200: answer("The decision that follows: the items wait for the agency again.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 413, 415, 422),
)
def answer_question(command: dict[str, Any], reference: str, question_id: int) -> Response:
    """Answer an agency's question about your declaration, in words, by documents, or both."""
    form, documents = formats.wanted(), [sent(one) for one in command["documents"]]
    return decision_answer(casework.reply(house(), actor(), reference, question_id, command["text"], documents), form)
