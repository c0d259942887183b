"""Permits: an application and its answer are read, explained and written as declarations and responses are."""

from pathlib import Path

import pytest

from wco_datamodel import LPCO, LPCOResponse, MessageRejected, Problem, parse, render
from wco_datamodel.lpco import Permit
from wco_datamodel.pointers import pointer_text, pointer_xpath
from wco_datamodel.profiles import DMS_2

SAMPLES = Path(__file__).parent / "samples"
APPLICATION = (SAMPLES / "lpco-application.xml").read_text()


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as rejected:
        parse(text.encode())
    return rejected.value.problems


def test_an_application_says_which_permit_for_whom_which_goods_and_how_long() -> None:
    message = parse(APPLICATION.encode())
    application = message.application
    assert message.kind == "LPCO"
    assert application is not None
    assert application.type_code == "911"
    assert application.applicant is not None
    assert application.applicant.name == "Reef Trading"
    (item,) = application.government_agency_goods_item
    assert (item.hs_code, item.origin_country, str(item.net_mass)) == ("060290", "NZ", "900")
    assert application.effective_date_time is not None
    assert application.expiration_date_time is not None
    assert application.effective_date_time.day < application.expiration_date_time.day


def test_an_answer_that_grants_names_the_permit_its_conditions_and_its_limit() -> None:
    (answer,) = parse((SAMPLES / "lpco-granted.xml").read_bytes()).answers
    assert answer.function_code == "11"
    assert answer.lpco.id == "BIO-2026-0042"
    assert answer.additional_information[0].statement_code == "QUAR-30"
    (item,) = answer.lpco.government_agency_goods_item
    assert item.write_off is not None
    assert item.write_off.quantity_quantity is not None
    assert (str(item.write_off.quantity_quantity.value), item.write_off.quantity_quantity.unit) == ("300", "NMB")


def test_an_answer_that_refuses_points_into_the_application() -> None:
    (answer,) = parse((SAMPLES / "lpco-refused.xml").read_bytes()).answers
    (error,) = answer.error
    pointer = pointer_text(error.pointer)
    assert pointer == "74B > 68A[1] > 92A[1]/063"
    assert pointer_xpath(pointer) == "/MetaData/LPCO/GovernmentAgencyGoodsItem[1]/Origin[1]/CountryCode"


def test_several_answers_travel_in_one_envelope() -> None:
    message = parse((SAMPLES / "lpco-batch.xml").read_bytes())
    assert message.kind == "LPCORES"
    assert [answer.function_code for answer in message.answers] == ["11", "03"]


def test_an_application_without_namespaces_and_without_envelope_is_read() -> None:
    bare = parse(b"<LPCO><FunctionCode>9</FunctionCode><TypeCode>911</TypeCode></LPCO>")
    assert bare.application == LPCO(function_code="9", type_code="911")
    spelled = parse(b'{"LPCO": {"FunctionCode": "9", "TypeCode": "911"}}')
    assert spelled.application == bare.application


def test_an_application_and_an_answer_are_put_into_an_envelope_of_their_own() -> None:
    application = parse(render(LPCO(function_code="9", type_code="911")))
    assert application.metadata.wco_type_name == "LPCO"
    answer = parse(render(LPCOResponse(function_code="03", lpco=Permit()), "json"))
    assert answer.metadata.wco_type_name == "LPCORES"


def test_a_profile_that_has_no_permits_cannot_write_one() -> None:
    with pytest.raises(ValueError, match=r"DMS:2 has no LPCO\."):
        render(LPCO(function_code="9", type_code="911"), profile=DMS_2)


def test_an_application_must_say_which_permit_it_asks_for() -> None:
    (problem,) = refused(APPLICATION.replace("<TypeCode>911</TypeCode>", ""))
    assert problem.code == "ELEM06"
    assert problem.sentence == "Kind of permit asked for is missing from Application for a permit."
    assert problem.pointer == "74B/D013"


def test_every_fault_of_an_application_is_told_with_its_place() -> None:
    text = APPLICATION.replace(">900<", ">a lot<").replace("<Destination>", "<Destiny/><Destination>")
    mistake, measure = refused(text)
    assert "Destiny" in mistake.sentence
    assert (measure.pointer, measure.code) == ("74B > 68A[1] > 23A > 65A/128", "VAL07")
    assert "a lot" in text.splitlines()[(measure.line or 0) - 1]


def test_a_declaration_beside_an_application_is_refused() -> None:
    body = "<Declaration><FunctionCode>9</FunctionCode></Declaration>"
    assert refused(f"<MetaData>{body}<LPCO><FunctionCode>9</FunctionCode><TypeCode>911</TypeCode></LPCO></MetaData>")
