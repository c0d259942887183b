"""The state table: whole, used by every verb, and never leading back."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from singlewindow.accounts.roles import PERMISSIONS
from singlewindow.casework import CaseOutcome, states
from singlewindow.casework.expire import CLOCK
from singlewindow.casework.states import PASSAGES, STATES, STEPS, Stage, State, Step
from singlewindow.errors import NotAllowed, NotPossible
from singlewindow.store.positions import Duty, Facts

CASEWORK = Path(states.__file__).parent

each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.act)


def test_every_outcome_of_a_decision_is_a_state() -> None:
    assert {outcome.value for outcome in CaseOutcome} <= {state.value for state in State}


def test_every_state_stands_once_in_the_table_with_its_meaning() -> None:
    assert [standing.state for standing in STATES] == list(State)
    assert all(standing.meaning for standing in STATES)


def test_every_state_can_be_reached_but_those_that_a_cancellation_brings() -> None:
    reached = {state for row in (*PASSAGES, *STEPS) for state in row.leads_to}

    assert set(State) - reached <= {State.CANCELLED}


@each_step
def test_an_act_leads_from_no_state_back_to_an_earlier_stage_alone(step: Step) -> None:
    """Where an act leads anywhere, it leads on from each state in which it is possible, unless it was there already."""
    stages = {standing.state: standing.stage for standing in STATES}
    for state in step.possible_in if step.leads_to else ():
        assert max(stages[target] for target in step.leads_to) >= stages[state] or state is State.CLEARED


@each_step
def test_an_act_has_a_permission_that_somebody_has_and_a_refusal_in_words(step: Step) -> None:
    assert step.permission in PERMISSIONS or CLOCK.may(step.permission)
    assert step.refusal.endswith(".")


def test_every_act_of_the_table_is_asked_for_by_a_verb_and_no_verb_asks_for_another() -> None:
    asked = set()
    for file in CASEWORK.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and _name(node.func) in ("open_case", "require"):
                asked |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}

    assert asked == {step.act for step in STEPS}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("state", sorted({State(outcome) for outcome in CaseOutcome}))
def test_a_case_goes_on_or_stays_but_never_back(state: State) -> None:
    order = {standing.state: standing.stage for standing in STATES}
    after = {other for other in CaseOutcome if states.forward(CaseOutcome(state), other)}

    assert CaseOutcome(state) in after
    assert all(order[State(other)] >= order[state] for other in after)
    if order[state] is Stage.CLOSED:
        assert after == {CaseOutcome(state)}


def test_what_is_not_for_a_role_is_refused_before_anything_is_told_of_the_case() -> None:
    nobody = CLOCK

    with pytest.raises(NotAllowed):
        states.require("settle", nobody, CaseOutcome.CANCELLED)


@pytest.mark.parametrize(
    ("facts", "possible"),
    [
        (Facts(duty=Duty.NONE), True),
        (Facts(duty=Duty.SECURED), True),
        (Facts(duty=Duty.SETTLED), False),
    ],
)
def test_what_is_so_already_is_not_offered(facts: Facts, *, possible: bool) -> None:
    officer = CLOCK.__class__(1, 1, "Customs", "customs", "Officer", frozenset({"control"}))

    assert ("settle" in states.possible(officer, CaseOutcome.RELEASED, facts)) is possible


def test_a_repeat_is_let_through_in_any_state_and_a_late_act_is_not() -> None:
    officer = CLOCK.__class__(1, 1, "Customs", "customs", "Officer", frozenset({"control"}))

    assert states.require("settle", officer, CaseOutcome.CANCELLED, Facts(duty=Duty.SETTLED)).act == "settle"
    with pytest.raises(NotPossible):
        states.require("settle", officer, CaseOutcome.CANCELLED, Facts())
