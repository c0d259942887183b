"""Declarations that ASYCUDA has a place for, down to the last value: a strategy for hypothesis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from wco_datamodel import Declaration
from wco_datamodel.documents import (
    AdditionalDocument,
    AdditionalInformation,
    CurrencyExchange,
    ExitOffice,
    ObligationGuarantee,
    PresentationOffice,
    PreviousDocument,
    WriteOff,
)
from wco_datamodel.goods import (
    ChargeDeduction,
    Classification,
    Commodity,
    CustomsValuation,
    Destination,
    DutyTaxFee,
    ExportCountry,
    GoodsMeasure,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    GovernmentProcedure,
    InvoiceLine,
    Origin,
    Packaging,
    Payment,
    TradeTerms,
)
from wco_datamodel.parties import Address, Consignee, Contact, Declarant, Exporter, Importer, Payer
from wco_datamodel.transport import (
    ArrivalTransportMeans,
    BorderTransportMeans,
    Consignment,
    DepartureTransportMeans,
    GoodsLocation,
    LoadingLocation,
    TransportEquipment,
    Warehouse,
)
from wco_datamodel.values import Amount, DateTime, Measure

CURRENCIES = ("NZD", "FJD", "USD", "AUD")
LETTERS = "ABCXYZ0179-/.&<é"
Draw = st.DrawFn


def codes(most: int, alphabet: str = LETTERS) -> st.SearchStrategy[str]:
    """Codes of up to so many characters."""
    return st.text(alphabet, min_size=1, max_size=most)


def letters(count: int) -> st.SearchStrategy[str]:
    return st.text("ABCXYZ", min_size=count, max_size=count)


def texts(most: int, alphabet: str = LETTERS + ' ,"') -> st.SearchStrategy[str]:
    """Texts that neither begin nor end with a blank."""
    return st.text(alphabet, min_size=1, max_size=most).filter(lambda text: text == text.strip())


def numbers(places: int, most: int = 10**9, least: int = 1) -> st.SearchStrategy[Decimal]:
    scale = Decimal(1).scaleb(-places)
    return st.integers(least, most).map(lambda number: number * scale)


def amounts(currencies: tuple[str, ...] = CURRENCIES, least: int = 1) -> st.SearchStrategy[Amount]:
    return st.builds(Amount, numbers(3, least=least), st.sampled_from(currencies))


def measures(unit: str) -> st.SearchStrategy[Measure]:
    return numbers(6).map(lambda number: Measure(number, unit))


counts = st.integers(0, 99999).map(lambda number: Measure(Decimal(number)))
days = st.dates(min_value=DateTime("20000101", "102").day, max_value=DateTime("20991231", "102").day).map(
    DateTime.of_date
)


@st.composite
def some(draw: Draw, struct: type[Any], **fields: st.SearchStrategy[Any]) -> Any:
    """A struct with any of these fields, or None if it would have none."""
    values = {name: draw(st.none() | field) for name, field in fields.items()}
    return struct(**values) if any(value is not None for value in values.values()) else None


@st.composite
def parties(draw: Draw, struct: type[Any], **more: st.SearchStrategy[Any]) -> Any:
    """A party with a number; with a name, and if it has a name perhaps with an address."""
    name = draw(st.none() | texts(70))
    address = draw(st.none() | st.builds(Address, line=texts(70))) if name else None
    values = {name: draw(st.none() | field) for name, field in more.items()}
    values |= {"id": draw(st.none() | codes(17)), "name": name, "address": address}
    return struct(**values) if any(value is not None for value in values.values()) else None


def listed(*entries: Any) -> tuple[Any, ...]:
    return tuple(entry for entry in entries if entry is not None)


@st.composite
def charges(draw: Draw, codes_in_order: tuple[str, ...]) -> tuple[ChargeDeduction, ...]:
    picked = [code for code in codes_in_order if draw(st.booleans())]
    return tuple(
        ChargeDeduction(charges_type_code=code, other_charge_deduction_amount=draw(amounts())) for code in picked
    )


@st.composite
def statements(draw: Draw) -> tuple[AdditionalInformation, ...]:
    picked = [code for code in ("ACB", "AAI") if draw(st.booleans())]
    return tuple(
        AdditionalInformation(statement_type_code=code, statement_description=draw(texts(512, LETTERS + " \n")))
        for code in picked
    )


@st.composite
def documents(draw: Draw, licence: str) -> tuple[AdditionalDocument, ...]:
    """A licence that something is written off from, first, and attached documents."""
    write_off = draw(some(WriteOff, quantity_quantity=measures("KGM"), amount_amount=amounts(("NZD",))))
    first = AdditionalDocument(type_code=licence, id=draw(st.none() | codes(70)), write_off=write_off)
    others = draw(st.lists(attached(), max_size=3))
    return (first, *others) if write_off else tuple(others)


@st.composite
def attached(draw: Draw) -> AdditionalDocument:
    category = draw(st.none() | codes(1))
    return AdditionalDocument(
        category_code=category,
        type_code=draw(st.text(LETTERS, min_size=3, max_size=3) if category else codes(3)),
        id=draw(st.none() | codes(70)),
        name=draw(st.none() | texts(35)),
        effective_date_time=draw(st.none() | days),
    )


@st.composite
def duties(draw: Draw) -> tuple[DutyTaxFee, ...]:
    preference = draw(some(DutyTaxFee, duty_regime_code=codes(3), quota_order_id=codes(17)))
    lines = draw(
        st.lists(
            st.builds(
                DutyTaxFee,
                type_code=codes(3),
                ad_valorem_tax_base_amount=st.none() | amounts(("NZD",), least=0),
                tax_rate_numeric=st.none() | numbers(3, least=0),
                payment=some(Payment, method_code=letters(1), tax_assessed_amount=amounts(("NZD",), least=0)),
            ),
            max_size=3,
        )
    )
    return listed(preference, *lines)


@st.composite
def procedures(draw: Draw) -> tuple[GovernmentProcedure, ...]:
    four = st.builds(GovernmentProcedure, current_code=letters(2), previous_code=letters(2))
    whole = st.builds(GovernmentProcedure, current_code=codes(7).filter(lambda code: len(code) != 4))
    first = draw(st.none() | four | whole)
    second = draw(st.none() | st.builds(GovernmentProcedure, current_code=codes(7))) if first else None
    return listed(first, second)


@st.composite
def items(draw: Draw, number: int, licence: str, containers: list[str]) -> GovernmentAgencyGoodsItem:
    """An item; its containers are some of the shipment's."""
    inside = [each for each in containers if draw(st.booleans())]
    equipment = tuple(TransportEquipment(sequence_numeric=at, id=each) for at, each in enumerate(inside, start=1))
    classified = draw(st.none() | st.builds(Classification, id=codes(18), identification_type_code=st.just("HS")))
    fields = {
        "description": draw(st.none() | texts(512)),
        "classification": listed(classified),
        "duty_tax_fee": draw(duties()),
        "goods_measure": draw(
            some(
                GoodsMeasure,
                gross_mass_measure=measures("KGM"),
                net_net_weight_measure=measures("KGM"),
                tariff_quantity=codes(5).flatmap(measures),
            )
        ),
        "invoice_line": draw(st.none() | st.builds(InvoiceLine, item_charge_amount=amounts())),
        "transport_equipment": equipment,
    }
    valued = draw(charges(("FRT", "IFR", "INS", "OTH", "DED")))
    method = draw(st.none() | codes(3))
    packaging = draw(some(_packaging, marks_numbers_id=codes(512), quantity_quantity=counts, type_code=codes(2)))
    coded = draw(st.none() | st.builds(AdditionalInformation, statement_code=codes(17)))
    return GovernmentAgencyGoodsItem(
        sequence_numeric=number,
        customs_value_amount=draw(st.none() | amounts(("NZD",))),
        statistical_value_amount=draw(st.none() | amounts(("NZD",))),
        additional_document=draw(documents(licence)),
        additional_information=listed(coded, *draw(statements())),
        commodity=Commodity(**fields) if any(fields.values()) else None,
        customs_valuation=CustomsValuation(method_code=method, charge_deduction=valued) if method or valued else None,
        government_procedure=draw(procedures()),
        origin=listed(draw(some(Origin, country_code=codes(4), region_id=codes(9)))),
        packaging=listed(packaging),
        previous_document=draw(previous_documents()),
    )


