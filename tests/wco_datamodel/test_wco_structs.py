"""The structs and the schemas say the same: names, order, cardinality and kind of every element of every class."""

import types
import typing
from decimal import Decimal

import msgspec
import pytest

from wco_datamodel.binding import struct_of
from wco_datamodel.schema import BODIES, ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

ROOTS = BODIES
CLASSES = [(root, name) for root in ROOTS for name in tree(root).classes]
TYPES = {
    "Code": str,
    "ID": str,
    "Text": str,
    "DateTime": DateTime,
    "Amount": Amount,
    "Measure": Measure,
    "Quantity": Measure,
}


def declared(struct: type[Wco]) -> dict[str, object]:
    hints = typing.get_type_hints(struct)
    return {field.encode_name: hints[field.name] for field in msgspec.structs.fields(struct)}


def expected(root: str, element: ElementFacts) -> object:
    if element.term == "Numeric":
        single: object = int if element.format == "n..5" else Decimal
    else:
        single = TYPES[element.term] if element.term else struct_of(element.root or root, element.type_name)
    if element.repeatable:
        return tuple[single, ...]  # type: ignore[valid-type]
    return single if element.minimum else typing.cast("type", single) | None


@pytest.mark.parametrize(("root", "name"), CLASSES)
def test_each_class_of_a_schema_is_held_by_a_struct_field_by_field(root: str, name: str) -> None:
    held = declared(struct_of(root, name))
    for element in tree(root).classes[name].elements.values():
        assert element.name in held, element
        found = held[element.name]
        wanted = expected(root, element)
        assert found == wanted or (isinstance(found, types.UnionType) and found == typing.cast("type", wanted) | None)


@pytest.mark.parametrize(("root", "name"), [(root, name) for root, name in CLASSES if root == "Declaration"])
def test_the_fields_of_a_struct_stand_in_the_order_of_the_declarations_schema(root: str, name: str) -> None:
    elements = list(tree(root).classes[name].elements)
    assert [field for field in declared(struct_of(root, name)) if field in elements] == elements


def test_no_struct_has_a_field_that_neither_schema_knows() -> None:
    known: dict[type[Wco], set[str]] = {}
    for root, name in CLASSES:
        known.setdefault(struct_of(root, name), set()).update(tree(root).classes[name].elements)
    for struct, elements in known.items():
        assert set(declared(struct)) == elements, struct


def test_every_class_says_in_its_docstring_what_it_is_and_its_wco_id() -> None:
    for root, name in CLASSES:
        told = struct_of(root, name).__doc__ or ""
        assert len(told) > 20, name
        assert tree(root).classes[name].id in told


@pytest.mark.parametrize("root", ROOTS)
def test_labels_are_plain_words_and_tell_elements_apart(root: str) -> None:
    labels: dict[str, str] = {}
    for facts in tree(root).classes.values():
        for element in facts.elements.values():
            if element.term:
                assert element.label, element
                assert not element.label.endswith((" ID", " code code", " measure", " numeric", " date time")), element
                where = f"{facts.name}/{element.name}"
                assert labels.setdefault(element.label, where) == where


@pytest.mark.parametrize("root", ROOTS)
def test_in_each_class_a_wco_id_names_one_element(root: str) -> None:
    for facts in tree(root).classes.values():
        ids = [element.id for element in facts.elements.values() if element.id]
        own = [e for e in facts.elements.values() if not e.term and e.name != "EchoedDeclaration"]
        inner = [tree(root).classes[e.type_name].id for e in own]
        assert len(ids) == len(set(ids)), facts.name
        assert len([each for each in inner if each]) == len({each for each in inner if each}), facts.name
