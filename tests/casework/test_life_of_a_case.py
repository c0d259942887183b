"""Random lives of a case, on both databases: whatever comes, in whatever order, what is promised of a case holds.

``SINGLEWINDOW_TEST_SEQUENCES=1000`` lives a thousand on each database (docs/how-to/test-the-decision-rules.md).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any

import msgspec
from conftest import add_actor
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from messages import FISH, PLANTS, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, message

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import House, states
from singlewindow.casework.consolidate import consolidate
from singlewindow.casework.expire import expire
from singlewindow.casework.position import position_of
from singlewindow.errors import HouseError
from singlewindow.store import cases, positions, verdicts
from singlewindow.store.positions import Security

SEQUENCES = int(os.environ.get("SINGLEWINDOW_TEST_SEQUENCES", "25"))
STEPS = 10
SERIAL = count(1)
Act = Callable[[House, str], Any]

goods = st.lists(
    st.sampled_from([SHIRTS, PLANTS, PLANTS_WITHOUT_CERTIFICATE, FISH, REFRIGERANT]), min_size=1, max_size=3
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
        self.message = {"goods": chosen, "type_code": "IMD" if before_arrival else "IMA"}
        self.reference, self.outcome = self._lodged()
        self.done: list[tuple[str, Act]] = []

    def _lodged(self) -> tuple[str, casework.CaseOutcome]:
        raw = message(*self.message["goods"], reference=f"L-{next(SERIAL)}", type_code=self.message["type_code"])
        decision = casework.lodge(self.house, self.people.trader, raw, "application/xml").decision
        return decision.reference, decision.outcome

    def _do(self, act: str, do: Act) -> None:
        """Do it. Where it is possible, it must lead where the state table says; where it is not, nothing happens."""
        before = self.outcome
        try:
            answer = do(self.house, self.reference)
        except HouseError:
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
            found = casework.read_case(house, officer, ref).decision.items
            own = [one.item for one in found if any(v.agency == agency for v in one.verdicts)]
            return casework.decide(house, officer, ref, items=own, outcome=Outcome.CLEAR, reason="Seen.")

        self._do("decide", approve)

    @rule(agency=st.sampled_from(["BIO", "ENV", "CUS"]), chosen=items)
    def ask(self, agency: str, chosen: list[int]) -> None:
        officer = self.people.officers[agency]
        self._do("ask", lambda house, ref: casework.ask(house, officer, ref, items=chosen, text="Which nursery?"))

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

    @precondition(lambda self: self.message["type_code"] == "IMD")
    @rule(days=st.sampled_from([1, 60]))
    def time_passes(self, days: int) -> None:
        def end(house: House, ref: str) -> Any:
            then = house.now() + dt.timedelta(days=days)
            later = msgspec.structs.replace(house, now=lambda: then)
            with house.database.writing() as session:
                case = cases.by_reference(session, ref)
                assert case is not None
                return expire(later, session, case.id)

        self._do("expire", end)

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
    def the_audit_trail_is_whole(self) -> None:
        if hasattr(self, "reference"):
            report = casework.verify_audit(self.house, reference=self.reference)
            assert (report.cases, report.faults) == (1, ())

    def teardown(self) -> None:
        """The same acts on the same declaration, lodged again, lead to the same decision."""
        if not hasattr(self, "done"):
            return
        last = casework.read_decision(self.house, self.people.trader, self.reference).decision
        again, _ = self._lodged()
        for _, do in self.done:
            do(self.house, again)
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
