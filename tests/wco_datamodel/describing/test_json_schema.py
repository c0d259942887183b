"""The JSON Schemas say what the reader does: what they allow is read, what the reader refuses they do not allow."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from wco_datamodel import Message, MessageRejected, parse, render
from wco_datamodel.describing import json_schema, schema_names
from wco_datamodel.describing.json_schema import NameUnknown
from wco_datamodel.schema import tree

SAMPLES = Path(__file__).parents[3] / "singlewindow" / "countries" / "lagoon" / "samples"
RICH = json.loads(render(parse((SAMPLES / "import-plant-food-refrigerant.xml").read_bytes()), "json"))
BODY_KINDS = ("DEC", "RES", "LPCO", "LPCORES")
DECLARATION = Draft202012Validator(json_schema("declaration"))
OF_KIND = dict(zip(BODY_KINDS, map(Draft202012Validator, map(json_schema, schema_names())), strict=True))


def spelled(message: Message) -> Any:
    return json.loads(render(message, "json"))


def is_read(document: Any) -> bool:
    try:
        return parse(json.dumps(document).encode(), "application/json").kind == "DEC"
    except MessageRejected:
        return False


def smallest(**members: Any) -> dict[str, Any]:
    return {"Declaration": {"FunctionCode": "9", **members}}


def messages(shared: Path) -> Iterator[tuple[str, Message]]:
    for file in sorted((shared / "corpus").rglob("*.xml")):
        try:
            yield str(file), parse(file.read_bytes())
        except MessageRejected:
            continue


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_valid_and_names_what_it_is(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(f":{name}")


def test_there_is_a_schema_for_each_kind_of_message() -> None:
    bodies = [element for element in tree("MetaData").classes["MetaData"].elements.values() if not element.term]
    assert schema_names() == ("declaration", "response", "lpco", "lpco-response")
    assert len(schema_names()) == len(bodies)
    with pytest.raises(NameUnknown, match="declaration, response"):
        json_schema("invoice")


def test_every_real_message_is_valid_in_json(shared: Path) -> None:
    read = list(messages(shared))
    wrong = [file for file, message in read if not OF_KIND[message.kind].is_valid(spelled(message))]
    assert len(read) > 370
    assert wrong == []


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("[ie]*port-*")), ids=lambda file: file.name)
def test_every_sample_is_valid_in_json(file: Path) -> None:
    assert [error.message for error in DECLARATION.iter_errors(spelled(parse(file.read_bytes())))] == []


def test_an_element_carries_its_label_its_wco_id_its_format_and_its_code_list() -> None:
    office = json_schema("declaration")["$defs"]["Declaration"]["properties"]["InvoiceAmount"]
    assert office["title"] == "Total amount invoiced"
    assert office["x-wco-id"] == "109"
    assert office["description"] == "WCO 109, format n..16,3"


@pytest.mark.parametrize(
    "members",
    [
        {"InvoiceAmount": "12.50"},
        {"InvoiceAmount": 12.5},
        {"InvoiceAmount": {"value": "12.50", "currencyID": "NZD"}},
        {"InvoiceAmount": {"value": 12, "currencyID": "NZD"}},
        {"InvoiceAmount": "0012345678901234.50"},
        {"InvoiceAmount": ".5"},
        {"TotalGrossMassMeasure": {"value": "3", "unitCode": "KGM"}},
        {"GoodsItemQuantity": 3},
        {"IssueDateTime": "20261124"},
        {"IssueDateTime": "20261124153000Z"},
        {"IssueDateTime": {"value": "20261124", "formatCode": "102"}},
        {"FunctionCode": 9},
        {"TypeCode": None, "CurrencyExchange": []},
        {"CurrencyExchange": {"CurrencyTypeCode": "NZD"}},
        {"CurrencyExchange": [{"CurrencyTypeCode": "NZD"}, {"CurrencyTypeCode": "USD"}]},
        {"TypeCode": {"value": "IMA", "listID": "1001", "languageID": "en-NZ"}},
    ],
    ids=str,
)
def test_each_spelling_that_the_reader_takes_is_allowed(members: dict[str, Any]) -> None:
    document = smallest(**members)
    assert is_read(document)
    assert [error.message for error in DECLARATION.iter_errors(document)] == []


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"Invoice": {}},
        {"Declaration": []},
        {"Declaration": {}},
        {"Declaration": {"FunctionCode": None}},
        {"MetaData": {}},
        {"MetaData": {"Declaration": {"FunctionCode": "9"}, "Response": []}, "Declaration": {"FunctionCode": "9"}},
        smallest(FunctionCode="7"),
        smallest(FunctionCode=7),
        smallest(Colour="red"),
        smallest(TypeCode=""),
        smallest(TypeCode="   "),
        smallest(TypeCode="IMAX"),
        smallest(TypeCode=1000),
        smallest(TypeCode={"listID": "1001"}),
        smallest(TypeCode=["IMA", "IMB"]),
        smallest(TypeCode={"value": "IMA", "currencyID": "NZD"}),
        smallest(FunctionalReferenceID="A\u0000B"),
        smallest(InvoiceAmount="1,50"),
        smallest(InvoiceAmount="1.2345"),
        smallest(InvoiceAmount="12345678901234.567"),
        smallest(InvoiceAmount=10**16),
        smallest(InvoiceAmount={"value": "1", "currencyID": "nzd"}),
        smallest(InvoiceAmount={"value": "1", "currencyID": 5}),
        smallest(InvoiceAmount={"value": "1", "unitCode": "KGM"}),
        smallest(InvoiceAmount={"currencyID": "NZD"}),
        smallest(GoodsItemQuantity=1.5),
        smallest(IssueDateTime="2026-11-24"),
        smallest(IssueDateTime={"value": "20261124"}),
        smallest(IssueDateTime={"value": "20261124", "formatCode": "203"}),
        smallest(GoodsShipment=[{}, {}]),
        smallest(GoodsShipment="goods"),
        smallest(CurrencyExchange=[None]),
        smallest(CurrencyExchange=[[{}]]),
    ],
    ids=str,
)
def test_what_the_reader_refuses_is_not_allowed(document: Any) -> None:
    assert not is_read(document)
    assert not DECLARATION.is_valid(document)


def holders(node: Any) -> Iterator[Any]:
    """Every object and list of a document."""
    if isinstance(node, dict | list):
        yield node
        for inner in node.values() if isinstance(node, dict) else node:
            yield from holders(inner)


LETTERS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=80)
NUMBERS = st.one_of(st.integers(-(10**18), 10**18), st.integers(-20, 20))
SPELLINGS = st.one_of(
    LETTERS,
    NUMBERS,
    st.decimals(-(10**6), 10**6, places=2).map(str),
    st.sampled_from(["9", "NZ", "20261124", "KGM", ""]),
)
NAMES = st.one_of(st.sampled_from(["value", "currencyID", "TypeCode", "ID", "Name", "Colour"]), LETTERS)
CONTENTS = st.recursive(
    st.one_of(SPELLINGS, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=2)),
    max_leaves=4,
)


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A rich declaration in which something at some place is removed, renamed, replaced, repeated or added."""
    document = deepcopy(RICH)
    holder = draw(st.sampled_from([each for each in holders(document) if each]))
    key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    how = draw(st.sampled_from(["remove", "rename", "replace", "repeat", "add"]))
    if how == "remove":
        del holder[key]
    elif how == "rename" and isinstance(holder, dict):
        holder[draw(NAMES)] = holder.pop(key)
    elif how == "repeat":
        holder[key] = [holder[key], deepcopy(holder[key])]
    elif how == "add" and isinstance(holder, dict):
        holder[draw(NAMES)] = draw(CONTENTS)
    else:
        holder[key] = draw(CONTENTS)
    return document


