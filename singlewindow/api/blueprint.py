"""The one blueprint that every endpoint stands on, and the house behind it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Response, current_app
from flask_smorest import Blueprint
from marshmallow import Schema
from werkzeug.routing import BaseConverter

from singlewindow.api.bodies import StrictParser
from singlewindow.casework.house import House

View = TypeVar("View", bound=Callable[..., Any])
Endpoint = Callable[..., Response]


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """flask-smorest's blueprint, with our reading of arguments."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.append(_document_headers)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Register a view and its documentation."""
        return cast("Callable[[View], View]", super().route(rule, **options))

    def arguments(self, schema: type[Schema], **options: Any) -> Callable[[Endpoint], Endpoint]:
        """Give the view what the schema reads, as its first argument."""
        return cast("Callable[[Endpoint], Endpoint]", super().arguments(schema, **options))


def _document_headers(doc: dict[str, Any], info: dict[str, Any], **_: object) -> dict[str, Any]:
    """Add the headers that ``describe`` named to the parameters that flask-smorest found."""
    if info.get("headers"):
        doc.setdefault("parameters", []).extend(info["headers"])
    return doc


class ReferenceConverter(BaseConverter):
    """A case's reference in a path: what cannot be one is no route at all (404)."""

    regex = "[A-Z0-9]{8,35}"


class PermitConverter(BaseConverter):
    """A permit's number in a path."""

    regex = "[A-Z0-9]{2,5}-[0-9]{4}-[0-9]{6}-[0-9A-Z]"


class AgencyConverter(BaseConverter):
    """An agency's code in a path."""

    regex = "[A-Z0-9]{2,16}"


ROW = "int(min=1, max=9223372036854775807)"
"""The path converter of a row's number."""

blueprint = ApiBlueprint("api", __name__, url_prefix="/api/v1")


def house() -> House:
    """The house that this application opened."""
    return cast("House", current_app.extensions["singlewindow"])
