"""Our XSDs, read once: the classes and elements with their WCO ids, labels and formats, and libxml2's compiled judge.

The XSDs are the one source of truth: readers, writers, pointers, labels and error sentences are all derived from what
is
read here, and nothing about the tree of a message is written down a second time.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from wco_datamodel.compiling import compiled_once

XS = "{http://www.w3.org/2001/XMLSchema}"
SW = "{urn:singlewindow:annotation:1}"


class ElementFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One element of a class, as the schema declares it.

    ``term`` is the representation term (Code, Amount, DateTime ...), empty for an element that is itself a class,
    whose name is
    then in ``type_name``. ``maximum`` is None where the element may be repeated without limit. ``root`` names the
    schema that the class is declared in, where that is another one: a message's body, the echo in a response.
    ``tag`` is how XML names the element; only the echo's differs, for a response already has a Declaration.
    """

    name: str
    tag: str
    root: str = ""
    type_name: str
    term: str
    minimum: int
    maximum: int | None
    id: str = ""
    label: str = ""
    format: str = ""
    codes: str = ""

    @property
    def repeatable(self) -> bool:
        """Whether the element may occur more than once, so that its value is a tuple."""
        return self.maximum is None or self.maximum > 1

    @property
    def before(self) -> int:
        """How many elements of the same tag, but of another class, stand before it."""
        return 0 if self.tag == self.name else 1


class ClassFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One class of the data model: its WCO id, its label, and its elements in the order the schema wants them.

    The labels of a ``relative`` class, such as an address, mean something only together with their holder's.
    """

    name: str
    id: str
    label: str
    relative: bool
    elements: Mapping[str, ElementFacts]


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """One schema file's classes by name; ``root`` is the class of the document element."""

    root: str
    namespace: str
    classes: Mapping[str, ClassFacts]


MOST_REPEATS = 2_000
HELD_ATTRIBUTES = ("currencyID", "unitCode", "formatCode")
SCHEMAS = Path(__file__).parent / "schemas"
FILES = {
    "MetaData": "metadata.xsd",
    "Declaration": "declaration.xsd",
    "Response": "response.xsd",
    "LPCO": "lpco-application.xsd",
    "LPCOResponse": "lpco-answer.xsd",
}
BODIES = tuple(root for root in FILES if root != "MetaData")
"""What a message may carry, by the name of its element."""


@cache
def tree(root: str) -> Tree:
    """Read the classes of one schema; ``root`` is MetaData, or one of ``BODIES``."""
    document = etree.parse(SCHEMAS / FILES[root]).getroot()
    classes = {facts.name: facts for facts in map(_class_facts, document.iterchildren(f"{XS}complexType"))}
    return Tree(root=root, namespace=document.get("targetNamespace", ""), classes=classes)


def _class_facts(declared: etree._Element) -> ClassFacts:
    annotation = declared.find(f"{XS}annotation/{XS}appinfo/{SW}class")
    noted = _noted(annotation)
    name = declared.get("name", "")
    return ClassFacts(
        name=name,
        id=noted.get("id", ""),
        label=noted.get("label", name),
        relative=noted.get("relative") == "true",
        elements={facts.name: facts for facts in _element_facts(declared)},
    )


def _element_facts(declared: etree._Element) -> Iterator[ElementFacts]:
    for element in declared.iter(f"{XS}element"):
        annotation = element.find(f"{XS}annotation/{XS}appinfo/{SW}element")
        noted = _noted(annotation)
        body = element.get("ref", "").rpartition(":")[2]
        tag = element.get("name") or body
        type_name = element.get("type", tag)
        term = "Code" if type_name.startswith("xs:") else type_name.partition(".")[0] if "." in type_name else ""
        most = element.get("maxOccurs", "1")
        yield ElementFacts(
            name=noted.get("name", tag),
            tag=tag,
            root=body,
            type_name=type_name,
            term=term,
            minimum=int(element.get("minOccurs", "1")),
            maximum=None if most == "unbounded" else int(most),
            **{key: noted.get(key, "") for key in ("id", "label", "format", "codes")},
        )


def _noted(annotation: etree._Element | None) -> dict[str, str]:
    return {str(key): str(value) for key, value in annotation.items()} if annotation is not None else {}


def judge() -> etree.XMLSchema:
    """Compile the schema of whole messages for libxml2, which decides whether a message is acceptable.

    What may repeat without end may do so ``MOST_REPEATS`` times: each fault costs libxml2 a count of siblings.
    """
    return _compile("wide")


def narrow_judge() -> etree.XMLSchema:
    """Compile the same schema without the attributes that typed values do not hold.

    What passes here passes the wider judge too, and holds nothing that reading it could drop.
    """
    return _compile("narrow")


def part_judge() -> etree.XMLSchema:
    """Compile the schema of whole messages so that it also judges a class of a message by itself.

    It knows an element only where its name is that of its class; the others it refuses.
    """
    return _compile("parts")


@compiled_once
def _compile(use: str) -> etree.XMLSchema:
    parser = etree.XMLParser()
    parser.resolvers.add(_Bounded(use))
    return etree.XMLSchema(etree.parse(SCHEMAS / "metadata.xsd", parser))


class _Bounded(etree.Resolver):
    """Hands out our schema files with bounded repetition, and changed for their use.

    Narrow, they are without the attributes not held; for parts, each class is an element of its own.
    """

    def __init__(self, use: str) -> None:
        self.use = use

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002
        """Answer for each file of the schema."""
        schema = etree.parse(SCHEMAS / Path(system_url or "").name).getroot()
        for endless in schema.iterfind(f".//{XS}element[@maxOccurs='unbounded']"):
            endless.set("maxOccurs", str(MOST_REPEATS))
        if self.use == "narrow":
            _drop_unheld(schema)
        if self.use == "parts" and schema.get("targetNamespace"):
            _declare_classes(schema)
        return self.resolve_string(etree.tostring(schema, encoding="unicode"), context, base_url=system_url)


def _drop_unheld(schema: etree._Element) -> None:
    groups = schema.iterfind(f".//{XS}attributeGroup[@ref]")
    attributes = schema.iterfind(f".//{XS}attribute[@name]")
    for declared in (*groups, *attributes):
        holder = declared.getparent()
        if declared.get("name") not in HELD_ATTRIBUTES and holder is not None:
            holder.remove(declared)


def _declare_classes(schema: etree._Element) -> None:
    known = {element.get("name") for element in schema.iterchildren(f"{XS}element")}
    for name in [declared.get("name", "") for declared in schema.iterchildren(f"{XS}complexType")]:
        if name not in known:
            etree.SubElement(schema, f"{XS}element", name=name, type=name)
