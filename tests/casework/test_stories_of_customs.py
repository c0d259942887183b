"""Stories of customs: goods declared before they arrive, released against security, cleared, apart, or expired."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from conftest import add_actor
from messages import FISH, PLANTS, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, Goods, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.casework.expire import expire
from singlewindow.casework.tell import tell
from singlewindow.errors import Invalid, NotAllowed, NotPossible, Stale
from singlewindow.store import cases, verdicts
from singlewindow.store.people import Actor
from singlewindow.store.positions import Duty, Security
from singlewindow.worker.expiring import end_unless_arrived

BOND = Security("bond", Decimal("1200.50"), "NZD", "BOND-7")


class Window:
    """A window with a trader, an officer of customs and one of biosecurity, and the case they speak about."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        self.biosecurity = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
        self.environment = add_actor(house, "Env Officer", "agency", "agency_officer", "ENV")
        self.reference = ""

    def lodge(self, *goods: Goods, before_arrival: bool = False) -> casework.Decision:
        raw = message(*goods, type_code="IMD" if before_arrival else "IMA")
        decision = casework.lodge(self.house, self.trader, raw, "application/xml").decision
        self.reference = decision.reference
        return decision

    def does(self, act: Any, actor: Actor, **words: Any) -> casework.Answer:
        answer = act(self.house, actor, self.reference, **words)
        assert isinstance(answer, casework.Answer)
        return answer

    def approve(self, *items: int) -> casework.Answer:
        words = {"items": items, "outcome": Outcome.CLEAR, "reason": "The certificate is genuine."}
        return self.does(casework.decide, self.biosecurity, **words)

    def customs_records(self, act: Any, **words: Any) -> casework.Answer:
        return self.does(act, self.customs, **words)

    def read(self, actor: Actor | None = None) -> casework.CaseFile:
        return casework.read_case(self.house, actor or self.trader, self.reference)

    def story(self) -> list[str]:
        """What happened, oldest first."""
        return [entry.event for entry in reversed(self.read().timeline)]

    def days_later(self, days: int) -> House:
        """The house so many days from now."""
        then = self.house.now() + dt.timedelta(days=days)
        return msgspec.structs.replace(self.house, now=lambda: then)

    def expire(self, house: House) -> casework.Answer | None:
        with house.database.writing() as session:
            case = cases.by_reference(session, self.reference)
            assert case is not None
            return expire(house, session, case.id)


@pytest.fixture
def window(house_on: House) -> Window:
    return Window(house_on)


def test_goods_are_decided_before_they_arrive_and_released_when_the_arrival_is_recorded(window: Window) -> None:
    lodged = window.lodge(PLANTS, SHIRTS, before_arrival=True)
    decided = window.approve(1)

    assert lodged.outcome is decided.decision.outcome is CaseOutcome.PENDING
    assert decided.decision.awaits == ("arrival",)
    assert "released when their arrival is recorded" in decided.decision.summary
    assert decided.response.function_code == "01"
    assert any(one.statement_code == "ARRIVAL" for one in decided.response.additional_information)

    arrived = window.customs_records(casework.record_arrival, note="MV Lagoon Trader, voyage 12")
    assert arrived.decision.outcome is CaseOutcome.RELEASED
    assert arrived.response.function_code == "08"
    assert window.story() == ["lodged", "decided", "verdict_given", "decided", "arrival_recorded", "decided"]
    assert window.read().timeline[1].sentence == "The goods arrived: MV Lagoon Trader, voyage 12."
    assert window.read().customs.arrived_at is not None


def test_goods_that_arrive_before_an_agency_has_answered_wait_for_the_agency_alone(window: Window) -> None:
    window.lodge(PLANTS, before_arrival=True)
    arrived = window.customs_records(casework.record_arrival)

    assert arrived.decision.outcome is CaseOutcome.PENDING
    assert arrived.decision.awaits == ()
    assert window.approve(1).decision.outcome is CaseOutcome.RELEASED


def test_an_arrival_notice_that_comes_twice_or_late_changes_nothing(window: Window) -> None:
    window.lodge(SHIRTS, before_arrival=True)
    first = window.customs_records(casework.record_arrival)
    window.customs_records(casework.settle)
    again = window.customs_records(casework.record_arrival, revision=1)

    assert first.decision.outcome is CaseOutcome.RELEASED
    assert again.replayed
    assert again.decision.outcome is CaseOutcome.CLEARED
    assert window.story().count("arrival_recorded") == 1


