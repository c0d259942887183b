"""Find the permits that a declaration names, hold them, and judge what each covers: evidence for the agencies."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from agencies.contract import Agency, Evidence, PermitFound, Requirement
from singlewindow.casework.house import House
from singlewindow.permits.covering import Coverage, Shipment, Stock, cover
from singlewindow.permits.number import has_form, is_number
from singlewindow.permits.terms import Terms
from singlewindow.permits.writeoff import Draw, positions
from singlewindow.store import ledger, permits
from singlewindow.store.pen import Writing
from wco_datamodel import Declaration
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.values import Amount, Measure


class Found(NamedTuple):
    """The evidence with the permits in it, and what the case draws on them."""

    evidence: Evidence
    draws: tuple[Draw, ...]


class Lodger(NamedTuple):
    """Whose declaration it is, which case it makes a new version of, and on which later day that is done.

    A permit counts that was in force on the day of lodgement, or is so on that later day.
    """

    organisation_id: int
    case_id: int | None = None
    on: dt.date | None = None


Named = tuple[GovernmentAgencyGoodsItem, AdditionalDocument, str]


def named(declaration: Declaration) -> tuple[Named, ...]:
    """The permits of this window that a declaration's items name, with the documents that name them."""
    return tuple(
        (item, document, number)
        for item in declaration.items
        for document in item.additional_document
        if document.id and has_form(number := document.id.strip())
    )


def find(house: House, writing: Writing, declaration: Declaration, evidence: Evidence, lodger: Lodger) -> Found:
    """Hold the permits that the items name, and say of each whether it covers its item.

    Two items that name one permit share what is left of it, in their order. What the case itself drew before is there
    to be drawn again. Without a named permit no statement is run.
    """
    names = named(declaration)
    if not names:
        return Found(evidence, ())
    held = permits.hold_all(writing, (one[2] for one in names))
    stocks = {stock.number: stock for stock in stocks_of(writing, held, lodger)}
    judged = [_judge(house, stocks.get(one[2]), declaration, evidence, one, lodger.on) for one in names]
    draws = tuple(draw for _, draw in judged if draw)
    return Found(msgspec.structs.replace(evidence, permits=tuple(found for found, _ in judged)), draws)


def hold_named(writing: Writing, *declarations: Declaration) -> None:
    """Hold every permit that any of these versions names, at once and so in the one order of all."""
    permits.hold_all(writing, (one[2] for declaration in declarations for one in named(declaration)))


def covering(
    house: House,
    stock: Stock,
    item: GovernmentAgencyGoodsItem,
    declaration: Declaration,
    evidence: Evidence,
    document: AdditionalDocument | None = None,
    later: dt.date | None = None,
) -> Coverage:
    """Whether a permit that is held covers an item, with what the document that names it is written off for."""
    needed = _needed(house.agencies.get(stock.agency), stock, item, declaration, evidence)
    written_off = _written_off(document, stock)
    then = cover(stock, item, _shipment(declaration, evidence.on), needed, written_off)
    if then.covers or later is None:
        return then
    return cover(stock, item, _shipment(declaration, later), needed, written_off)


def _judge(
    house: House,
    stock: Stock | None,
    declaration: Declaration,
    evidence: Evidence,
    one: Named,
    later: dt.date | None,
) -> tuple[PermitFound, Draw | None]:
    item, document, number = one
    if stock is None:
        return PermitFound(number, number.partition("-")[0], item.sequence_numeric, False, _unknown(number)), None
    coverage = covering(house, stock, item, declaration, evidence, document, later)
    found = _told(stock, item, coverage)
    if not coverage.covers:
        return found, None
    stock.left -= coverage.quantity
    return found, Draw(stock.id, item.sequence_numeric, coverage.quantity)


def _told(stock: Stock, item: GovernmentAgencyGoodsItem, coverage: Coverage) -> PermitFound:
    conditions = stock.terms.conditions if coverage.covers else ()
    return PermitFound(
        stock.number,
        stock.agency,
        item.sequence_numeric,
        coverage.covers,
        coverage.sentence,
        conditions,
        stock.requirement,
        stock.terms.documents,
    )


def _unknown(number: str) -> str:
    if is_number(number):
        return f"There is no permit {number}: check its number."
    return f"{number} is not the number of a permit: one of its characters is wrong."


def stocks_of(writing: Writing, held: Sequence[permits.Held], lodger: Lodger) -> list[Stock]:
    """Permits with what is left of each for this lodger's case."""
    own: dict[int, Decimal] = {}
    if held and lodger.case_id is not None:
        for (permit_id, _), position in positions(ledger.of_case(writing, lodger.case_id)).items():
            own[permit_id] = own.get(permit_id, Decimal(0)) + position.drawn
    return [_stock(writing, one, lodger, own.get(one.id, Decimal(0))) for one in held]


def _stock(writing: Writing, one: permits.Held, lodger: Lodger, own: Decimal) -> Stock:
    terms = msgspec.json.decode(one.terms, type=Terms)
    if one.holder_organisation_id == lodger.organisation_id:
        terms = msgspec.structs.replace(terms, holder_code=OWN)
    return Stock(
        id=one.id,
        number=one.number,
        agency=one.agency,
        requirement=one.requirement,
        kind=one.kind,
        status=one.status,
        terms=terms,
        left=ledger.last(writing, one.id)[1] + own,
        elsewhere=one.case_id is not None and one.case_id != lodger.case_id,
    )


OWN = "the lodger"
"""Stands among a declaration's parties for the lodger itself."""


def _shipment(declaration: Declaration, on: dt.date) -> Shipment:
    return Shipment(on, declaration.direction, declaration.declaration_office_id, frozenset(_parties(declaration)))


def _parties(declaration: Declaration) -> Iterator[str]:
    """The lodger, and by its code the party that answers for the goods: a name is for anybody to write."""
    yield OWN
    shipment = declaration.goods_shipment
    importer = shipment.importer if shipment else None
    party = declaration.exporter if declaration.direction == "export" else importer
    if party is not None and party.id:
        yield party.id.strip().casefold()


def _needed(
    agency: Agency | None, stock: Stock, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
) -> Decimal | None:
    """The item's quantity as the agency counts it for this permit, where it counts in the permit's unit."""
    if agency is None:
        return None
    for requirement in agency.concerns(item, declaration, evidence):
        if requirement.quantity_unit == stock.terms.unit and _same(requirement, stock):
            return agency.drawn(requirement, item, evidence.on)
    return None


def _same(requirement: Requirement, stock: Stock) -> bool:
    """The permit's own requirement, or one that asks for the same document since the law changed."""
    return requirement.id == stock.requirement or not set(requirement.documents).isdisjoint(stock.terms.documents)


def _written_off(document: AdditionalDocument | None, stock: Stock) -> Measure | Amount | None:
    stated = document.write_off if document else None
    if stated is None:
        return None
    return stated.amount_amount if stock.terms.currency else stated.quantity_quantity
