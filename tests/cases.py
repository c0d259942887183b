"""Cases written in YAML: goods in, an agency's answer or customs' lane out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
from messages import Goods, declaration

from agencies.contract import Direction, HoldKind, Outcome, WaitsFor
from agencies.reading import read_entries, read_table
from wco_datamodel import Declaration
from wco_datamodel.documents import AdditionalDocument, CurrencyExchange, WriteOff
from wco_datamodel.goods import (
    Classification,
    Destination,
    GoodsMeasure,
    GovernmentAgencyGoodsItem,
    GovernmentProcedure,
    Origin,
    Packaging,
)
from wco_datamodel.parties import Manufacturer
from wco_datamodel.values import Amount, Measure

TYPE_CODES = {"import": "IMA", "export": "EXA", "transit": "TRA"}


class CaseGoods(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one item of a case.

    A document is its code, and after a slash what it is written off for: kilograms, or ``5 TNE``. ``ids`` are further
    classifications by kind, ``SN:1234``; ``packs`` are kinds of packages with their marks, ``8A:NZ-12 HT``; ``use`` is
    the intended use.
    """

    hs: str
    direction: Direction = "import"
    documents: tuple[str, ...] = ()
    origin: str | None = "NZ"
    destination: str | None = None
    procedure: str | None = "40"
    mass: str | None = "100"
    price: str = "1000.00 NZD"
    rates: dict[str, str] = {}
    description: str = "Goods of a case"
    ids: tuple[str, ...] = ()
    maker: str | None = None
    pieces: str | None = None
    use: str | None = None
    packs: tuple[str, ...] = ()
    office: str | None = "XLLAG1"

    def declare(self) -> Declaration:
        """A declaration of these goods alone."""
        made = declaration(Goods(self.hs, self.description), type_code=TYPE_CODES[self.direction], office=self.office)
        shipment = made.goods_shipment
        assert shipment is not None
        replaced = msgspec.structs.replace(
            shipment,
            government_agency_goods_item=(self._item(made.items[0]),),
            destination=Destination(country_code=self.destination),
        )
        rates = tuple(CurrencyExchange(currency_type_code=c, rate_numeric=Decimal(r)) for c, r in self.rates.items())
        return msgspec.structs.replace(made, goods_shipment=replaced, currency_exchange=rates)

    def _item(self, item: GovernmentAgencyGoodsItem) -> GovernmentAgencyGoodsItem:
        commodity = item.commodity
        assert commodity is not None
        value, currency = self.price.split()
        line = msgspec.structs.replace(commodity.invoice_line, item_charge_amount=Amount(Decimal(value), currency))
        return msgspec.structs.replace(
            item,
            additional_document=tuple(_document(text) for text in self.documents),
            commodity=msgspec.structs.replace(
                commodity,
                goods_measure=self._measure(commodity.goods_measure),
                invoice_line=line,
                classification=(*commodity.classification, *(_classification(text) for text in self.ids)),
                intended_use_code=self.use,
            ),
            manufacturer=Manufacturer(name=self.maker) if self.maker else None,
            packaging=tuple(_packaging(*one) for one in enumerate(self.packs, start=1)) or item.packaging,
            government_procedure=(GovernmentProcedure(current_code=self.procedure),) if self.procedure else (),
            origin=(Origin(country_code=self.origin),) if self.origin else (),
        )

    def _measure(self, measure: GoodsMeasure | None) -> GoodsMeasure | None:
        if measure is None or not (self.mass or self.pieces):
            return None
        return msgspec.structs.replace(
            measure,
            net_net_weight_measure=Measure(Decimal(self.mass), "KGM") if self.mass else None,
            tariff_quantity=Measure(Decimal(self.pieces), "H87") if self.pieces else None,
        )


def _classification(text: str) -> Classification:
    kind, _, code = text.partition(":")
    return Classification(id=code, identification_type_code=kind)


def _packaging(number: int, text: str) -> Packaging:
    kind, _, marks = text.partition(":")
    return Packaging(sequence_numeric=number, type_code=kind, marks_numbers_id=marks or None)


def _document(text: str) -> AdditionalDocument:
    code, _, quantity = text.partition("/")
    value, _, unit = quantity.partition(" ")
    write_off = WriteOff(quantity_quantity=Measure(Decimal(value), unit or "KGM")) if value else None
    category, type_code = (code[0], code[1:]) if len(code) == 4 else (None, code)
    return AdditionalDocument(category_code=category, type_code=type_code, id="DOC-1", write_off=write_off)


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an agency must answer: ``by`` the requirements, the first of which is written in ``law``."""

    outcome: Outcome
    by: tuple[str, ...] = ()
    law: str = ""
    waits_for: WaitsFor | None = None
    hold: HoldKind | None = None


class AgencyCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item, on one day, and the agency's answer."""

    name: str
    day: dt.date
    goods: CaseGoods
    expect: Answer


class ChosenLane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lane that customs' rules must choose, ``by`` which rules."""

    lane: Literal["green", "blue", "yellow", "red"]
    by: tuple[str, ...]
    law: str


class LaneCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item, on one day, and the lane."""

    name: str
    day: dt.date
    goods: CaseGoods
    expect: ChosenLane


def agency_cases(file: Path) -> tuple[AgencyCase, ...]:
    """The cases of an agency."""
    return read_entries(file, read_table(file), "cases", AgencyCase)


def lane_cases(file: Path) -> tuple[LaneCase, ...]:
    """The cases of the lanes."""
    return read_entries(file, read_table(file), "cases", LaneCase)
