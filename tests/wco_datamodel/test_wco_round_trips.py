"""Whatever typed values a message can hold, they are written and read back equal, in both spellings."""

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wco_datamodel import Declaration, MessageRejected, parse, render
from wco_datamodel.binding import struct_of
from wco_datamodel.documents import AdditionalInformation
from wco_datamodel.goods import GoodsShipment
from wco_datamodel.message import Spelling
from wco_datamodel.parties import Importer
from wco_datamodel.profiles import DMS_2
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure

SPELLINGS: tuple[Spelling, ...] = ("xml", "json")
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)).map(DateTime.of_date)
MOMENTS = st.datetimes(dt.datetime(2000, 1, 2), dt.datetime(2099, 12, 30), timezones=st.just(dt.UTC)).map(DateTime.of)  # noqa: DTZ001
SMALL = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def numbers(element: ElementFacts) -> st.SearchStrategy[Decimal]:
    width, _, places = element.format.rpartition(".")[2].partition(",")
    decimals = int(places or 0)
    return st.integers(0, 10 ** min(int(width), 9) - 1).map(lambda whole: Decimal(whole).scaleb(-decimals))


def words(element: ElementFacts) -> st.SearchStrategy[str]:
    if "9_13_14" in element.type_name:
        return st.sampled_from(["9", "13", "14"])
    if "0_1" in element.type_name:
        return st.sampled_from(["0", "1"])
    exact = ".." not in element.format
    width = int("".join(c for c in element.format if c.isdigit()))
    size = {"min_size": width if exact else 1, "max_size": min(width, 12)}
    if ".letters" in element.type_name:
        return st.text("ABCxyz", **size)
    if ".digits" in element.type_name:
        return st.text("0123456789", **size)
    if element.term == "Text":
        return st.text(CHARACTERS, **size).filter(
            lambda text: bool(text.strip(" \t\r\n\u2028\x85\xa0")) and bool(text.strip())
        )
    return st.text(CHARACTERS, **size).map(lambda text: " ".join(text.split())).filter(bool)


def value(root: str, element: ElementFacts) -> st.SearchStrategy[Any]:
    if not element.term:
        return classes(element.root or root, element.type_name)
    if element.term == "DateTime":
        return DAYS | MOMENTS
    if element.term == "Amount":
        return st.builds(Amount, numbers(element), st.none() | st.sampled_from(["NZD", "FJD"]))
    if element.term in {"Measure", "Quantity"}:
        return st.builds(Measure, numbers(element), st.none() | st.sampled_from(["KGM", "C62"]))
    if element.term == "Numeric":
        return numbers(element).map(int) if element.format == "n..5" else numbers(element)
    return words(element)


@cache
def classes(root: str, class_name: str) -> st.SearchStrategy[Any]:
    """Structs of a class with any of its elements, few of each, and with what it must have."""
    struct = struct_of(root, class_name)
    fields = {field.encode_name: field.name for field in msgspec.structs.fields(struct)}

    def built(element: ElementFacts) -> st.SearchStrategy[Any]:
        each = st.deferred(lambda: value(root, element))
        if element.repeatable:
            return st.lists(each, max_size=2).map(tuple)
        return each if element.minimum else st.none() | st.none() | each

    known = tree(root).classes[class_name].elements
    return st.builds(struct, **{fields[name]: built(known[name]) for name in known if name in fields})


@pytest.mark.parametrize("spelling", SPELLINGS)
@SMALL
@given(data=st.data())
def test_any_declaration_is_written_and_read_back_equal(spelling: Spelling, data: st.DataObject) -> None:
    declaration = data.draw(classes("Declaration", "Declaration"))
    assert parse(render(declaration, spelling)).declaration == declaration


@pytest.mark.parametrize("spelling", SPELLINGS)
@SMALL
@given(data=st.data())
def test_any_response_is_written_and_read_back_equal(spelling: Spelling, data: st.DataObject) -> None:
    response = data.draw(classes("Response", "Response"))
    assert parse(render(response, spelling)).responses == (response,)


@SMALL
@given(data=st.data())
def test_a_visitors_profile_says_the_same(data: st.DataObject) -> None:
    declaration = data.draw(classes("Declaration", "Declaration"))
    message = parse(render(declaration, "xml", profile=DMS_2))
    assert message.profile == DMS_2
    assert message.declaration == declaration


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_parse_do_anything_but_read_or_refuse(data: bytes) -> None:
    for content_type in (None, "application/xml", "application/json"):
        try:
            parse(data, content_type)
        except MessageRejected as rejected:
            assert rejected.problems  # noqa: PT017 (either way is right)


def test_a_line_break_or_a_carriage_return_in_a_text_is_kept() -> None:
    shipment = GoodsShipment(importer=Importer(name="Kiosk\r\nand Sons\n& <Co>"))
    declaration = Declaration(function_code="9", id="A & <B>", goods_shipment=shipment)
    for spelling in SPELLINGS:
        assert parse(render(declaration, spelling)).declaration == declaration


def test_pretty_output_says_the_same() -> None:
    declaration = Declaration(function_code="9", additional_information=(AdditionalInformation(statement_code="A"),))
    for spelling in SPELLINGS:
        pretty = render(declaration, spelling, pretty=True)
        assert pretty.count(b"\n") > 5
        assert parse(pretty).declaration == declaration


def test_values_that_no_message_can_hold_are_refused_with_their_place() -> None:
    with pytest.raises(MessageRejected) as rejected:
        render(Declaration(function_code="9", type_code="IMPORT"))
    (problem,) = rejected.value.problems
    assert (problem.code, problem.pointer) == ("VAL02", "42A/D013")


def test_a_field_that_this_kind_of_message_has_no_element_for_is_not_dropped() -> None:
    limit = AdditionalInformation(limit_date_time=DateTime("20261124", "102"))
    with pytest.raises(ValueError, match="limit_date_time"):
        render(Declaration(function_code="9", additional_information=(limit,)))
