"""A declaration being filled value by value, in any order of places, and then frozen into its structs."""

from collections.abc import Sequence
from typing import Any

import msgspec

from wco_datamodel.asycuda.fitting import fitted
from wco_datamodel.asycuda.places import GOODS_ITEM, ROOT, Step
from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.declaration import Declaration
from wco_datamodel.places import Step as Level
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Amount, Wco


class Misfit(Exception):
    """A value cannot be put where it belongs: ``fault`` is UNFIT, OTHER or PLACELESS."""

    def __init__(self, fault: str, facts: ElementFacts) -> None:
        super().__init__(fault)
        self.fault, self.facts = fault, facts


class Held(msgspec.Struct):
    """A value and the line that it was read from."""

    value: Any
    line: int | None


class Node(msgspec.Struct):
    """A class being filled: single elements by name, and lists by name and then by what distinguishes their entries."""

    single: dict[str, Any] = {}
    many: dict[str, dict[str, "Node"]] = {}
    line: int | None = None

    def entry(self, name: str, key: str, line: int | None) -> "Node":
        """Return the entry of a list that a key names, new if there is none."""
        return self.many.setdefault(name, {}).setdefault(key, Node(line=line))


def put(node: Node, steps: Sequence[Step], value: Any, line: int | None, key: str = "") -> None:
    """Put a value at a place below a node; ``key`` stands for ``*`` or ``$`` in the steps.

    Raises Misfit where it does not fit, where another value stands, or where it would leave a gap in a list.
    """
    last = steps[-1]
    kept = fitted(value, last.facts)
    if kept is None:
        raise Misfit("UNFIT", last.facts)
    if any(_leaves_gap(node, step) for step in steps):
        raise Misfit("PLACELESS", last.facts)
    for step in steps[:-1]:
        node = _inside(node, step, line, key)
    held = node.single.setdefault(last.facts.name, Held(kept, line))
    if held.value != kept:
        raise Misfit("OTHER" if _comparable(held.value, kept) else "PLACELESS", last.facts)


def _comparable(held: Any, other: Any) -> bool:
    """Tell whether two unequal values contradict each other; amounts in two currencies do not."""
    return not isinstance(held, Amount) or held.currency == other.currency


def _leaves_gap(node: Node, step: Step) -> bool:
    return step.key.isdigit() and int(step.key) > len(node.many.get(step.facts.name, ())) + 1


def _inside(node: Node, step: Step, line: int | None, key: str) -> Node:
    if not step.facts.repeatable:
        inner: Node = node.single.setdefault(step.facts.name, Node(line=line))
        return inner
    entry = node.entry(step.facts.name, key if step.key[0] in "*$" else step.key, line)
    for name, value in step.fixed:
        if value:
            entry.single.setdefault(name, Held(value, line))
    return entry


def freeze(root: Node) -> tuple[Declaration, dict[tuple[Level, ...], int]]:
    """Make the declaration of a filled root, and tell from which line each place in it came."""
    lines: dict[tuple[Level, ...], int] = {}
    declaration = _freeze(root, ROOT, (Level(ROOT),), lines)
    if not isinstance(declaration, Declaration):
        raise TypeError("The root of a draft is a declaration.")
    return declaration, lines


def _freeze(node: Node, class_name: str, path: tuple[Level, ...], lines: dict[tuple[Level, ...], int]) -> Wco:
    facts, struct = tree(ROOT).classes[class_name], struct_of(ROOT, class_name)
    fields, values = fields_of(struct), dict[str, Any]()
    if node.line is not None:
        lines[path] = node.line
    for name, held in node.single.items():
        inner = (*path, Level(name))
        if isinstance(held, Node):
            values[fields[name]] = _freeze(held, facts.elements[name].type_name, inner, lines)
            continue
        values[fields[name]] = held.value
        if held.line is not None:
            lines[inner] = held.line
    for name, entries in node.many.items():
        kind = facts.elements[name].type_name
        values[fields[name]] = tuple(
            _freeze(_numbered(entry, kind, at), kind, (*path, Level(name, at)), lines)
            for at, entry in enumerate(entries.values(), start=1)
        )
    return struct(**values)


def _numbered(entry: Node, class_name: str, position: int) -> Node:
    """Give an entry its sequence number, where its class must have one."""
    sequence = tree(ROOT).classes[class_name].elements.get("SequenceNumeric")
    if sequence is not None and sequence.minimum:
        entry.single.setdefault("SequenceNumeric", Held(position, None))
    return entry


def goods_item(root: Node, number: int, line: int | None) -> Node:
    """Return the node of a goods item, counted from 1."""
    shipment = root.single.setdefault("GoodsShipment", Node())
    item: Node = shipment.entry(GOODS_ITEM, str(number), line)
    return item
