"""What goods owe, before they are declared (WTO TFA Article 1.1)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from singlewindow.casework.house import House
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.tariff import Bill, Goods, NationalTariff, NoRate, apportion, compute
from singlewindow.tariff.quantities import unit_of
from singlewindow.tariff.taxes import to_step

MOST_GOODS = 999
NOTHING = Decimal(0)
CENT = Decimal("0.01")


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
    """What goods owe by the law of the day ``on``, in ``currency``, line by line.

    ``missing`` says what must be stated before the customs value is known for certain.
    """

    on: dt.date
    currency: str
    bill: Bill
    exchange: tuple[Exchanged, ...]
    missing: tuple[str, ...] = ()


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
            quantities={unit_of(unit) or unit: number for unit, number in one.quantities.items()},
            facts=one.facts,
            procedure=one.procedure,
        )
        for number, one in enumerate(asked.goods, 1)
    ]
    used = (Exchanged(rate.currency, rate.rate, rate.source),) if rate.currency != tariff.currency else ()
    return Calculation(on, tariff.currency, compute(tariff.taxes, tariff.schedule, goods, on), used)


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
