"""The calculation: what goods owe, a line for each tax, with base, rate, formula and law. A pure function."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from singlewindow.tariff.quantities import name_of
from singlewindow.tariff.rates import Missing, Rate
from singlewindow.tariff.schedule import NotStated, Schedule
from singlewindow.tariff.taxes import DeMinimis, Tax, TaxTable

NOTHING = Decimal(0)


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """One goods item. Amounts are in the country's currency; quantities by unit (Rec 20); facts are numbers by name.

    ``cost`` is the price of the goods (FOB). ``allowance`` is what a concession takes off their value. ``procedure``
    are the two digits of the procedure requested.
    """

    item: int
    code: str
    cost: Decimal
    freight: Decimal = NOTHING
    insurance: Decimal = NOTHING
    allowance: Decimal = NOTHING
    quantities: Mapping[str, Decimal] = {}
    facts: Mapping[str, Decimal] = {}
    procedure: str = "40"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One tax on one item: its base and what that is made of, the rate, the amount to pay, how, and the law.

    ``suspended`` is what is not paid but secured, because of the procedure.
    """

    item: int
    tax: str
    type: str
    name: str
    base: Decimal
    base_of: tuple[str, ...]
    rate: str
    amount: Decimal
    formula: str
    law: str
    suspended: Decimal = NOTHING


class Open(msgspec.Struct, frozen=True):
    """A tax that cannot be computed yet, and what must be stated first."""

    item: int
    tax: str
    sentence: str


class Charged(msgspec.Struct, frozen=True):
    """A fee of the declaration."""

    fee: str
    name: str
    amount: Decimal
    law: str


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What a declaration owes. ``to_pay`` is ``taxes`` and ``fees``, or nothing where ``waived_by`` names a law.

    It is complete where ``open`` is empty. ``values`` are the customs values of the items, by item.
    """

    values: Mapping[int, Decimal]
    lines: tuple[Line, ...]
    fees: tuple[Charged, ...]
    open: tuple[Open, ...]
    taxes: Decimal
    secured: Decimal
    to_pay: Decimal
    waived_by: str | None = None


def compute(table: TaxTable, schedule: Schedule, goods: Sequence[Goods], on: dt.date, *, valued: bool = True) -> Bill:
    """Compute what goods owe by the law of a day.

    ``valued`` is false where something of the value is not known yet: then nothing can be too little to collect.

    The order of taxes is the table's; later ones may have earlier ones in their base. What cannot be computed is named
    in ``open``, with what is missing, and nothing is guessed.
    """
    worked = [_Item(table, one) for one in goods]
    for item in worked:
        for tax in table.taxes:
            if tax.holds(on):
                item.add(tax, schedule, on)
    lines = tuple(line for item in worked for line in item.lines)
    owed = sum((line.amount for line in lines), NOTHING)
    secured = sum((line.suspended for line in lines), NOTHING)
    unknown = tuple(one for item in worked for one in item.open)
    fees = tuple(Charged(fee.id, fee.name, fee.amount, fee.law.citation) for fee in table.fees if fee.holds(on))
    waived = _waiver(table.de_minimis, goods, owed + secured, on) if valued and not unknown else None
    return Bill(
        values={item.goods.item: item.parts["value"] for item in worked},
        lines=lines,
        fees=fees,
        open=unknown,
        taxes=owed,
        secured=secured,
        to_pay=NOTHING if waived else owed + sum((fee.amount for fee in fees), NOTHING),
        waived_by=waived.law.citation if waived else None,
    )


class _Item:
    """One item being worked out: the parts that bases are added up from grow tax by tax."""

    def __init__(self, table: TaxTable, goods: Goods) -> None:
        self.goods = goods
        cif = goods.freight + goods.insurance if table.basis == "cif" else NOTHING
        value = max(goods.cost + cif - goods.allowance, NOTHING)
        self.parts = {"cost": goods.cost, "freight": goods.freight, "insurance": goods.insurance, "value": value}
        self.names = {tax.id: tax.name for tax in table.taxes}
        self.lines: list[Line] = []
        self.open: list[Open] = []

    def add(self, tax: Tax, schedule: Schedule, on: dt.date) -> None:
        """Work out one tax, or say why it cannot be."""
        unknown = next((part for part in tax.base if part not in self.parts and part in self._left_open), None)
        if unknown is not None:
            self._leave_open(tax, f"{tax.name} is computed once {self.names[unknown]} is.")
            return
        try:
            rate, law = self._rate(tax, schedule, on)
        except NotStated as missing:
            self._leave_open(tax, str(missing))
            return
        if rate is None:
            return
        base = tax.rounded_base(sum((self.parts[part] for part in tax.base if part in self.parts), NOTHING))
        charge = rate.charge(base, self.goods.quantities)
        if isinstance(charge, Missing):
            self._leave_open(tax, f"State the quantity in {name_of(charge.unit)} ({charge.unit}): {tax.name} needs it.")
            return
        self._tell(tax, rate, law, base, tax.rounded(charge.amount), charge.formula)

    def _rate(self, tax: Tax, schedule: Schedule, on: dt.date) -> tuple[Rate | None, str]:
        if tax.fixed is not None:
            return tax.fixed, tax.law.citation
        line = schedule.find(tax.id, self.goods.code, on, self.goods.facts)
        return (line.rate, f"{tax.law.citation}; {line.law}") if line else (None, "")

    def _tell(self, tax: Tax, rate: Rate, law: str, base: Decimal, amount: Decimal, formula: str) -> None:
        suspended = self.goods.procedure in tax.suspended_in
        self.parts[tax.id] = amount
        self.lines.append(
            Line(
                item=self.goods.item,
                tax=tax.id,
                type=tax.type,
                name=tax.name,
                base=base,
                base_of=tax.base,
                rate=rate.words(),
                amount=NOTHING if suspended else amount,
                formula=f"{formula}, suspended in procedure {self.goods.procedure}" if suspended else formula,
                law=law,
                suspended=amount if suspended else NOTHING,
            )
        )

    @property
    def _left_open(self) -> frozenset[str]:
        return frozenset(one.tax for one in self.open)

    def _leave_open(self, tax: Tax, sentence: str) -> None:
        self.open.append(Open(self.goods.item, tax.id, sentence))


def _waiver(rules: Iterable[DeMinimis], goods: Sequence[Goods], owed: Decimal, on: dt.date) -> DeMinimis | None:
    """The rule by which so little is not collected, if there is one for these goods."""
    for rule in rules:
        if rule.holds(on) and owed < rule.below and not any(one.code.startswith(rule.but_not) for one in goods):
            return rule
    return None
