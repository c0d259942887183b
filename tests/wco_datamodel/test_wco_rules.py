"""The document rules that lodgement needs: each told by its sentence at its place, and quiet about what is right."""

from decimal import Decimal

import msgspec
import pytest

from wco_datamodel import Declaration, Message, Problem, check, parse, render
from wco_datamodel.goods import Classification, Commodity, GoodsShipment, GovernmentAgencyGoodsItem, Origin
from wco_datamodel.profiles import DMS_2
from wco_datamodel.rendering import as_message
from wco_datamodel.response import RespondedDeclaration, Response
from wco_datamodel.rules import RULES
from wco_datamodel.values import Amount, DateTime, Measure

GOODS = Commodity(description="Cotton shirts", classification=(Classification(id="610910"),))


def item(number: int = 1, **facts: object) -> GovernmentAgencyGoodsItem:
    return msgspec.structs.replace(GovernmentAgencyGoodsItem(sequence_numeric=number, commodity=GOODS), **facts)


def declaration(*items: GovernmentAgencyGoodsItem, **facts: object) -> Declaration:
    shipment = GoodsShipment(government_agency_goods_item=items or (item(),))
    good = Declaration(function_code="9", functional_reference_id="R1", type_code="IMA", goods_shipment=shipment)
    return msgspec.structs.replace(good, **facts)


def problems(content: Declaration, extra_countries: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    return check(as_message(content), extra_countries=extra_countries)


def only(content: Declaration) -> Problem:
    (problem,) = problems(content)
    return problem


def test_a_good_declaration_has_no_problems() -> None:
    assert problems(declaration()) == ()


def test_every_rule_has_a_code_a_sentence_a_hint_and_a_source() -> None:
    for rule in RULES:
        assert rule.code == type(rule).__name__
        assert len(rule.code) <= 8
        assert rule.sentence
        assert rule.hint
        assert rule.source


def test_dec101_an_original_without_the_declarants_reference() -> None:
    problem = only(declaration(functional_reference_id=None))
    assert (problem.code, problem.pointer, problem.severity) == ("DEC101", "42A/D026", "error")


def test_dec102_a_declaration_without_items_unless_it_is_a_request() -> None:
    assert only(declaration(goods_shipment=None)).code == "DEC102"
    assert problems(declaration(goods_shipment=None, function_code="13")) == ()


def test_dec103_a_stated_number_of_items_that_is_not_theirs() -> None:
    problem = only(declaration(goods_item_quantity=Measure(Decimal(2))))
    assert problem.code == "DEC103"
    assert problem.sentence.endswith(": it states 2, and there are 1.")


def test_dec104_a_sequence_number_used_twice() -> None:
    problem = only(declaration(item(1), item(2), item(1)))
    assert (problem.code, problem.pointer) == ("DEC104", "42A > 67A > 68A[3]/006")
    assert problem.sentence.startswith("Item 3: ")


@pytest.mark.parametrize("code", [None, "0803", "no code"])
def test_item201_a_commodity_code_of_fewer_than_six_digits(code: str | None) -> None:
    goods = msgspec.structs.replace(GOODS, classification=(Classification(id=code),))
    problem = only(declaration(item(commodity=goods)))
    assert (problem.code, problem.label) == ("ITEM201", "Commodity code")
    assert problem.pointer == "42A > 67A > 68A[1] > 23A > 21A[1]/145"


def test_item202_goods_without_a_description() -> None:
    goods = msgspec.structs.replace(GOODS, description=None)
    assert only(declaration(item(commodity=goods))).code == "ITEM202"


@pytest.mark.parametrize("date", ["20261341", "20260230", "20261124256060Z"])
def test_value301_a_date_that_does_not_exist(date: str) -> None:
    problem = only(declaration(issue_date_time=DateTime(date, "102" if len(date) == 8 else "304")))
    assert (problem.code, problem.pointer) == ("VALUE301", "42A/D011")
    assert date in problem.sentence


def test_value301_a_date_in_another_format_than_it_claims() -> None:
    assert only(declaration(issue_date_time=DateTime("20261124", "304"))).code == "VALUE301"


def test_value302_an_unknown_currency_wherever_an_amount_stands() -> None:
    amount = Amount(Decimal(1), "ZZZ")
    problem = only(declaration(item(1), item(2, customs_value_amount=amount)))
    assert (problem.code, problem.pointer) == ("VALUE302", "42A > 67A > 68A[2]/108")


def test_value303_an_unknown_country_unless_the_caller_knows_it() -> None:
    content = declaration(item(origin=(Origin(country_code="XL"),)))
    assert only(content).code == "VALUE303"
    assert problems(content, frozenset({"XL"})) == ()


def test_national_code_lists_only_warn_about_a_visitors_message() -> None:
    content = declaration(item(origin=(Origin(country_code="ZG"),)))
    message = parse(render(content, profile=DMS_2))
    (problem,) = check(message)
    assert (problem.code, problem.severity) == ("VALUE303", "warning")
    assert problem.line == 2


def test_problems_stand_in_the_order_of_the_message_with_their_lines() -> None:
    content = declaration(item(1), item(1), functional_reference_id=None, issue_date_time=DateTime("20261341", "102"))
    found = check(parse(render(content, pretty=True)))
    assert [problem.code for problem in found] == ["DEC101", "VALUE301", "DEC104"]
    lines = [problem.line or 0 for problem in found]
    assert lines == sorted(lines)
    assert lines[0] > 1


def test_a_response_has_no_document_rules() -> None:
    response = Response(function_code="01", declaration=RespondedDeclaration())
    message: Message = as_message(response)
    assert check(message) == ()
