"""``POST /api/v1/release-notices/{id}/gate-outs``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import answer, describe, struct
from singlewindow.api.inspection_arguments import GateOutCommand
from singlewindow.casework import LeavingLine


@blueprint.route(f"/release-notices/<{ROW}:number>/gate-outs", methods=["POST"], tags=["keepers"])
@allow("keep")
@blueprint.arguments(GateOutCommand)
@describe(
    {200: answer("The release notice as it stands then.", json=struct(LeavingLine))},
    errors=(400, 404, 409, 413, 415, 422),
)
def confirm_gate_out(command: dict[str, Any], number: int) -> Response:
    """Confirm that containers, or all that is left, went out of the gate. A repeat changes nothing."""
    return json_answer(casework.gate_out(house(), actor(), number, **command))
