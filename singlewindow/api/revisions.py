"""A case's revision as an ETag: ``"3"`` for its JSON, ``"3.xml"`` for the same in another format."""

import re
from collections.abc import Iterable, Iterator

from flask import Response, request

from singlewindow.api.formats import Format
from singlewindow.api.problems import Refused
from singlewindow.errors import Stale

_TAG = re.compile(r"(?P<tag>(?P<revision>\d{1,9})(?:\.\w+)?)(?::\w+)?")
"""A tag of ours; a compressed answer's has the compression after a colon."""

_ENDINGS = {Format.JSON: "", Format.RES_XML: ".xml", Format.RES_JSON: ".res"}


def tag(revision: int, form: Format = Format.JSON) -> str:
    """The ETag's value, without quotes."""
    return f"{revision}{_ENDINGS[form]}"


def mark(response: Response, revision: int, form: Format = Format.JSON) -> Response:
    """Give a response the ETag of its revision, to be asked for again each time, by the same client only."""
    response.headers["ETag"] = f'"{tag(revision, form)}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept, Authorization"
    return response


def demanded() -> int | None:
    """The revision that If-Match asks for; None for ``*``. Refuses a request without one (428)."""
    if not request.if_match:
        raise Refused("precondition-required", "Send the ETag of the case as you read it in If-Match.")
    return given()


def given() -> int | None:
    """The revision in If-Match, where there is one. Raises Stale for a tag that this window did not give."""
    if not request.if_match or request.if_match.star_tag:
        return None
    found = [int(match["revision"]) for match in _ours(request.if_match.as_set())]
    if not found:
        raise Stale("If-Match holds no ETag of this case.")
    return max(found)


def unchanged(revision: int, form: Format = Format.JSON) -> bool:
    """Whether the client has this very answer (If-None-Match)."""
    known = _ours(request.if_none_match.as_set(include_weak=True))
    return any(match["tag"] == tag(revision, form) for match in known)


def _ours(tags: Iterable[str | None]) -> Iterator[re.Match[str]]:
    """The tags that this window may have given. Werkzeug reads an empty one as None."""
    return (match for text in tags if text and (match := _TAG.fullmatch(text)))
