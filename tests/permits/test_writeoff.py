"""The entries by which a case's draws follow its decision, row by row and in any order of events."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from singlewindow.permits.writeoff import Aim, Draw, Entry, Kind, Position, positions, settle

HERE = (7, 1)


def at(held: str, used: str = "0") -> dict[tuple[int, int], Position]:
    return {HERE: Position(Decimal(held), Decimal(used))}


def told(entries: tuple[Entry, ...]) -> list[str]:
    return [f"{entry.kind} {entry.change} {entry.held}" for entry in entries]


@pytest.mark.parametrize(
    ("held", "used", "wanted", "aim", "then"),
    [
        ("0", "0", "5", Aim.KEEP, ["reserved -5 5"]),
        ("0", "0", "5", Aim.WRITE_OFF, ["reserved -5 5", "written_off 0 -5"]),
        ("0", "0", "5", Aim.GIVE_BACK, []),
        ("5", "0", "5", Aim.KEEP, []),
        ("5", "0", "5", Aim.WRITE_OFF, ["written_off 0 -5"]),
        ("5", "0", "5", Aim.GIVE_BACK, ["given_back 5 -5"]),
        ("5", "0", "8", Aim.KEEP, ["reserved -3 3"]),
        ("5", "0", "2", Aim.KEEP, ["given_back 3 -3"]),
        ("5", "0", "2", Aim.WRITE_OFF, ["given_back 3 -3", "written_off 0 -2"]),
        ("0", "5", "5", Aim.KEEP, []),
        ("0", "5", "5", Aim.WRITE_OFF, []),
        ("0", "5", "5", Aim.GIVE_BACK, ["given_back 5 0"]),
        ("0", "5", "8", Aim.WRITE_OFF, ["reserved -3 3", "written_off 0 -3"]),
        ("2", "3", "4", Aim.KEEP, ["given_back 1 -1"]),
        ("2", "3", "1", Aim.KEEP, ["given_back 4 -2"]),
        ("5", "0", "5", None, ["given_back 5 -5"]),
    ],
)
def test_an_items_draw_follows_its_decision(
    held: str, used: str, wanted: str, aim: Aim | None, then: list[str]
) -> None:
    aims = {} if aim is None else {1: aim}
    assert told(settle(at(held, used), [Draw(*HERE, Decimal(wanted))], aims)) == then


def test_without_a_new_version_the_draws_stay_as_they_are() -> None:
    assert settle(at("5"), None, {1: Aim.KEEP}) == ()
    assert told(settle(at("2", "3"), None, {1: Aim.WRITE_OFF})) == ["written_off 0 -2"]


def test_a_permit_that_is_no_longer_named_is_given_back_and_the_new_one_drawn() -> None:
    entries = settle(at("5"), [Draw(8, 1, Decimal(4))], {1: Aim.KEEP})
    assert [(entry.permit_id, entry.item, entry.kind) for entry in entries] == [
        (7, 1, Kind.GIVEN_BACK),
        (8, 1, Kind.RESERVED),
    ]


def test_entries_come_by_permit_and_item() -> None:
    draws = [Draw(9, 1, Decimal(1)), Draw(3, 2, Decimal(1)), Draw(3, 1, Decimal(1))]
    entries = settle({}, draws, {1: Aim.KEEP, 2: Aim.KEEP})
    assert [(entry.permit_id, entry.item) for entry in entries] == [(3, 1), (3, 2), (9, 1)]


def test_a_position_is_what_is_reserved_and_what_was_written_off() -> None:
    assert Position() == (0, 0)
    assert Position(Decimal(2), Decimal(3)).drawn == 5
    entries = [
        Entry(7, 1, Kind.RESERVED, Decimal(-5), Decimal(5)),
        Entry(7, 2, Kind.RESERVED, Decimal(-1), Decimal(1)),
        Entry(7, 1, Kind.WRITTEN_OFF, Decimal(0), Decimal(-5)),
        Entry(7, 1, Kind.GIVEN_BACK, Decimal(2), Decimal(0)),
    ]
    assert positions(entries) == {(7, 1): (0, 3), (7, 2): (1, 0)}


events = st.tuples(
    st.none() | st.lists(st.builds(Draw, st.integers(1, 2), st.integers(1, 2), st.integers(0, 9).map(Decimal))),
    st.fixed_dictionaries({1: st.sampled_from(Aim), 2: st.sampled_from(Aim)}),
)


@given(st.lists(events, max_size=12))
def test_whatever_happens_the_ledger_sums_up_and_settling_again_changes_nothing(
    story: list[tuple[list[Draw] | None, dict[int, Aim]]],
) -> None:
    ledger: list[Entry] = []
    for wanted, aims in story:
        ledger += settle(positions(ledger), wanted, aims)
        found = positions(ledger)
        assert settle(found, wanted, aims) == ()
        assert all(position.held >= 0 and position.used >= 0 for position in found.values())
        assert -sum((entry.change for entry in ledger), Decimal(0)) == sum(
            (position.drawn for position in found.values()), Decimal(0)
        )
        for (_, item), position in found.items():
            assert aims[item] is not Aim.GIVE_BACK or position.drawn == 0
            assert aims[item] is not Aim.WRITE_OFF or position.held == 0
