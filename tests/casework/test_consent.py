"""What a trader may only ask: customs grants or denies it, on a page of its own and with a reason."""

from __future__ import annotations

import msgspec
import pytest
from amendable import GOODS, Told, told
from amending import XML, amendment, naming, weighing, with_item, with_items, withdrawal
from conftest import add_actor
from messages import Goods, declaration
from worked import run_due

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible
from wco_datamodel import Declaration, render

__all__ = ["told"]

HEAVIER = with_item(GOODS, 1, weighing("5000"))
FIREARM = Goods("930330", "Hunting rifle", [("811", "LIC-9")])


def status(answer: casework.Answer) -> str | None:
    """The last status of a response, which is the request's where one was decided."""
    return answer.response.status[-1].name_code


def notices(told: Told, whose: str) -> list[str]:
    """What an organisation finds in its inbox, oldest first."""
    run_due(told.house)
    return [line.text for line in reversed(casework.list_notices(told.house, getattr(told, whose)).rows)]


def red(told: Told) -> tuple[Told, Declaration]:
    """A declaration that customs' rules send to the red lane."""
    arms = declaration(FIREARM, reference="T-RED")
    lodged = casework.lodge(told.house, told.trader, render(arms, "xml"), XML)
    assert casework.read_case(told.house, told.customs, lodged.decision.reference).lane == "red"
    return told._replace(reference=lodged.decision.reference), arms


def test_what_an_officer_decided_is_amended_with_the_consent_of_customs(told: Told) -> None:
    told.approve(1)

    asked = told.amend(HEAVIER)

    assert asked.response.function_code == "02"
    assert (asked.decision.version, asked.decision.outcome) == (1, CaseOutcome.PENDING)
    assert asked.decision.request is not None
    assert "Lagoon Biosecurity decided on item 1" in asked.decision.request.sentence
    (line,) = casework.list_work(told.house, told.customs).rows
    assert (line.reference, line.request, casework.count_work(told.house, told.customs)) == (
        told.reference,
        "amendment",
        1,
    )
    seen = casework.read_case(told.house, told.customs, told.reference)
    assert {"grant", "deny"} <= seen.may
    assert [(change.item, change.new) for change in seen.requests[0].changes if "Net" in change.label] == [
        (1, "5,000 KGM")
    ]

    granted = told.settle(granted=True, reason="The scale was broken.")

    assert (granted.decision.version, granted.response.function_code) == (2, "07")
    assert told.verdicts()["BIO", 1].outcome is Outcome.PENDING
    assert told.verdicts()["FOO", 2].carried_over_from == 1
    assert casework.list_work(told.house, told.customs).rows == ()
    assert casework.verify_audit(told.house).faults == ()


def test_the_answer_to_a_request_is_a_response_of_its_own(told: Told) -> None:
    told.approve(1)
    told.amend(HEAVIER)

    told.settle(granted=True, reason="The scale was broken.")

    decisions = told.decisions()
    assert (decisions[-2].response.function_code, status(decisions[-2])) == ("11", "39")
    assert [one.decision.number for one in decisions] == [1, 2, 3, 4, 5]
    assert "Lagoon Customs Service granted the amendment. The scale was broken." in notices(told, "trader")[-1]


def test_customs_denies_with_a_reason_and_nothing_changes(told: Told) -> None:
    told.approve(1)
    told.amend(HEAVIER)
    with pytest.raises(Invalid):
        told.settle(granted=False)

    denied = told.settle(granted=False, reason="The plants were weighed at the quay.")

    assert (denied.response.function_code, status(denied)) == ("11", "41")
    assert (denied.decision.version, told.verdicts()["BIO", 1].decided_by) == (1, "Bio Officer")
    assert "denied the amendment. The plants were weighed" in notices(told, "trader")[-1]
    assert casework.read_case(told.house, told.trader, told.reference).requests[0].state == "denied"


def test_customs_is_told_of_a_request(told: Told) -> None:
    told.approve(1)
    told.amend(HEAVIER)

    assert notices(told, "customs") == [f"{told.reference}: the trader asks for an amendment, and waits for you."]


def test_while_a_request_waits_nothing_else_is_asked(told: Told) -> None:
    told.approve(1)
    raw = amendment(GOODS, HEAVIER, told.reference)
    first = told.send(raw)

    assert told.send(raw).document == first.document
    assert not {"amend", "cancel"} & casework.read_case(told.house, told.trader, told.reference).may
    with pytest.raises(NotPossible, match="waits for customs"):
        told.amend(with_item(GOODS, 2, naming("HEALTH-2")), name="A-2")
    with pytest.raises(NotPossible, match="waits for customs"):
        casework.cancel(told.house, told.trader, told.reference, reason_code="10", reason="Twice.")


def test_a_request_whose_goods_were_released_meanwhile_can_only_be_denied(told: Told) -> None:
    told.approve(1)
    told.amend(HEAVIER)
    told.approve(4)

    with pytest.raises(NotPossible):
        told.settle(granted=True)
    assert status(told.settle(granted=False, reason="The goods have left.")) == "41"


def test_only_customs_decides_on_a_request(told: Told) -> None:
    told.approve(1)
    told.amend(HEAVIER)
    (request,) = casework.read_case(told.house, told.trader, told.reference).requests

    for actor in (told.officer, told.trader):
        with pytest.raises(NotAllowed):
            casework.decide_request(told.house, actor, told.reference, request.id, granted=True, reason="")
    with pytest.raises(NotFound):
        casework.decide_request(told.house, told.customs, told.reference, request.id + 1, granted=True, reason="")


