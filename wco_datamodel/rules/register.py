"""All document rules: every class of the rule files that is named by a code, in the order of the codes of each file."""

import re
from collections.abc import Iterator
from inspect import getmembers, isclass
from types import ModuleType

from wco_datamodel.rules import (
    code_rules,
    commodity_rules,
    date_rules,
    document_rules,
    equipment_rules,
    identifier_rules,
    measure_rules,
    message_rules,
    money_rules,
    origin_rules,
    party_rules,
    procedure_rules,
    route_rules,
    sequence_rules,
    total_rules,
    transport_rules,
    valuation_rules,
)
from wco_datamodel.rules.contract import Rule

SUBJECTS: tuple[ModuleType, ...] = (
    message_rules,
    sequence_rules,
    total_rules,
    party_rules,
    identifier_rules,
    transport_rules,
    route_rules,
    equipment_rules,
    money_rules,
    valuation_rules,
    commodity_rules,
    origin_rules,
    measure_rules,
    document_rules,
    procedure_rules,
    date_rules,
    code_rules,
)
CODE = re.compile(r"[A-Z]+\d{3}")


def _rules_of(subject: ModuleType) -> Iterator[Rule]:
    for name, each in getmembers(subject, isclass):
        if CODE.fullmatch(name) and issubclass(each, Rule) and each.__module__ == subject.__name__:
            yield each()


RULES: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in _rules_of(subject))
