"""Which struct holds which class of the schema, and under which field each element's value is found."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType

import msgspec

from wco_datamodel import declaration, documents, goods, lpco, parties, response, transport
from wco_datamodel.message import MetaData
from wco_datamodel.values import Wco

MODULES: tuple[ModuleType, ...] = (parties, documents, transport, goods, declaration, response, lpco)
OWN: Mapping[tuple[str, str], type[Wco]] = {
    ("Response", "Declaration"): response.RespondedDeclaration,
    ("LPCOResponse", "LPCO"): lpco.Permit,
    ("LPCOResponse", "GovernmentAgencyGoodsItem"): lpco.PermittedItem,
}
"""Classes that an answer has its own way of, under a name that its question uses too."""


@cache
def struct_of(root: str, class_name: str) -> type[Wco]:
    """Return the struct of a class; ``root`` says in which schema, for a response has its own class Declaration."""
    if class_name == "MetaData":
        return MetaData
    if (root, class_name) in OWN:
        return OWN[root, class_name]
    for module in MODULES:
        found = getattr(module, class_name, None)
        if isinstance(found, type) and issubclass(found, Wco):
            return found
    raise LookupError(f"No struct holds the class {class_name}.")


@cache
def fields_of(struct: type[Wco]) -> Mapping[str, str]:
    """Map each element name of a struct to the field that holds its value."""
    return {field.encode_name: field.name for field in msgspec.structs.fields(struct)}
