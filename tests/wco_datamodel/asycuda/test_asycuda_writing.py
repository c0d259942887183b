"""A declaration written for ASYCUDA and read back says the same, and what it cannot carry is named."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import msgspec
import pytest
from asycuda_declarations import declarations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from messages import FISH, REFRIGERANT, SHIRTS, Goods
from messages import declaration as with_invoice

from wco_datamodel import Declaration
from wco_datamodel.asycuda import ISO, WORLD, Flavour, Reading, read, write
from wco_datamodel.documents import AdditionalDocument, CurrencyExchange
from wco_datamodel.values import Amount, Measure

SAMPLES = ("month-first", "day-first", "iso-dates", "export", "broken")
FLAVOURS = [
    Flavour(name="lagoon", currency="NZD", licence_unit="KGM"),
    Flavour(
        name="reef",
        dates="dd/mm/yyyy",
        blank="empty",
        currency="NZD",
        licence_unit="KGM",
        spellings=(("A.I._code", "AI_code"), ("receipt", "Receipt")),
        codes=(("Currency_code", "554", "NZD"), ("Mode", "10", "1")),
    ),
    Flavour(name="atoll", dates="yyyy-mm-dd", blank="absent", currency="NZD", licence_unit="KGM", decimals=False),
    Flavour(name="long", dates="m/d/yyyy", blank="null", currency="NZD", licence_unit="KGM"),
]


def declared(*goods: Goods, **header: str | None) -> Declaration:
    """A declaration without the number of an invoice, for which an ASYCUDA export has no place."""
    said = with_invoice(*goods, **header)  # type: ignore[arg-type]
    assert said.goods_shipment
    return msgspec.structs.replace(said, goods_shipment=msgspec.structs.replace(said.goods_shipment, invoice=None))


@given(declarations(), st.sampled_from(FLAVOURS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_has_a_place_is_written_and_read_back_equal(declaration: Declaration, flavour: Flavour) -> None:
    writing = write(declaration, flavour=flavour)

    assert read(writing.data, flavour=flavour).message.declaration == declaration
    assert writing.unmapped == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_survives_writing_and_reading(
    reading: Callable[[str], Reading], flavours: dict[str, Flavour], name: str
) -> None:
    declaration = reading(name).message.declaration
    assert declaration

    for flavour in {flavours[name], *(each for each in FLAVOURS if each.licence_unit == flavours[name].licence_unit)}:
        writing = write(declaration, flavour=flavour)
        assert read(writing.data, flavour=flavour).message.declaration == declaration
        assert writing.unmapped == ()


def test_nothing_that_is_written_is_unknown_when_it_is_read() -> None:
    writing = write(declared(SHIRTS, FISH, type_code="IM4"))

    assert read(writing.data).problems == ()


def test_what_has_no_place_is_listed_with_its_path() -> None:
    declaration = declared(SHIRTS, type_code="IM4")
    document = AdditionalDocument(type_code="999", id="X1", lpco_exemption_code="AC")
    item = msgspec.structs.replace(declaration.items[0], additional_document=(document,))
    assert declaration.goods_shipment
    shipment = msgspec.structs.replace(declaration.goods_shipment, government_agency_goods_item=(item,))

    unmapped = write(msgspec.structs.replace(declaration, goods_shipment=shipment)).unmapped

    path = "/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/AdditionalDocument[1]/LPCOExemptionCode"
    assert [(each.path, each.value, each.line) for each in unmapped] == [(path, "AC", None)]


def test_a_type_without_a_general_procedure_takes_it_from_the_first_item_and_says_so() -> None:
    writing = write(declared(SHIRTS, type_code="IMA"))
    back = read(writing.data).message.declaration

    assert back
    assert back.type_code == "IM4"
    assert [(each.path, each.value) for each in writing.unmapped] == [("/Declaration/TypeCode", "IMA")]


def test_a_request_about_an_earlier_declaration_is_named_as_no_original() -> None:
    request = msgspec.structs.replace(declared(SHIRTS, type_code="IM4"), function_code="13")

    assert ("/Declaration/FunctionCode", "13") in {(each.path, each.value) for each in write(request).unmapped}


def test_a_rate_of_a_currency_that_no_amount_has_is_listed() -> None:
    exchange = (CurrencyExchange(currency_type_code="USD", rate_numeric=Decimal("1.7")),)
    declaration = msgspec.structs.replace(declared(SHIRTS, type_code="IM4"), currency_exchange=exchange)

    assert [(each.path, each.value) for each in write(declaration).unmapped] == [
        ("/Declaration/CurrencyExchange[1]/CurrencyTypeCode", "USD"),
        ("/Declaration/CurrencyExchange[1]/RateNumeric", "1.7"),
    ]


def test_a_mass_in_another_unit_is_listed() -> None:
    declaration = msgspec.structs.replace(
        declared(SHIRTS, type_code="IM4"), total_gross_mass_measure=Measure(Decimal(3), "TNE")
    )

    assert ("/Declaration/TotalGrossMassMeasure", "3 TNE") in {
        (each.path, each.value) for each in write(declaration).unmapped
    }


def test_a_character_that_xml_cannot_carry_is_listed() -> None:
    declaration = msgspec.structs.replace(declared(SHIRTS, type_code="IM4"), functional_reference_id="A\x00B")

    assert [each.path for each in write(declaration).unmapped] == ["/Declaration/FunctionalReferenceID"]


def test_marks_and_names_are_escaped() -> None:
    declaration = msgspec.structs.replace(declared(SHIRTS, type_code="IM4"), functional_reference_id="<A&B>")

    assert write(declaration).unmapped == ()


def test_each_flavour_writes_blanks_and_dates_its_own_way(reading: Callable[[str], Reading]) -> None:
    declaration = reading("iso-dates").message.declaration
    assert declaration
    lagoon, reef, atoll, _ = (write(declaration, flavour=flavour).data.decode() for flavour in FLAVOURS)

    assert "<Exporter_code><null/></Exporter_code>" in lagoon
    assert "<Date_of_declaration>11/12/26</Date_of_declaration>" in lagoon
    assert "<Exporter_code/>" in reef
    assert "<Date_of_declaration>12/11/2026</Date_of_declaration>" in reef
    assert "<AI_code/>" in reef
    assert "<Receipt>" in reef
    assert "Exporter" not in atoll
    assert "<Date_of_declaration>2026-11-12</Date_of_declaration>" in atoll


def test_numbers_carry_a_point_where_the_flavour_writes_it() -> None:
    declaration = msgspec.structs.replace(
        declared(SHIRTS, type_code="IM4"), invoice_amount=Amount(Decimal(1000), "NZD")
    )

    assert "<Total_invoice>1000.0</Total_invoice>" in write(declaration, flavour=WORLD).data.decode()
    assert "<Total_invoice>1000</Total_invoice>" in write(declaration, flavour=ISO).data.decode()


def test_a_licence_without_a_deduction_is_an_attached_document() -> None:
    text = write(declared(REFRIGERANT, type_code="IM4")).data.decode()

    assert "<Attached_document_code>911</Attached_document_code>" in text
    assert "<Licence_number><null/></Licence_number>" in text