def test_the_trader_is_told_that_the_goods_arrived_and_are_released(window: Window) -> None:
    window.lodge(SHIRTS, before_arrival=True)
    window.customs_records(casework.record_arrival)
    with window.house.database.reading() as session:
        case = cases.by_reference(session, window.reference)
        assert case is not None
        decision_id = verdicts.last_decision(session, case.id).id

    told = tell(window.house, decision_id)
    assert told is not None
    said = [(letter.event, letter.data["summary"]) for letter in told.letters]
    assert said == [("decision_changed", "The goods may leave customs control.")]


def test_goods_that_never_arrive_expire_and_do_not_come_back(window: Window) -> None:
    window.lodge(PLANTS, before_arrival=True)
    days = window.house.pack.pre_arrival.days

    assert window.expire(window.days_later(days - 1)) is None
    ended = window.expire(window.days_later(days + 1))
    assert ended is not None
    assert ended.decision.outcome is CaseOutcome.EXPIRED
    assert ended.response.function_code == "10"
    assert window.expire(window.days_later(days + 2)) is None

    with pytest.raises(NotPossible):
        window.approve(1)
    with pytest.raises(NotPossible, match="declared again"):
        window.customs_records(casework.record_arrival)
    assert casework.list_work(window.house, window.biosecurity).rows == ()
    assert window.story() == ["lodged", "decided", "expired", "decided"]


def test_the_worker_ends_the_case_once_its_last_day_is_over(window: Window) -> None:
    window.lodge(SHIRTS, before_arrival=True)
    later = window.days_later(window.house.pack.pre_arrival.days + 1)
    for _ in range(2):
        with later.database.writing() as session:
            case = cases.by_reference(session, window.reference)
            assert case is not None
            end_unless_arrived(later, case.id)(session)

    assert window.read().decision.outcome is CaseOutcome.EXPIRED
    assert window.story().count("expired") == 1


def test_goods_that_arrived_do_not_expire(window: Window) -> None:
    window.lodge(PLANTS, before_arrival=True)
    window.customs_records(casework.record_arrival)

    assert window.expire(window.days_later(60)) is None
    assert window.read().decision.outcome is CaseOutcome.PENDING


def test_goods_are_released_against_security_and_cleared_when_the_duty_is_settled(window: Window) -> None:
    window.lodge(PLANTS)
    window.customs_records(casework.require_security, note="1,200.50 NZD, until the ruling")
    approved = window.approve(1)
    assert approved.decision.outcome is CaseOutcome.PENDING
    assert approved.decision.awaits == ("security",)

    secured = window.customs_records(casework.take_security, security=BOND)
    assert secured.decision.outcome is CaseOutcome.RELEASED
    assert secured.response.function_code == "08"
    with pytest.raises(NotPossible, match="stays until"):
        window.customs_records(casework.return_security)

    settled = window.customs_records(casework.settle, note="Receipt 881")
    assert settled.decision.outcome is CaseOutcome.CLEARED
    assert settled.response.function_code == "09"

    returned = window.customs_records(casework.return_security)
    assert returned.decision.outcome is CaseOutcome.CLEARED
    found = window.read().customs
    assert (found.duty, found.security) == (Duty.SETTLED, BOND)
    assert found.security_returned_at is not None
    assert window.story()[4:] == [
        "verdict_given", "decided", "security_taken", "decided", "duty_settled", "decided", "security_returned",
        "decided",
    ]  # fmt: skip


def test_duty_that_was_paid_beforehand_makes_a_release_and_a_clearance_of_the_last_approval(window: Window) -> None:
    window.lodge(PLANTS)
    assert window.customs_records(casework.settle).decision.outcome is CaseOutcome.PENDING

    cleared = window.approve(1)
    assert (cleared.decision.outcome, cleared.response.function_code) == (CaseOutcome.CLEARED, "09")
    with window.house.database.reading() as session:
        case = cases.by_reference(session, window.reference)
        assert case is not None
        told = [row.outcome for row in verdicts.decisions(session, case.id)]
    assert told == ["pending", "pending", "released", "cleared"]
    assert casework.verify_audit(window.house, reference=window.reference).faults == ()


