"""``GET /api/openapi.json``: the OpenAPI 3.1 document, made from the endpoints themselves."""

import hashlib
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, current_app, request
from flask_smorest import Api

from singlewindow.api import describing, schemas
from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.blueprint import AgencyConverter, PermitConverter, ReferenceConverter
from singlewindow.api.blueprint import blueprint as endpoints
from singlewindow.api.messages import COMPONENTS
from singlewindow.api.problem_types import PROBLEM_TYPES, URN
from singlewindow.api.problems import PROBLEM_JSON, ProblemDetails
from singlewindow.countries import CountryPack

blueprint = Blueprint("api-document", __name__, url_prefix="/api")

EXTENSION = "singlewindow-openapi"
VERSION = "1.0.0"
MOST_EXAMPLES = 4
SIGNATURE = "The body is a compact JSON Web Signature by one of the agency's own keys."
CONVERTERS = {"reference": ReferenceConverter, "permit": PermitConverter, "agency": AgencyConverter}
"""What of a path is read by its form."""


class OpenApi(Api):  # type: ignore[misc]
    """flask-smorest, without its handling and its shape of errors: those are ours."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave Flask's handlers alone: pages are answered by pages."""

    def _register_etag_headers(self) -> None:
        """Ours are described where they are used."""

    def _register_pagination_header(self) -> None:
        """Pages are linked as RFC 8288 says, not in a header of flask-smorest's."""

    def _register_responses(self) -> None:
        content = {PROBLEM_JSON: {"schema": describing.struct(ProblemDetails)}}
        for status in HTTPStatus:
            if status >= HTTPStatus.BAD_REQUEST:
                named: dict[str, Any] = {"description": _meaning(status), "content": content}
                self.spec.components.response(status.name, named | _headers(status), lazy=True)


def document(app: Flask, pack: CountryPack) -> dict[str, Any]:
    """Put the endpoints on the application, and give the document that describes them."""
    api = OpenApi(
        app,
        spec_kwargs={
            "title": f"Single Window of {pack.name}",
            "version": VERSION,
            "openapi_version": "3.1.0",
            "info": {"description": _description()},
            "servers": [{"url": "/"}],
        },
    )
    for name, converter in CONVERTERS.items():
        app.url_map.converters[name] = converter
        api.register_converter(converter, lambda found: {"type": "string", "pattern": f"^{found.regex}$"})
    api.register_blueprint(endpoints)
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    api.spec.components.security_scheme("signature", {"type": "http", "scheme": "signature", "description": SIGNATURE})
    for name, schema in (schemas.of(describing.KINDS) | COMPONENTS).items():
        api.spec.components.schema(name, schema)
    made: dict[str, Any] = api.spec.to_dict()
    made["paths"] = dict(sorted(made["paths"].items()))
    _add_examples(made, pack.samples)
    return made


def serve_document(app: Flask, made: dict[str, Any]) -> None:
    """Serve the document."""
    app.extensions[EXTENSION] = msgspec.json.encode(made)
    app.register_blueprint(blueprint)


@blueprint.route("/openapi.json")
@allow(PUBLIC)
def read_document() -> Response:
    """Read this document."""
    body = current_app.extensions[EXTENSION]
    response = Response(body, content_type="application/json")
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = "public, max-age=300"
    response.make_conditional(request)
    return response


def _headers(status: HTTPStatus) -> dict[str, Any]:
    name = {HTTPStatus.UNAUTHORIZED: "WWW-Authenticate", HTTPStatus.TOO_MANY_REQUESTS: "Retry-After"}.get(status)
    return {"headers": {name: {"schema": describing.TEXT}}} if name else {}


def _meaning(status: HTTPStatus) -> str:
    kinds = [kind for kind in PROBLEM_TYPES if kind.status == status]
    return "; ".join(f"{kind.code}: {kind.title}" for kind in kinds) or status.phrase


def _description() -> str:
    rows = "\n".join(f"| `{URN}{kind.code}` | {kind.status} | {kind.remedy} |" for kind in PROBLEM_TYPES)
    return (
        "Lodge a declaration once, and read one explained decision of every agency.\n\n"
        "Errors are `application/problem+json` (RFC 9457), whose `errors` point into what was sent. Decimals are text, "
        "moments are RFC 3339 in UTC. `x-permissions` of an endpoint names the permissions of which one is needed.\n\n"
        f"| type of problem | status | what to do |\n| --- | --- | --- |\n{rows}\n"
    )


def _add_examples(made: dict[str, Any], samples: Path) -> None:
    """Show the country's own samples as examples of a message."""
    xml = {path.stem: {"value": path.read_text("utf-8")} for path in sorted(samples.glob("*.xml"))[:MOST_EXAMPLES]}
    found = {path.stem: {"value": msgspec.json.decode(path.read_bytes())} for path in sorted(samples.glob("*.json"))}
    for path in ("/api/v1/declarations", "/api/v1/checks"):
        content = made["paths"][path]["post"]["requestBody"]["content"]
        content["application/xml"] = content["application/xml"] | {"examples": xml}
        content["application/json"] = content["application/json"] | {"examples": found}
