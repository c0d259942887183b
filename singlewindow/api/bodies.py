"""Reading what a client sends: JSON commands strictly, messages as the bytes they are."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Never

from flask import Request, current_app, request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from singlewindow.api.problems import ErrorDetail, Refused

MESSAGE_TYPES = ("application/xml", "text/xml", "application/json")
"""The content types of a message."""

LARGEST_COMMAND = 262_144
"""The largest JSON command, in bytes. Messages have a limit of their own (a setting)."""


SIGNED_TYPE = "application/jose"

LARGEST_SIGNED = 2_000_000
"""The largest signed text, in bytes."""


PATIENCE = 1_000_000
"""How many bytes too many are still taken in, so that the client hears the answer. More than that is cut off."""


class StrictParser(FlaskParser):
    """webargs' reading of arguments: nothing unknown is passed over, and errors are ours."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": RAISE, "query": RAISE}  # noqa: RUF012 - webargs reads it

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body as JSON. A command that carries documents may be larger by as much as the window takes at once."""
        if req.mimetype != "application/json":
            raise Refused("unsupported-media-type", "Send the body as application/json.")
        room = current_app.config["MAX_CONTENT_LENGTH"] * 4 // 3 if hasattr(schema, "carries_documents") else 0
        return read_json(read_body(LARGEST_COMMAND + room))

    def handle_error(self, error: ValidationError, *_: object, **__: object) -> Never:
        """Say each mistake with its place."""
        assert isinstance(error.messages, dict)
        location, messages = next(iter(error.messages.items()))
        errors = tuple(_details(location, messages))
        raise Refused("invalid", f"{len(errors)} of the given values cannot be used.", errors) from error


def read_body(most: int) -> bytes:
    """The body's bytes, at most so many. Refuses what is larger (413) or compressed (415)."""
    if request.content_encoding not in (None, "", "identity"):
        raise Refused("unsupported-media-type", "Send the body as it is: compressed bodies are not read.")
    request.max_content_length = most + PATIENCE
    too_large = Refused("too-large", f"The body has more than {most:,} bytes, which is the most that is read here.")
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise too_large from None
    if len(body) > most:
        raise too_large
    return body


def read_message(most: int) -> tuple[bytes, str]:
    """A message's bytes, not looked into, and its content type as the client gave it."""
    if request.mimetype not in MESSAGE_TYPES:
        raise Refused("unsupported-media-type", f"Send a message as {', '.join(MESSAGE_TYPES)}.")
    return read_body(most), request.content_type or request.mimetype


def read_signed() -> str:
    """A text that was signed (compact JWS), which the verb checks."""
    if request.mimetype != SIGNED_TYPE:
        raise Refused("unsupported-media-type", f"Send a signed text as {SIGNED_TYPE}.")
    return read_body(LARGEST_SIGNED).decode("ascii", "replace")


def read_json(body: bytes) -> Any:
    """Read JSON strictly: UTF-8, no name twice, no NaN, not too deep."""
    try:
        return json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused("invalid-json", f"The body is not JSON that can be read: {error}.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) < len(pairs):
        raise ValueError("a name is given twice in one object")
    return names


def _no_constant(name: str) -> Never:
    raise ValueError(f"{name} is not a JSON value")


def _details(location: str, messages: Any, path: tuple[str, ...] = ()) -> Iterator[ErrorDetail]:
    """The messages of marshmallow's tree as a list, each with its place."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _details(location, inner, path if key == "_schema" else (*path, str(key)))
        return
    place = "/".join(path)
    for sentence in [messages] if isinstance(messages, str) else messages:
        if location == "json":
            yield ErrorDetail(detail=str(sentence), pointer=f"#/{place}" if place else "#")
        else:
            yield ErrorDetail(detail=str(sentence), parameter=path[0] if path else None)
