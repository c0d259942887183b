"""Which document rules look at which element, asked of the rules themselves."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from wco_datamodel.places import Place
from wco_datamodel.rules import RULES
from wco_datamodel.rules.contract import Rule, ValueRule
from wco_datamodel.schema import ElementFacts

NAMED: Final = re.compile(r"WCO Data Model ((?:[A-Z]?\d{2,3}[A-Z]?(?:, | and )?)+)")
IDENTIFIER: Final = re.compile(r"[A-Z]?\d{2,3}[A-Z]?")
CLASS: Final = re.compile(r"\d{2}[A-Z]")


def rules_about(where: Place, element: ElementFacts) -> tuple[str, ...]:
    """Return the codes of the rules that look at an element of a declaration; other messages have no rules."""
    if not where.steps or where.steps[0].name != "Declaration":
        return ()
    path = re.sub(r"\[\d+\]", "", where.pointer).replace("/", " > ").split(" > ")
    return tuple(rule.code for rule in RULES if _concerns(rule, element) or looks_at(rule, path))


def _concerns(rule: Rule, element: ElementFacts) -> bool:
    return isinstance(rule, ValueRule) and rule.concerns(element)


def looks_at(rule: Rule, path: Sequence[str]) -> bool:
    """Whether a rule names an element as what it looks at, or the class that holds it.

    ``path`` are the WCO ids down to the element. A rule names an element by its id, with as many classes before it as
    are needed to tell it from others: ``137``, ``68A/006``; a class by its id alone, which stands for all it holds.
    """
    return any(
        list(path[-len(ids) :]) == ids or list(path[-len(ids) - 1 : -1]) == ids
        for ids in (named.split("/") for named in _named(rule))
    )


def _named(rule: Rule) -> tuple[str, ...]:
    """What a rule says it looks at; without that, the elements that its source names."""
    stated: tuple[str, ...] | None = getattr(rule, "looks_at", None)
    return _in_source(rule) if stated is None else stated


@cache
def _in_source(rule: Rule) -> tuple[str, ...]:
    found = IDENTIFIER.findall(" ".join(NAMED.findall(rule.source)))
    return tuple(each for each in found if not CLASS.fullmatch(each))
