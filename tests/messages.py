"""Messages for tests, built from typed values: an import or export with the items that a test names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from wco_datamodel import Declaration, render
from wco_datamodel.documents import AdditionalDocument, Invoice
from wco_datamodel.goods import (
    Classification,
    Commodity,
    CustomsValuation,
    Destination,
    ExportCountry,
    GoodsMeasure,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    GovernmentProcedure,
    InvoiceLine,
    Origin,
    Packaging,
)
from wco_datamodel.parties import Declarant, Exporter, Importer
from wco_datamodel.values import Amount, Measure


class Goods(NamedTuple):
    """One item: HS code, description, documents as (code, number), origin, net mass in kilograms."""

    hs_code: str
    description: str
    documents: Sequence[tuple[str, str]] = ()
    origin: str = "NZ"
    net_mass: str = "100"


SHIRTS = Goods("610910", "Cotton T-shirts")
PLANTS = Goods("060290", "Potted palms", [("851", "PHYTO-1")])
PLANTS_WITHOUT_CERTIFICATE = Goods("060290", "Potted palms")
FISH = Goods("160414", "Canned tuna", [("852", "HEALTH-1")])
REFRIGERANT = Goods("382761", "R-404A refrigerant blend in cylinders", [("911", "LIC-1")])


def declaration(
    *goods: Goods, reference: str = "T-1", type_code: str = "IMA", office: str | None = "XLLAG1"
) -> Declaration:
    """An original declaration of these goods."""
    procedure = "10" if type_code.startswith("EX") else "40"
    items = tuple(_item(number, one, procedure) for number, one in enumerate(goods, start=1))
    return Declaration(
        function_code="9",
        functional_reference_id=reference,
        type_code=type_code,
        goods_item_quantity=Measure(Decimal(len(items))),
        declaration_office_id=office,
        declarant=Declarant(name="Trader One Ltd", id="1000001"),
        exporter=Exporter(name="Wellington Exports Ltd", id="NZ-77"),
        goods_shipment=GoodsShipment(
            destination=Destination(country_code="XL" if type_code.startswith("IM") else "NZ"),
            export_country=ExportCountry(id="NZ" if type_code.startswith("IM") else "XL"),
            importer=Importer(name="Trader One Ltd", id="1000001"),
            government_agency_goods_item=items,
            invoice=Invoice(id="INV-1"),
        ),
    )


def message(*goods: Goods, **header: str | None) -> bytes:
    """The same, as XML bytes."""
    return render(declaration(*goods, **header), "xml")  # type: ignore[arg-type]


def _item(number: int, goods: Goods, procedure: str) -> GovernmentAgencyGoodsItem:
    return GovernmentAgencyGoodsItem(
        sequence_numeric=number,
        additional_document=tuple(AdditionalDocument(type_code=code, id=name) for code, name in goods.documents),
        commodity=Commodity(
            description=goods.description,
            classification=(Classification(id=goods.hs_code, identification_type_code="HS"),),
            goods_measure=GoodsMeasure(
                gross_mass_measure=Measure(Decimal(goods.net_mass) + 10, "KGM"),
                net_net_weight_measure=Measure(Decimal(goods.net_mass), "KGM"),
            ),
            invoice_line=InvoiceLine(item_charge_amount=Amount(Decimal("1000.00"), "NZD")),
        ),
        customs_valuation=CustomsValuation(method_code="1"),
        government_procedure=(GovernmentProcedure(current_code=procedure, previous_code="00"),),
        origin=(Origin(country_code=goods.origin),),
        packaging=(
            Packaging(
                sequence_numeric=1, marks_numbers_id="T1 1-10", quantity_quantity=Measure(Decimal(10)), type_code="CT"
            ),
        ),
    )
