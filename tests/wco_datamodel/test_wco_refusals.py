"""What is wrong with the content of a refused message is told with what is wrong with its form, and nothing twice."""

from __future__ import annotations

import pytest

from wco_datamodel import MessageRejected, Problem, all_problems, parse

HEAD = "<FunctionCode>9</FunctionCode><TypeCode>IMA</TypeCode>"


def told(inside: str, head: str = HEAD) -> set[tuple[str, str]]:
    """The codes of all problems of a declaration of one item, each with the name of its element."""
    item = f"<GovernmentAgencyGoodsItem>{inside}</GovernmentAgencyGoodsItem>"
    return names_of(f"<Declaration>{head}<GoodsShipment>{item}</GoodsShipment></Declaration>".encode())


def names_of(data: bytes) -> set[tuple[str, str]]:
    return {(each.code, each.xpath.rpartition("/")[2].partition("[")[0]) for each in problems_of(data)}


def problems_of(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as refused:
        parse(data)
    return all_problems(refused.value)


def test_a_wrong_country_is_told_beside_a_missing_number() -> None:
    found = told("<Destination><CountryCode>ZQ</CountryCode></Destination>")
    assert {("ELEM06", "SequenceNumeric"), ("VALUE303", "CountryCode")} <= found


def test_the_same_holds_for_json_with_lines_and_pointers() -> None:
    data = (
        b'{"Declaration": {"FunctionCode": "9", "GoodsShipment": {"GovernmentAgencyGoodsItem":\n'
        b'[{"Destination":\n{"CountryCode": "ZQ"}}]}}}'
    )
    found = {each.code: (each.line, each.json_pointer) for each in problems_of(data)}
    assert found["ELEM06"][0] == 2
    assert found["VALUE303"] == (
        3,
        "/MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem/0/Destination/CountryCode",
    )


def test_a_value_at_fault_is_told_once() -> None:
    found = told("<SequenceNumeric>1</SequenceNumeric><Destination><CountryCode>Z1</CountryCode></Destination>")
    assert [code for code, name in found if name == "CountryCode"] == ["VAL04"]


def test_what_only_follows_from_a_misspelling_is_not_told() -> None:
    found = told("<SequenceNumeric>1</SequenceNumeric><Comodity><Description>Palms</Description></Comodity>")
    assert found == {("ELEM02", "Comodity")}


def test_what_a_rule_finds_in_a_class_without_faults_is_told() -> None:
    without_a_name = "<SequenceNumeric>1</SequenceNumeric><Seller><Address><CityName>Apia</CityName></Address></Seller>"
    found = told(without_a_name, head=HEAD.replace("IMA", "IMAXX"))
    assert {name for code, name in found if code.startswith("PARTY")} != set()


def test_text_between_elements_and_unknown_attributes_hide_nothing() -> None:
    found = told('stray<SequenceNumeric note="x">1</SequenceNumeric>')
    assert {("ELEM08", "GovernmentAgencyGoodsItem"), ("ATTR01", "SequenceNumeric"), ("ITEM202", "Description")} <= found


@pytest.mark.parametrize("data", [b"<Declaration>", b"[]", b'{"Declaration": []}', b"<Response/>"])
def test_where_nothing_can_be_read_only_the_form_is_told(data: bytes) -> None:
    with pytest.raises(MessageRejected) as refused:
        parse(data)
    assert all_problems(refused.value) == refused.value.problems


def test_json_of_more_levels_than_the_sentence_says_is_refused_for_them() -> None:
    for levels, code in ((62, "ELEM02"), (63, "JSON03"), (900, "JSON03"), (100_000, "JSON03")):
        data = b'{"Declaration": {"IDx": ' + b"[" * levels + b"]" * levels + b"}}"
        with pytest.raises(MessageRejected) as refused:
            parse(data)
        assert code in {problem.code for problem in refused.value.problems}, levels
