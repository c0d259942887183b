"""Which document rules look at which element, asked of the rules themselves."""

import re
from functools import cache
from typing import Final

from wco_datamodel.places import Place
from wco_datamodel.rules import RULES
from wco_datamodel.rules.contract import Rule, ValueRule
from wco_datamodel.schema import ElementFacts

NAMED: Final = re.compile(r"WCO Data Model ((?:[A-Z]?\d{2,3}[A-Z]?(?:, | and )?)+)")
IDENTIFIER: Final = re.compile(r"[A-Z]?\d{2,3}[A-Z]?")


def rules_about(where: Place, element: ElementFacts) -> tuple[str, ...]:
    """Return the codes of the rules that look at an element of a declaration; other messages have no rules."""
    if not where.steps or where.steps[0].name != "Declaration":
        return ()
    return tuple(rule.code for rule in RULES if _looks_at(rule, element))


def _looks_at(rule: Rule, element: ElementFacts) -> bool:
    if isinstance(rule, ValueRule):
        return rule.concerns(element)
    return element.id in _identifiers(rule)


@cache
def _identifiers(rule: Rule) -> frozenset[str]:
    """The WCO ids that a rule names as its source."""
    named = " ".join(NAMED.findall(rule.source))
    return frozenset(IDENTIFIER.findall(named))
