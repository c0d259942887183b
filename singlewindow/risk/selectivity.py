"""Selectivity: the lane that customs' rules choose for a declaration. Nothing is left to chance."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from agencies.contract import Countries, Procedures, Reason
from singlewindow.risk.rules import LaneColour, Rule, RuleTable, load_rules
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.pointers import declaration_pointer, item_pointer

__all__ = ["Lane", "LaneColour", "Rule", "RuleTable", "choose_lane", "load_rules"]

Rates = Mapping[str | None, Decimal | None]

_STRICTNESS = {colour: rank for rank, colour in enumerate(LaneColour)}


class Lane(msgspec.Struct, frozen=True):
    """The lane of the whole declaration, and a reason for each rule that chose it, with the first item that met it."""

    lane: LaneColour
    reasons: tuple[Reason, ...]


def choose_lane(declaration: Declaration, rules: RuleTable, on: dt.date) -> Lane:
    """The strictest lane that a rule in force on this day asks for; green, with its reason, where none is met."""
    met = list(_met(declaration, rules, on))
    if not met:
        otherwise = rules.otherwise
        reason = Reason("LANE-GREEN", otherwise.sentence, otherwise.law.citation, declaration_pointer())
        return Lane(LaneColour.GREEN, (reason,))
    lane = max((rule.lane for rule, _ in met), key=_STRICTNESS.__getitem__)
    first = {rule.id: (rule, index) for rule, index in reversed(met) if rule.lane is lane}
    return Lane(lane, tuple(_reason(rule, index) for rule, index in sorted(first.values(), key=lambda one: one[1])))


def _met(declaration: Declaration, rules: RuleTable, on: dt.date) -> Iterator[tuple[Rule, int]]:
    direction = declaration.direction
    rates = {rate.currency_type_code: rate.rate_numeric for rate in declaration.currency_exchange}
    for index, item in enumerate(declaration.items):
        for rule in rules.meeting(direction, item.hs_code):
            if _in_force(rule, on) and _meets(rule, item, rates):
                yield rule, index


def _in_force(rule: Rule, on: dt.date) -> bool:
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)


def _meets(rule: Rule, item: GovernmentAgencyGoodsItem, rates: Rates) -> bool:
    return (
        _holds(rule.origin, item.origin_country)
        and _holds(rule.procedure, item.requested_procedure)
        and _dear(rule, item, rates)
    )


def _holds(condition: Countries | Procedures, value: str | None) -> bool:
    """A fact that is not stated meets a condition only where the condition is an exception."""
    return (not condition.only or value in condition.only) and value not in condition.but


def _dear(rule: Rule, item: GovernmentAgencyGoodsItem, rates: Rates) -> bool:
    """Whether the item's price is above the rule's. A rate is what one unit of a foreign currency is worth."""
    if rule.value_over is None:
        return True
    price = item.price
    if price is None:
        return False
    rate = Decimal(1) if price.currency == rule.currency else rates.get(price.currency)
    return rate is not None and price.value * rate > rule.value_over


def _reason(rule: Rule, index: int) -> Reason:
    path = ("Commodity", "Classification[1]", "ID") if rule.goods else ()
    return Reason(rule.id, rule.sentence, rule.law.citation, item_pointer(index, *path))
