"""What goods owe, before they are declared or as they were (WTO TFA Article 1.1; Valuation Agreement, Article 8)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from singlewindow.casework.house import House
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.tariff import Bill, Goods, NationalTariff, NoRate, apportion, compute
from singlewindow.tariff.quantities import unit_of
from singlewindow.tariff.taxes import to_step
from wco_datamodel import Declaration
from wco_datamodel.goods import GoodsShipment, GovernmentAgencyGoodsItem
from wco_datamodel.values import Amount

MOST_GOODS = 999
NOTHING = Decimal(0)
CENT = Decimal("0.01")
_CARRIAGE_PAID = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})
"""Terms of delivery whose price has the carriage in it (Incoterms 2020)."""


class GoodsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Goods as they are asked about: their code, their price, and what rates may count in.

    ``quantities`` are by unit of UN/ECE Rec 20; ``facts`` are numbers by name, as ``age_years``.
    """

    commodity_code: str
    value: Decimal
    quantities: Mapping[str, Decimal] = {}
    facts: Mapping[str, Decimal] = {}
    procedure: str = "40"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A shipment as it is asked about. Amounts are in ``currency``; freight and insurance are for all of the goods."""

    goods: tuple[GoodsAsked, ...]
    currency: str
    freight: Decimal = NOTHING
    insurance: Decimal = NOTHING
    on: dt.date | None = None


class Exchanged(msgspec.Struct, frozen=True):
    """A rate of exchange that was used: what one unit is worth in the country's currency, and who says so."""

    currency: str
    rate: Decimal
    source: str


class Calculation(msgspec.Struct, frozen=True):
    """What goods owe by the law of the day ``on``, in ``currency``, line by line."""

    on: dt.date
    currency: str
    bill: Bill
    exchange: tuple[Exchanged, ...]


def calculate(house: House, asked: Asked) -> Calculation:
    """Work out what goods owe. Raises Invalid with the field at fault, NotPossible where the pack has no tariff."""
    tariff, on = _tariff(house), asked.on or house.day_of(house.now())
    if faults := tuple(_faults(asked)):
        raise Invalid("This cannot be calculated.", faults)
    try:
        rate = tariff.exchange.on(asked.currency, on)
    except NoRate as missing:
        raise Invalid("This cannot be calculated.", (FieldError("currency", str(missing)),)) from None
    costs = [to_step(one.value * rate.rate, CENT) for one in asked.goods]
    freight, insurance = (
        apportion(to_step(total * rate.rate, CENT), costs) for total in (asked.freight, asked.insurance)
    )
    goods = [
        Goods(
            item=number,
            code=one.commodity_code,
            cost=costs[number - 1],
            freight=freight[number - 1],
            insurance=insurance[number - 1],
            quantities=one.quantities,
            facts=one.facts,
            procedure=one.procedure,
        )
        for number, one in enumerate(asked.goods, 1)
    ]
    used = (Exchanged(rate.currency, rate.rate, rate.source),) if rate.currency != tariff.currency else ()
    return Calculation(on, tariff.currency, compute(tariff.taxes, tariff.schedule, goods, on), used)


def calculate_declared(house: House, declaration: Declaration, on: dt.date) -> Calculation | None:
    """Work out what declared goods owe; None where the pack has no tariff, for exports, and without every price.

    Freight is shared over the items by their prices. It is not added to a price that has it in it by its terms.
    """
    tariff = house.tariff
    if tariff is None or declaration.direction != "import" or not declaration.items:
        return None
    try:
        return _declared(tariff, declaration, on)
    except NoRate:
        return None


def _declared(tariff: NationalTariff, declaration: Declaration, on: dt.date) -> Calculation | None:
    used: dict[str, Exchanged] = {}

    def local(amount: Amount | None) -> Decimal:
        if amount is None:
            return NOTHING
        rate = tariff.exchange.on(amount.currency or tariff.currency, on)
        if rate.currency != tariff.currency:
            used[rate.currency] = Exchanged(rate.currency, rate.rate, rate.source)
        return to_step(amount.value * rate.rate, CENT)

    items = declaration.items
    if any(item.price is None for item in items):
        return None
    costs = [local(item.price) for item in items]
    freight = apportion(local(_freight(declaration)), costs)
    goods = [_goods(item, cost, share) for item, cost, share in zip(items, costs, freight, strict=True)]
    bill = compute(tariff.taxes, tariff.schedule, goods, on)
    return Calculation(on, tariff.currency, bill, tuple(used.values()))


def _goods(item: GovernmentAgencyGoodsItem, cost: Decimal, freight: Decimal) -> Goods:
    return Goods(
        item=item.sequence_numeric or 0,
        code=item.hs_code,
        cost=cost,
        freight=freight,
        quantities=_quantities(item),
        procedure=item.requested_procedure or "40",
    )


def _quantities(item: GovernmentAgencyGoodsItem) -> dict[str, Decimal]:
    """What an item states of itself: its net mass in kilograms, and its tariff quantity in its own unit."""
    found = {"KGM": item.net_mass} if item.net_mass is not None else {}
    measure = item.commodity.goods_measure if item.commodity else None
    stated = measure.tariff_quantity if measure else None
    if stated is not None and stated.unit:
        found[stated.unit] = stated.value
    return found


def _freight(declaration: Declaration) -> Amount | None:
    shipment = declaration.goods_shipment or GoodsShipment()
    terms = shipment.trade_terms.condition_code if shipment.trade_terms else None
    valuation = shipment.customs_valuation
    return valuation.freight_charge_amount if valuation and terms not in _CARRIAGE_PAID else None


def _tariff(house: House) -> NationalTariff:
    if house.tariff is None:
        raise NotPossible("This country's tariff is not in the window: ask customs what the goods owe.")
    return house.tariff


def _faults(asked: Asked) -> Iterator[FieldError]:
    yield from _goods_faults(asked.goods)
    for name in ("freight", "insurance"):
        if getattr(asked, name) < 0:
            yield FieldError(name, "An amount is not negative.")


def _goods_faults(goods: Sequence[GoodsAsked]) -> Iterator[FieldError]:
    if not 1 <= len(goods) <= MOST_GOODS:
        yield FieldError("goods", f"Give 1 to {MOST_GOODS} goods items.")
    for at, one in enumerate(goods):
        code = one.commodity_code
        if not (code.isascii() and code.isdecimal() and 6 <= len(code) <= 10):
            yield FieldError(f"goods.{at}.commodity_code", "Give 6 to 10 digits of the tariff, without points.")
        if one.value < 0:
            yield FieldError(f"goods.{at}.value", "A value is not negative.")
        for unit in one.quantities:
            if unit_of(unit) is None:
                yield FieldError(f"goods.{at}.quantities", f"{unit} is not a unit that rates count in: KGM, LTR, LPA.")