def usual(node: Any) -> Any:
    """A document without what the reader takes and the schema leaves out: see the description of the module."""
    if isinstance(node, dict):
        return {name: usual(each) for name, each in node.items() if each is not None and each != []}
    if isinstance(node, list):
        return usual(node[0]) if len(node) == 1 else [usual(each) for each in node]
    if isinstance(node, str):
        return " ".join(node.split())
    return str(node) if isinstance(node, int) and abs(node) >= 10**15 else node


SLOW = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@SLOW
@given(changed())
@example(RICH)
def test_a_changed_declaration_is_allowed_only_if_it_is_read(document: Any) -> None:
    if DECLARATION.is_valid(document):
        assert is_read(document)


@SLOW
@given(changed())
def test_a_changed_declaration_is_read_only_if_it_is_allowed(document: Any) -> None:
    if is_read(document):
        assert [error.message for error in DECLARATION.iter_errors(usual(document))] == []


@pytest.mark.parametrize("empty", ["", {}, {"value": ""}], ids=str)
def test_what_may_be_empty_needs_no_value(empty: Any) -> None:
    document = {"MetaData": {"ResponsibleCountryCode": empty, **smallest()}}
    assert is_read(document)
    assert DECLARATION.is_valid(document)


KINDS = sorted(Path(__file__).parents[1].joinpath("samples").glob("*.xml"))


@pytest.mark.parametrize("file", KINDS, ids=lambda file: file.name)
def test_every_kind_of_message_is_valid_by_its_own_schema_and_no_other(file: Path) -> None:
    message = parse(file.read_bytes())
    document = spelled(message)
    assert [error.message for error in OF_KIND[message.kind].iter_errors(document)] == []
    assert [kind for kind, schema in OF_KIND.items() if schema.is_valid(document)] == [message.kind]


def test_the_samples_are_of_every_kind() -> None:
    assert {parse(file.read_bytes()).kind for file in KINDS} == set(BODY_KINDS)
