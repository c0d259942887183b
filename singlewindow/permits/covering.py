"""Whether a permit covers a goods item: its state, its day, its holder, the goods, their origin, the port, how much."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from singlewindow.permits.terms import Terms
from singlewindow.permits.units import convert
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.values import Amount, Measure

NOT_IN_FORCE = {
    "draft": "is a draft that nobody has asked for yet",
    "applied": "is asked for and not issued yet",
    "taken": "is asked for and not issued yet",
    "queried": "is asked for, and waits for the applicant's answer",
    "approved": "is approved and not signed yet",
    "refused": "was refused",
    "withdrawn": "was withdrawn by its applicant",
    "suspended": "is suspended",
    "revoked": "was revoked",
    "surrendered": "was given back by its holder",
}


class Stock(msgspec.Struct):
    """A permit as it stands while a declaration is judged. ``left`` goes down with each item that draws on it."""

    id: int
    number: str
    agency: str
    requirement: str
    kind: str
    status: str
    terms: Terms
    left: Decimal
    elsewhere: bool = False


class Shipment(msgspec.Struct, frozen=True):
    """The facts of a declaration that permits are about. ``parties`` are codes, folded."""

    on: dt.date
    direction: str
    office: str | None
    parties: frozenset[str]


class Coverage(msgspec.Struct, frozen=True):
    """Whether the permit covers the item. ``quantity`` is what is drawn, ``sentence`` says why or why not."""

    covers: bool
    sentence: str
    quantity: Decimal = Decimal(0)


def cover(
    stock: Stock,
    item: GovernmentAgencyGoodsItem,
    shipment: Shipment,
    needed: Decimal | None,
    written_off: Measure | Amount | None = None,
) -> Coverage:
    """Judge a permit for an item.

    ``needed`` is the item's quantity in the permit's unit, as the agency counts it, where it does; ``written_off`` is
    what the trader states (22C). The first thing that is wrong is told.
    """
    fault = next(_faults(stock, item, shipment), None)
    if fault:
        return Coverage(False, f"Permit {stock.number} {fault}.")
    if stock.terms.quantity is None:
        return Coverage(True, f"Permit {stock.number} covers the item.", Decimal(1))
    return _enough(stock, needed if needed is not None else stated(stock.terms, item), _of(written_off, stock.terms))


def _faults(stock: Stock, item: GovernmentAgencyGoodsItem, shipment: Shipment) -> Iterator[str]:
    terms = stock.terms
    if terms.holder_code.casefold() not in shipment.parties:
        yield "was not issued to you or to a party of this declaration: ask its holder"
    if stock.status in NOT_IN_FORCE:
        yield NOT_IN_FORCE[stock.status]
    if terms.valid_from and shipment.on < terms.valid_from:
        yield f"is valid only from {_day(terms.valid_from)}"
    if terms.valid_to and shipment.on > terms.valid_to:
        yield f"was valid until {_day(terms.valid_to)}: ask for it to be extended, or for another"
    if stock.elsewhere:
        yield "is for a single shipment, and another declaration uses it"
    if terms.direction != shipment.direction:
        yield f"is for {terms.direction}, not for {shipment.direction}"
    if terms.goods and not item.hs_code.startswith(terms.goods):
        yield f"is for goods of {' or '.join(terms.goods)}, and the item is of {item.hs_code or 'no commodity code'}"
    if terms.origins and item.origin_country not in terms.origins:
        origin = f"comes from {item.origin_country}" if item.origin_country else "says no origin"
        yield f"is for goods of {' or '.join(terms.origins)}, and the item {origin}"
    if terms.offices and shipment.office not in terms.offices:
        yield f"is for goods that pass {' or '.join(terms.offices)}, not {shipment.office or 'an office not named'}"


def _enough(stock: Stock, needed: Decimal | None, written_off: Decimal | None) -> Coverage:
    terms, unit = stock.terms, stock.terms.measured_in
    if needed is None or needed <= 0:
        return Coverage(False, f"Permit {stock.number} is counted in {unit}: state the item's quantity in it.")
    if written_off is not None and written_off < needed:
        return Coverage(
            False,
            f"Permit {stock.number} is written off for {told(written_off)} {unit} and the item is "
            f"{told(needed)} {unit}: write off all of it.",
        )
    if needed > stock.left + terms.beyond:
        return Coverage(
            False,
            f"Permit {stock.number} has {told(max(stock.left, Decimal(0)))} {unit} left and the item is {told(needed)} "
            f"{unit}: declare less, or get another permit.",
        )
    return Coverage(True, f"Permit {stock.number} covers the item: {told(needed)} {unit} of it.", needed)


def stated(terms: Terms, item: GovernmentAgencyGoodsItem) -> Decimal | None:
    """The item's own quantity in the permit's unit: its price, its tariff quantity, or its net mass."""
    if terms.currency:
        return _of(item.price, terms)
    measures = item.commodity.goods_measure if item.commodity else None
    counted = _of(measures.tariff_quantity if measures else None, terms)
    mass = Measure(item.net_mass, "KGM") if item.net_mass is not None else None
    return counted if counted is not None else _of(mass, terms)


def _of(said: Measure | Amount | None, terms: Terms) -> Decimal | None:
    """A measure or an amount in the permit's unit; None where it cannot be told in it."""
    if isinstance(said, Amount):
        return said.value if said.currency == terms.currency else None
    if said is None or terms.unit is None or terms.currency:
        return None
    return convert(said.value, said.unit or terms.unit, terms.unit)


def told(value: Decimal) -> str:
    """A quantity as people write it: without needless zeros, rounded to a millionth."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text or "0"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
