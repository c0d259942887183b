"""A trader amends: a new version, and only those agencies are asked again whose facts changed."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa
from amendable import GOODS, Told, told
from amending import XML, Edit, amendment, costing, naming, netting, weighing, with_item, with_items
from conftest import add_actor

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome
from singlewindow.errors import KeyReused, NotFound, NotPossible, Stale
from singlewindow.store.tables import VerdictRow
from wco_datamodel import MessageRejected, render

__all__ = ["told"]


def test_an_amendment_asks_one_agency_of_three_again_and_the_others_verdicts_carry_over(told: Told) -> None:
    answer = told.amend(with_item(GOODS, 2, naming("HEALTH-2")))

    decision = answer.decision
    assert (decision.version, decision.number, answer.response.function_code) == (2, 2, "07")
    carried = {place: verdict.carried_over_from for place, verdict in told.verdicts().items()}
    assert carried == {
        ("BIO", 1): 1,
        ("CUS", 1): 1,
        ("FOO", 2): None,
        ("CUS", 2): 1,
        ("ENV", 3): 1,
        ("CUS", 3): 1,
        ("BIO", 4): 1,
        ("CUS", 4): 1,
    }
    assert decision.request is not None
    assert decision.request.sentence.endswith(f"Asked again: {told.house.name_of('FOO')}.")
    assert casework.verify_audit(told.house).faults == ()


def test_the_history_tells_who_was_asked_again_and_whose_answer_stands(told: Told) -> None:
    told.amend(with_item(GOODS, 2, naming("HEALTH-2")))

    events = [entry.event for entry in casework.read_case(told.house, told.trader, told.reference).timeline]
    assert events[:6] == ["decided", *["carried_over"] * 3, "asked_again", "amended"]
    seen = casework.read_case(told.house, told.officer, told.reference).timeline
    assert [entry.sentence for entry in seen if entry.event in ("asked_again", "carried_over")] == [
        "The answer of Lagoon Biosecurity on items 1, 4 stands."
    ]


def test_an_officers_verdict_carries_over_with_its_officer_and_says_so(told: Told) -> None:
    told.approve(1, reason="The nursery is on the list.")

    answer = told.amend(with_item(GOODS, 3, naming("LIC-2")))

    verdict = told.verdicts()["BIO", 1]
    assert (verdict.decided_by, verdict.outcome, verdict.carried_over_from) == ("Bio Officer", Outcome.CLEAR, 1)
    assert verdict.reasons[0].sentence == "The nursery is on the list."
    assert answer.decision.outcome is CaseOutcome.PENDING
    with told.house.database.reading() as session:
        rows = session.execute(
            sa.select(VerdictRow.version, VerdictRow.decided_by_id).where(
                VerdictRow.agency == "BIO", VerdictRow.item == 1, VerdictRow.current.is_(True)
            )
        ).all()
    assert rows == [(2, told.officer.account_id)]


def test_a_verdict_that_carries_over_twice_names_the_version_that_it_was_given_for(told: Told) -> None:
    second = with_item(GOODS, 2, naming("HEALTH-2"))
    told.amend(second)
    told.amend(with_item(second, 2, naming("HEALTH-3")), old=second, name="A-2")

    assert told.verdicts()["ENV", 3].carried_over_from == 1
    assert told.verdicts()["FOO", 2].carried_over_from is None


def test_the_places_that_reasons_point_at_move_with_the_items(told: Told) -> None:
    told.amend(with_items(GOODS, *GOODS.items[1:]))

    verdicts = told.verdicts()
    assert {item for _, item in verdicts} == {2, 3, 4}
    assert verdicts["ENV", 3].carried_over_from == 1
    assert "68A[2]" in verdicts["ENV", 3].reasons[0].pointer


@pytest.mark.parametrize(("edit", "asks_consent"), [(costing("1200.00"), False), (weighing("5000"), True)])
def test_an_officers_verdict_stands_where_only_money_changed_and_falls_where_the_goods_did(
    told: Told, edit: Edit, *, asks_consent: bool
) -> None:
    told.approve(1)

    answer = told.amend(with_item(GOODS, 1, edit))

    assert answer.decision.request is not None
    assert answer.decision.request.state == ("asked" if asks_consent else "applied")
    assert told.verdicts()["BIO", 1].decided_by == "Bio Officer"


def test_the_same_amendment_sent_again_is_given_the_same_answer(told: Told) -> None:
    sent = amendment(GOODS, with_item(GOODS, 2, naming("HEALTH-2")), told.reference)
    first = told.send(sent, revision=1)
    again = told.send(sent, revision=1)

    assert again.replayed
    assert (again.document, again.revision) == (first.document, first.revision)
    assert len(casework.list_versions(told.house, told.trader, told.reference)) == 2


def test_a_late_repeat_never_moves_the_case_backwards(told: Told) -> None:
    first = amendment(GOODS, second := with_item(GOODS, 2, naming("HEALTH-2")), told.reference, "A-1")
    answered = told.send(first)
    told.amend(with_item(second, 2, naming("HEALTH-3")), old=second, name="A-2")

    late = told.send(first)
    original = told.send(render(GOODS, "xml"))
    lodged_again = casework.lodge(told.house, told.trader, render(GOODS, "xml"), XML)

    assert late.decision == answered.decision
    assert original.decision.number == lodged_again.decision.number == 1
    stands = casework.read_case(told.house, told.trader, told.reference)
    assert (stands.version, stands.decision.number) == (3, 3)
    assert stands.declaration.items[1].additional_document[0].id == "HEALTH-3"


def test_the_whole_declaration_sent_anew_is_an_amendment_too(told: Told) -> None:
    answer = told.send(render(with_item(GOODS, 2, naming("HEALTH-2")), "xml"))

    assert (answer.decision.version, answer.response.function_code) == (2, "07")
    assert told.verdicts()["ENV", 3].carried_over_from == 1


def test_an_amendment_sent_where_declarations_are_lodged_goes_to_its_declaration(told: Told) -> None:
    raw = amendment(GOODS, with_item(GOODS, 2, naming("HEALTH-2")), told.reference)
    answer = casework.lodge(told.house, told.trader, raw, XML, idempotency_key="K-1")

    assert (answer.decision.reference, answer.decision.version) == (told.reference, 2)
    assert casework.lodge(told.house, told.trader, raw, XML, idempotency_key="K-1").replayed
    other = amendment(GOODS, with_item(GOODS, 2, naming("HEALTH-3")), told.reference)
    with pytest.raises(KeyReused):
        casework.lodge(told.house, told.trader, other, XML, idempotency_key="K-1")


def test_a_pointer_that_leads_nowhere_is_refused_at_its_place_and_the_message_is_kept(told: Told) -> None:
    raw = amendment(GOODS, with_item(GOODS, 2, naming("HEALTH-2")), told.reference)
    astray = raw.replace(b"<wco:SequenceNumeric>2<", b"<wco:SequenceNumeric>9<").replace(
        b"<SequenceNumeric>2<", b"<SequenceNumeric>9<", 1
    )

    with pytest.raises(MessageRejected) as refused:
        told.send(astray)

    assert refused.value.problems[0].pointer.startswith("42A > 06A")
    assert casework.list_rejected(told.house, told.trader).rows
    assert casework.read_case(told.house, told.trader, told.reference).version == 1


def test_a_version_that_breaks_a_rule_of_declarations_is_refused(told: Told) -> None:
    with pytest.raises(MessageRejected) as refused:
        told.amend(with_item(GOODS, 2, netting("500")))

    assert [problem.pointer for problem in refused.value.problems if problem.severity == "error"]
    assert all("68A[2]" in problem.pointer for problem in refused.value.problems), refused.value.problems


def test_what_a_declaration_is_known_by_is_never_amended(told: Told) -> None:
    with pytest.raises(MessageRejected) as refused:
        told.send(render(msgspec.structs.replace(GOODS, functional_reference_id="T-9"), "xml"))

    assert [problem.code for problem in refused.value.problems] == ["SW-FIXED"]


def test_an_amendment_that_changes_nothing_is_refused(told: Told) -> None:
    second = with_item(GOODS, 2, naming("HEALTH-2"))
    told.amend(second)

    with pytest.raises(NotPossible, match="nothing would change"):
        told.send(render(second, "xml"))


def test_only_the_lodger_amends_and_only_what_it_read(told: Told) -> None:
    stranger = add_actor(told.house, "Other Trader", "trader", "trader")
    raw = amendment(GOODS, with_item(GOODS, 2, naming("HEALTH-2")), told.reference)

    with pytest.raises(NotFound):
        casework.amend(told.house, stranger, told.reference, raw, XML)
    with pytest.raises(Stale):
        told.send(raw, revision=7)


def test_what_is_released_is_not_amended(told: Told) -> None:
    told.approve(1, 4)

    with pytest.raises(NotPossible, match="released"):
        told.amend(with_item(GOODS, 2, naming("HEALTH-2")))


def test_a_declaration_is_amended_back_to_what_it_was_by_who_read_what_it_is(told: Told) -> None:
    told.send(render(with_item(GOODS, 2, naming("HEALTH-2")), "xml"))
    read = casework.read_case(told.house, told.trader, told.reference)

    repeated = told.send(render(GOODS, "xml"))
    back = told.send(render(GOODS, "xml"), revision=read.revision)

    assert (repeated.replayed, repeated.decision.version) == (True, 1), "without a revision it may be a late repeat"
    assert (back.replayed, back.decision.version) == (False, 3)
