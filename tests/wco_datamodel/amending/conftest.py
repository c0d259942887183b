"""A declaration of three items to amend, and amendments written by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import pytest

from wco_datamodel import Declaration, Message, parse, render
from wco_datamodel.documents import AdditionalDocument, Amendment
from wco_datamodel.goods import (
    Commodity,
    Destination,
    GoodsMeasure,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    InvoiceLine,
    Packaging,
)
from wco_datamodel.parties import Exporter
from wco_datamodel.pointers import pointer_structs
from wco_datamodel.values import Amount, Measure

ItemOf: TypeAlias = Callable[..., GovernmentAgencyGoodsItem]
MessageOf: TypeAlias = Callable[..., Message]


def item(number: int, description: str = "Yams", **parts: Any) -> GovernmentAgencyGoodsItem:
    parts.setdefault(
        "commodity",
        Commodity(
            description=description,
            goods_measure=GoodsMeasure(gross_mass_measure=Measure(Decimal(100), "KGM")),
            invoice_line=InvoiceLine(item_charge_amount=Amount(Decimal(1000), "NZD")),
        ),
    )
    return GovernmentAgencyGoodsItem(sequence_numeric=number, **parts)


def shipment(*items: GovernmentAgencyGoodsItem, **parts: Any) -> GoodsShipment:
    return GoodsShipment(government_agency_goods_item=items, **parts)


@pytest.fixture
def version() -> Declaration:
    """Items 1, 2 and 5 of an import; item 1 has two documents and two kinds of packages."""
    papers = (AdditionalDocument(id="INV-1", type_code="380"), AdditionalDocument(id="PHYTO-1", type_code="851"))
    boxes = (Packaging(sequence_numeric=1, type_code="BX"), Packaging(sequence_numeric=2, type_code="CT"))
    return Declaration(
        function_code="9",
        functional_reference_id="T-1",
        id="XL26LAG1",
        type_code="IMA",
        total_package_quantity=Measure(Decimal(5)),
        exporter=Exporter(name="Wellington Exports Ltd"),
        goods_shipment=shipment(
            item(1, "Yams", additional_document=papers, packaging=boxes),
            item(2, "Taro"),
            item(5, "Kava"),
            destination=Destination(country_code="XL"),
        ),
    )


@pytest.fixture
def item_of() -> ItemOf:
    """Builds a goods item: number, description, and what else is named."""
    return item


@pytest.fixture
def amendment() -> MessageOf:
    """Builds an amendment from pointers and from the goods items, or other parts, that it brings."""

    def build(*pointers: str, items: tuple[GovernmentAgencyGoodsItem, ...] | None = None, **parts: Any) -> Message:
        changes = tuple(Amendment(change_reason_code="21", pointer=pointer_structs(text)) for text in pointers)
        if items is not None:
            parts["goods_shipment"] = shipment(*items)
        head = {"function_code": "13", "functional_reference_id": "T-2", "id": "XL26LAG1", "type_code": "COR"}
        return parse(render(Declaration(**{**head, "amendment": changes, **parts})))

    return build
