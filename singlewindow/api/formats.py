"""Content negotiation: a decision as our JSON, or as the WCO response message in XML or in JSON."""

from enum import StrEnum

from flask import request

from singlewindow.api.problems import Refused


class Format(StrEnum):
    """The formats of a decision. The value is the media type."""

    JSON = "application/json"
    RES_XML = "application/xml"
    RES_JSON = "application/vnd.wco.response+json"


_OFFERED = {
    "application/json": Format.JSON,
    "application/xml": Format.RES_XML,
    "text/xml": Format.RES_XML,
    "application/vnd.wco.response+json": Format.RES_JSON,
}


def wanted() -> Format:
    """The format that the client likes best; JSON where it does not say. Refuses (406) where it takes none of ours."""
    if not request.accept_mimetypes:
        return Format.JSON
    best = request.accept_mimetypes.best_match(_OFFERED)
    if best is None:
        raise Refused("not-acceptable", f"A decision is given as {', '.join(Format)}.")
    return _OFFERED[best]
