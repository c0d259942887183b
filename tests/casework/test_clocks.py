"""Agencies' clocks run on the country's working days, stand while the trader has a question, and order the worklist."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from conftest import add_actor
from hypothesis import given, settings
from hypothesis import strategies as st
from messages import PLANTS, message

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.clock import days_left, due_on
from singlewindow.store.people import Actor

XML = "application/xml"
CHRISTMAS = frozenset({dt.date(2026, 12, 25), dt.date(2026, 12, 28)})
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-24", 0, "2026-11-24"),
        ("2026-11-24", 1, "2026-11-25"),
        ("2026-11-27", 1, "2026-11-30"),  # over a weekend
        ("2026-12-24", 1, "2026-12-29"),  # over Christmas, which is kept on Monday too
        ("2026-12-25", 2, "2026-12-30"),
    ],
)
def test_a_clock_counts_working_days_only(start: str, days: int, due: str) -> None:
    assert due_on(dt.date.fromisoformat(start), days, CHRISTMAS) == dt.date.fromisoformat(due)


def test_where_no_clock_runs_nothing_is_due() -> None:
    assert due_on(dt.date(2026, 11, 24), None, CHRISTMAS) is None


@settings(deadline=None)
@given(DAYS, st.integers(0, 60), st.frozensets(DAYS, max_size=20))
def test_a_clock_that_is_stopped_at_once_still_has_all_its_days(
    start: dt.date, days: int, holidays: frozenset[dt.date]
) -> None:
    due = due_on(start, days, holidays)

    assert due is not None
    assert days_left(start, due, holidays) == days


def test_a_clock_that_ran_out_has_no_days_left() -> None:
    assert days_left(dt.date(2026, 12, 1), dt.date(2026, 11, 24)) == 0


def test_the_lagoon_keeps_its_holidays(house: House) -> None:
    assert dt.date(2026, 12, 25) in house.pack.holidays


def at(house: House, day: str) -> House:
    """The same window at noon of a day in the country."""
    moment = house.end_of(dt.date.fromisoformat(day)) - dt.timedelta(hours=12)
    return msgspec.structs.replace(house, now=lambda: moment)


def due(house: House, officer: Actor) -> dict[str, str]:
    """What the worklist says, in its order."""
    lines = casework.list_work(house, officer).rows
    return {line.reference: str(line.due_on) for line in lines}


def lodged(house: House, trader: Actor, reference: str) -> str:
    return casework.lodge(house, trader, message(PLANTS, reference=reference), XML).decision.reference


def test_the_clock_stands_while_the_trader_has_the_question(house_on: House) -> None:
    trader = add_actor(house_on, "Trader One", "trader", "trader")
    officer = add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    reference = lodged(at(house_on, "2026-12-21"), trader, "CLOCK-1")
    first = dt.date.fromisoformat(due(house_on, officer)[reference])

    asking = at(house_on, "2026-12-22")
    left = days_left(dt.date(2026, 12, 22), first, house_on.pack.holidays)
    casework.ask(asking, officer, reference, items=(1,), text="Which nursery?")
    assert due(house_on, officer) == {reference: "None"}, "nothing is due while the trader has it"

    answering = at(house_on, "2027-01-11")
    question = casework.read_case(answering, trader, reference).questions[0]
    casework.reply(answering, trader, reference, question.id, "Palm Nursery")
    again = due_on(dt.date(2027, 1, 11), left, house_on.pack.holidays)
    assert due(house_on, officer) == {reference: str(again)}


def test_what_is_due_first_is_first_on_the_worklist_page_by_page(house_on: House) -> None:
    trader = add_actor(house_on, "Trader One", "trader", "trader")
    officer = add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    late = lodged(at(house_on, "2026-12-21"), trader, "LATE")
    asked = lodged(at(house_on, "2026-11-02"), trader, "ASKED")
    early = lodged(at(house_on, "2026-11-23"), trader, "EARLY")
    second = lodged(at(house_on, "2026-11-23"), trader, "SECOND")
    casework.ask(at(house_on, "2026-11-03"), officer, asked, items=(1,), text="Which nursery?")

    today = at(house_on, "2026-11-04")
    assert list(due(today, officer)) == [early, second, late, asked]
    assert next(iter(due(at(house_on, "2026-12-04"), officer))) == asked, "an overdue answer stands where it was due"
    pages, cursor = [], None
    for _ in range(4):
        page = casework.list_work(today, officer, cursor=cursor, limit=1)
        pages += [line.reference for line in page.rows]
        cursor = page.next_cursor
    assert pages == [early, second, late, asked]
    assert cursor is None
