"""What declared goods owe: their value is made of prices, terms and charges (WTO Valuation Agreement, Article 8)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from singlewindow.casework.calculate import CENT, NOTHING, Calculation, Exchanged
from singlewindow.casework.house import House
from singlewindow.tariff import Goods, NationalTariff, NoRate, apportion, compute
from singlewindow.tariff.taxes import to_step
from wco_datamodel import Declaration
from wco_datamodel.goods import CustomsValuation, GoodsShipment, GovernmentAgencyGoodsItem
from wco_datamodel.rules.valuation_rules import FREIGHT_INSIDE
from wco_datamodel.values import Amount

INSURANCE_INSIDE: Final = FREIGHT_INSIDE - {"CFR", "CPT"}
"""Terms of delivery whose price has the insurance of the carriage in it (Incoterms 2020)."""

FREIGHT: Final = frozenset({"AK", "FRT"})
INSURANCE: Final = frozenset({"INS"})
DEDUCTION: Final = frozenset({"DED"})
INLAND: Final = frozenset({"IFR"})
"""Kinds of charges that are known here: carriage to the country, insurance, what comes off the price, and carriage
within the country, which is no part of the value. Three letters are ASYCUDA's, two the European Union's."""


class Charges(NamedTuple):
    """What is added to a price, or taken off, in the country's currency; and what of it is stated at all."""

    freight: Decimal = NOTHING
    insurance: Decimal = NOTHING
    deduction: Decimal = NOTHING
    unknown: tuple[str, ...] = ()
    has_freight: bool = False
    has_insurance: bool = False


class _Exchange:
    """Amounts into the country's currency by the rates of a day; keeps which were used."""

    def __init__(self, tariff: NationalTariff, on: dt.date) -> None:
        self.tariff, self.on = tariff, on
        self.used: dict[str, Exchanged] = {}

    def local(self, amount: Amount | None) -> Decimal:
        """An amount in the country's currency, in cents. Raises NoRate."""
        if amount is None or amount.value < 0:
            return NOTHING
        rate = self.tariff.exchange.on(amount.currency or self.tariff.currency, self.on)
        if rate.currency != self.tariff.currency:
            self.used[rate.currency] = Exchanged(rate.currency, rate.rate, rate.source)
        return to_step(amount.value * rate.rate, CENT)


def calculate_declared(house: House, declaration: Declaration, on: dt.date) -> Calculation | None:
    """Work out what declared goods owe; None where the pack has no tariff, for exports, and without every price.

    What was stated for the shipment is shared over the items by their prices. Freight and insurance that are in the
    price by its terms are not added again; where they are not, and are not stated, that is named in ``missing``.
    """
    tariff, items = house.tariff, declaration.items
    if tariff is None or declaration.direction != "import" or not items:
        return None
    if any(item.price is None or item.price.value < 0 for item in items):
        return None
    try:
        return _calculated(tariff, declaration, on)
    except NoRate:
        return None


def _calculated(tariff: NationalTariff, declaration: Declaration, on: dt.date) -> Calculation:
    exchange, items = _Exchange(tariff, on), declaration.items
    shipment = declaration.goods_shipment or GoodsShipment()
    terms = (shipment.trade_terms.condition_code if shipment.trade_terms else None) or ""
    costs = [exchange.local(item.price) for item in items]
    whole = _charges(shipment.customs_valuation, exchange)
    own = [_charges(item.customs_valuation, exchange) for item in items]
    shares = zip(*(apportion(amount, costs) for amount in whole[:3]), strict=True)
    goods = [
        _goods(item, cost, charges, terms, share)
        for item, cost, charges, share in zip(items, costs, own, shares, strict=True)
    ]
    missing = tuple(dict.fromkeys(_missing(tariff, terms, whole, own)))
    bill = compute(tariff.taxes, tariff.schedule, goods, on, valued=not missing)
    return Calculation(on, tariff.currency, bill, tuple(exchange.used.values()), missing)


def _goods(
    item: GovernmentAgencyGoodsItem, cost: Decimal, own: Charges, terms: str, share: tuple[Decimal, ...]
) -> Goods:
    freight, insurance, deduction = share
    return Goods(
        item=item.sequence_numeric,
        code=item.hs_code,
        cost=cost,
        freight=NOTHING if terms in FREIGHT_INSIDE else freight + own.freight,
        insurance=NOTHING if terms in INSURANCE_INSIDE else insurance + own.insurance,
        allowance=deduction + own.deduction,
        quantities=_quantities(item),
        procedure=item.requested_procedure or "40",
    )


def _charges(valuation: CustomsValuation | None, exchange: _Exchange) -> Charges:
    """What a valuation adds and takes off."""
    if valuation is None:
        return Charges()
    sums = {"freight": exchange.local(valuation.freight_charge_amount), "insurance": NOTHING, "deduction": NOTHING}
    stated = {"freight"} if valuation.freight_charge_amount else set()
    unknown = []
    for charge in valuation.charge_deduction:
        if charge.charges_type_code in INLAND:
            continue
        kind = _kind(charge.charges_type_code or "")
        if kind is None:
            unknown.append(charge.charges_type_code or "without a kind")
            continue
        sums[kind] += exchange.local(charge.other_charge_deduction_amount)
        stated.add(kind)
    return Charges(**sums, unknown=tuple(unknown), has_freight="freight" in stated, has_insurance="insurance" in stated)


def _kind(code: str) -> str | None:
    kinds = {"freight": FREIGHT, "insurance": INSURANCE, "deduction": DEDUCTION}
    return next((kind for kind, codes in kinds.items() if code in codes), None)


def _missing(tariff: NationalTariff, terms: str, whole: Charges, own: Sequence[Charges]) -> Iterator[str]:
    """What must be stated before the value is certain."""
    for charges in (whole, *own):
        for code in charges.unknown:
            yield f"The charge {code} is not counted: customs says whether it belongs to the value."
    if tariff.taxes.basis == "fob":
        if terms in FREIGHT_INSIDE:
            yield f"The price is {terms}: state what the carriage in it cost, which is no part of the value."
        return
    stated = [(one.has_freight or whole.has_freight, one.has_insurance or whole.has_insurance) for one in own]
    if terms not in FREIGHT_INSIDE and not all(freight for freight, _ in stated):
        yield "State the freight to the first port of the country: it belongs to the value."
    if terms not in INSURANCE_INSIDE and not all(insurance for _, insurance in stated):
        yield "State the insurance of the carriage, 0 if there was none: it belongs to the value."


def _quantities(item: GovernmentAgencyGoodsItem) -> dict[str, Decimal]:
    """What an item states of itself: its net mass in kilograms, and its tariff quantity in its own unit."""
    found = {"KGM": item.net_mass} if item.net_mass is not None else {}
    measure = item.commodity.goods_measure if item.commodity else None
    stated = measure.tariff_quantity if measure else None
    if stated is not None and stated.unit:
        found[stated.unit] = stated.value
    return found
