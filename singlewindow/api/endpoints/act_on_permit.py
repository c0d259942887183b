"""``POST /api/v1/permits/{number}/acts``."""

from decimal import Decimal
from typing import Any

from flask import Response

from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.arguments import PermitAct
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, answer, describe, header
from singlewindow.api.permit_views import LPCO_ANSWER, permit_answer
from singlewindow.casework.permits import acting
from singlewindow.casework.permits.granting import Changes

IF_MATCH = header("If-Match", "The ETag of the permit as you read it: it must not have changed.", required=True)


@blueprint.route("/permits/<permit:number>/acts", methods=["POST"], tags=["permits"])
@allow("lodge", "work")
@blueprint.arguments(PermitAct)
@describe(
    {200: answer("The permit as it stands then.", ETAG, **LPCO_ANSWER)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def act_on_permit(command: dict[str, Any], number: str) -> Response:
    """Take an application, ask, approve, refuse, vary, extend, suspend, reinstate, revoke; or answer, surrender.

    ``may`` of the permit names the acts that are possible for you now. What is drawn moves without its revision.
    """
    form, revision = formats.wanted(), revisions.demanded()
    act, reason = command.pop("act"), command.pop("reason")
    changes = _changes(**command)
    found = acting.act_on_permit(house(), actor(), number, act, reason=reason, changes=changes, revision=revision)
    return permit_answer(found, form)


def _changes(quantity: str | None, conditions: list[str] | None, **days: Any) -> Changes:
    said = tuple(conditions) if conditions is not None else None
    return Changes(quantity=Decimal(quantity) if quantity else None, conditions=said, **days)
