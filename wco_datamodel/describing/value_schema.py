"""A data type of the XSDs in JSON Schema: what the text of a value must be, and the ways in which JSON may spell it.

A value is a text, or an object of its text and its attributes: ``"12.50"`` or ``{"value": "12.50", "currencyID":
"NZD"}``. A number is taken where its digits can make such a text.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from xmlschema.validators import XsdAtomicRestriction, XsdAttribute, XsdComplexType

from wco_datamodel.explaining import explainer
from wco_datamodel.schema import XS

CHARACTERS: Final = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]*$"
"""What XML can carry; JSON could hold more."""

LANGUAGE: Final = "^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$"
SAFE: Final = 15
"""Digits that every JSON reader keeps in a number."""

Schema = dict[str, Any]


def value_definitions(namespace: str, type_name: str) -> dict[str, Schema]:
    """Return the definitions of a data type: its own name for all spellings, ``.value`` after it for the bare text.

    ``type_name`` is as the schema of a namespace names it, ``Code.an_3``; ``xs:token`` stands for any text on one line.
    """
    if type_name.startswith("xs:"):
        content = _text({}, 0, None)
        return {type_name: _spellings(type_name, {}, content), f"{type_name}.value": content}
    carrier = "DateTimeString" if type_name.startswith("DateTime.") else type_name
    declared = _declared(namespace, carrier)
    short_date = frozenset({"formatCode"} if carrier == "DateTimeString" else ())
    content = _content(declared.content)
    return {
        type_name: _spellings(type_name, declared.attributes, content, short_date),
        f"{type_name}.value": content,
    }


@cache
def _declared(namespace: str, type_name: str) -> Any:
    found = explainer().maps.types[f"{{{namespace}}}{type_name}"]
    assert isinstance(found, XsdComplexType)
    return found


def _spellings(
    type_name: str, attributes: Mapping[Any, Any], content: Schema, known: frozenset[str] = frozenset()
) -> Schema:
    """All spellings of a value: bare, where no attribute is needed but those that are ``known``, or as an object."""
    bare = {"$ref": f"#/$defs/{type_name}.value"}
    properties = {"value": bare} | {str(name): _attribute(each) for name, each in attributes.items()}
    may_be_empty = not {"enum", "pattern", "minLength"} & content.keys()
    required = [] if may_be_empty else ["value"]
    required += [str(name) for name, each in attributes.items() if each.use == "required"]
    full = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"anyOf": [bare, full]} if set(required) - {"value"} <= known else full


def _attribute(declared: XsdAttribute) -> Schema:
    """An attribute is always a text."""
    built_in = (declared.type.name or "").removeprefix(XS)
    if built_in == "anyURI":
        return {"type": "string", "format": "uri-reference"}
    if built_in == "language":
        return {"type": "string", "pattern": LANGUAGE}
    if not _is_restricted(declared.type):
        return {"type": "string"}
    content = _content(declared.type)
    texts = [each for each in content.get("enum", ()) if isinstance(each, str)]
    return {"enum": texts} if texts else content | {"type": "string"}


def _is_restricted(simple: Any) -> bool:
    return isinstance(simple, XsdAtomicRestriction) and bool(simple.facets)


def _content(simple: Any) -> Schema:
    """The text of a value, by the facets of its simple type."""
    if simple.enumeration:
        return {"enum": _choices([str(each) for each in simple.enumeration])}
    if simple.primitive_type is not None and simple.primitive_type.local_name == "decimal":
        facets = {name.removeprefix(XS): each.value for name, each in simple.facets.items() if hasattr(each, "value")}
        return _decimal(facets.get("totalDigits"), facets.get("fractionDigits"))
    patterns = list(getattr(simple.patterns, "regexps", ()))
    return _text({"pattern": _ecma(patterns[0])} if patterns else {}, simple.min_length or 0, simple.max_length)


def _choices(values: list[str]) -> list[Any]:
    """The values of a list as texts, and as numbers where they look like one."""
    return [*values, *(int(each) for each in values if each.isdigit() and str(int(each)) == each)]


def _text(facets: Schema, shortest: int, longest: int | None) -> Schema:
    """A text of a length; a whole number where the text may be made of its digits."""
    lengths = ({"minLength": shortest} if shortest else {}) | ({} if longest is None else {"maxLength": longest})
    pattern = facets.get("pattern", "")
    if "a-z" in pattern or "A-Z" in pattern or "20[0-9]" in pattern:
        return {"type": "string"} | lengths | facets
    signed = "0-9" not in pattern
    bounds = _bounds(shortest, longest, signed=signed)
    plain = {"type": ["string", "integer"]} | lengths | bounds
    return plain | (facets or ({"pattern": r"[^ \t\n\r]"} if shortest else {})) | _carried(pattern)


def _carried(pattern: str) -> Schema:
    return {} if "0-9" in pattern else {"allOf": [{"$ref": "#/$defs/Characters"}]}


def _bounds(shortest: int, longest: int | None, *, signed: bool) -> Schema:
    """The whole numbers whose digits, and sign, are a text of a length."""
    digits = min(longest or SAFE, SAFE)
    least = 10 ** (shortest - 1) if shortest > 1 else -(10 ** (digits - 1)) + 1 if signed else 0
    return {"minimum": least, "maximum": 10**digits - 1}


def _decimal(total: int | None, fraction: int | None) -> Schema:
    """A number of at most ``total`` digits, ``fraction`` of them behind the point; zeros that say nothing are free."""
    if total is None or fraction is None:
        return {"type": ["string", "number"], "pattern": r"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$"}
    kind = "number" if fraction else "integer"
    bounds = {"exclusiveMinimum": -(10**total), "exclusiveMaximum": 10**total}
    return {"type": ["string", kind], "pattern": f"^[-+]?0*({'|'.join(_digits(total, fraction))})$"} | bounds


def _digits(total: int, fraction: int) -> list[str]:
    """The forms of a number: the more digits before the point, the fewer behind it."""
    whole = total - fraction
    forms = [rf"[0-9]{{1,{whole}}}{_behind(fraction)}", *([rf"\.[0-9]{{1,{fraction}}}0*"] if fraction else [])]
    return forms + [rf"[0-9]{{{whole + more}}}{_behind(fraction - more)}" for more in range(1, fraction + 1)]


def _behind(most: int) -> str:
    return rf"(\.[0-9]{{0,{most}}}0*)?" if most else r"(\.0*)?"


def _ecma(pattern: str) -> str:
    """Spell a pattern of XSD, which covers the whole text, as JSON Schema does, which searches in it."""
    if pattern == r"[\s\S]*\S[\s\S]*":
        return r"[^ \t\n\r]"
    digits = re.sub(r"(?<!\\)\\d", "[0-9]", pattern)
    return f"^({digits})$"
