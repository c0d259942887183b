"""Selectivity: the lane that customs' rules choose for a declaration. Nothing is left to chance."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from agencies.contract import Countries, Procedures, Reason
from singlewindow.risk.rules import LaneColour, Rule, RuleTable, load_rules
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.pointers import declaration_pointer, item_pointer

__all__ = ["Lane", "LaneColour", "Rule", "RuleTable", "choose_lane", "load_rules"]

_STRICTNESS = {colour: rank for rank, colour in enumerate(LaneColour)}


class Lane(msgspec.Struct, frozen=True):
    """The lane of the whole declaration, and the rules that chose it: one reason for each item that met one."""

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
    return Lane(lane, tuple(_reason(rule, index) for rule, index in met if rule.lane is lane))


def _met(declaration: Declaration, rules: RuleTable, on: dt.date) -> Iterator[tuple[Rule, int]]:
    direction = declaration.direction
    for index, item in enumerate(declaration.items):
        for rule in rules.meeting(direction, item.hs_code):
            if _meets(rule, item, on):
                yield rule, index


def _meets(rule: Rule, item: GovernmentAgencyGoodsItem, on: dt.date) -> bool:
    return (
        rule.valid_from <= on
        and (rule.valid_to is None or on <= rule.valid_to)
        and _holds(rule.origin, item.origin_country)
        and _holds(rule.procedure, item.requested_procedure)
        and _dear(rule, item)
    )


def _holds(condition: Countries | Procedures, value: str | None) -> bool:
    """A fact that is not stated meets a condition only where the condition is an exception."""
    return (not condition.only or value in condition.only) and value not in condition.but


def _dear(rule: Rule, item: GovernmentAgencyGoodsItem) -> bool:
    if rule.value_over is None:
        return True
    price = item.price
    return price is not None and price.currency == rule.currency and price.value > rule.value_over


def _reason(rule: Rule, index: int) -> Reason:
    path = ("Commodity", "Classification[1]", "ID") if rule.goods else ()
    return Reason(rule.id, rule.sentence, rule.law.citation, item_pointer(index, *path))
