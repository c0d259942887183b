"""Which struct holds which class of the schema, and under which field each element's value is found."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType

import msgspec

from wco_datamodel import declaration, documents, goods, parties, response, transport
from wco_datamodel.message import MetaData
from wco_datamodel.values import Wco

ROOTS = ("MetaData", "Declaration", "Response")
MODULES: tuple[ModuleType, ...] = (parties, documents, transport, goods, declaration, response)


def struct_of(root: str, class_name: str) -> type[Wco]:
    """Return the struct of a class; ``root`` says in which schema, for a response has its own class Declaration."""
    if class_name == "MetaData":
        return MetaData
    if (root, class_name) == ("Response", "Declaration"):
        return response.RespondedDeclaration
    for module in MODULES:
        found = getattr(module, class_name, None)
        if isinstance(found, type) and issubclass(found, Wco):
            return found
    raise LookupError(f"No struct holds the class {class_name}.")


@cache
def fields_of(struct: type[Wco]) -> Mapping[str, str]:
    """Map each element name of a struct to the field that holds its value."""
    return {field.encode_name: field.name for field in msgspec.structs.fields(struct)}
