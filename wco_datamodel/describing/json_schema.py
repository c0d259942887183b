"""JSON Schema (2020-12) of each message, derived from the XSDs: the JSON spelling as ``parse`` reads it.

What a schema cannot say stays with ``parse``: how many digits of a number stand behind the point, which of two equal
keys counts. A few spellings that ``parse`` lets pass are left out: a list of one around what is single, true and false
for a text.
"""

import re
from functools import cache
from typing import Final

from wco_datamodel.describing.value_schema import CHARACTERS, Schema, value_definitions
from wco_datamodel.schema import BODIES, ElementFacts, Tree, tree

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER: Final = "urn:singlewindow:json-schema:"
NULL: Final = {"type": "null"}


class NameUnknown(LookupError):
    """No message has a JSON Schema of that name."""


def schema_names() -> tuple[str, ...]:
    """Return the names of the messages that have a schema, such as ``declaration`` and ``response``."""
    return tuple(_bodies())


@cache
def json_schema(name: str) -> Schema:
    """Return the JSON Schema of a message by its name; do not change it, it is made once. Raises NameUnknown."""
    if name not in _bodies():
        raise NameUnknown(f"There is no schema {name!r}; there are {', '.join(_bodies())}.")
    body = _bodies()[name]
    label = tree(body).classes[body].label
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER + name,
        "title": f"{label} of the WCO Data Model, in JSON",
        "description": "Derived from the XSDs. The envelope MetaData may be left out. Write decimals as text.",
        "type": "object",
        "properties": {"MetaData": _reference("MetaData"), body: _reference(body)},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "$defs": _definitions(body),
    }


@cache
def _bodies() -> dict[str, str]:
    """The classes that a message can carry, by the name of their schema."""
    return {re.sub("(?<=.)(?=Response$)", "-", body).lower(): body for body in BODIES}


def _definitions(body: str) -> dict[str, Schema]:
    """The classes of the envelope and of a body, of what it echoes of another body, and the data types of all."""
    found = {"MetaData": _class("MetaData", "MetaData", body)}
    types: dict[str, Schema] = {}
    for root in _roots(body):
        schema = tree(root)
        for facts in schema.classes.values():
            found[_name(root, facts.name, body)] = _class(root, facts.name, body)
        for type_name in _types(schema):
            types |= value_definitions(schema.namespace, type_name)
    types |= {name: each for token in _types(tree("MetaData")) for name, each in value_definitions("", token).items()}
    return (
        found | dict(sorted(types.items())) | {"Characters": {"$comment": "What XML carries.", "pattern": CHARACTERS}}
    )


def _roots(body: str) -> tuple[str, ...]:
    echoed = {element.root for facts in tree(body).classes.values() for element in facts.elements.values()} - {""}
    return (body, *sorted(echoed))


def _types(schema: Tree) -> set[str]:
    return {each.type_name for facts in schema.classes.values() for each in facts.elements.values() if each.term}


def _name(root: str, class_name: str, body: str) -> str:
    """The name of a class among the definitions: with its own schema's, where that is not the message's."""
    return class_name if root in {body, "MetaData"} else f"{root}.{class_name}"


def _class(root: str, class_name: str, body: str) -> Schema:
    facts = tree(root).classes[class_name]
    elements = [each for each in facts.elements.values() if root != "MetaData" or each.term or each.name == body]
    required = [each.name for each in elements if each.minimum]
    return (
        {"title": facts.label}
        | ({"description": f"WCO class {facts.id}", "x-wco-id": facts.id} if facts.id else {})
        | {"type": "object", "properties": {each.name: _property(root, each, body) for each in elements}}
        | ({"required": required} if required else {})
        | {"additionalProperties": False}
    )


def _property(root: str, element: ElementFacts, body: str) -> Schema:
    one = _reference(element.type_name if element.term else _name(element.root or root, element.type_name, body))
    allowed = [one]
    if element.repeatable:
        bounds = {"minItems": element.minimum, "maxItems": element.maximum}
        allowed.append({"type": "array", "items": one} | {key: bound for key, bound in bounds.items() if bound})
    if not element.minimum:
        allowed.append(NULL)
    return _said(element) | (one if len(allowed) == 1 else {"anyOf": allowed})


def _said(element: ElementFacts) -> Schema:
    """What is said about an element to people."""
    parts = [f"WCO {element.id}" if element.id else "", f"format {element.format}" if element.format else ""]
    said = {"title": element.label} if element.label else {}
    text = ", ".join(filter(None, [*parts, element.codes]))
    return said | ({"description": text} if text else {}) | ({"x-wco-id": element.id} if element.id else {})


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