def test_what_customs_checks_is_amended_with_consent_and_stays_in_its_lane(told: Told) -> None:
    case, arms = red(told)
    harmless = with_items(arms, msgspec.structs.replace(GOODS.items[1], sequence_numeric=1))

    asked = case.amend(harmless, old=arms)
    granted = case.settle(granted=True)

    assert asked.decision.request is not None
    assert "Lagoon Customs Service checks" in asked.decision.request.sentence
    assert granted.decision.outcome is CaseOutcome.HELD
    assert casework.read_case(case.house, case.customs, case.reference).lane == "red"


def test_a_declaration_is_cancelled_freely_before_anybody_acted(told: Told) -> None:
    answer = casework.cancel(told.house, told.trader, told.reference, reason_code="10", reason="Lodged twice.")

    assert (answer.decision.outcome, answer.response.function_code) == (CaseOutcome.CANCELLED, "10")
    declared = answer.response.declaration
    assert declared.cancellation_date_time is not None
    again = casework.cancel(told.house, told.trader, told.reference, reason_code="10", reason="Lodged twice.")
    assert (again.replayed, again.document) == (True, answer.document)
    assert casework.list_work(told.house, told.officer).rows == ()
    assert casework.count_work(told.house, told.officer) == 0
    with pytest.raises(NotPossible):
        told.approve(1)
    with pytest.raises(NotPossible):
        casework.cancel(told.house, told.trader, told.reference, reason_code="13", reason="Not shipped.")
    assert casework.verify_audit(told.house).faults == ()


def test_after_an_officer_acted_the_cancellation_waits_for_customs(told: Told) -> None:
    told.approve(1)

    asked = casework.cancel(told.house, told.trader, told.reference, reason_code="13", reason="Missed the ship.")
    granted = told.settle(granted=True)

    assert (asked.response.function_code, asked.decision.outcome) == ("02", CaseOutcome.PENDING)
    assert (granted.response.function_code, granted.decision.outcome) == ("10", CaseOutcome.CANCELLED)


def test_released_goods_are_cancelled_with_consent_only(told: Told) -> None:
    told.approve(1, 4)

    asked = casework.cancel(told.house, told.trader, told.reference, reason_code="13", reason="Missed the ship.")

    assert asked.decision.request is not None
    assert "released already" in asked.decision.request.sentence
    assert told.settle(granted=True).decision.outcome is CaseOutcome.CANCELLED


def test_a_cancellation_message_cancels_the_declaration_that_it_names(told: Told) -> None:
    answer = casework.lodge(told.house, told.trader, withdrawal(told.reference), XML)

    assert (answer.decision.reference, answer.response.function_code) == (told.reference, "10")
    assert casework.lodge(told.house, told.trader, withdrawal(told.reference), XML).replayed


def test_a_cancellation_needs_a_reason_of_the_list_and_words(told: Told) -> None:
    stranger = add_actor(told.house, "Other Trader", "trader", "trader")
    with pytest.raises(Invalid) as invalid:
        casework.cancel(told.house, told.trader, told.reference, reason_code="99", reason=" ")
    assert [fault.field for fault in invalid.value.fields] == ["reason_code", "reason"]
    with pytest.raises(NotFound):
        casework.cancel(told.house, stranger, told.reference, reason_code="10", reason="Lodged twice.")


def test_who_was_denied_may_ask_again_and_is_not_given_the_old_answer(told: Told) -> None:
    told.approve(1)
    ask = {"reason_code": "13", "reason": "Missed the ship."}
    casework.cancel(told.house, told.trader, told.reference, **ask)
    told.settle(granted=False, reason="The ship sailed with the goods.")
    seen = casework.read_case(told.house, told.trader, told.reference)

    again = casework.cancel(told.house, told.trader, told.reference, **ask, revision=seen.revision)

    assert not again.replayed
    assert [line.request for line in casework.list_work(told.house, told.customs).rows] == ["cancellation"]


def test_an_agency_does_not_read_what_the_trader_and_customs_write_to_each_other(told: Told) -> None:
    fish = add_actor(told.house, "Food Officer", "agency", "agency_officer", "FOO")
    told.approve(1)
    told.amend(HEAVIER)

    seen = casework.read_case(told.house, fish, told.reference)

    assert (seen.decision.request, seen.decision.warnings) == (None, ())
    assert "amendment_requested" not in {entry.event for entry in seen.timeline}
    assert "amendment_requested" in {
        entry.event for entry in casework.read_case(told.house, told.customs, told.reference).timeline
    }


def test_an_agencys_response_points_at_its_items_where_they_stand_in_the_whole_declaration(told: Told) -> None:
    fish = add_actor(told.house, "Food Officer", "agency", "agency_officer", "FOO")

    (status,) = casework.read_decision(told.house, fish, told.reference).response.status

    assert [(one.document_section_code, one.sequence_numeric) for one in status.pointer][-1] == ("68A", 2)


def test_a_granted_amendment_has_the_warnings_of_its_own_version(told: Told) -> None:
    told.approve(1)
    commodity = HEAVIER.items[0].commodity
    assert commodity is not None
    pointed = msgspec.structs.replace(commodity.classification[0], id="0602.90")
    coded = msgspec.structs.replace(commodity, classification=(pointed,))
    told.amend(with_item(HEAVIER, 1, lambda one: msgspec.structs.replace(one, commodity=coded)))
    assert not any("0602.90" in warning for warning in told.decisions()[-1].decision.warnings)

    granted = told.settle(granted=True, reason="The scale was broken.")

    assert any("0602.90" in warning for warning in granted.decision.warnings)
