"""Finding lines: which line of the received bytes a place in the message stands on."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from lxml import etree

from wco_datamodel.envelope import adopt, find_envelope, find_profile
from wco_datamodel.json_text import blank, decode, line_at, members
from wco_datamodel.places import Place
from wco_datamodel.xml_reading import read_xml


def xml_line(envelope: etree._Element, where: Place) -> int | None:
    """Return the line of a place in a parsed message; of what holds it, if the element itself is missing."""
    element = envelope
    for name, occurrence in where.path:
        child = next(islice(element.iterchildren(f"{{*}}{name}"), occurrence - 1, None), None)
        if child is None:
            break
        element = child
    return element.sourceline


def xml_envelope(data: bytes) -> etree._Element:
    """Read the bytes of an accepted message once more, for its lines."""
    envelope = find_envelope(read_xml(data))[0]
    if find_profile(envelope).renamed:
        adopt(envelope)
    return envelope


def json_places(data: bytes, pointers: Iterable[str]) -> Mapping[str, tuple[str, int]]:
    """Find JSON Pointers in a text: for each, the pointer as the text really has it, and its line.

    Pointers are those of a whole message. A text that leaves out MetaData, or a list around a single object, is still
    found; where the place itself is missing, the line is that of what holds it.
    """
    text = decode(data)
    wanted: dict[str, Any] = {}
    for pointer in pointers:
        level = wanted
        for token in pointer.split("/")[1:]:
            level = level.setdefault(token, {})
    found: dict[str, tuple[str, int]] = {}
    start = blank(text, 0)
    bare = not any(key == "MetaData" for key, _, _ in members(text, start))
    _find(text, start, wanted.get("MetaData", {}) if bare else wanted, "/MetaData" if bare else "", "", found)
    return {pointer: _nearest(found, pointer) for pointer in pointers}


def _find(
    text: str, start: int, wanted: Mapping[str, Any], asked: str, real: str, found: dict[str, tuple[str, int]]
) -> None:
    if "0" in wanted and text[start] != "[":
        found[f"{asked}/0"] = (real, line_at(text, start))
        _find(text, start, wanted["0"], f"{asked}/0", real, found)
    if text[start] not in "[{":
        return
    for key, key_at, value_at in members(text, start):
        token = key.replace("~", "~0").replace("/", "~1")
        if token in wanted:
            found[f"{asked}/{token}"] = (f"{real}/{token}", line_at(text, key_at))
            _find(text, value_at, wanted[token], f"{asked}/{token}", f"{real}/{token}", found)


def _nearest(found: Mapping[str, tuple[str, int]], pointer: str) -> tuple[str, int]:
    known = pointer
    while known and known not in found:
        known = known.rpartition("/")[0]
    real, line = found.get(known, ("", 1))
    return real + pointer[len(known) :], line