def _packaging(**fields: Any) -> Packaging:
    return Packaging(sequence_numeric=1, **fields)


@st.composite
def previous_documents(draw: Draw) -> tuple[PreviousDocument, ...]:
    line = draw(some(PreviousDocument, id=codes(70), line_numeric=st.integers(0, 99999)))
    earlier = draw(st.none() | codes(70))
    return listed(
        PreviousDocument(category_code="X", id=line.id, line_numeric=line.line_numeric) if line else None,
        PreviousDocument(category_code="Z", id=earlier) if earlier else None,
    )


def locations() -> st.SearchStrategy[GoodsLocation]:
    return st.builds(GoodsLocation, id=codes(17)) | st.builds(
        GoodsLocation, name=texts(256).filter(lambda name: len(name) > 17)
    )


@st.composite
def consignments(draw: Draw, containers: list[str], *, export: bool) -> Consignment | None:
    struct: Any = DepartureTransportMeans if export else ArrivalTransportMeans
    means = draw(some(struct, id=codes(35), mode_code=st.text("123459", min_size=1, max_size=1)))
    fields = {
        "container_code": draw(st.sampled_from([None, "0", "1"])),
        "departure_transport_means" if export else "arrival_transport_means": means,
        "goods_location": draw(st.none() | locations()),
        "loading_location": draw(some(LoadingLocation, id=codes(17), name=texts(256))),
        "transport_equipment": tuple(
            TransportEquipment(sequence_numeric=at, id=each) for at, each in enumerate(containers, start=1)
        ),
    }
    return Consignment(**fields) if any(fields.values()) else None


