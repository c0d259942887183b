"""``GET /api/v1/schemas/{name}``."""

from functools import cache

import msgspec
from flask import Response

from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import public_answer
from singlewindow.api.blueprint import blueprint
from singlewindow.api.describing import ETAG, IF_NONE_MATCH, NOT_MODIFIED, answer, describe
from singlewindow.errors import NotFound
from wco_datamodel.describing import json_schema, schema_names

SECONDS = 3600
"""How long anybody may keep a schema without asking again."""

SCHEMA_JSON = "application/schema+json"


@blueprint.route("/schemas/<string:name>", tags=["schemas"])
@allow(PUBLIC)
@describe(
    {200: answer("The JSON Schema (2020-12).", ETAG, schema={"type": "object"}), 304: NOT_MODIFIED},
    errors=(404,),
    headers=[IF_NONE_MATCH],
)
def read_json_schema(name: str) -> Response:
    """Read the JSON Schema of a message, such as a declaration.

    It is derived from the XML schema, which judges both spellings. No token is needed.
    """
    if name not in schema_names():
        raise NotFound(f"There is no schema of that name. There are: {', '.join(schema_names())}.")
    return public_answer(_written(name), SECONDS, SCHEMA_JSON)


@cache
def _written(name: str) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(json_schema(name)))
