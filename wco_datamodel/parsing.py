"""``parse``: the bytes of a message in, its typed values out, or every reason why not."""

from functools import partial
from typing import Any

from lxml import etree

from wco_datamodel import envelope as envelopes
from wco_datamodel.asycuda.reading import read_tree
from wco_datamodel.attributes import attributes_of
from wco_datamodel.binding import fields_of
from wco_datamodel.bulk_reading import bulk_reader
from wco_datamodel.catalogue import tell
from wco_datamodel.explaining import explain, located
from wco_datamodel.json_plain import read_plain
from wco_datamodel.json_reading import read_json
from wco_datamodel.lenient_reading import read_leniently
from wco_datamodel.message import BODY_FIELDS, REPEATED, Attribute, Message, MetaData, Source, Spelling
from wco_datamodel.naming import local_name, namespace, tag
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.profiles import SW_1, Profile
from wco_datamodel.readers import reader
from wco_datamodel.schema import judge, narrow_judge
from wco_datamodel.unheld import has_unheld, unheld_attributes
from wco_datamodel.xml_reading import read_xml

ASYCUDA = "ASYCUDA"
DEFAULT_LIMIT = 10_000_000
MARKS = 800_000
"""So many tags, or commas in JSON, are read: 999 items of the richest kind have half of them."""
FACTS = {f"{{{SW_1.metadata}}}{name}": field for name, field in fields_of(MetaData).items()}


def parse(data: bytes, content_type: str | None = None, *, limit: int = DEFAULT_LIMIT) -> Message:
    """Read a message spelled in XML or JSON into frozen typed values.

    ``content_type`` is the media type that the sender claims; without one, text that begins with a brace or a bracket
    is JSON.
    ``limit`` bounds the bytes. Known profiles are told by their namespaces, a message without namespaces is read as
    ours, and a message inside another system's wrapper is found; a declaration that ASYCUDA exported is read as
    ``asycuda.read`` reads it. Attributes that the values have no field for are kept beside them and named in
    ``warnings``.

    Raises MessageRejected with every problem found (a bounded number), each with its place.
    """
    if len(data) > limit:
        raise MessageRejected((tell("MESSAGE-LONG", None, length=f"{len(data):,}", limit=f"{limit:,}"),))
    source = Source(data, spelling_of(data, content_type))
    if len(data) > MARKS and data.count(b"<" if source.spelling == "xml" else b",") > MARKS:
        raise MessageRejected((tell("MESSAGE-WIDE", None, 1, limit=f"{MARKS // 2:,}"),))
    plain = read_plain(data) if source.spelling == "json" else None
    return Message(**plain, source=source) if plain else _parse_tree(_root(source), source)


def _parse_tree(root: etree._Element, source: Source) -> Message:
    if local_name(root) == ASYCUDA:
        return read_tree(root, source.data).accepted()
    envelope, warnings = envelopes.find_envelope(root)
    profile = envelopes.find_profile(envelope)
    attributes, named = _judge(envelope, profile, source)
    values = _values(envelope)
    return Message(**values, attributes=attributes, profile=profile, warnings=(*warnings, *named), source=source)


def spelling_of(data: bytes, content_type: str | None) -> Spelling:
    """Tell which spelling bytes are: by the media type if it says so, else by the first character."""
    media = (content_type or "").partition(";")[0].strip().lower()
    if media.endswith(("/json", "+json")):
        return "json"
    if media.endswith(("/xml", "+xml")):
        return "xml"
    return "json" if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} else "xml"


def _root(source: Source) -> etree._Element:
    if source.spelling == "xml":
        return read_xml(source.data)
    try:
        return read_json(source.data)
    except MessageRejected as refused:
        problems = [problem for problem in refused.problems if problem.line is None]
        told = [problem for problem in refused.problems if problem.line is not None]
        raise MessageRejected((*told, *located(problems, source))) from None


def _judge(envelope: etree._Element, profile: Profile, source: Source) -> tuple[tuple[Attribute, ...], list[Problem]]:
    """Let libxml2 decide; what it refuses is respelled in our namespaces and judged again, and only then explained.

    Returns attributes that the values do not hold, and warnings about them; what the narrow judge passes has none.
    """
    if b"XMLSchema-instance" in source.data:
        envelopes.drop_schema_hints(envelope)
    native = namespace(envelope) == SW_1.metadata
    if native and narrow_judge().validate(envelope):
        return (), []
    if (envelopes.adopt(envelope) or not native) and narrow_judge().validate(envelope):
        return (), []
    if has_unheld(envelope) and judge().validate(envelope):
        return attributes_of(envelope), located(list(unheld_attributes(envelope)), source)
    explained = explain(envelope, source)
    raise MessageRejected(explained.problems, partial(read_leniently, envelope, explained, profile, source))


def _values(envelope: etree._Element) -> dict[str, Any]:
    facts: dict[str, str] = {}
    name, bodies = "", []
    for child in envelope:
        field = FACTS.get(tag(child))
        if field is not None:
            facts[field] = " ".join((child.text or "").split())
        else:
            name = local_name(child)
            bodies.append(bulk_reader(name)(child) or reader(name)(child))
    kind, field = BODY_FIELDS[name]
    content = tuple(bodies) if field in REPEATED else bodies[0]
    return {"kind": kind, "metadata": MetaData(**facts), field: content}
