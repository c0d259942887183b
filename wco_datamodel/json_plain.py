"""JSON straight into typed values, for the form that ``render`` writes; any other form goes the long way round.

The text is decoded twice by msgspec: into shapes, which judge it, and into values. What the shapes refuse is not
refused yet: the schema decides, over an element tree. So the two ways cannot come to different values or verdicts
unless a shape takes what the schema does not, and a test holds them to each other.
"""

import re
from typing import Any, Final

import msgspec

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.compiling import compiled_once
from wco_datamodel.json_shapes import document_shape
from wco_datamodel.message import BODY_FIELDS, REPEATED, MetaData
from wco_datamodel.schema import BODIES

ODD: Final = re.compile(rb"\\(?:[bf]|u(?:00[012]|003[aA]|[dD][89a-fA-F]|[fF]{3}))")
"""Escapes of what XML cannot carry, or of what would spoil the count of names: blanks, a quote, a colon."""
LAST_OF_PLANE: Final = b"\xef\xbf"
BLANKS: Final = b" \t\n\r"
NAME: Final = b'":'


def read_plain(data: bytes) -> dict[str, Any] | None:
    """Read JSON into the fields of a Message: its kind, its metadata, and its body; None where the long way must."""
    if _is_odd(data):
        return None
    try:
        shaped = _judge().decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if _names(data) != _names(msgspec.json.encode(shaped)):
        return None  # a name is given twice
    return _values(_reader().decode(data))


def prepare_plain() -> None:
    """Compile the shapes."""
    _judge()
    _reader()


def _is_odd(data: bytes) -> bool:
    """Whether there is a character that needs a closer look."""
    return LAST_OF_PLANE in data or (b"\\" in data and ODD.search(data) is not None)


def _names(text: bytes) -> int:
    """Count the names of members; texts that look like one (``":"``) count the same before and after decoding."""
    return text.translate(None, BLANKS).count(NAME)


@compiled_once
def _judge() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(document_shape())


@compiled_once
def _reader() -> msgspec.json.Decoder[Any]:
    """The decoder of a whole text into values; a body stands in MetaData, or alone."""
    single = [(name, struct_of(name, name) | None, None) for name in BODIES]
    within = [
        (name, tuple[struct_of(name, name), ...], ()) if BODY_FIELDS[name][1] in REPEATED else each  # type: ignore[misc]
        for name, each in zip(BODIES, single, strict=True)
    ]
    own = [(name, str | None, None) for name in fields_of(MetaData)]
    envelope = msgspec.defstruct("Envelope", [*own, *within])
    return msgspec.json.Decoder(msgspec.defstruct("Document", [("MetaData", envelope | None, None), *single]))


def _values(document: Any) -> dict[str, Any] | None:
    envelope = document.MetaData
    alone = [(name, getattr(document, name)) for name in BODIES if getattr(document, name) is not None]
    within = [(name, getattr(envelope, name)) for name in BODIES if getattr(envelope, name)] if envelope else []
    if len(alone) + len(within) != 1 or bool(envelope) is bool(alone):
        return None
    ((name, content),) = alone or within
    kind, field = BODY_FIELDS[name]
    body = (content,) if alone and field in REPEATED else content
    facts = {own: getattr(envelope, name) for name, own in fields_of(MetaData).items()} if envelope else {}
    return {"kind": kind, "metadata": MetaData(**facts), field: body}
