"""Random lives of a case, on both databases: whatever comes, in whatever order, what is promised of a case holds.

``SINGLEWINDOW_TEST_SEQUENCES=1000`` lives a thousand on each database (docs/how-to/test-the-decision-rules.md).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any

import msgspec
from amending import XML, amendment, weighing, with_item
from conftest import add_actor
from granted import account_of
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from messages import FISH, PLANTS, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, Goods, message

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import House, states
from singlewindow.casework.consolidate import consolidate
from singlewindow.casework.expire import expire
from singlewindow.casework.open_case import declaration_of
from singlewindow.casework.permits.acting import Changes, act_on_permit
from singlewindow.casework.permits.applying import draft_permit
from singlewindow.casework.permits.asking import Wish
from singlewindow.casework.position import position_of
from singlewindow.errors import HouseError
from singlewindow.permits.writeoff import positions as drawn_by
from singlewindow.store import cases, ledger, permits, positions, verdicts
from singlewindow.store.positions import Security
from wco_datamodel import MessageRejected

SEQUENCES = int(os.environ.get("SINGLEWINDOW_TEST_SEQUENCES", "10"))
STEPS = 10
SERIAL = count(1)
Act = Callable[[House, str], Any]

GONE = frozenset({states.State.CANCELLED, states.State.EXPIRED})
OUT = states.at_stage(states.Stage.RELEASED, states.Stage.CLEARED)
GRANTED = 20
"""Kilograms of seeds for which each life has a permit."""
SEEDS = Goods("120991", "Vegetable seeds", [("911", ""), ("851", "PHYTO-1")], net_mass="4")
"""They name the life's permit."""

goods = st.lists(
    st.sampled_from([SHIRTS, PLANTS, PLANTS_WITHOUT_CERTIFICATE, FISH, REFRIGERANT, SEEDS, SEEDS]),
    min_size=1,
    max_size=3,
)
items = st.lists(st.integers(1, 3), min_size=1, max_size=3, unique=True)
answers = st.sampled_from(
    [Outcome.CLEAR, Outcome.CLEAR, Outcome.CONDITIONAL, Outcome.HOLD, Outcome.REFUSE, Outcome.DETAIN]
)
revisions = st.sampled_from([None, None, None, 1])
"""The revision that an act was read at: mostly any, sometimes the first."""


class People:
    """Who acts in a house."""

    def __init__(self, house: House) -> None:
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        self.officers = {
            "CUS": self.customs,
            **{code: add_actor(house, f"{code} Officer", "agency", "agency_officer", code) for code in ("BIO", "ENV")},
        }


