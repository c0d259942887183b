"""The dated table of selectivity rules, as a country pack writes it."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import get_args

import msgspec

from agencies.contract import Countries, Direction, Law, Procedures
from agencies.goods import BadRange, GoodsIndex, all_prefixes
from agencies.reading import TableError, convert, read_entries, read_table, refuse_unknown

_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")
_ID_LENGTH = 17
_FIELDS = frozenset({"otherwise", "rules"})


class LaneColour(StrEnum):
    """The lanes, mildest first: release, audit after release, documents, inspection (WCO Kyoto Convention, 6.4)."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Otherwise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a declaration that meets no rule: it goes to the green lane."""

    sentence: str
    law: Law


class Rule(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A dated rule of customs: goods that meet all of its conditions go to ``lane``, or to a stricter one.

    ``goods`` are HS codes of 2 to 10 digits or ranges, none for any goods. ``value_over`` is a price of an item (112)
    in ``currency``; a price in another currency is compared at the declaration's own rate (118), and not where it has
    none. A condition on a fact that is not stated is not met. ``valid_from`` and ``valid_to`` are the first and the
    last day of the rule.
    """

    id: str
    lane: LaneColour
    sentence: str
    law: Law
    valid_from: dt.date
    direction: Direction | None = None
    goods: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    origin: Countries = Countries()
    procedure: Procedures = Procedures()
    value_over: Decimal | None = None
    currency: str | None = None
    valid_to: dt.date | None = None


class RuleTable:
    """Selectivity rules, found by direction and commodity code."""

    def __init__(self, rules: tuple[Rule, ...], otherwise: Otherwise) -> None:
        """Take rules that were read by ``load_rules``, or are as sound as those."""
        self.rules = rules
        self.otherwise = otherwise
        self._by_direction = {direction: self._index(direction) for direction in get_args(Direction)}

    def meeting(self, direction: str, hs_code: str) -> tuple[Rule, ...]:
        """The rules about goods of this code, and about any goods, that move in this direction."""
        index, about_any = self._by_direction[direction]
        return about_any + index.meeting(hs_code)

    def _index(self, direction: str) -> tuple[GoodsIndex[Rule], tuple[Rule, ...]]:
        here = [rule for rule in self.rules if rule.direction in (None, direction)]
        index = GoodsIndex((rule, rule.goods, rule.but_not) for rule in here if rule.goods)
        return index, tuple(rule for rule in here if not rule.goods)


def load_rules(path: Path) -> RuleTable:
    """Read a table of rules. Raises TableError with the file, the rule's id and what is wrong with it."""
    content = read_table(path)
    refuse_unknown(path, content, _FIELDS)
    otherwise = convert(path, "otherwise", content.get("otherwise"), Otherwise)
    rules = read_entries(path, content, "rules", Rule)
    seen = Counter(rule.id for rule in rules)
    for rule in rules:
        for sentence in _faults(rule):
            raise TableError(path, rule.id, sentence)
        if seen[rule.id] > 1:
            raise TableError(path, rule.id, "There is more than one rule with this id.")
    return RuleTable(rules, otherwise)


def _faults(rule: Rule) -> Iterator[str]:
    if not _ID.fullmatch(rule.id) or len(rule.id) > _ID_LENGTH:
        yield f"id must be words of capital letters and digits joined by hyphens, {_ID_LENGTH} characters at most."
    if not rule.sentence.strip() or not rule.law.citation.strip():
        yield "sentence or law.citation is empty."
    if rule.valid_to and rule.valid_to < rule.valid_from:
        yield "valid_to is before valid_from."
    if (rule.value_over is None) != (rule.currency is None):
        yield "value_over and currency stand together."
    if not rule.goods and rule.but_not:
        yield "but_not needs goods that it is not among."
    try:
        all_prefixes((*rule.goods, *rule.but_not))
    except BadRange as error:
        yield f"goods or but_not: {error}"
