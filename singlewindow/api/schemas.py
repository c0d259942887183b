"""JSON Schemas of what is answered, made from the structs themselves."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import inspect


def of(kinds: Sequence[type]) -> dict[str, Any]:
    """The schemas of these structs, and of all that is in them, by name."""
    _, made = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    for schema in made.values():
        if "description" in schema:
            schema["description"] = schema["description"].replace("``", "`")
    for kind in _structs(inspect.multi_type_info(kinds), set()):
        _name_moments(kind, made.get(kind.cls.__name__, {}).get("properties", {}))
    return made


def _structs(found: Sequence[inspect.Type], seen: set[type]) -> Iterator[inspect.StructType]:
    """Every struct that can be reached, once."""
    for one in found:
        if isinstance(one, inspect.StructType):
            if one.cls not in seen:
                seen.add(one.cls)
                yield one
                yield from _structs([field.type for field in one.fields], seen)
        elif isinstance(one, inspect.UnionType):
            yield from _structs(one.types, seen)
        elif isinstance(one, inspect.VarTupleType):
            yield from _structs([one.item_type], seen)


def _name_moments(kind: inspect.StructType, properties: dict[str, Any]) -> None:
    """Say that a moment is written as RFC 3339 has it; msgspec says so only where a zone is demanded."""
    for field in kind.fields:
        types = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
        if any(isinstance(one, inspect.DateTimeType) for one in types):
            shown = properties[field.encode_name]
            for schema in shown.get("anyOf", [shown]):
                if schema.get("type") == "string":
                    schema["format"] = "date-time"
