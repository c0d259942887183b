"""The JSON spelling: strict, judged by the same schema, its faults named by line and by place in the text as sent."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from wco_datamodel import Declaration, MessageRejected, parse, render
from wco_datamodel.parties import Submitter
from wco_datamodel.problems import Problem


def refused(text: str | bytes) -> tuple[Problem, ...]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(MessageRejected) as rejected:
        parse(data, "application/json")
    return rejected.value.problems


def problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        parse(data, "application/json")
    except MessageRejected as rejected:
        return rejected.problems
    return ()


def read(document: Any) -> Declaration:
    declaration = parse(json.dumps(document).encode(), "application/json").declaration
    assert declaration is not None
    return declaration


def test_every_invalid_text_of_the_suite_is_refused_and_nothing_crashes(shared: Path) -> None:
    files = sorted((shared / "hostile" / "jsontestsuite").glob("*.json"))
    assert len(files) > 200
    for file in files:
        for data in (file.read_bytes(), b'{"Declaration": {"FunctionCode": "9", "ID": ' + file.read_bytes() + b"}}"):
            problems = problems_of(data)
            assert all(problem.line for problem in problems), file.name
            assert problems or not file.name.startswith("n_"), file.name


def test_every_naughty_string_is_carried_whole_or_refused(shared: Path) -> None:
    strings = json.loads((shared / "hostile" / "blns" / "blns.json").read_text(encoding="utf-8"))
    carried = 0
    for string in strings:
        declaration = Declaration(function_code="9", submitter=Submitter(name=string))
        with contextlib.suppress(MessageRejected):
            spelled = render(declaration, "json"), render(declaration, "xml")
            assert [parse(each).declaration for each in spelled] == [declaration, declaration]
            carried += 1
    assert carried > 400


def test_amounts_measures_and_dates_may_be_objects_or_bare_values() -> None:
    long = read({"MetaData": {"Declaration": {
        "FunctionCode": "9", "InvoiceAmount": {"value": "12.50", "currencyID": "NZD"},
        "TotalGrossMassMeasure": {"value": "3", "unitCode": "KGM"},
        "IssueDateTime": {"value": "20261124", "formatCode": "102"},
    }}})  # fmt: skip
    assert long.invoice_amount is not None
    assert (str(long.invoice_amount.value), long.invoice_amount.currency) == ("12.50", "NZD")
    short = read({"Declaration": {"IssueDateTime": "20261124", "TotalGrossMassMeasure": 3, "FunctionCode": 9}})
    assert short.issue_date_time == long.issue_date_time
    assert short.total_gross_mass_measure is not None
    assert short.total_gross_mass_measure.value == 3


def test_keys_may_stand_in_any_order_and_null_is_absent() -> None:
    assert read({"Declaration": {"TypeCode": "IMA", "ID": None, "FunctionCode": "9"}}).type_code == "IMA"


def test_a_single_object_may_stand_where_a_list_is_expected() -> None:
    shipment = {"GovernmentAgencyGoodsItem": {"SequenceNumeric": 1}}
    assert len(read({"Declaration": {"FunctionCode": "9", "GoodsShipment": shipment}}).items) == 1


@pytest.mark.parametrize(
    ("text", "code", "line", "pointer"),
    [
        ('{"Declaration": {"FunctionCode": "9",\n"FunctionCode": "9"}}', "JSON04", 2, "/Declaration/FunctionCode"),
        ('{"Declaration": {\n"ID": NaN}}', "JSON05", 2, "/Declaration/ID"),
        ('{"Declaration": {\n"ID": -Infinity}}', "JSON05", 2, "/Declaration/ID"),
        ('{"Declaration": {\n"ID": 1e400}}', "JSON05", 2, "/Declaration/ID"),
        ('{"Declaration": {\n"ID": ' + "1" * 500 + "}}", "JSON05", 2, "/Declaration/ID"),
        ('{"Declaration": {"FunctionCode": "9",\n"ID": "\\ud800"}}', "VAL12", 2, "/Declaration/ID"),
        ('{"Declaration": {"FunctionCode": "9",\n"ID": "a\\u0000"}}', "VAL12", 2, "/Declaration/ID"),
        ('{"Declaration": {"FunctionCode": "9",\n"ID": []}} x', "JSON02", 2, ""),
        ('{"Declaration": {"FunctionCode": "9",\n\n', "JSON02", 3, ""),
        ("[" * 100_000, "JSON03", 1, ""),
        ('{"Declaration": {"a": NaN,\n"b" 1}}', "JSON02", 2, ""),
        ('{"Declaration": {"x": {"a": 1, "a": 2},\n"b" 1}}', "JSON02", 2, ""),
        ('{"Declaration": {"FunctionCode": "9",\n"ID": {"value": {}}}}', "JSON06", 2, "/Declaration/ID"),
        ('{"Declaration": {"FunctionCode": "9",\n"GoodsShipment": "x"}}', "JSON06", 2, "/Declaration/GoodsShipment"),
        ('{"Declaration": {"FunctionCode": "9",\n"no name": 1}}', "ELEM01", 1, "/Declaration"),
        ('{"Declaration": {"FunctionCode": "9",\n"Typecode": "X"}}', "ELEM02", 2, "/Declaration/Typecode"),
        ('{"Declaration": {"FunctionCode": "9",\n"ID": {"value": "1", "xmlns": "u"}}}', "ATTR01", 2, "/Declaration/ID"),
    ],
)
def test_each_fault_names_its_line_and_its_place_in_the_text_as_sent(
    text: str, code: str, line: int, pointer: str
) -> None:
    problem = refused(text)[0]
    assert (problem.code, problem.line, problem.json_pointer) == (code, line, pointer)


def test_a_fault_in_an_item_is_found_by_its_line_also_without_the_list() -> None:
    shipment = '{\n"GovernmentAgencyGoodsItem":\n{"SequenceNumeric": "x"}}'
    text = '{"Declaration": {"FunctionCode": "9", "GoodsShipment": ' + shipment + "}}"
    (problem,) = refused(text)
    assert problem.line == 3
    assert problem.json_pointer == "/Declaration/GoodsShipment/GovernmentAgencyGoodsItem/SequenceNumeric"
    assert problem.pointer == "42A > 67A > 68A[1]/006"


def test_all_equal_keys_are_named_not_only_the_first() -> None:
    codes = [problem.line for problem in refused('{"Declaration": {"a": {\n"b": 1, "b": 2}, "c": 1,\n"c": 2}}')]
    assert sorted(line or 0 for line in codes) == [2, 3]


def test_a_document_that_is_no_message_is_refused_in_words() -> None:
    for text in ("[]", "1", "{}", '{"Invoice": {}}', '{"Declaration": {}, "Response": {}}'):
        (problem,) = refused(text)
        assert problem.code == "MSG02"
        assert "{" not in problem.sentence


def test_bytes_that_are_not_utf_8_are_refused_at_their_line() -> None:
    (problem,) = refused(b'{"Declaration":\n"\xff"}')
    assert (problem.code, problem.line) == ("JSON01", 2)


def test_a_value_that_json_spells_wrongly_in_the_envelope_is_named() -> None:
    problems = refused('{"MetaData":{"WCOTypeName":[null],"Declaration":{"FunctionCode":"9"}}}')
    assert [problem.label for problem in problems] == ["Kind of message"]
