"""Content negotiation: a decision as our JSON, or as the WCO response message in XML or in JSON."""

from enum import StrEnum
from functools import lru_cache

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from singlewindow.api.problems import Refused


class Format(StrEnum):
    """The formats of a decision. The value is the media type."""

    JSON = "application/json"
    RES_XML = "application/xml"
    RES_JSON = "application/vnd.wco.response+json"
    RECORD = "application/vc+jwt"


OF_AN_ANSWER = (Format.JSON, Format.RES_XML, Format.RES_JSON)
"""The formats of every answer that is a decision. A signed record is to be asked for by itself."""

_OFFERED = {
    "application/json": Format.JSON,
    "application/xml": Format.RES_XML,
    "text/xml": Format.RES_XML,
    "application/vnd.wco.response+json": Format.RES_JSON,
}


def wanted(*further: Format) -> Format:
    """The format that the client likes best, of the three or of these further ones; JSON where it does not say.

    Refuses (406) where it takes none of ours.
    """
    best = _best(request.headers.get("Accept", ""), further)
    if best is None:
        raise Refused("not-acceptable", f"A decision is given as {', '.join((*OF_AN_ANSWER, *further))}.")
    return best


@lru_cache(maxsize=256)
def _best(accepted: str, further: tuple[Format, ...]) -> Format | None:
    """What an Accept header likes best of ours; clients send few different ones."""
    likes = parse_accept_header(accepted, MIMEAccept)
    offered = _OFFERED | {form.value: form for form in further}
    best = likes.best_match(offered) if likes else Format.JSON.value
    return offered[best] if best else None