def test_conditions_keep_a_case_from_clearance_until_each_agency_discharges_its_own(window: Window) -> None:
    assert window.lodge(REFRIGERANT).outcome is CaseOutcome.RELEASED_WITH_CONDITIONS
    assert window.customs_records(casework.settle).decision.outcome is CaseOutcome.RELEASED_WITH_CONDITIONS

    with pytest.raises(Invalid):
        window.customs_records(casework.discharge, items=(1,))
    cleared = window.does(casework.discharge, window.environment, items=(1,), note="The log was seen.")
    assert cleared.decision.outcome is CaseOutcome.CLEARED
    assert cleared.response.function_code == "09"
    assert all(condition.discharged for condition in window.read().customs.conditions)


def test_what_customs_records_twice_is_recorded_once(window: Window) -> None:
    window.lodge(PLANTS)
    acts = (
        (casework.require_security, {}),
        (casework.take_security, {"security": BOND}),
        (casework.settle, {}),
        (casework.return_security, {}),
    )
    for act, words in acts:
        first = window.customs_records(act, **words)
        again = window.customs_records(act, **words, revision=1)
        assert not first.replayed
        assert again.replayed
        assert again.decision == first.decision


def test_released_goods_are_not_held_back_for_security(window: Window) -> None:
    assert window.lodge(SHIRTS).outcome is CaseOutcome.RELEASED

    with pytest.raises(NotPossible, match="cannot be asked for any more"):
        window.customs_records(casework.require_security)


def test_items_go_apart_from_a_refused_one_and_are_not_decided_again(window: Window) -> None:
    lodged = window.lodge(PLANTS_WITHOUT_CERTIFICATE, FISH)
    assert lodged.items[1].outcome is CaseOutcome.RELEASED

    with pytest.raises(Invalid):
        window.customs_records(casework.release_items, items=(1, 2))
    apart = window.customs_records(casework.release_items, items=(2,))
    assert [item.released_apart for item in apart.decision.items] == [False, True]
    assert apart.decision.outcome is lodged.outcome
    assert any(one.statement_code == "RELEASE" for one in apart.response.additional_information)
    assert "s. 46(3)" in window.read().timeline[1].sentence
    with pytest.raises(NotPossible, match="released apart"):
        window.customs_records(casework.decide, items=(2,), outcome=Outcome.REFUSE, reason="Too late.")
    assert window.customs_records(casework.release_items, items=(2,)).replayed


def test_no_item_goes_apart_where_no_law_lets_it(window: Window) -> None:
    window.lodge(PLANTS, FISH)
    pack = msgspec.structs.replace(window.house.pack, partial_release=None)
    window.house = msgspec.structs.replace(window.house, pack=pack)

    assert "release_items" not in window.read(window.customs).may
    with pytest.raises(NotPossible, match="does not let items go apart"):
        window.customs_records(casework.release_items, items=(2,))


def test_only_customs_records_for_customs_and_only_on_the_case_as_it_stands(window: Window) -> None:
    window.lodge(PLANTS, before_arrival=True)

    for stranger in (window.trader, window.biosecurity):
        with pytest.raises(NotAllowed):
            window.does(casework.record_arrival, stranger)
    window.approve(1)
    with pytest.raises(Stale):
        window.customs_records(casework.record_arrival, revision=1)
    with pytest.raises(Stale):
        window.customs_records(casework.take_security, security=BOND, revision=1)


@pytest.mark.parametrize(
    ("field", "security"),
    [
        ("kind", msgspec.structs.replace(BOND, kind="promise")),
        ("amount", msgspec.structs.replace(BOND, amount=Decimal(-1))),
        ("amount", msgspec.structs.replace(BOND, amount=Decimal("1.005"))),
        ("amount", msgspec.structs.replace(BOND, amount=Decimal("NaN"))),
        ("amount", msgspec.structs.replace(BOND, amount=Decimal("1e40"))),
        ("currency", msgspec.structs.replace(BOND, currency="Kina")),
        ("reference", msgspec.structs.replace(BOND, reference=" ")),
    ],
)
def test_a_security_that_cannot_be_names_the_field(house: House, field: str, security: Security) -> None:
    window = Window(house)
    window.lodge(PLANTS)

    with pytest.raises(Invalid) as refused:
        window.customs_records(casework.take_security, security=security)
    assert [fault.field for fault in refused.value.fields] == [field]
