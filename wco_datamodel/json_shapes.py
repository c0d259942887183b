"""The one JSON form that ``render`` writes, as msgspec types compiled from the schema: every name and facet of it.

What fits a shape is valid by the schema. The reverse need not be so: the schema also takes blanks around a code, a
leading plus, a bare amount. Whatever does not fit is left to the schema itself.
"""

import re
from functools import cache
from typing import Annotated, Any, Final, Literal

import msgspec
from lxml import etree

from wco_datamodel.schema import BODIES, MOST_REPEATS, SCHEMAS, XS, ElementFacts, tree

ONE_LINE: Final = r"\A(?:\S++(?: \S++)*+)?\Z"
"""A text whose white space is collapsed as the schema would do it."""
NOT_BLANK: Final = r"[\s\S]*\S[\s\S]*"
SAME_IN_PYTHON: Final = re.compile(r"(?:\[a-zA-Z\]|\[A-Z\]|\[0-9\]|\\d|\[\\s\\S\]|\\S|\[-\+\]|[Z02()|?*+]|\{\d+\})+")
"""Patterns of the schema that mean the same, or less, in Python."""
NEVER: Final = Annotated[str, msgspec.Meta(pattern=r"(?!)")]


@cache
def document_shape() -> Any:
    """Return the shape of a whole text: an object with MetaData, or with a body alone."""
    bodies = [(name, _optional(class_shape(name, name))) for name in BODIES]
    return _struct("Document", [("MetaData", _optional(class_shape("MetaData", "MetaData"))), *bodies])


@cache
def class_shape(root: str, class_name: str) -> Any:
    """Return the shape of a class of the schema of ``root``."""
    elements = tree(root).classes[class_name].elements.values()
    return _struct(class_name, [_field(root, element) for element in elements])


def _field(root: str, element: ElementFacts) -> tuple[Any, ...]:
    shape = _value_shape(element) if element.term else class_shape(element.root or root, element.type_name)
    if element.repeatable:
        most = MOST_REPEATS if element.maximum is None else element.maximum
        shape = Annotated[list[shape], msgspec.Meta(min_length=element.minimum, max_length=most)]  # type: ignore[valid-type]
    needed = element.minimum and not element.root  # one body of several stands in MetaData
    return (element.name, shape) if needed else (element.name, *_optional(shape))


def _optional(shape: Any) -> tuple[Any, Any]:
    return shape | msgspec.UnsetType, msgspec.UNSET


def _struct(name: str, fields: list[Any]) -> Any:
    flat = [(field[0], *field[1]) if isinstance(field[1], tuple) else field for field in fields]
    return msgspec.defstruct(name, flat, kw_only=True, forbid_unknown_fields=True, gc=False)


def _value_shape(element: ElementFacts) -> Any:
    """The shape of a single value: a text, a count, or an object of a value and its attribute."""
    if element.type_name.startswith("xs:"):
        return Annotated[str, msgspec.Meta(pattern=ONE_LINE)] if element.type_name == "xs:token" else NEVER
    dated = element.term == "DateTime"
    extension = _declared("DateTimeString" if dated else element.type_name).find(f".//{XS}extension")
    if extension is None:
        return NEVER
    whole = element.term == "Numeric" and element.format == "n..5"
    value = _simple(_declared(extension.get("base", "")), whole=whole)
    if element.term in {"Code", "ID", "Text", "Numeric"}:
        return value
    return _struct(element.type_name, [("value", value), *map(_attribute, extension.findall(f"{XS}attribute"))])


def _attribute(declared: etree._Element) -> tuple[Any, ...]:
    inline = declared.find(f"{XS}simpleType")
    shape = _simple(_declared(declared.get("type", "")) if inline is None else inline)
    name = declared.get("name", "")
    return (name, shape) if declared.get("use") == "required" else (name, *_optional(shape))


@cache
def _declared(name: str) -> etree._Element:
    """A data type of the schemas, by its name."""
    (found,) = etree.parse(SCHEMAS / "types.xsd").getroot().iterfind(f"*[@name='{name}']")
    return found


def _simple(declared: etree._Element, *, whole: bool = False) -> Any:
    """The shape of a text or a number, by the facets of its simple type; ``whole`` for a count, a number in JSON."""
    restriction = declared.find(f"{XS}restriction")
    if restriction is None:
        return NEVER
    facets: dict[str, str | None] = {str(facet.tag).removeprefix(XS): facet.get("value", "") for facet in restriction}
    if restriction.get("base") == "xs:decimal" and facets.keys() == {"totalDigits", "fractionDigits"}:
        return _number(int(facets["totalDigits"] or 0), int(facets["fractionDigits"] or 0), whole=whole)
    choices = tuple(facet.get("value") for facet in restriction.iterfind(f"{XS}enumeration"))
    if choices:
        return Literal[choices]
    return _text(restriction.get("base", ""), facets) if len(facets) == len(restriction) else NEVER


def _text(base: str, facets: dict[str, str | None]) -> Any:
    length = facets.pop("length", None)
    shortest, longest = facets.pop("minLength", length), facets.pop("maxLength", length)
    pattern = facets.pop("pattern", None)
    if facets or base not in {"xs:token", "xs:string"}:
        return NEVER
    if pattern is None:
        pattern = ONE_LINE if base == "xs:token" else None
    elif SAME_IN_PYTHON.fullmatch(pattern):
        pattern = r"(?a)\S" if pattern == NOT_BLANK else rf"(?a)\A(?:{pattern})\Z"
    else:
        return NEVER
    least, most = (None if bound is None else int(bound) for bound in (shortest, longest))
    return Annotated[str, msgspec.Meta(pattern=pattern, min_length=least, max_length=most)]


def _number(total: int, behind: int, *, whole: bool) -> Any:
    """The shape of a decimal, which JSON spells as a text; of a count, which it spells as a number."""
    if whole:
        return NEVER if behind else Annotated[int, msgspec.Meta(gt=-(10**total), lt=10**total)]
    decimals = rf"|[0-9]{{1,{total - behind}}}\.[0-9]{{1,{behind}}}" if behind else ""
    return Annotated[str, msgspec.Meta(pattern=rf"\A-?(?:[0-9]{{1,{total}}}{decimals})\Z")]