class Life(RuleBasedStateMachine):
    """One case from its lodgement on, and what is done to it."""

    house: House
    people: People

    @initialize(chosen=goods, before_arrival=st.booleans())
    def lodge(self, chosen: list[Any], *, before_arrival: bool) -> None:
        self.goods, self.type_code = chosen, "IMD" if before_arrival else "IMA"
        self.done: list[tuple[str, Act]] = []
        self.reference, self.outcome = self._begin()

    def _begin(self) -> tuple[str, casework.CaseOutcome]:
        """Lodge it on its first day, with a permit of its own."""
        self.days = 0
        self.permit = self._granted()
        decision = self._lodge(self.house, *self.goods, type_code=self.type_code).decision
        return decision.reference, decision.outcome

    def _granted(self) -> str:
        wish = Wish("BIO-SEEDS-2024", description="Seeds", goods=("120991",), quantity=Decimal(GRANTED))
        permit = draft_permit(self.house, self.people.trader, wish).number
        act_on_permit(self.house, self.people.trader, permit, "apply")
        until = self.house.day_of(self.house.now()) + dt.timedelta(days=30)
        act_on_permit(self.house, self.people.officers["BIO"], permit, "approve", changes=Changes(valid_to=until))
        return permit

    def _lodge(self, house: House, *goods: Goods, **header: str) -> casework.Answer:
        raw = message(*map(self._with_permit, goods), reference=f"L-{next(SERIAL)}", **header)
        return casework.lodge(house, self.people.trader, raw, XML)

    def _with_permit(self, goods: Goods) -> Goods:
        is_seeds = goods.hs_code == SEEDS.hs_code
        return goods._replace(documents=[("911", self.permit), *goods.documents[1:]]) if is_seeds else goods

    def _today(self) -> House:
        """The house on this life's day."""
        then = self.house.now() + dt.timedelta(days=self.days)
        return msgspec.structs.replace(self.house, now=lambda: then)

    def _do(self, act: str, do: Act) -> None:
        """Do it. Where it is possible, it must lead where the state table says; where it is not, nothing happens."""
        before = self.outcome
        try:
            answer = do(self._today(), self.reference)
        except (HouseError, MessageRejected):
            return
        if answer is None or answer.replayed:
            return
        self.done.append((act, do))
        self.outcome = answer.decision.outcome
        step = next(step for step in states.STEPS if step.act == act)
        assert states.State(before) in step.possible_in
        assert self.outcome == before or states.State(self.outcome) in step.leads_to, f"{act}: {before} {self.outcome}"
        assert states.forward(before, self.outcome)

    @rule(agency=st.sampled_from(["BIO", "ENV", "CUS"]), chosen=items, outcome=answers, revision=revisions)
    def decide(self, agency: str, chosen: list[int], outcome: Outcome, revision: int | None) -> None:
        words = {
            "items": chosen,
            "outcome": outcome,
            "reason": "Seen.",
            "conditions": ("Keep it dry.",) if outcome is Outcome.CONDITIONAL else (),
            "hold": HoldKind.INSPECTION if outcome is Outcome.HOLD else None,
            "revision": revision,
        }
        self._do("decide", lambda house, ref: casework.decide(house, self.people.officers[agency], ref, **words))

    @rule(agency=st.sampled_from(["BIO", "ENV", "CUS"]))
    def approve_all(self, agency: str) -> None:
        officer = self.people.officers[agency]

        def approve(house: House, ref: str) -> Any:
            own = self._of_agency(house, ref, agency)
            return casework.decide(house, officer, ref, items=own, outcome=Outcome.CLEAR, reason="Seen.")

        self._do("decide", approve)

    def _of_agency(self, house: House, ref: str, agency: str) -> list[int]:
        """The items with which the agency is concerned."""
        found = casework.read_case(house, self.people.officers[agency], ref).decision.items
        return [one.item for one in found if any(verdict.agency == agency for verdict in one.verdicts)]

    @rule(agency=st.sampled_from(["BIO", "ENV", "CUS"]))
    def ask(self, agency: str) -> None:
        officer = self.people.officers[agency]

        def ask(house: House, ref: str) -> Any:
            own = self._of_agency(house, ref, agency)
            return casework.ask(house, officer, ref, items=own, text="Which nursery?")

        self._do("ask", ask)

    @rule()
    def reply(self) -> None:
        def answer(house: House, ref: str) -> Any:
            asked = casework.read_case(house, self.people.trader, ref).questions
            unanswered = [question.id for question in asked if not question.answered_at]
            return casework.reply(house, self.people.trader, ref, unanswered[0], "One.") if unanswered else None

        self._do("reply", answer)

    @rule(act=st.sampled_from(["record_arrival", "require_security", "settle", "return_security"]), revision=revisions)
    def customs_records(self, act: str, revision: int | None) -> None:
        verb = getattr(casework, act)
        self._do(act, lambda house, ref: verb(house, self.people.customs, ref, revision=revision))

    @rule(amount=st.sampled_from(["100", "200.50"]))
    def take_security(self, amount: str) -> None:
        bond = Security("bond", Decimal(amount), "NZD", "BOND-7")
        customs = self.people.customs
        self._do("take_security", lambda house, ref: casework.take_security(house, customs, ref, security=bond))

    @rule(agency=st.sampled_from(["BIO", "ENV", "CUS"]), chosen=items)
    def discharge(self, agency: str, chosen: list[int]) -> None:
        officer = self.people.officers[agency]
        self._do("discharge", lambda house, ref: casework.discharge(house, officer, ref, items=chosen))

    @rule(chosen=items)
    def release_items(self, chosen: list[int]) -> None:
        customs = self.people.customs
        self._do("release_items", lambda house, ref: casework.release_items(house, customs, ref, items=chosen))

    @rule(number=st.integers(1, 3), kilograms=st.sampled_from(["2", "6", "50"]))
    def amend(self, number: int, kilograms: str) -> None:
        def amend(house: House, ref: str) -> Any:
            with house.database.reading() as session:
                case = cases.by_reference(session, ref)
                assert case is not None
                old = declaration_of(session, case)
            new = with_item(old, number, weighing(kilograms))
            if new == old:
                return None
            raw = amendment(old, new, ref, f"A-{next(SERIAL)}")
            return casework.amend(house, self.people.trader, ref, raw, XML)

        self._do("amend", amend)

    @rule(sure=st.sampled_from([False, False, False, True]))
    def cancel(self, *, sure: bool) -> None:
        if not sure:
            return
        trader, why = self.people.trader, {"reason_code": "10", "reason": "Twice."}
        self._do("cancel", lambda house, ref: casework.cancel(house, trader, ref, **why))

    @rule(granted=st.booleans())
    def decide_request(self, *, granted: bool) -> None:
        customs = self.people.customs

        def decide(house: House, ref: str) -> Any:
            asked = casework.read_case(house, customs, ref).requests
            waiting = [request.id for request in asked if request.state == "asked"]
            said = {"granted": granted, "reason": "Seen."}
            return casework.decide_request(house, customs, ref, waiting[0], **said) if waiting else None

        self._do("grant" if granted else "deny", decide)

    @rule(kilograms=st.sampled_from(["3", "15"]))
    def another_declaration_draws(self, kilograms: str) -> None:
        self._beside("lodge", lambda house, _: self._lodge(house, SEEDS._replace(net_mass=kilograms)))

    @rule(act=st.sampled_from(["suspend", "reinstate", "revoke"]))
    def the_permit_is_acted_upon(self, act: str) -> None:
        officer = self.people.officers["BIO"]
        self._beside(act, lambda house, _: act_on_permit(house, officer, self.permit, act, reason="Seen."))

    def _beside(self, act: str, do: Act) -> None:
        """Do what is not about this case: it stays as it is."""
        with contextlib.suppress(HouseError):
            do(self._today(), self.reference)
            self.done.append((act, do))

    @rule(days=st.sampled_from([1, 10, 40]))
    def time_passes(self, days: int) -> None:
        def wait(_: House, __: str) -> None:
            self.days += days

        self._beside("wait", wait)
        self._do("expire", self._expire)

    @staticmethod
    def _expire(house: House, ref: str) -> Any:
        with house.database.writing() as session:
            case = cases.by_reference(session, ref)
            assert case is not None
            return expire(house, session, case.id)

    @invariant()
    def the_decision_is_what_the_stored_facts_give(self) -> None:
        if not hasattr(self, "reference"):
            return
        with self.house.database.reading() as session:
            case = cases.by_reference(session, self.reference)
            assert case is not None
            stored = verdicts.current(session, case.id)
            position = position_of(positions.of_case(session, case.id), stored)
            last = msgspec.json.decode(verdicts.last_decision(session, case.id).document, type=casework.Decision)
        computed = consolidate([item.item for item in last.items], stored, position)
        assert computed.outcome == last.outcome == self.outcome == case.outcome
        assert computed.items == {item.item: item.outcome for item in last.items}
        assert computed.conflicts == last.conflicts

    @invariant()
    def the_permits_ledger_sums_up(self) -> None:
        if not hasattr(self, "reference"):
            return
        left, held, used = (Decimal(part) for part in account_of(self.house, self.permit))
        assert left + held + used == GRANTED
        assert min(left, held, used) >= 0
        with self.house.database.reading() as session:
            permit, case = permits.by_number(session, self.permit), cases.by_reference(session, self.reference)
            assert permit is not None
            assert case is not None
            assert ledger.faults(session, permit.id) == ()
            drawn = drawn_by(ledger.of_case(session, case.id)).values()
        if states.State(self.outcome) in GONE:
            assert all(one.drawn == 0 for one in drawn), "what never moves draws nothing"
        if states.State(self.outcome) in OUT:
            assert all(one.held == 0 for one in drawn), "what is released is written off"

    @invariant()
    def the_audit_trail_is_whole(self) -> None:
        if hasattr(self, "reference"):
            report = casework.verify_audit(self.house, reference=self.reference)
            assert (report.cases, report.faults) == (1, ())

    def teardown(self) -> None:
        """The same acts on the same declaration, lodged again, lead to the same decision."""
        if not hasattr(self, "reference"):
            return
        last = casework.read_decision(self.house, self.people.trader, self.reference).decision
        again, _ = self._begin()
        for _, do in self.done:
            do(self._today(), again)
        replayed = casework.read_decision(self.house, self.people.trader, again).decision
        assert (replayed.outcome, replayed.number) == (last.outcome, last.number)
        assert [item.outcome for item in replayed.items] == [item.outcome for item in last.items]


def test_whatever_happens_to_a_case_what_is_promised_of_it_holds(house_on: House) -> None:
    who = People(house_on)

    class LifeHere(Life):
        house, people = house_on, who

    lives = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=SEQUENCES <= 25,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(LifeHere, settings=lives)
    assert casework.verify_audit(house_on).faults == ()
