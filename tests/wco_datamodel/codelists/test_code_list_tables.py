"""Every list has its shape, says where it is from, and knows its members."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from wco_datamodel import codelists
from wco_datamodel.codelists import ListUnknown, describe
from wco_datamodel.schema import tree

MEMBERS = {
    "cancellation-reasons": {"10": "Lodged twice", "1": "No longer wanted; the reason is stated in words"},
    "container": {"0": "Not in containers", "1": "In containers"},
    "hs": {"080810": "Fruit, edible; apples, fresh", "010121": "Horses; live, pure-bred breeding animals"},
    "incoterms": {"FOB": "Free On Board", "CIF": "Cost, Insurance and Freight", "DPU": "Delivered At Place Unloaded"},
    "iso3166": {"FJ": "Fiji", "NZ": "New Zealand", "TL": "Timor-Leste"},
    "iso4217": {"NZD": "New Zealand Dollar", "XPF": "CFP Franc"},
    "means-of-transport-id": {"10": "IMO ship identification number", "40": "IATA flight number"},
    "origin-type": {"2": "Preferential origin"},
    "payment": {"A": "Cash, at once", "E": "Deferred payment"},
    "procedures": {"10": "Outright exportation", "40": "Clearance for home use", "71": "Customs warehouse"},
    "rec19": {"1": "Maritime transport", "4": "Air transport"},
    "rec20": {"KGM": "kilogram", "LTR": "litre", "MTQ": "cubic metre"},
    "rec21": {"CT": "Carton", "PX": "Pallet"},
    "rec28": {"1501": "Grain vessel"},
    "representation": {"2": "Direct representation", "3": "Indirect representation"},
    "response-function": {"08": "Released", "13": "Duties due"},
    "uncl1001": {"380": "Commercial invoice", "851": "Phytosanitary certificate"},
    "uncl1225": {"9": "Original", "4": "Change"},
    "uncl3035": {"IM": "Importer", "EX": "Exporter"},
    "uncl3131": {"1": "Postal address"},
    "uncl3155": {"EM": "Electronic mail", "TE": "Telephone"},
    "uncl3227": {"14": "Goods item storage location"},
    "uncl4183": {"EE": "Electronic, used up"},
    "uncl4215": {"CC": "Collect"},
    "uncl4405": {"CLR": "Clear", "REF": "Refused"},
    "uncl4451": {"AES": "Reason for amending a message", "REG": "Regulatory information"},
    "uncl5153": {"CUD": "Customs duty", "VAT": "Value added tax"},
    "uncl9411": {"1": "Clearance", "3": "Fumigation"},
    "unlocode": {"NZAKL": "Auckland", "FJSUV": "Suva", "NCNOU": "Nouméa", "SGSIN": "Singapore"},
    "valuation": {"1": "Transaction value of the imported goods", "6": "Fall-back method"},
}
CODE_SHAPES = {
    "hs": r"\d{6}",
    "incoterms": r"[A-Z]{3}",
    "iso3166": r"[A-Z]{2}",
    "iso4217": r"[A-Z]{3}",
    "payment": r"[A-Z]",
    "procedures": r"\d\d",
    "rec19": r"\d",
    "rec20": r"[A-Z0-9]{2,3}",
    "rec21": r"[A-Z0-9]{2}",
    "rec28": r"\d{4}",
    "unlocode": r"[A-Z]{2}[A-Z2-9]{3}",
    "valuation": r"[1-6]",
}
each_list = pytest.mark.parametrize("name", codelists.names())


def test_every_list_has_a_test_of_its_members() -> None:
    assert set(MEMBERS) == set(codelists.names())


@each_list
def test_a_list_knows_its_members(name: str) -> None:
    found = {code: codelists.get(name).find(code) for code in MEMBERS[name]}

    assert {code: each and each.name for code, each in found.items()} == MEMBERS[name]


@each_list
def test_a_list_names_its_title_edition_source_and_licence(name: str) -> None:
    about = codelists.get(name).about

    assert all((about.title, about.edition, about.source, about.licence))


@each_list
def test_the_codes_of_a_list_have_its_shape(name: str) -> None:
    shape = re.compile(CODE_SHAPES.get(name, r"[A-Z0-9]{1,4}"))

    assert [each.code for each in codelists.get(name) if not shape.fullmatch(each.code)] == []


@each_list
def test_every_name_is_short_and_in_one_line(name: str) -> None:
    names = [each.name for each in codelists.get(name)]

    assert all(each == " ".join(each.split()) and 0 < len(each) <= 100 for each in names)


@each_list
def test_no_code_is_listed_twice_for_the_same_day(name: str) -> None:
    codes = codelists.get(name)
    today = date(2026, 11, 24)

    assert [each.code for each in codes if sum(p.holds(today) for p in codes.periods(each.code)) > 1] == []


def test_the_elements_of_the_lists_are_elements_of_the_schema() -> None:
    trees = (tree("Declaration"), tree("Response"))
    ids = {
        element.id for each_tree in trees for each in each_tree.classes.values() for element in each.elements.values()
    }

    assert {element for name in codelists.names() for element in codelists.get(name).about.elements} - ids == set()


def test_a_list_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ListUnknown, match="did you mean rec20"):
        codelists.get("rec_20")


def test_the_procedures_are_ours_and_name_their_annex() -> None:
    procedures = [each for each in codelists.get("procedures") if each.code != "00"]

    assert {each.issuer for each in procedures} == {"library"}
    assert all(each.detail.startswith("Specific Annex") for each in procedures)


def test_our_own_status_codes_are_told_from_the_published_ones() -> None:
    statuses = codelists.get("uncl4405")

    assert {each.code for each in statuses if each.issuer == "library"} == {
        "41",
        "CLR",
        "CON",
        "DET",
        "HLD",
        "PEN",
        "REF",
    }


def test_a_place_says_its_functions_and_which_countries_are_whole() -> None:
    places = codelists.get("unlocode")
    auckland = places.find("NZAKL")

    assert auckland is not None
    assert {"1", "4"} <= set(auckland.detail)
    assert places.covers("FJXXX")
    assert not places.covers("SGXXX")


def test_the_harmonized_system_is_dated_by_its_editions() -> None:
    subheadings = codelists.get("hs")
    ended, begun = subheadings.periods("854140")[0], subheadings.periods("854142")[0]

    assert (ended.valid_to, begun.valid_from) == (date(2021, 12, 31), date(2022, 1, 1))
    assert "854140" in begun.also
    assert sum(each.holds(date(2022, 1, 1)) for each in subheadings) == 5612
    assert sum(each.holds(date(2021, 12, 31)) for each in subheadings) == 5387
    assert not subheadings.covers("98")


def test_units_that_were_deleted_are_not_listed_and_deprecated_ones_are_marked() -> None:
    units = codelists.get("rec20")
    pascal = units.find("64")

    assert "05" not in units
    assert pascal is not None
    assert pascal.detail == "deprecated"


def test_importing_the_library_reads_no_table() -> None:
    program = (
        "import sys, wco_datamodel, wco_datamodel.codelists.collection as c;"
        "sys.exit(bool(c.get.cache_info().currsize or 'rapidfuzz' in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_reference_page_names_every_list_with_its_source() -> None:
    page = describe.page("Written by a test.")

    assert all(f"| `{name}` |" in page for name in codelists.names())
    assert codelists.get("rec20").edition in page
    assert codelists.get("unlocode").source in page
    assert "Written by a test." in page


def test_the_tables_are_part_of_the_package() -> None:
    tables = Path(codelists.__file__).parent / "tables"

    assert {file.stem for file in tables.glob("*.csv")} | {"iso3166", "iso4217"} == set(codelists.names())
