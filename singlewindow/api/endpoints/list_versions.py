"""``GET /api/v1/declarations/{reference}/versions``."""

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import json_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe, struct
from singlewindow.api.views import VersionList


@blueprint.route("/declarations/<reference:reference>/versions", tags=["declarations"])
@allow("read_own", "read_all", "work")
@describe({200: answer("All of them, newest first.", json=struct(VersionList))}, errors=(404,))
def list_versions(reference: str) -> Response:
    """List the versions of a declaration, with what each changed: where, what it said before, what it says.

    An agency is shown the changes outside the items and those of its own items.
    """
    return json_answer(VersionList(casework.list_versions(house(), actor(), reference)))