@st.composite
def shipments(draw: Draw, *, export: bool) -> GoodsShipment:
    containers = draw(st.lists(codes(17), unique=True, max_size=3))
    licence = "811" if export else "911"
    freight = draw(st.none() | amounts())
    valued = draw(charges(("IFR", "INS", "OTH", "DED")))
    manifest = draw(st.none() | st.builds(PreviousDocument, id=codes(70), type_code=st.just("785")))
    number = draw(st.integers(1, 2))
    party = draw(parties(Consignee if export else Importer))
    return GoodsShipment(
        exit_date_time=draw(days) if export and draw(st.booleans()) else None,
        transaction_nature_code=draw(st.none() | st.text("0123456789", min_size=1, max_size=2)),
        consignee=party if export else None,
        importer=None if export else party,
        consignment=draw(consignments(containers, export=export)),
        customs_valuation=(
            CustomsValuation(freight_charge_amount=freight, charge_deduction=valued) if freight or valued else None
        ),
        destination=draw(some(Destination, country_code=letters(2), region_id=codes(9))),
        export_country=draw(some(ExportCountry, id=letters(2))),
        government_agency_goods_item=tuple(draw(items(at, licence, containers)) for at in range(1, number + 1)),
        payer=draw(parties(Payer)),
        previous_document=listed(manifest),
        trade_terms=draw(some(TradeTerms, condition_code=letters(3), location_name=texts(256))),
        warehouse=draw(some(Warehouse, id=codes(35))),
    )


@st.composite
def declarations(draw: Draw) -> Declaration:
    """A declaration all of whose values the mapping table has a place for, in the order in which they are read."""
    kind = draw(st.sampled_from(["IM", "EX", "TR"]))
    shipment = draw(shipments(export=kind == "EX"))
    invoice = draw(st.none() | amounts())
    guarantee = draw(some(ObligationGuarantee, amount_amount=amounts(("NZD",)), reference_id=codes(35)))
    office = draw(st.none() | codes(17))
    return Declaration(
        function_code="9",
        functional_reference_id=draw(st.none() | codes(35)),
        issue_date_time=draw(st.none() | days),
        type_code=kind + draw(st.text("123456789", min_size=1, max_size=1)),
        goods_item_quantity=draw(st.none() | counts),
        declaration_office_id=draw(st.none() | codes(17)),
        invoice_amount=invoice,
        loading_list_quantity=draw(st.none() | counts),
        total_gross_mass_measure=draw(st.none() | measures("KGM")),
        total_package_quantity=draw(st.none() | counts),
        additional_information=draw(statements()),
        border_transport_means=draw(
            some(
                BorderTransportMeans,
                id=codes(35),
                registration_nationality_code=letters(2),
                mode_code=st.text("123459", min_size=1, max_size=1),
            )
        ),
        currency_exchange=draw(exchanges(invoice, shipment)),
        declarant=draw(parties(Declarant, contact=st.builds(Contact, name=texts(70)))),
        exit_office=ExitOffice(id=office) if office and kind == "EX" else None,
        presentation_office=PresentationOffice(id=office) if office and kind != "EX" else None,
        exporter=draw(parties(Exporter)),
        goods_shipment=shipment,
        obligation_guarantee=listed(guarantee),
    )


@st.composite
def exchanges(draw: Draw, invoice: Amount | None, shipment: GoodsShipment) -> tuple[CurrencyExchange, ...]:
    """Rates of some of the currencies, in the order in which the declaration uses them."""
    used = [invoice, *_priced(shipment.customs_valuation)]
    for item in shipment.government_agency_goods_item:
        used += [item.price, *_priced(item.customs_valuation)]
    currencies = dict.fromkeys(each.currency for each in used if each is not None)
    rated = [currency for currency in currencies if draw(st.booleans())]
    return tuple(CurrencyExchange(currency_type_code=each, rate_numeric=draw(numbers(5))) for each in rated)


def _priced(valuation: CustomsValuation | None) -> list[Amount | None]:
    if valuation is None:
        return []
    charged = [each.other_charge_deduction_amount for each in valuation.charge_deduction]
    return [valuation.freight_charge_amount, *charged]
