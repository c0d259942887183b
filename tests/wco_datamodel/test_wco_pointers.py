"""WCO pointers: the same place in four languages, there and back."""

import pytest

from wco_datamodel import parse
from wco_datamodel.documents import Pointer
from wco_datamodel.pointers import (
    PointerUnreadable,
    commodity_code_pointer,
    declaration_pointer,
    description_pointer,
    document_pointer,
    item_pointer,
    measures_pointer,
    origin_pointer,
    pointer_json,
    pointer_structs,
    pointer_text,
    pointer_xpath,
    problem_at,
    read_pointer,
)

CODE = "42A > 67A > 68A[3] > 23A > 21A[1]/145"


def test_a_place_in_an_item_is_built_from_names() -> None:
    assert item_pointer(2, "Commodity", "Classification[1]", "ID") == CODE
    assert commodity_code_pointer(2) == CODE
    assert item_pointer(0) == "42A > 67A > 68A[1]"
    assert description_pointer(0) == "42A > 67A > 68A[1] > 23A/137"
    assert origin_pointer(0) == "42A > 67A > 68A[1] > 92A[1]/063"
    assert measures_pointer(1) == "42A > 67A > 68A[2] > 23A > 65A"
    assert document_pointer(0, 1) == "42A > 67A > 68A[1] > 02A[2]"
    assert declaration_pointer("TotalPackageQuantity") == "42A/146"


def test_a_pointer_is_read_into_an_xpath_and_a_json_pointer() -> None:
    place = "/MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem"
    assert pointer_xpath(CODE) == f"{place}[3]/Commodity/Classification[1]/ID"
    assert pointer_json(CODE) == f"{place}/2/Commodity/Classification/0/ID"


def test_spaces_and_occurrences_of_single_classes_do_not_matter() -> None:
    assert read_pointer("42A[1]>67A[1]>68A[3]>23A[1]>21A[1]/145").pointer == CODE
    assert read_pointer("07B > 53A[2]").xpath == "/MetaData/Response[1]/Error[2]"


def test_a_pointer_becomes_the_classes_of_a_response_and_text_again() -> None:
    structs = pointer_structs(CODE)
    assert structs[0] == Pointer(document_section_code="42A")
    assert structs[2] == Pointer(document_section_code="68A", sequence_numeric=3)
    assert structs[-1] == Pointer(document_section_code="21A", sequence_numeric=1, tag_id="145")
    assert pointer_text(structs) == CODE


@pytest.mark.parametrize("text", ["", "99Z", "42A > 99Z", "42A/999", "42A >> 67A", "hello", "42A > 67A > 68A[x]"])
def test_a_pointer_to_nowhere_is_refused(text: str) -> None:
    with pytest.raises(PointerUnreadable):
        read_pointer(text)


def test_a_problem_of_a_place_knows_label_and_line() -> None:
    text = "<Declaration><FunctionCode>9</FunctionCode>\n<TotalPackageQuantity>\n3</TotalPackageQuantity></Declaration>"
    problem = problem_at("X1", "Too many.", "42A/146", parse(text.encode()))
    assert (problem.label, problem.line) == ("Total number of packages", 2)
    assert problem.json_pointer == "/MetaData/Declaration/TotalPackageQuantity"
    assert problem_at("X1", "Too many.", "42A/146").line is None


def test_a_problem_of_a_missing_place_stands_on_the_line_of_what_should_hold_it() -> None:
    text = '{"Declaration":\n{"FunctionCode": "9",\n"GoodsShipment": {}}}'
    problem = problem_at("X1", "Missing.", "42A > 67A > 74A/R037", parse(text.encode()))
    assert problem.line == 3


def test_a_problem_with_an_unreadable_pointer_keeps_it() -> None:
    assert problem_at("X1", "Odd.", "42A > 99Z").pointer == "42A > 99Z"
