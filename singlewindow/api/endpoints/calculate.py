"""``POST /api/v1/calculations``."""

from typing import Any

from flask import Response

from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.calculation_arguments import CalculationCommand, asked_of
from singlewindow.api.describing import answer, describe, struct
from singlewindow.casework.calculate import Calculation
from singlewindow.casework.calculate import calculate as calculate_owed


@blueprint.route("/calculations", methods=["POST"], tags=["requirements"])
@allow(PUBLIC)
@blueprint.arguments(CalculationCommand)
@describe(
    {200: answer("What the goods owe, a line for each tax.", json=struct(Calculation))},
    errors=(400, 409, 413, 415, 422),
)
def calculate(command: dict[str, Any]) -> Response:
    """Calculate duties and taxes before anything is lodged (WTO TFA Article 1).

    Each line has its base, its rate, its formula in words, and its law. What cannot be computed yet is in `open`, with
    what must be stated first. No token is needed, and nothing is stored.
    """
    return json_answer(calculate_owed(house(), asked_of(command)))
