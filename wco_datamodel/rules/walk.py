"""One walk over a declaration's typed values, by a plan compiled from the schema, for the rules about single values."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.rules.contract import Finding, Known, ValueRule
from wco_datamodel.rules.value_rules import VALUE301, VALUE302, VALUE303
from wco_datamodel.schema import tree
from wco_datamodel.values import Wco

VALUE_RULES: tuple[ValueRule, ...] = (VALUE301(), VALUE302(), VALUE303())


class _Visit(NamedTuple):
    """One element that is looked at: a value by its rule, or a class by its own plan."""

    field: str
    name: str
    repeatable: bool
    rule: ValueRule | None
    plan: "Plan"


Plan = tuple[_Visit, ...]


@cache
def plan(root: str, class_name: str) -> Plan:
    """Compile the visits of a class: only of elements that a rule concerns, and of classes that hold such."""
    fields = fields_of(struct_of(root, class_name))
    visits: list[_Visit] = []
    for element in tree(root).classes[class_name].elements.values():
        inner = () if element.term else plan(root, element.type_name)
        rules: list[ValueRule | None] = [rule for rule in VALUE_RULES if element.term and rule.concerns(element)]
        rules += [None] if inner else []
        visits += [_Visit(fields[element.name], element.name, element.repeatable, rule, inner) for rule in rules]
    return tuple(visits)


def value_findings(visits: Plan, struct: Wco, known: Known) -> Iterator[tuple[ValueRule, Finding]]:
    """Walk a struct by its plan: each rule that does not hold, with its finding."""
    for field, name, repeatable, rule, inner in visits:
        value: Any = getattr(struct, field)
        if value is None:
            continue
        if rule is not None:
            detail = rule.detail(value, known)
            if detail is not None:
                yield rule, Finding((name,), detail)
            continue
        for index, each in enumerate(value if repeatable else (value,), start=1):
            for found, finding in value_findings(inner, each, known):
                step = f"{name}[{index}]" if repeatable else name
                yield found, Finding((step, *finding.path), finding.detail)
