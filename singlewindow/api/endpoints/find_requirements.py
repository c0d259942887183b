"""``GET /api/v1/requirements``."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Response

from agencies.contract import GoodsQuery
from singlewindow import casework
from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import public_answer
from singlewindow.api.arguments import GoodsArguments
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, answer, describe, struct
from singlewindow.api.views import AgencyRequirements, Requirements

SECONDS = 300
"""How long anybody may keep an answer without asking again."""


@blueprint.route("/requirements", tags=["requirements"])
@allow(PUBLIC)
@blueprint.arguments(GoodsArguments, location="query")
@describe(
    {200: answer("What each agency asks.", ETAG, json=struct(Requirements)), 304: NOT_MODIFIED},
    errors=(422,),
    headers=[IF_NONE_MATCH],
)
def find_requirements(asked: dict[str, Any]) -> Response:
    """Find which permits and checks goods need, before anything is lodged (WTO TFA Article 1).

    For each agency: what it asks, the documents, the fee, how many working days it takes, the law, the form, and whom
    to ask. No agency in the answer means that none asks anything. No token is needed.
    """
    today = house().now().astimezone(ZoneInfo(house().pack.time_zone)).date()
    query = GoodsQuery(**({"on": today} | asked))
    found = casework.find_requirements(house(), query)
    agencies = tuple(AgencyRequirements.of(agency, requirements) for agency, requirements in found)
    facts = {name: getattr(query, name) for name in GoodsQuery.__struct_fields__}
    return public_answer(Requirements(**facts, agencies=agencies), SECONDS)
