"""The quick ways of reading come to the same values as the exact ones, and to no verdict of their own."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from fuzz.mutations import mutate
from wco_datamodel import Message, MessageRejected, parse, parsing, render
from wco_datamodel.bulk_reading import bulk_reader
from wco_datamodel.json_plain import read_plain
from wco_datamodel.message import Source
from wco_datamodel.naming import local_name
from wco_datamodel.readers import reader
from wco_datamodel.schema import BODIES

SAMPLES = [file.read_bytes() for file in sorted((Path(__file__).parent / "samples").glob("*.xml"))]
IN_JSON = [render(parse(sample), "json") for sample in SAMPLES]
SHORT = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
ITEM = b'{"Declaration":{"FunctionCode":"9","GoodsShipment":{"GovernmentAgencyGoodsItem":[{"SequenceNumeric":1,%b}]}}}'
BODY = '<Declaration xmlns="urn:wco:datamodel:WCO:DEC-SW:1"><FunctionCode>9</FunctionCode>{0}</Declaration>'
NAMED = b'{"Declaration":{"FunctionCode":"9","Submitter":{"Name":%b}}}'


def the_long_way(data: bytes) -> Message:
    """Read JSON through an element tree and the schema."""
    source = Source(data, "json")
    return parsing._parse_tree(parsing._root(source), source)


def same_both_ways(data: bytes) -> bool:
    """Hold what is read straight against the long way; tell whether it was read straight at all."""
    plain = read_plain(data)
    if plain is not None:
        straight, long = Message(**plain), the_long_way(data)
        assert straight == long
        assert repr(straight) == repr(long)
    return plain is not None


def test_what_render_writes_is_read_straight() -> None:
    assert [same_both_ways(data) for data in IN_JSON].count(False) == 1  # the sample with attributes


@settings(SHORT, max_examples=600)
@given(sample=st.sampled_from(IN_JSON), seed=st.integers(0, 2**32))
def test_whatever_is_done_to_json_it_is_read_alike_or_not_straight(sample: bytes, seed: int) -> None:
    same_both_ways(mutate(sample, random.Random(seed)))  # noqa: S311 (no secret)


@settings(SHORT, max_examples=600)
@given(name=st.text(st.characters(codec="utf-8") | st.sampled_from(' ":\\\n\t\r')), escaped=st.booleans())
def test_any_text_in_json_is_read_alike_or_not_straight(name: str, escaped: bool) -> None:
    same_both_ways(NAMED % json.dumps(name, ensure_ascii=escaped).encode())


@settings(SHORT, max_examples=400)
@given(number=st.from_regex(r"\A[-+]?[0-9]{0,18}\.?[0-9]{0,8}\Z") | st.from_regex(r"\A-?[0-9.eE+_ ]{1,8}\Z"))
def test_any_number_in_json_is_read_alike_or_not_straight(number: str) -> None:
    text = json.dumps(number).encode()
    same_both_ways(ITEM % (b'"StatisticalValueAmount":{"value":%b}' % text))
    same_both_ways(ITEM % (b'"StatisticalValueAmount":{"value":%b}' % number.encode()))


@pytest.mark.parametrize(
    "data",
    [
        b'{"Declaration":{"FunctionCode":"9","ID":"1","ID":"2"}}',
        b'{"Declaration":{"FunctionCode":"9","ID" :"1","ID":"2"}}',
        b'{"Declaration":{"FunctionCode":"9","ID"\n\t:"1","I\\u0044":"2"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"\\u0022:","ID":"2"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"\\u003a","ID":"2"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"x","ID":"\\u0020:"}}',
        b'{"MetaData":{"Declaration":{"FunctionCode":"9"},"Response":[{"FunctionCode":"1","Declaration":{}}]}}',
        b'{"MetaData":{},"Declaration":{"FunctionCode":"9"}}',
        b'{"MetaData":{"Response":[]}}',
        b'{"Declaration":{"FunctionCode":"9","ID":" 1"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"1  2"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"\\u0000"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"\xef\xbf\xbe"}}',
        b'{"Declaration":{"FunctionCode":"9","ID":"\\ud83d\\ude00"}}',
        b'{"Declaration":{"FunctionCode":"9","AcceptanceDateTime":{"value":"20261124"}}}',
        b'{"Declaration":{"FunctionCode":"9","GoodsItemQuantity":{"value":"1","unitCode":""}}}',
        b'{"Declaration":{"FunctionCode":"9","GoodsItemQuantity":{"value":1e2}}}',
        b'{"Declaration":{"FunctionCode":"9","ID":null}}',
        b'\xef\xbb\xbf{"Declaration":{"FunctionCode":"9"}}',
        ITEM.replace(b":1,", b":1e2,") % b'"Origin":[]',
        ITEM.replace(b":1,", b":1.0,") % b'"Origin":[]',
        ITEM.replace(b":1,", b':"1",') % b'"Origin":[]',
    ],
)
def test_what_needs_a_closer_look_is_not_read_straight(data: bytes) -> None:
    assert read_plain(data) is None


def bodies(data: bytes) -> list[etree._Element]:
    """The judged bodies of a message, in our namespaces."""
    found: list[etree._Element] = []
    try:
        root = etree.fromstring(render(parse(data)), etree.XMLParser(remove_blank_text=True))
    except MessageRejected:
        return found
    return [child for child in root if local_name(child) in BODIES]


@settings(SHORT, max_examples=400)
@given(sample=st.sampled_from(SAMPLES), seed=st.integers(0, 2**32))
def test_whatever_is_done_to_a_message_bodies_are_read_alike_in_bulk(sample: bytes, seed: int) -> None:
    for body in bodies(mutate(sample, random.Random(seed))):  # noqa: S311 (no secret)
        name = local_name(body)
        in_bulk = bulk_reader(name)(body)
        assert in_bulk is None or repr(in_bulk) == repr(reader(name)(body))


@settings(SHORT, max_examples=400)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from(" \"'<>&\\\n\t\r")))
def test_any_text_of_an_element_is_read_alike_in_bulk(text: str) -> None:
    declaration = etree.fromstring(BODY.format("<Submitter/>"))
    for name in ("Name", "ID"):
        etree.SubElement(declaration[-1], f"{{urn:wco:datamodel:WCO:DEC-SW:1}}{name}").text = text
    in_bulk = bulk_reader("Declaration")(declaration)
    assert in_bulk is None or repr(in_bulk) == repr(reader("Declaration")(declaration))


def test_blanks_between_elements_are_never_taken_for_values() -> None:
    twice = "<Agent><ID>1</ID></Agent>{0}<AuthorisationHolder><ID>2</ID></AuthorisationHolder>{0}<AuthorisationHolder/>"
    declaration = etree.fromstring(BODY.format(twice.format("<![CDATA[ ]]>")))
    assert bulk_reader("Declaration")(declaration) is None
    assert len(reader("Declaration")(declaration).authorisation_holder) == 2


def test_numbers_are_kept_as_they_were_written() -> None:
    for value, written in (("0.0000000", "0"), ("1.50", "1.50"), ("007", "7"), (".5", "0.5")):
        text = f"<Declaration><FunctionCode>9</FunctionCode><InvoiceAmount>{value}</InvoiceAmount></Declaration>"
        declaration = parse(text.encode()).declaration
        assert declaration is not None
        assert declaration.invoice_amount is not None
        assert str(declaration.invoice_amount.value) == written
