"""Lodging: one lodgement, every agency, one decision; the same twice is the same once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from conftest import add_actor
from messages import FISH, PLANTS, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, declaration, message

from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.casework.reference import is_reference
from singlewindow.errors import KeyReused, NotAllowed
from singlewindow.store.people import Actor
from wco_datamodel import MessageRejected, parse, render

XML = "application/xml"


def test_goods_that_no_agency_asks_about_are_released_in_the_reply(house: House, trader: Actor) -> None:
    answer = casework.lodge(house, trader, message(SHIRTS), XML)

    assert answer.decision.outcome is CaseOutcome.RELEASED
    assert is_reference(answer.decision.reference)
    assert answer.response.function_code == "08"


def test_a_plant_a_food_and_a_refrigerant_concern_three_agencies_and_wait_for_one_officer(
    house: House, trader: Actor
) -> None:
    answer = casework.lodge(house, trader, message(PLANTS, FISH, REFRIGERANT), XML)

    assert {one.agency: one.outcome.value for one in answer.decision.agencies} == {
        "BIO": "pending",
        "ENV": "conditional",
        "FOO": "clear",
        "CUS": "clear",
    }
    assert answer.decision.outcome is CaseOutcome.PENDING
    assert [item.outcome.value for item in answer.decision.items] == ["pending", "released", "released_with_conditions"]


def test_a_missing_certificate_is_asked_for_by_its_law_and_place(house: House, trader: Actor) -> None:
    answer = casework.lodge(house, trader, message(SHIRTS, PLANTS_WITHOUT_CERTIFICATE), XML)

    reasons = [r for v in answer.decision.items[1].verdicts if v.agency == "BIO" for r in v.reasons]
    assert answer.response.function_code == "06"
    assert reasons
    assert all(reason.law and reason.sentence for reason in reasons)
    assert all(reason.pointer.startswith("42A > 67A > 68A[2]") for reason in reasons)


def test_the_response_is_valid_and_says_what_the_decision_says(house: House, trader: Actor) -> None:
    answer = casework.lodge(house, trader, message(PLANTS, FISH, REFRIGERANT), XML)

    response = parse(render(answer.response, "xml"), XML).responses[0]
    assert response == answer.response
    assert response.declaration.id == answer.decision.reference
    assert [status.name_code for status in response.status] == ["PEN", "CON", "CLR", "CLR"]
    assert response.appeal_office is not None
    assert {office.id for office in response.contact_office} == {"BIO", "ENV", "FOO", "CUS"}


def test_the_same_declaration_in_xml_and_in_json_is_the_same(house: House, trader: Actor) -> None:
    typed = declaration(SHIRTS)

    first = casework.lodge(house, trader, render(typed, "xml"), XML)
    second = casework.lodge(house, trader, render(typed, "json"), "application/json")

    assert second.replayed
    assert second.decision == first.decision


def test_a_reference_used_for_other_goods_is_refused_at_its_place(house: House, trader: Actor) -> None:
    casework.lodge(house, trader, message(SHIRTS, reference="A"), XML)

    with pytest.raises(MessageRejected) as rejected:
        casework.lodge(house, trader, message(FISH, reference="A"), XML)

    assert rejected.value.problems[0].pointer == "42A/D026"


def test_two_lodgers_may_use_the_same_reference(house: House, trader: Actor) -> None:
    other = add_actor(house, "Broker Two", "broker", "broker")

    first = casework.lodge(house, trader, message(SHIRTS, reference="A"), XML)
    second = casework.lodge(house, other, message(SHIRTS, reference="A"), XML)

    assert first.decision.reference != second.decision.reference


def test_an_idempotency_key_gives_the_first_answer_again(house_on: House) -> None:
    lodger = add_actor(house_on, "Trader One", "trader", "trader")

    first = casework.lodge(house_on, lodger, message(SHIRTS), XML, idempotency_key="k")
    second = casework.lodge(house_on, lodger, message(SHIRTS), XML, idempotency_key="k")

    assert (second.decision, second.response, second.replayed) == (first.decision, first.response, True)


def test_an_idempotency_key_cannot_be_used_for_another_declaration(house: House, trader: Actor) -> None:
    casework.lodge(house, trader, message(SHIRTS), XML, idempotency_key="k")

    with pytest.raises(KeyReused):
        casework.lodge(house, trader, message(FISH, reference="other"), XML, idempotency_key="k")


@pytest.mark.parametrize("key", ["k", None], ids=["with a key", "by the lodger's reference"])
def test_the_same_lodgement_arriving_many_times_at_the_same_instant_makes_one_case(
    house_on: House, key: str | None
) -> None:
    lodger = add_actor(house_on, "Trader One", "trader", "trader")
    start = threading.Barrier(8)

    def once() -> casework.Answer:
        start.wait()
        return casework.lodge(house_on, lodger, message(SHIRTS), XML, idempotency_key=key)

    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(once) for _ in range(8)]]

    assert len({msgspec.json.encode(answer.decision) for answer in answers}) == 1
    assert sum(not answer.replayed for answer in answers) == 1
    assert len(casework.list_cases(house_on, lodger).rows) == 1


def test_many_lodgements_at_once_get_serials_of_their_own(house_on: House) -> None:
    lodger = add_actor(house_on, "Trader One", "trader", "trader")
    with ThreadPoolExecutor(8) as pool:
        raws = [message(SHIRTS, reference=f"R{n}") for n in range(24)]
        references = list(pool.map(lambda raw: casework.lodge(house_on, lodger, raw, XML).decision.reference, raws))

    assert len(set(references)) == 24
    assert sorted(int(reference[-8:-1]) for reference in references) == list(range(1, 25))


def test_a_message_that_is_refused_is_kept_with_its_errors(house: House, trader: Actor) -> None:
    raw = message(SHIRTS).replace(b"<FunctionCode>9</FunctionCode>", b"<FunctionCode>77</FunctionCode>")

    with pytest.raises(MessageRejected):
        casework.lodge(house, trader, raw, XML)

    kept = casework.list_rejected(house, trader).rows[0]
    assert casework.read_rejected(house, trader, kept.id)[1] == raw
    assert kept.problems


def test_the_raw_message_is_kept_byte_for_byte(house: House, trader: Actor) -> None:
    raw = message(SHIRTS)
    reference = casework.lodge(house, trader, raw, XML).decision.reference

    assert casework.read_message(house, trader, reference) == (raw, XML)


def test_an_officer_does_not_lodge(house: House, biosecurity_officer: Actor) -> None:
    with pytest.raises(NotAllowed):
        casework.lodge(house, biosecurity_officer, message(SHIRTS), XML)


def test_an_office_that_does_not_exist_is_named_with_those_that_do(house: House, trader: Actor) -> None:
    with pytest.raises(MessageRejected) as rejected:
        casework.lodge(house, trader, message(SHIRTS, office="XLNOWHERE"), XML)

    problem = rejected.value.problems[0]
    assert problem.pointer == "42A/065"
    assert "XLLAG1" in problem.sentence


def test_a_draft_of_what_was_lodged_before_is_tied_to_its_case(house: House, trader: Actor) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference
    draft = casework.save_draft(house, trader, "{}", "T-shirts")

    casework.lodge(house, trader, message(SHIRTS), XML, draft_id=draft.id)

    assert casework.read_draft(house, trader, draft.id).case_reference == reference
    assert casework.list_drafts(house, trader) == ()
