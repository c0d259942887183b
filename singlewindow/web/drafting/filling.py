"""From a declaration to the form that says it: the way back of ``message``, for a declaration that is amended."""

from decimal import Decimal

from singlewindow.web.drafting.document import Document, DraftDocument, Item, Party, Route, Start, Terms, Transport
from wco_datamodel import Declaration
from wco_datamodel.documents import AdditionalDocument, Invoice
from wco_datamodel.goods import Commodity, GoodsShipment, GovernmentAgencyGoodsItem, Packaging, TradeTerms
from wco_datamodel.parties import Address, Declarant, Exporter, Importer
from wco_datamodel.transport import BorderTransportMeans, Consignment
from wco_datamodel.values import DateTime


def filled(declaration: Declaration) -> DraftDocument:
    """The answers of the form that a declaration gives. What the form does not ask is left aside."""
    shipment = declaration.goods_shipment or GoodsShipment()
    declarant = declaration.declarant or Declarant()
    currency = _currency(declaration)
    return DraftDocument(
        start=Start(
            direction=declaration.direction,
            reference=declaration.functional_reference_id or "",
            office=declaration.declaration_office_id or "",
        ),
        declarant=declarant.name or "",
        declarant_number=declarant.id or "",
        importer=_party(shipment.importer),
        exporter=_party(declaration.exporter),
        transport=_transport(declaration, shipment.consignment or Consignment()),
        route=_route(shipment),
        terms=_terms(declaration, shipment, currency),
        items=tuple(_item(item) for item in declaration.items),
    )


def _currency(declaration: Declaration) -> str:
    prices = (item.price.currency for item in declaration.items if item.price)
    whole = declaration.invoice_amount
    return (whole.currency if whole else next(prices, None)) or ""


def _party(party: Importer | Exporter | None) -> Party:
    if party is None:
        return Party()
    at = party.address or Address()
    return Party(
        name=party.name or "",
        number=party.id or "",
        line=at.line or "",
        city=at.city_name or "",
        postcode=at.postcode_id or "",
        country=at.country_code or "",
    )


def _transport(declaration: Declaration, consignment: Consignment) -> Transport:
    means = declaration.border_transport_means or BorderTransportMeans()
    contract = next((one.id for one in consignment.transport_contract_document), None)
    return Transport(
        mode=means.mode_code or "",
        means_name=means.name or "",
        means_id=means.id or "",
        nationality=means.registration_nationality_code or "",
        contract=contract or "",
        containers=consignment.container_code or "",
        container_numbers="\n".join(one.id or "" for one in consignment.transport_equipment),
    )


def _route(shipment: GoodsShipment) -> Route:
    consignment = shipment.consignment or Consignment()
    loading, unloading = consignment.loading_location, consignment.unloading_location
    return Route(
        export_country=(shipment.export_country.id if shipment.export_country else None) or "",
        destination=(shipment.destination.country_code if shipment.destination else None) or "",
        loading=(loading.id or loading.name if loading else None) or "",
        unloading=(unloading.id or unloading.name if unloading else None) or "",
        location=(consignment.goods_location.id if consignment.goods_location else None) or "",
    )


def _terms(declaration: Declaration, shipment: GoodsShipment, currency: str) -> Terms:
    invoice, trade = shipment.invoice or Invoice(), shipment.trade_terms or TradeTerms()
    return Terms(
        invoice=invoice.id or "",
        issued=_day(invoice.issue_date_time),
        currency=currency,
        total=_number(declaration.invoice_amount.value if declaration.invoice_amount else None),
        incoterm=trade.condition_code or "",
        place=trade.location_name or "",
    )


def _item(item: GovernmentAgencyGoodsItem) -> Item:
    packaging = item.packaging[0] if item.packaging else Packaging(sequence_numeric=1)
    procedure = item.government_procedure[0] if item.government_procedure else None
    codes = (procedure.current_code or "", procedure.previous_code or "") if procedure else ()
    commodity = item.commodity or Commodity()
    return Item(
        sequence=item.sequence_numeric,
        description=commodity.description or "",
        commodity_code=item.hs_code,
        origin=item.origin_country or "",
        procedure="".join(codes),
        gross=_number(item.gross_mass),
        net=_number(item.net_mass),
        packages=_number(packaging.quantity_quantity.value if packaging.quantity_quantity else None),
        package_kind=packaging.type_code or "",
        marks=packaging.marks_numbers_id or "",
        price=_number(item.price.value if item.price else None),
        documents=tuple(_document(one) for one in item.additional_document),
    )


def _document(one: AdditionalDocument) -> Document:
    code = f"{one.category_code or ''}{one.type_code or ''}"
    return Document(type=code, number=one.id or "", issued=_day(one.effective_date_time))


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _day(moment: DateTime | None) -> str:
    return f"{moment.day.day}/{moment.day.month}/{moment.day.year}" if moment else ""
