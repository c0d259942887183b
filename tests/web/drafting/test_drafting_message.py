"""A draft becomes the WCO message that it says."""

import datetime as dt
import string
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from singlewindow.countries import CountryPack
from singlewindow.web.drafting.document import (
    Document,
    DraftDocument,
    Item,
    Party,
    Route,
    Start,
    Terms,
    Transport,
    as_typed,
    decode,
    encode,
)
from singlewindow.web.drafting.lists import lists_of
from singlewindow.web.drafting.message import declaration, message
from singlewindow.web.drafting.mistakes import mistakes
from wco_datamodel import check, codelists, parse
from wco_datamodel.values import Amount, Measure

TODAY = dt.date(2026, 11, 24)
LISTS = lists_of(CountryPack.load("lagoon"))


def test_an_import_is_an_original_ima_declaration_with_counted_totals(draft: DraftDocument) -> None:
    said = declaration(draft)
    assert (said.function_code, said.type_code, said.direction) == ("9", "IMA", "import")
    assert said.functional_reference_id == "ORDER-77"
    assert said.declaration_office_id == "XLLAG1"
    assert said.goods_item_quantity == Measure(Decimal(2))
    assert said.total_gross_mass_measure == Measure(Decimal("202.5"), "KGM")
    assert said.total_package_quantity == Measure(Decimal(18))
    assert said.invoice_amount == Amount(Decimal("1550.00"), "NZD")
    assert (said.export_country, said.destination_country) == ("NZ", "XL")


def test_an_export_is_an_exa_declaration(draft: DraftDocument) -> None:
    export = msgspec.structs.replace(draft, start=msgspec.structs.replace(draft.start, direction="export"))
    assert declaration(export).type_code == "EXA"


def test_items_are_numbered_from_one_and_carry_what_agencies_ask_for(draft: DraftDocument) -> None:
    first, second = declaration(draft).items
    assert (first.sequence_numeric, second.sequence_numeric) == (1, 2)
    assert (first.hs_code, first.origin_country, first.requested_procedure) == ("060220", "NZ", "40")
    assert (first.gross_mass, first.net_mass) == (Decimal("120.5"), Decimal(100))
    assert first.price == Amount(Decimal("1250.00"), "NZD")
    document = first.additional_document[0]
    assert (document.type_code, document.id) == ("851", "PHYTO-9")
    assert document.effective_date_time is not None
    assert document.effective_date_time.day == dt.date(2026, 11, 19)


def test_a_document_code_with_a_letter_is_a_category_and_a_type(draft: DraftDocument) -> None:
    item = msgspec.structs.replace(draft.items[0], documents=(Document("", "c 673", "CATCH-1", "19/11/2026"),))
    document = declaration(msgspec.structs.replace(draft, items=(item,))).items[0].additional_document[0]
    assert (document.category_code, document.type_code) == ("C", "673")


def test_places_are_codes_or_names(draft: DraftDocument) -> None:
    route = msgspec.structs.replace(draft.route, loading="NZAKL", unloading="NAURU")
    shipment = declaration(msgspec.structs.replace(draft, route=route)).goods_shipment
    assert shipment is not None
    assert shipment.consignment is not None
    assert shipment.consignment.loading_location is not None
    assert shipment.consignment.loading_location.id == "NZAKL"
    assert shipment.consignment.unloading_location is not None
    assert shipment.consignment.unloading_location.name == "NAURU"


def test_the_same_draft_always_gives_the_same_bytes(draft: DraftDocument) -> None:
    assert message(draft) == message(decode(encode(draft)))


_NAMES = (
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=35)
    .map(as_typed)
    .filter(lambda text: text.split())
)
_DAYS = st.dates(dt.date(2000, 1, 1), TODAY).map(lambda day: f"{day.day}/{day.month}/{day.year}")
_MONEY = st.decimals("0.01", "999999999", places=2).map(str)
_SUBHEADINGS = [each.code for each in codelists.get("hs") if each.holds(TODAY)]
_COMMODITY_CODES = st.builds(str.__add__, st.sampled_from(_SUBHEADINGS), st.text(string.digits, max_size=4))
_CONTAINERS = ["CSQU3054383", "MSKU0383250", "TGHU7599330"]


def _code(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from(list(LISTS[table]))


def _parties(*, known: bool) -> st.SearchStrategy[Party]:
    numbers = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=17)
    return st.builds(
        Party,
        name=_NAMES,
        number=numbers if known else numbers | st.just(""),
        line=_NAMES,
        city=_NAMES,
        postcode=st.just("") | st.text(string.digits, min_size=1, max_size=9),
        country=_code("countries"),
    )


_documents = st.builds(Document, type=_code("documents"), number=_NAMES, issued=_DAYS)
_transport = st.builds(
    Transport,
    mode=_code("modes"),
    means_name=_NAMES,
    means_id=_NAMES,
    nationality=_code("countries") | st.just(""),
    contract=_NAMES,
    containers=st.sampled_from(["0", "1"]),
    container_numbers=st.lists(st.sampled_from(_CONTAINERS), min_size=1, unique=True).map("\n".join),
)
_route = st.builds(
    Route,
    export_country=_code("countries"),
    destination=_code("countries"),
    loading=_code("places") | _NAMES,
    unloading=_code("places") | _NAMES,
    location=_code("goods_locations"),
)
_terms = st.builds(
    Terms,
    invoice=_NAMES,
    issued=_DAYS,
    currency=_code("currencies"),
    total=_MONEY,
    incoterm=_code("incoterms"),
    place=_NAMES,
)


@st.composite
def _item(draw: st.DrawFn, direction: str) -> Item:
    masses = sorted(draw(st.decimals("0.001", "99999999", places=3)) for _ in range(2))
    return Item(
        description=draw(_NAMES),
        commodity_code=draw(_COMMODITY_CODES),
        origin=draw(_code("countries")),
        procedure=draw(_code(f"{direction}_procedures")),
        gross=str(masses[1]),
        net=str(masses[0]),
        packages=str(draw(st.integers(1, 999999))),
        package_kind=draw(_code("packages")),
        marks=draw(_NAMES),
        price=draw(_MONEY),
        documents=tuple(draw(st.lists(_documents, max_size=2))),
    )


@st.composite
def valid_drafts(draw: st.DrawFn) -> DraftDocument:
    direction = draw(st.sampled_from(["import", "export"]))
    reference = draw(st.text(string.ascii_letters + string.digits, min_size=1, max_size=35))
    return DraftDocument(
        start=Start(direction, reference, draw(_code("offices"))),
        declarant=draw(_NAMES),
        declarant_number="1000001",
        importer=draw(_parties(known=direction == "import")),
        exporter=draw(_parties(known=direction == "export")),
        transport=draw(_transport),
        route=draw(_route),
        terms=draw(_terms),
        items=tuple(draw(st.lists(_item(direction), min_size=1, max_size=3))),
    )


@given(valid_drafts())
@settings(max_examples=60, deadline=None)
def test_every_draft_without_mistakes_gives_a_message_without_errors(draft: DraftDocument) -> None:
    assert mistakes(draft, LISTS, TODAY) == ()
    parsed = parse(message(draft), "application/xml")
    errors = [p for p in (*parsed.warnings, *check(parsed, extra_countries=frozenset({"XL"}))) if p.severity == "error"]
    assert errors == []
    assert parsed.declaration == declaration(draft)


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", "a\x0bb", "\ufffea b\uffff"])
def test_characters_that_no_xml_can_carry_are_not_kept(typed: str) -> None:
    kept: Any = as_typed(typed)
    assert "a" in kept
    assert kept.isprintable()
