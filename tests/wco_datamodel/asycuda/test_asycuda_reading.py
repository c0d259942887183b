"""A declaration exported from ASYCUDA says the same in the words of the WCO Data Model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from wco_datamodel import Declaration, check, parse, render
from wco_datamodel.asycuda import Reading, read
from wco_datamodel.places import place
from wco_datamodel.values import Amount, DateTime, Measure

WHOLE = ("month-first", "day-first", "iso-dates", "export")
Read = Callable[[str], Reading]


@pytest.fixture
def month_first(reading: Read) -> Declaration:
    return declared(reading("month-first"))


@pytest.fixture
def day_first(reading: Read) -> Declaration:
    return declared(reading("day-first"))


def declared(reading: Reading) -> Declaration:
    declaration = reading.message.declaration
    assert declaration is not None
    return declaration


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("spelling", ["xml", "json"])
def test_what_is_read_can_be_lodged_like_any_message(reading: Read, name: str, spelling: str) -> None:
    message = reading(name).message

    lodged = parse(render(message, spelling))  # type: ignore[arg-type]

    assert lodged.declaration == message.declaration
    judged = check(replace(lodged, profile=message.profile), frozenset({"XL"}))
    assert [problem for problem in judged if problem.severity == "error"] == []


def test_the_message_is_a_visitors_original_declaration(reading: Read) -> None:
    message = reading("month-first").message

    assert (message.kind, message.profile.name, message.profile.visiting) == ("DEC", "ASYCUDA", True)
    assert declared(reading("month-first")).function_code == "9"


def test_office_type_and_reference_are_read(month_first: Declaration) -> None:
    assert month_first.declaration_office_id == "XLLAG1"
    assert month_first.type_code == "IM4"
    assert month_first.functional_reference_id == "2026-T2-0311"
    assert month_first.issue_date_time == DateTime("20261109", "102")


def test_totals_are_kept_exactly(month_first: Declaration) -> None:
    assert month_first.goods_item_quantity == Measure(Decimal(2))
    assert month_first.total_package_quantity == Measure(Decimal(132))
    assert month_first.total_gross_mass_measure == Measure(Decimal("3100.5"), "KGM")
    assert month_first.invoice_amount == Amount(Decimal("12500.5"), "FJD")


def test_several_valuation_segments_keep_their_currencies_and_rates(month_first: Declaration) -> None:
    assert month_first.goods_shipment
    valuation = month_first.goods_shipment.customs_valuation

    assert valuation is not None
    assert valuation.freight_charge_amount == Amount(Decimal(1000), "USD")
    assert [(each.charges_type_code, each.other_charge_deduction_amount) for each in valuation.charge_deduction] == [
        ("IFR", Amount(Decimal(110), "NZD")),
        ("INS", Amount(Decimal(500), "NZD")),
    ]
    assert [(each.currency_type_code, each.rate_numeric) for each in month_first.currency_exchange] == [
        ("FJD", Decimal("0.75")),
        ("USD", Decimal("1.7")),
        ("NZD", Decimal(1)),
    ]


def test_parties_have_a_name_an_address_and_a_number(month_first: Declaration) -> None:
    assert month_first.goods_shipment
    importer, exporter = month_first.goods_shipment.importer, month_first.exporter

    assert importer
    assert importer.address
    assert (importer.name, importer.id, importer.address.line) == ("Trader Two Ltd", "1000002", "Wharf Road 2")
    assert exporter
    assert exporter.address
    assert (exporter.name, exporter.address.line) == ("Example Mill Ltd", "4 Sample Street, Suva")


def test_the_consignee_of_an_export_is_no_importer(reading: Read) -> None:
    shipment = declared(reading("export")).goods_shipment

    assert shipment
    assert shipment.importer is None
    assert shipment.consignee
    assert shipment.consignee.name == "Overseas Buyer One"


def test_an_item_is_classified_described_and_weighed(month_first: Declaration) -> None:
    flour, screwdrivers = month_first.items

    assert (flour.hs_code, flour.goods_description) == ("1101001000", "Wheat flour in bags of 25 kg")
    assert (flour.origin_country, flour.net_mass, flour.gross_mass) == ("FJ", Decimal(2500), Decimal("2550.5"))
    assert screwdrivers.goods_description == "Screwdrivers", "the tariff's description stands in for the trader's"


def test_an_extended_procedure_is_two_codes_and_the_national_one_is_another(month_first: Declaration) -> None:
    procedures = month_first.items[0].government_procedure

    assert [(each.current_code, each.previous_code) for each in procedures] == [("40", "00"), ("000", None)]


def test_a_price_is_in_the_currency_of_the_invoice(month_first: Declaration) -> None:
    assert [item.price for item in month_first.items] == [
        Amount(Decimal(9000), "FJD"),
        Amount(Decimal("3500.5"), "FJD"),
    ]


def test_attached_documents_keep_code_number_name_and_date(month_first: Declaration) -> None:
    invoice, certificate = month_first.items[0].additional_document

    assert (invoice.category_code, invoice.type_code, invoice.id) == ("N", "380", "EM-2026-90")
    assert (certificate.category_code, certificate.type_code) == (None, "851")
    assert certificate.name == "Phytosanitary certificate"
    assert certificate.effective_date_time == DateTime("20261030", "102")


def test_taxation_lines_are_duties_and_the_preference_stands_before_them(month_first: Declaration) -> None:
    assert month_first.items[0].commodity
    preference, duty, tax = month_first.items[0].commodity.duty_tax_fee

    assert (preference.duty_regime_code, preference.quota_order_id) == ("PIC", "Q-17")
    assert (duty.type_code, duty.tax_rate_numeric) == ("IMD", Decimal(0))
    assert tax.payment
    assert tax.ad_valorem_tax_base_amount == Amount(Decimal("8413.47"), "NZD")
    assert tax.payment.tax_assessed_amount == Amount(Decimal("1262.02"), "NZD")


def test_containers_are_listed_once_and_linked_to_their_items(month_first: Declaration) -> None:
    assert month_first.goods_shipment
    assert month_first.goods_shipment.consignment
    listed = month_first.goods_shipment.consignment.transport_equipment
    linked = [[each.id for each in item.commodity.transport_equipment] for item in month_first.items if item.commodity]

    assert [(each.sequence_numeric, each.id) for each in listed] == [(1, "SMPU1234561"), (2, "SMPU7654321")]
    assert linked == [["SMPU1234561"], ["SMPU1234561", "SMPU7654321"]]


def test_a_licence_is_a_document_with_what_is_written_off(reading: Read) -> None:
    licence, invoice = declared(reading("iso-dates")).items[0].additional_document

    assert (licence.type_code, licence.id) == ("911", "LIC-SAMPLE-4")
    assert licence.write_off
    assert licence.write_off.quantity_quantity == Measure(Decimal(40), "KGM")
    assert licence.write_off.amount_amount == Amount(Decimal("2169.04"), "NZD")
    assert (invoice.type_code, invoice.write_off) == ("380", None)
    assert declared(reading("export")).items[0].additional_document[0].type_code == "811"


def test_previous_documents_say_which_they_are(month_first: Declaration, day_first: Declaration) -> None:
    manifest_line, warehouse = month_first.items[0].previous_document[0], day_first.items[0].previous_document[0]

    assert (manifest_line.category_code, manifest_line.id, manifest_line.line_numeric) == ("X", "SAMPLEBL77", 2)
    assert (warehouse.category_code, warehouse.id) == ("Z", "XL26W0007")


def test_numbers_that_customs_gave_are_named(reading: Read) -> None:
    registration, assessment = reading("month-first").stages

    assert (registration.name, registration.serial, registration.number) == ("Registration", "C", "5120")
    assert registration.date == assessment.date == DateTime("20261110", "102")
    assert [stage.name for stage in reading("day-first").stages] == ["Registration", "receipt"]
    assert [(stage.name, stage.number) for stage in reading("iso-dates").stages] == [("receipt", "31")]


def test_other_countries_spellings_are_read(day_first: Declaration) -> None:
    item = day_first.items[0]

    assert day_first.declaration_office_id == "XLOUT1"
    assert day_first.loading_list_quantity == Measure(Decimal(1))
    assert day_first.total_package_quantity == Measure(Decimal(24))
    assert item.additional_information[0].statement_code == "B02"
    assert item.commodity
    assert item.commodity.goods_measure
    assert item.commodity.goods_measure.tariff_quantity == Measure(Decimal("18.75"), "LTR")


def test_a_countrys_own_codes_become_ours(day_first: Declaration) -> None:
    assert day_first.invoice_amount == Amount(Decimal(1440), "NZD")


def test_a_day_first_flavour_reads_the_ninth_of_november(day_first: Declaration) -> None:
    assert day_first.issue_date_time == DateTime("20261109", "102")


def test_every_value_without_a_place_is_listed_with_its_line(reading: Read) -> None:
    listed = {(each.path, each.value, each.line) for each in reading("day-first").unmapped}

    assert listed == {
        ("Assessment_notice/Global_taxes", "0.0", 3),
        ("Identification/Office_segment/Customs_Clearance_office_name", "Outer Reef", 13),
        ("Warehouse/Delay", "90", 52),
        ("Item[1]/Tarification/Supplementary_unit[2]/Supplementary_unit_code", "LPA", 77),
        ("Item[1]/Tarification/Supplementary_unit[2]/Supplementary_unit_quantity", "2.44", 78),
    }


def test_attributes_and_text_between_elements_are_listed_too() -> None:
    data = b'<ASYCUDA id="7">stray<Property>more<Sad_flow>I</Sad_flow>tail</Property><Item x="y"/>end</ASYCUDA>'

    assert [each.value for each in read(data).unmapped] == ["7", "stray", "more", "tail", "y", "end"]


def test_a_problem_found_later_still_names_the_line_of_the_export(reading: Read) -> None:
    source = reading("month-first").message.source
    item = ("Declaration", "GoodsShipment", "GovernmentAgencyGoodsItem[2]")

    assert source
    assert source.line_of(place((*item, "Commodity", "Description"))) == 260
    assert source.line_of(place((*item, "Destination", "CountryCode"))) == 244, "the item's own, for it has none"
