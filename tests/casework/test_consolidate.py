"""The decision table, row by row, and the properties that hold for every set of verdicts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agencies.contract import Outcome, Verdict
from singlewindow.casework.consolidate import Position, consolidate
from singlewindow.casework.decision import CaseOutcome

TABLE = yaml.safe_load((Path(__file__).parent / "decision_table.yaml").read_text())
STRICTNESS = list(CaseOutcome)


def verdict(item: int, words: str) -> Verdict:
    agency, outcome, *by = words.split()
    return Verdict(agency=agency, item=item, outcome=Outcome(outcome), decided_by="Officer A" if by else "rule")


def position(facts: dict[str, Any]) -> Position:
    aside = frozenset((agency, item) for agency, item in facts.get("set_aside", ()))
    return Position(**{**facts, "set_aside": aside})


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
def test_the_decision_table(row: dict[str, Any]) -> None:
    numbers = range(1, len(row["items"]) + 1)
    verdicts = [verdict(item, words) for item, said in zip(numbers, row["items"], strict=True) for words in said]

    found = consolidate(numbers, verdicts, position(row.get("position", {})))

    assert found.outcome == row["outcome"]
    assert [found.items[item] for item in numbers] == row["each"]
    assert [conflict.item for conflict in found.conflicts] == row.get("conflicts", [])


def test_every_outcome_stands_in_the_table() -> None:
    assert {row["outcome"] for row in TABLE} == {outcome.value for outcome in CaseOutcome}


def test_a_conflict_names_who_would_let_the_goods_go_and_who_would_not() -> None:
    said = [
        Verdict(agency="BIO", item=7, outcome=Outcome.CLEAR, decided_by="Sefa Officer"),
        Verdict(agency="ENV", item=7, outcome=Outcome.DETAIN, decided_by="Alofa Officer"),
        Verdict(agency="FOO", item=7, outcome=Outcome.REFUSE, decided_by="Tavita Officer"),
    ]
    (conflict,) = consolidate((7,), said, Position()).conflicts

    assert (conflict.item, conflict.agencies) == (7, ("BIO", "ENV", "FOO"))
    assert conflict.sentence == "BIO would let item 7 go and ENV, FOO would not: a supervisor must settle it."


def test_a_rule_that_was_stored_and_read_again_is_no_officer() -> None:
    said = [verdict(1, "BIO clear"), verdict(1, "ENV refuse officer")]
    read_again = msgspec.json.decode(msgspec.json.encode(said), type=list[Verdict])

    assert consolidate((1,), read_again, Position()).conflicts == ()


def test_a_declaration_without_items_has_nothing_that_holds_it() -> None:
    assert consolidate((), (), Position()).outcome is CaseOutcome.CLEARED


def test_what_was_computed_is_not_changed_afterwards() -> None:
    position = Position()
    with pytest.raises(AttributeError):
        position.cancelled = True  # type: ignore[misc]
    with pytest.raises(AttributeError):
        consolidate((1,), (), position).outcome = CaseOutcome.RELEASED  # type: ignore[misc]


verdicts_of_three_items = st.lists(
    st.builds(
        Verdict,
        agency=st.sampled_from(["BIO", "FOO", "ENV", "CUS"]),
        item=st.integers(1, 3),
        outcome=st.sampled_from(list(Outcome)),
        decided_by=st.sampled_from(["rule", "Officer A"]),
    ),
    max_size=12,
)
positions = st.builds(Position, *[st.booleans()] * 5)


@given(verdicts_of_three_items, positions, st.randoms())
def test_the_order_in_which_verdicts_arrive_does_not_matter(
    verdicts: list[Verdict], position: Position, shuffle: random.Random
) -> None:
    shuffled = list(verdicts)
    shuffle.shuffle(shuffled)

    first, second = consolidate((1, 2, 3), verdicts, position), consolidate((1, 2, 3), shuffled, position)

    assert first.outcome == second.outcome
    assert first.items == second.items
    assert {c.item for c in first.conflicts} == {c.item for c in second.conflicts}


@given(verdicts_of_three_items, positions, st.sampled_from(list(Outcome)), st.integers(1, 3))
def test_one_more_verdict_never_loosens_a_decision(
    verdicts: list[Verdict], position: Position, outcome: Outcome, item: int
) -> None:
    before = consolidate((1, 2, 3), verdicts, position)
    after = consolidate((1, 2, 3), [*verdicts, Verdict(agency="POL", item=item, outcome=outcome)], position)

    assert STRICTNESS.index(after.outcome) <= STRICTNESS.index(before.outcome)


@given(verdicts_of_three_items, positions)
def test_the_whole_is_as_strict_as_its_strictest_item(verdicts: list[Verdict], position: Position) -> None:
    found = consolidate((1, 2, 3), verdicts, position)

    assert found.outcome == min(found.items.values(), key=STRICTNESS.index)


@given(verdicts_of_three_items)
def test_goods_are_released_only_when_no_agency_asks_for_anything(verdicts: list[Verdict]) -> None:
    found = consolidate((1, 2, 3), verdicts, Position())

    asks = any(v.outcome not in (Outcome.CLEAR, Outcome.CONDITIONAL, Outcome.NOT_CONCERNED) for v in verdicts)
    assert (found.outcome in (CaseOutcome.RELEASED, CaseOutcome.RELEASED_WITH_CONDITIONS)) is not asks
