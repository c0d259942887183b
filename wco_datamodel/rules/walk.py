"""One walk over a declaration's typed values, by a plan compiled from the schema, for the rules about single values."""

from functools import cache
from typing import Any, TypeAlias

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.rules.contract import Finding, Known, ValueRule
from wco_datamodel.rules.value_rules import VALUE301, VALUE302, VALUE303
from wco_datamodel.schema import tree
from wco_datamodel.values import Wco

VALUE_RULES: tuple[ValueRule, ...] = (VALUE301(), VALUE302(), VALUE303())


# One element looked at: its field, its name, whether it repeats, its rule or None, and its own plan if it is a class.
Plan: TypeAlias = tuple[tuple[str, str, bool, ValueRule | None, "Plan"], ...]
Found: TypeAlias = tuple[tuple[ValueRule, Finding], ...]


@cache
def plan(root: str, class_name: str) -> Plan:
    """Compile the visits of a class: only of elements that a rule concerns, and of classes that hold such."""
    fields = fields_of(struct_of(root, class_name))
    visits: list[Any] = []
    for element in tree(root).classes[class_name].elements.values():
        inner = () if element.term else plan(root, element.type_name)
        rules: list[ValueRule | None] = [rule for rule in VALUE_RULES if element.term and rule.concerns(element)]
        rules += [None] if inner else []
        visits += [(fields[element.name], element.name, element.repeatable, rule, inner) for rule in rules]
    return tuple(visits)


def value_findings(visits: Plan, struct: Wco, known: Known) -> Found:
    """Walk a struct by its plan: each rule that does not hold, with its finding.

    It is walked for every message and mostly finds nothing, so nothing is built before there is something to tell.
    """
    told: Found = ()
    for field, name, repeatable, rule, inner in visits:
        value: Any = getattr(struct, field)
        if not value:
            continue
        if rule is not None:
            detail = rule.detail(value, known)
            if detail is not None:
                told = (*told, (rule, Finding((name,), detail)))
            continue
        for index, each in enumerate(value, start=1) if repeatable else ((0, value),):
            found = value_findings(inner, each, known)
            if found:
                told = (*told, *_under(f"{name}[{index}]" if index else name, found))
    return told


def _under(step: str, found: Found) -> Found:
    return tuple((rule, Finding((step, *finding.path), finding.detail)) for rule, finding in found)
