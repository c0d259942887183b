"""From a draft without mistakes to the WCO declaration that it says, and to the bytes that are lodged."""

from decimal import Decimal

import wco_datamodel
from singlewindow.web.drafting.checks import containers, number, one_line
from singlewindow.web.drafting.document import DraftDocument, Party, Transport
from singlewindow.web.drafting.goods import goods_item
from singlewindow.web.drafting.parts import amount, country, dated, kilograms, named_place, text
from singlewindow.web.drafting.together import AIR, POST, SEA
from wco_datamodel import Declaration
from wco_datamodel.documents import Invoice, TransportContractDocument
from wco_datamodel.goods import Destination, ExportCountry, GoodsShipment, TradeTerms
from wco_datamodel.parties import Address, Declarant, Exporter, Importer
from wco_datamodel.transport import (
    BorderTransportMeans,
    Consignment,
    GoodsLocation,
    LoadingLocation,
    TransportEquipment,
    UnloadingLocation,
)
from wco_datamodel.values import Measure

CONTENT_TYPE = "application/xml"


def message(draft: DraftDocument) -> bytes:
    """The draft as a WCO message in XML. The same draft always gives the same bytes. The draft has no mistakes."""
    return wco_datamodel.render(declaration(draft), "xml")


def declaration(draft: DraftDocument) -> Declaration:
    """The original (function 9) declaration that the draft says; totals are counted from its items."""
    gross = sum((number(item.gross) or Decimal(0) for item in draft.items), Decimal(0))
    packages = sum((number(item.packages) or Decimal(0) for item in draft.items), Decimal(0))
    return Declaration(
        function_code="9",
        functional_reference_id=text(draft.start.reference),
        type_code="EXA" if draft.start.direction == "export" else "IMA",
        goods_item_quantity=Measure(Decimal(len(draft.items))),
        declaration_office_id=text(draft.start.office),
        invoice_amount=amount(draft.terms.total, draft.terms.currency),
        total_gross_mass_measure=kilograms(gross),
        total_package_quantity=Measure(packages),
        border_transport_means=_means(draft.transport),
        declarant=_declarant(draft),
        exporter=Exporter(
            name=text(draft.exporter.name), id=text(draft.exporter.number), address=_address(draft.exporter)
        ),
        goods_shipment=_shipment(draft),
    )


def _declarant(draft: DraftDocument) -> Declarant:
    """Who lodges. An organisation's own name and number may be longer than the message can hold (an..70, an..17)."""
    number_fits = len(draft.declarant_number) <= 17
    return Declarant(name=text(draft.declarant[:70]), id=text(draft.declarant_number) if number_fits else None)


def _shipment(draft: DraftDocument) -> GoodsShipment:
    terms, importer = draft.terms, draft.importer
    return GoodsShipment(
        consignment=_consignment(draft),
        destination=Destination(country_code=country(draft.route.destination)),
        export_country=ExportCountry(id=country(draft.route.export_country)),
        government_agency_goods_item=tuple(
            goods_item(item, sequence, terms.currency) for sequence, item in enumerate(draft.items, start=1)
        ),
        importer=Importer(name=text(importer.name), id=text(importer.number), address=_address(importer)),
        invoice=Invoice(id=text(terms.invoice), issue_date_time=dated(terms.issued)),
        trade_terms=TradeTerms(condition_code=text(terms.incoterm), location_name=text(terms.place)),
    )


def _address(party: Party) -> Address:
    return Address(
        city_name=text(party.city),
        country_code=country(party.country),
        line=text(party.line),
        postcode_id=text(party.postcode),
    )


def _means(transport: Transport) -> BorderTransportMeans:
    return BorderTransportMeans(
        name=text(transport.means_name),
        id=text(transport.means_id),
        identification_type_code=_identification(transport),
        registration_nationality_code=country(transport.nationality),
        mode_code=text(transport.mode),
    )


def _identification(transport: Transport) -> str | None:
    """What the means' id is: 10 an IMO number, 30 a road vehicle's registration, 40 a flight."""
    typed = one_line(transport.means_id)
    if transport.mode == SEA:
        return "10" if typed.isdigit() and len(typed) == 7 else None
    return {"3": "30", AIR: "40"}.get(transport.mode) if typed else None


def _consignment(draft: DraftDocument) -> Consignment:
    transport, route = draft.transport, draft.route
    loading, unloading = named_place(route.loading), named_place(route.unloading)
    numbers = containers(transport.container_numbers) if transport.containers == "1" else ()
    return Consignment(
        container_code=text(transport.containers),
        goods_location=GoodsLocation(id=text(route.location)),
        loading_location=LoadingLocation(name=loading.name, id=loading.code),
        transport_contract_document=_contract(transport),
        transport_equipment=tuple(
            TransportEquipment(sequence_numeric=sequence, id=container)
            for sequence, container in enumerate(numbers, start=1)
        ),
        unloading_location=UnloadingLocation(name=unloading.name, id=unloading.code),
    )


def _contract(transport: Transport) -> tuple[TransportContractDocument, ...]:
    """705 a bill of lading, 740 an air waybill, 750 a postal despatch note, 700 any other waybill (UN/EDIFACT 1001)."""
    if not (contract := text(transport.contract)):
        return ()
    kind = {SEA: "705", AIR: "740", POST: "750"}.get(transport.mode, "700")
    return (TransportContractDocument(id=contract, type_code=kind),)
